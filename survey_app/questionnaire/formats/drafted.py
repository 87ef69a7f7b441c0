"""Put a questionnaire together from another tool's parts, with names that ours can have and a report."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.questionnaire.formats.model import Fate, Form, Imported, Loss
from survey_app.questionnaire.formats.xlsform.evaluating import hindrance

Choices = Sequence[tuple[str, str]]
"""Names and labels."""
_NO_PART_OF_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST = 64


class Drafted:
    """Hold what was read so far; `carried` keeps what is not served, so that it is not lost."""

    def __init__(self, tool: str) -> None:
        self.tool = tool
        self.pages: list[dict[str, Any]] = []
        self.lists: dict[str, list[dict[str, Any]]] = {}
        self.carried: list[dict[str, Any]] = []
        self.losses: list[Loss] = []
        self.types: dict[str, str | None] = {}
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def tell(self, place: str, fate: Fate, code: str, message: str) -> None:
        """Add a line to the report."""
        self.losses.append(Loss(place, fate, code, message))

    def name(self, raw: str, place: str) -> str:
        """Return a name of ours for another tool's, always the same one; a changed one is told."""
        if raw in self._names:
            return self._names[raw]
        plain = _NO_PART_OF_A_NAME.sub("_", raw.strip()).strip("_-") or "question"
        plain = plain if plain[0].isalpha() else f"q_{plain}"
        name, number = plain[:LONGEST], 1
        while name in self._taken:
            number += 1
            name = f"{plain[: LONGEST - 4]}_{number}"
        self._taken.add(name)
        self._names[raw] = name
        if name != raw:
            self.tell(place, Fate.CHANGED, "name", f"“{raw}” is named “{name}” here.")
        return name

    def list_of(self, wanted: str, choices: Choices, place: str) -> str:
        """Return the name of a list with these choices; equal lists are written once."""
        entries = [
            {"name": self._choice(name, place), "label": label.strip() or name} for name, label in choices
        ]
        for name, known in self.lists.items():
            if known == entries:
                return name
        name, number = wanted, 1
        while name in self.lists:
            number += 1
            name = f"{wanted}_{number}"
        self.lists[name] = entries
        return name

    def _choice(self, raw: str, place: str) -> str:
        plain = _NO_PART_OF_A_NAME.sub("_", raw.strip()).strip("_-") or "choice"
        name = plain[:LONGEST]
        if name != raw:
            self.tell(place, Fate.CHANGED, "choice", f"The choice “{raw}” is named “{name}” here.")
        return name

    def carry(self, entry: dict[str, Any], place: str, message: str) -> None:
        """Keep a part that is not served, and tell why."""
        self.carried.append(entry)
        self.tell(place, Fate.CARRIED, "carried", message)

    def expression(self, question: dict[str, Any], key: str, said: tuple[str, str], place: str) -> None:
        """Give a question an expression (as written, as ours says it); carry what cannot be evaluated."""
        written, ours = said
        this = self.types.get(question["name"]) if key == "constraint" else None
        why = hindrance(ours, self.types, this)
        if why:
            entry = {"of": question["name"], key: written}
            self.carry(entry, place, f"“{written}” cannot be evaluated here: {why}")
        else:
            question[key] = ours

    def imported(self, heading: Mapping[str, Any]) -> Imported:
        """Return the questionnaire under its heading (name, version, title, language)."""
        data: dict[str, Any] = dict(heading)
        if self.lists:
            data["lists"] = self.lists
        data["pages"] = [page for page in self.pages if page["questions"]]
        if self.carried:
            data["carried"] = {"format": self.tool, "parts": self.carried}
        return Imported(Form(data), tuple(self.losses))
