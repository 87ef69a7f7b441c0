"""Our lists as rows of the choices sheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from survey_app.questionnaire.formats.xlsform.lines import Cells
from survey_app.questionnaire.formats.xlsform.spoken import Spoken

_OURS = frozenset({"name", "label", "renamed_from"})


def choice_rows(
    lists: Mapping[str, Sequence[Mapping[str, Any]]], carried: Sequence[Mapping[str, str]], saying: Spoken
) -> Iterator[Cells]:
    """Yield the rows of all lists; choices that share a name get back what was carried for each in turn."""
    waiting: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for entry in carried:
        waiting.setdefault((str(entry["list"]), str(entry["choice"])), []).append(entry)
    for name, choices in lists.items():
        for choice in choices:
            row: Cells = {"list_name": name, "name": str(choice["name"])}
            row |= saying.cells(("lists", name, row["name"]), choice, ("label",))
            row |= {key: str(one) for key, one in choice.items() if key not in _OURS and one is not None}
            entries = waiting.get((name, row["name"]))
            kept = entries.pop(0) if entries else {}
            yield row | {key: str(text) for key, text in kept.items() if key not in ("list", "choice")}
