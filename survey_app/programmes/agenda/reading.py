"""From a template file's bytes to a template; every departure from the shape as a finding in its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.programmes.agenda.catalogue import finding
from survey_app.programmes.agenda.model import (
    KINDS,
    LONGEST,
    MOST_ITEMS,
    SESSIONS,
    SHORTEST,
    WEEKDAYS,
    Slot,
    Template,
    TemplateDay,
    TemplateHalf,
    clock,
    minutes_of,
)
from survey_app.questionnaire.problems import Problem, Severity, near, problem, short
from survey_app.questionnaire.yaml_text import Path, Tree, read_yaml

_TEXT, _LIST, _MAPPING, _WHOLE = "text", "a list", "a mapping", "a whole number"
_IS: Mapping[str, Callable[[Any], bool]] = {
    _TEXT: lambda found: isinstance(found, str) and bool(found.strip()),
    _LIST: lambda found: isinstance(found, list) and bool(found),
    _MAPPING: lambda found: isinstance(found, dict),
    _WHOLE: lambda found: type(found) is int,
}
_REMEDY = {
    _TEXT: "Write some words, in quotes where they look like something else.",
    _LIST: "Begin each entry with “- ” on a line of its own.",
    _MAPPING: "Write “key: value” lines below it.",
    _WHOLE: "Write it in digits, without quotes or a point.",
}
_KEYS: Mapping[str, Mapping[str, str]] = {
    "a template": {"name": _TEXT, "title": _TEXT, "unused": _TEXT, "first": _TEXT, "days": _LIST},
    "a day": {"label": _TEXT, "halves": _LIST},
    "a half-day": {"label": _TEXT, "start": _TEXT, "items": _LIST},
    "an item": {"kind": _TEXT, "label": _TEXT, "minutes": _WHOLE},
}
UNUSED = ("vanish", "open")


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """Hold what a file says: a template unless it has errors, and all findings by place."""

    template: Template | None
    problems: tuple[Problem, ...]


def read_template(source: bytes) -> TemplateReading:
    """Read a template file (its bytes); nothing but its bytes is looked at."""
    tree = read_yaml(source)
    reader = _Reader(tree)
    found = None if tree.problems else reader.template()
    problems = tuple(sorted([*tree.problems, *reader.problems], key=lambda one: one.place))
    errors = tuple(one for one in problems if one.severity is Severity.ERROR)
    # Times that follow from what could not be read say nothing.
    return TemplateReading(None, errors) if errors else TemplateReading(found, problems)


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []

    def template(self) -> Template | None:
        if not isinstance(self.tree.data, dict) or "days" not in self.tree.data:
            self.problems.append(finding("no-template", self.tree.place(())))
            return None
        given = self._part("a template", self.tree.data, ())
        self._word(given, "unused", UNUSED, ("unused",))
        self._word(given, "first", WEEKDAYS, ("first",))
        days = tuple(self._day(day, ("days", index)) for index, day in enumerate(given.get("days", [])))
        self._sizes(days)
        name, title = str(given.get("name", "")), str(given.get("title", ""))
        first = given.get("first", WEEKDAYS[0])
        begins = WEEKDAYS.index(first) if first in WEEKDAYS else 0
        return Template(name, title, given.get("unused") == "open", days, begins)

    def _sizes(self, days: tuple[TemplateDay, ...]) -> None:
        slots = [slot for day in days for half in day.halves for slot in half.slots]
        if len(slots) > MOST_ITEMS:
            words = {"key": "days", "count": len(slots), "limit": MOST_ITEMS}
            self.problems.append(problem("too-many", self.tree.place(("days",)), **words))
        if not any(slot.kind in SESSIONS for slot in slots):
            self.problems.append(finding("no-sessions", self.tree.place(("days",))))

    def _day(self, data: Any, path: Path) -> TemplateDay:
        given = self._part("a day", data, path)
        written = given.get("halves", [])
        halves = tuple(self._half(half, (*path, "halves", index)) for index, half in enumerate(written))
        end = 0
        for index, half in enumerate(halves):
            if half.start < end:
                place = self.tree.place((*path, "halves", index, "start"))
                words = {"start": clock(half.start), "end": clock(end)}
                self.problems.append(finding("too-early", place, **words))
            end = half.start + sum(slot.minutes for slot in half.slots)
        return TemplateDay(str(given.get("label", "")), halves)

    def _half(self, data: Any, path: Path) -> TemplateHalf:
        given = self._part("a half-day", data, path)
        start = minutes_of(given["start"]) if "start" in given else 0
        if start is None:
            place = self.tree.place((*path, "start"))
            self.problems.append(finding("bad-time", place, value=given["start"]))
        written = given.get("items", [])
        slots = tuple(self._slot(slot, (*path, "items", index)) for index, slot in enumerate(written))
        return TemplateHalf(str(given.get("label", "")), start or 0, slots)

    def _slot(self, data: Any, path: Path) -> Slot:
        given = self._part("an item", data, path, ("label",))
        self._word(given, "kind", tuple(KINDS), (*path, "kind"))
        kind, minutes = str(given.get("kind", "")), given.get("minutes", SHORTEST)
        for limit, wrong, side, more in (
            (SHORTEST, minutes < SHORTEST, "below", "more"),
            (LONGEST, minutes > LONGEST, "above", "less"),
        ):
            if wrong:
                words = {"key": "minutes", "value": minutes, "side": side, "limit": limit, "more": more}
                self.problems.append(problem("out-of-range", self.tree.place((*path, "minutes")), **words))
        return Slot(kind, given.get("label") or KINDS.get(kind, ""), minutes)

    def _word(self, given: dict[str, Any], key: str, known: tuple[str, ...], path: Path) -> None:
        if key in given and given[key] not in known:
            hint = near(given[key], known)
            self.problems.append(
                problem("unknown-word", self.tree.place(path), key=key, value=given[key], hint=hint)
            )

    def _part(
        self, owner: str, data: Any, path: Path, optional: tuple[str, ...] = ("unused", "first")
    ) -> dict[str, Any]:
        """Return the keys of a part that are of their shape; tell of all others, and of those missing."""
        if not isinstance(data, dict):
            self._shape(path, _MAPPING, data)
            return {}
        keys, kept = _KEYS[owner], {}
        for key, found in data.items():
            if key not in keys:
                place, hint = self.tree.key_place((*path, key)), near(key, keys, "Its keys")
                self.problems.append(problem("unknown-key", place, key=key, owner=owner, hint=hint))
            elif not _IS[keys[key]](found):
                self._shape((*path, key), keys[key], found)
            else:
                kept[key] = found
        for key in keys:
            if key not in data and key not in optional:
                owned = f"{owner[:1].upper()}{owner[1:]}"
                self.problems.append(problem("missing-key", self.tree.place(path), key=key, owner=owned))
        return kept

    def _shape(self, path: Path, wanted: str, found: Any) -> None:
        key = path[-1] if isinstance(path[-1], str) else f"{path[-2]}, entry {path[-1] + 1}"
        words = {"key": key, "wanted": wanted, "found": _spoken(found), "remedy": _REMEDY[wanted]}
        self.problems.append(problem("wrong-shape", self.tree.place(path), **words))


def _spoken(found: Any) -> str:
    names = {dict: "a mapping", list: "a list", type(None): "empty", bool: "true or false"}
    if type(found) in names:
        return "an empty list" if found == [] else names[type(found)]
    return f"the number {found}" if isinstance(found, (int, float)) else f"“{short(found)}”"
