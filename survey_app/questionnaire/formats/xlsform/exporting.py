"""From a questionnaire to the workbook of an XLSForm."""

from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.formats.converting import elements
from survey_app.questionnaire.formats.model import Exported, Form, Loss, Target
from survey_app.questionnaire.formats.xlsform.catalogue import loss, refused
from survey_app.questionnaire.formats.xlsform.composing import Composing, is_served, parts_of
from survey_app.questionnaire.formats.xlsform.heading import UNVERSIONED, name_of
from survey_app.questionnaire.formats.xlsform.importing import FORMAT
from survey_app.questionnaire.formats.xlsform.lines import Cells, Line, flat, restore
from survey_app.questionnaire.formats.xlsform.listing import choice_rows
from survey_app.questionnaire.formats.xlsform.reading import accepted
from survey_app.questionnaire.formats.xlsform.spoken import Spoken, spoken
from survey_app.questionnaire.formats.xlsform.workbook import Sheets, workbook_bytes

_TOLD = ("introduction", "purpose", "retention", "contact")
_TOP = frozenset({"name", "version", "title", "language", "lists", "pages", "carried", *_TOLD})


def write_xlsform(form: Form, target: Target) -> Exported:
    """Write a questionnaire as an XLSForm; raise ConversionRefused where that would be none."""
    carried = form.data.get("carried")
    carried = carried if isinstance(carried, dict) else {}
    losses: list[Loss] = []
    if carried and carried.get("format") != FORMAT:
        losses.append(loss("other-carried", "carried", format=carried.get("format")))
        carried = {}
    saying = spoken(form, carried)
    work = _work(form, saying)
    lines = list(_lines(form, work, carried))
    losses += restore(lines, carried)
    sheets: Sheets = {
        "survey": flat(lines),
        "choices": list(choice_rows(work.lists, _kept(carried), saying)),
        "settings": [_settings(form.data, saying, carried.get("settings") or {})],
        **_further(carried),
    }
    order = carried.get("columns") or ()
    if detail := accepted(_as_read(sheets)):
        raise refused("written-not-xlsform", detail=detail)
    return Exported(workbook_bytes(sheets, order), (*losses, *work.losses, *_left_out(work, form)))


def _work(form: Form, saying: Spoken) -> Composing:
    lists = {name: list(choices) for name, choices in (form.data.get("lists") or {}).items()}
    asked = [one for page in form.data["pages"] for one in elements(page.get("questions"))]
    parts = {str(one["name"]): found for one in asked if (found := parts_of(one, lists)) is not None}
    gone = frozenset(
        str(one["name"]) for one in asked if not is_served(one) or parts.get(str(one["name"])) == {}
    )
    return Composing(saying, lists, parts, gone)


def _lines(form: Form, work: Composing, carried: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the rows of all pages; a page is a group on one screen, unless an import made it up."""
    loose = carried.get("loose_pages") or []
    for key in _TOLD:
        if form.data.get(key):
            work.losses.append(loss("told", key, key=key))
            yield Line(_note(work, key, form.data[key]))
    taken = {str(one["name"]) for page in form.data["pages"] for one in elements(page.get("questions"))}
    for page in form.data["pages"]:
        name = str(page.get("name"))
        if name in loose:
            yield from work.lines(page["questions"], "")
            continue
        free = (
            name if carried or name not in taken else f"{name}_page"
        )  # there, pages and questions share names
        cells: Cells = {"type": "begin group", "name": free}
        cells |= work.spoken.cells(("pages", name), page, ("label", "hint"))
        if page.get("relevant") is not None:
            condition = work.condition("relevant", str(page["relevant"]), name)
            cells |= {} if condition is None else {"relevant": condition}
        cells["appearance"] = "field-list"
        yield Line(cells, "end group", list(work.lines(page["questions"], f"{name}/")))


def _note(work: Composing, key: str, text: str) -> Cells:
    """Return the row of a note that says what stands at the top of a questionnaire."""
    cells: Cells = {"type": "note", "name": f"{key}_note", f"label{work.spoken.suffix}": str(text)}
    for code, said in work.spoken.translations.items():
        if (key,) in said:
            cells[f"label::{work.spoken.names[code]}"] = said[(key,)]
    return cells


def _settings(data: Mapping[str, Any], saying: Spoken, carried: Mapping[str, Any]) -> Cells:
    cells = {"form_title": str(data.get("title", data.get("name"))), "form_id": str(data.get("name"))}
    if data.get("version") not in (None, UNVERSIONED):
        cells["version"] = str(data["version"])
    if saying.default:
        cells["default_language"] = saying.default
    kept = {key: str(text) for key, text in carried.items()}
    if name_of(kept.get("form_id", cells["form_id"])) != cells["form_id"]:
        del kept["form_id"]  # the questionnaire has another name by now
    return cells | kept


def _kept(carried: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return what is carried for choices."""
    return [*(carried.get("choices") or []), *(carried.get("choice_remarks") or [])]


def _further(carried: Mapping[str, Any]) -> Sheets:
    sheets = carried.get("sheets") or {}
    return {
        name: [{key: str(text) for key, text in row.items()} for row in rows] for name, rows in sheets.items()
    }


def _as_read(sheets: Sheets) -> dict[str, Any]:
    """Return sheets as the reference converter would read them."""
    read: dict[str, Any] = {"sheet_names": list(sheets)}
    for name, rows in sheets.items():
        headers = dict.fromkeys(key for row in rows for key in row)
        read |= {name: [dict(row) for row in rows], f"{name}_header": [headers]} if rows else {}
    return read


def _left_out(work: Composing, form: Form) -> Iterator[Loss]:
    for key, names in work.left_out.items():
        where = f"the question “{names[0]}”" if len(names) == 1 else "questions"
        yield loss("key", "", key=key, count=len(names) if len(names) > 1 else "", where=where)
    for key in form.data:
        if key not in _TOP:
            yield loss("key", "", key=key, count="", where="the questionnaire")
