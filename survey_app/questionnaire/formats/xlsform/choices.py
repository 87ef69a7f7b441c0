"""The choices of an XLSForm as our lists."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.formats.model import Loss
from survey_app.questionnaire.formats.xlsform.catalogue import loss
from survey_app.questionnaire.formats.xlsform.heading import Heading
from survey_app.questionnaire.formats.xlsform.sheets import Row, Workbook
from survey_app.questionnaire.types import Choice

_OURS = frozenset(Choice.model_fields)
_NOT_FURTHER = ("label", "image", "big-image", "audio", "video", "media")


@dataclass
class Lists:
    """Hold our lists, cells of choices that have no place in them, and texts by list, choice and language."""

    data: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    cells: list[dict[str, str]] = field(default_factory=list)
    texts: dict[tuple[str, str, str], str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


def lists_of(workbook: Workbook, heading: Heading) -> Lists:
    """Return our lists; further columns stand with the choices, for filters to look at."""
    lists = Lists()
    twice = Counter((row.cell("list_name"), row.cell("name")) for row in workbook.choices)
    for row in workbook.choices:
        name, choice = row.cell("list_name"), row.cell("name")
        if name is None or choice is None:
            if row.cells:
                lists.losses.append(loss("loose-choice", f"choices!{row.number}"))
            continue
        left = {column: text for column, text in row.cells.items() if column not in ("list_name", "name")}
        lists.data.setdefault(name, []).append(_choice(choice, left, heading))
        for language, code in heading.codes.items():
            column = f"label::{language}"
            if column in left and "label" in lists.data[name][-1] and twice[name, choice] == 1:
                lists.texts[name, choice, code] = left.pop(column)
        _carry(lists, row, name, left, twice=twice[name, choice] > 1)
    told = {(entry["list"], entry["choice"]) for entry in lists.cells if len(entry) > 2}
    lists.cells = [entry for entry in lists.cells if (entry["list"], entry["choice"]) in told]
    return lists


def _choice(name: str, left: dict[str, str], heading: Heading) -> dict[str, Any]:
    """Return a choice; what is taken leaves the cells."""
    data: dict[str, Any] = {"name": name}
    suffix = "" if heading.source is None else f"::{heading.source}"
    if (label := left.pop(f"label{suffix}", None)) is not None:
        data["label"] = label
    for column in [one for one in left if is_further(one)]:
        data[column] = left.pop(column)
    return data


def is_further(column: str) -> bool:
    """Tell whether a column is one that only filters look at."""
    plain = column.replace("-", "").replace("_", "").replace(".", "")
    return plain.isalnum() and plain.isascii() and column not in _OURS and column not in _NOT_FURTHER


def _carry(lists: Lists, row: Row, name: str, left: Mapping[str, str], *, twice: bool) -> None:
    choice = row.cells["name"]
    for column, text in left.items():
        words = {"column": column, "value": text, "choice": choice}
        lists.losses.append(loss("choice-cell", f"choices!{row.number}", **words))
    if left or twice:  # of choices with one name, each has an entry, so that the order tells which is which
        lists.cells.append({"list": name, "choice": choice, **left})
