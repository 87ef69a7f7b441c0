"""From the sheets of an XLSForm to a questionnaire, with what it cannot serve carried along."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from survey_app.questionnaire.formats.model import Form, Imported, Loss, Source, TextPath
from survey_app.questionnaire.formats.translated import element_key
from survey_app.questionnaire.formats.xlsform.asked import (
    EXPRESSIONS,
    Scene,
    Taken,
    group_of,
    question_of,
    served_kind,
)
from survey_app.questionnaire.formats.xlsform.catalogue import loss
from survey_app.questionnaire.formats.xlsform.choices import lists_of
from survey_app.questionnaire.formats.xlsform.evaluating import other_meaning
from survey_app.questionnaire.formats.xlsform.headers import matters
from survey_app.questionnaire.formats.xlsform.heading import Heading, heading_of
from survey_app.questionnaire.formats.xlsform.outline import Node, outline
from survey_app.questionnaire.formats.xlsform.reading import read_workbook
from survey_app.questionnaire.formats.xlsform.scenes import scene_of, serves
from survey_app.questionnaire.formats.xlsform.sheets import Row, Workbook
from survey_app.questionnaire.formats.xlsform.workbook import ORDER, columns_in_order

FORMAT = "xlsform"
UNSAID = frozenset(
    {
        "introduction", "purpose", "retention", "contact", "minutes", "feeds", "personal", "renamed_from",
        "unit", "format", "max_length", "entry", "min", "max", "comments",
    }
)  # fmt: skip
_BINDING = frozenset(
    {
        "required", "required_message", "relevant", "constraint", "constraint_message", "calculation",
        "read_only", "no_app_error_string",
    }
)  # fmt: skip


class _Spot(NamedTuple):
    """Hold where an element stands: the names that lead to it, and the key of its texts."""

    path: str = ""
    key: TextPath = ()


@dataclass
class _Work:
    """Gather the parts of a questionnaire while the rows are gone through."""

    workbook: Workbook
    heading: Heading
    scene: Scene
    names: Counter[str | None]
    cells: list[dict[str, str]] = field(default_factory=list)
    remarks: list[dict[str, str]] = field(default_factory=list)
    idle: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    texts: dict[tuple[TextPath, str, str], str] = field(default_factory=dict)  # (element, key, language)

    def once(self, name: str) -> bool:
        """Tell whether a name is given once, so that a translation by name finds it."""
        return self.names[name] == 1


def read_xlsform(source: Source) -> Imported:
    """Read an XLSForm; raise ConversionRefused where the reference converter would refuse it."""
    workbook = read_workbook(source)
    heading = heading_of(workbook, source.stem)
    lists = lists_of(workbook, heading)
    nodes = outline(workbook.survey)
    scene = scene_of(heading, nodes, lists.data)
    work = _Work(workbook, heading, scene, Counter(row.cell("name") for row in workbook.survey))
    pages = _pages(work, nodes)
    data = {**heading.data, "lists": lists.data, "pages": pages}
    carried = _carried(work, heading, lists.cells, pages)
    data |= {"carried": carried}
    losses = (*heading.losses, *lists.losses, *sorted(work.losses, key=_by_place), *_sheets(workbook))
    translations = _translations(heading, work, lists.texts)
    return Imported(
        Form({key: value for key, value in data.items() if value != {}}, translations, UNSAID), losses
    )


def _by_place(one: Loss) -> int:
    return int(one.place.rpartition("!")[2] or 0)


def _pages(work: _Work, nodes: list[Node]) -> list[dict[str, Any]]:
    """Return a page for each group whose questions stand on one screen, and for what stands between them."""
    pages: list[dict[str, Any]] = []
    taken = {node.name for node in nodes if _is_page(work, node)}
    last: str | None = None
    for node in nodes:
        if not serves(node, work.scene):
            _carry(work, node, _Spot(), last)
            continue
        last = node.name
        if _is_page(work, node):
            pages.append(_page(work, node))
            continue
        if not pages or "loose" not in pages[-1]:
            pages.append(_loose_page(work, taken))
        pages[-1]["questions"].append(_element(work, node, _Spot()))
    return pages


def _loose_page(work: _Work, taken: set[str]) -> dict[str, Any]:
    title = work.heading.data["title"]
    return {"name": _free("page", taken), "label": title, "loose": True, "questions": []}


def _is_page(work: _Work, node: Node) -> bool:
    looks = (node.row.cell("appearance") or "").split()
    return node.kind == "group" and "field-list" in looks and serves(node, work.scene)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no page has yet."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _page(work: _Work, node: Node) -> dict[str, Any]:
    page = group_of(node, work.scene)
    look = page.data.pop("appearance", "field-list")
    if look != "field-list":
        page.left["appearance"] = look
    del page.data["type"]
    _note(work, node, _Spot(node.name, ("pages", node.name)), page)
    return page.data | {"questions": list(_inside(work, node, _Spot(node.name)))}


def _inside(work: _Work, node: Node, spot: _Spot) -> Iterator[dict[str, Any]]:
    last: str | None = None
    for child in node.children:
        if serves(child, work.scene):
            yield _element(work, child, spot)
            last = child.name
        else:
            _carry(work, child, spot, last)


def _element(work: _Work, node: Node, above: _Spot) -> dict[str, Any]:
    """Return our question, group or repeat for a node."""
    spot = _Spot(
        f"{above.path}/{node.name}" if above.path else node.name, element_key(node.kind, node.name, above.key)
    )
    if node.kind in ("group", "repeat"):
        taken = group_of(node, work.scene)
        if "table-list" in (node.row.cell("appearance") or ""):
            taken.left["row"] = str(node.row.number)  # XLSForm names what it adds to such a group by its row
        _note(work, node, spot, taken)
        inside = _Spot(spot.path) if node.kind == "group" else spot
        return taken.data | {"questions": list(_inside(work, node, inside))}
    kind = served_kind(node, work.scene)
    assert kind is not None  # noqa: S101 - serves() has looked
    taken = question_of(node, kind, work.scene)
    _note(work, node, spot, taken)
    return taken.data


def _note(work: _Work, node: Node, spot: _Spot, taken: Taken) -> None:
    """Carry what is left of a row, and keep the texts of other languages."""
    place = f"survey!{node.row.number}"
    for (key, language), text in taken.texts.items():
        if work.once(node.name):
            work.texts[spot.key, key, work.heading.codes[language]] = text
        else:
            taken.left[f"{key}::{language}"] = text
    for column, text in taken.left.items():
        words = {"column": column, "value": text, "name": node.name}
        if column in taken.hindered:
            work.losses.append(loss("expression", place, **words, why=taken.hindered[column]))
        elif column != "row":
            work.losses.append(loss("cell", place, **words))
    matter = {column: text for column, text in taken.left.items() if matters(column, text)}
    remarks = {column: text for column, text in taken.left.items() if column not in matter}
    work.cells += [{"of": spot.path, **matter}] if matter else []
    work.remarks += [{"of": spot.path, **remarks}] if remarks else []
    for key in EXPRESSIONS:
        if why := other_meaning(taken.data[key], work.scene.types) if key in taken.data else "":
            work.losses.append(loss("meaning", place, value=taken.data[key], why=why))


def _carry(work: _Work, node: Node, above: _Spot, after: str | None) -> None:
    """Carry rows that are not served, with their place among those that are."""
    rows = [dict(row.cells) for row in node.rows()]
    work.losses.append(_told(node.row, node, len(rows)))
    place = ({"in": above.path} if above.path else {}) | ({"after": after} if after else {})
    held = work.idle if node.kind == "idle" else work.rows
    before = held[-1] if held else {}
    if before and {key: one for key, one in before.items() if key != "rows"} == place:
        before["rows"] += rows
    else:
        held.append({**place, "rows": rows})


def _told(row: Row, node: Node, count: int) -> Loss:
    place = f"survey!{row.number}"
    if node.kind == "idle":
        return loss("idle-row", place)
    if node.kind == "question":
        return loss("row", place, type=row.cell("type"))
    return loss("rows", place, type=node.kind, count=count)


def _carried(
    work: _Work, heading: Heading, choices: list[dict[str, str]], pages: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the block that holds what is needed to write the form back; {} when nothing is."""
    pictured = {(one["list"], one["choice"]) for one in choices if _pictured(one)}
    loose = [page["name"] for page in pages if page.pop("loose", False)]
    parts: dict[str, Any] = {
        "settings": dict(heading.settings),
        "languages": dict(heading.languages),
        "loose_pages": loose,
        "columns": _columns(work.workbook),
        "cells": work.cells,
        "choices": [one for one in choices if (one["list"], one["choice"]) in pictured],
        "rows": work.rows,
        "sheets": {name: list(rows) for name, rows in work.workbook.further.items()},
        "remarks": work.remarks,
        "choice_remarks": [one for one in choices if (one["list"], one["choice"]) not in pictured],
        "idle_rows": work.idle,
    }
    return {"format": FORMAT} | {key: part for key, part in parts.items() if part}


def _pictured(entry: Mapping[str, str]) -> bool:
    """Tell whether what is carried for a choice would be missed by who chooses."""
    return any(matters(column, text) for column, text in entry.items() if column not in ("list", "choice"))


def _columns(workbook: Workbook) -> list[str]:
    """Return the survey's columns where XLSForm would say the form otherwise after another order of them."""
    binding = [
        one
        for one in workbook.columns
        if one.partition("::")[0] in _BINDING or one.startswith(("bind::", "body::"))
    ]
    usual = columns_in_order([dict.fromkeys(binding, "")], ORDER["survey"])
    return [] if binding == usual else list(workbook.columns)


def _sheets(workbook: Workbook) -> Iterator[Loss]:
    for name, rows in workbook.further.items():
        yield loss("sheet", name, name=name, count=len(rows))
    for name in workbook.others:
        yield loss("other-sheet", str(name), name=name)


def _translations(
    heading: Heading, work: _Work, choices: Mapping[tuple[str, str, str], str]
) -> dict[str, dict[TextPath, str]]:
    """Return the texts of each language but the questionnaire's own."""
    found: dict[str, dict[TextPath, str]] = {}
    for (place, key, code), text in work.texts.items():
        found.setdefault(code, {})[*place, key] = text
    for (name, choice, code), text in choices.items():
        found.setdefault(code, {})["lists", name, choice] = text
    return found
