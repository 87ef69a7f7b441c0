"""Reading the file of an XLSForm, with the reference converter: what it refuses is refused, in its words."""

import re
import warnings
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from survey_app.questionnaire.formats.archives import checked_archive
from survey_app.questionnaire.formats.model import Source
from survey_app.questionnaire.formats.xlsform.catalogue import refused
from survey_app.questionnaire.formats.xlsform.sheets import Workbook, workbook_of

MAX_ROWS: Mapping[str, int] = {"survey": 5_000, "choices": 20_000}
MAX_CELL = 32_767  # characters, as in Excel
MAX_LINE = 10_000  # characters of a line of Markdown, whose reading takes the square of them
MAX_TEXT = 4 * 1024 * 1024  # bytes of .csv, .md and .xls
MAX_DEPTH = 10  # of groups inside one another: a questionnaire in YAML can hold no more
_UNRECOGNISED = "Argument 'definition' was not recognized"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_workbook(source: Source) -> Workbook:
    """Return the sheets of a form; raise ConversionRefused where the reference converter would refuse it."""
    kind, content = _kind(source)
    raw = _raw(kind, content)
    _check_size(raw)
    workbook = workbook_of(raw)
    _check_depth(workbook)
    _ask_reference(raw, source.stem)
    return workbook


def accepted(sheets: Mapping[str, Any]) -> str | None:
    """Return what the reference converter has against sheets that are to be written, None for nothing."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - takes most of a second
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            convert(dict(sheets))
    except PyXFormError as error:
        return _first_line(error)
    return None


def _kind(source: Source) -> tuple[str, bytes]:
    """Return the ending that a file is read by, judged by its bytes first, and what is read."""
    content = source.content
    if content.startswith(_ZIP):
        return ".xlsx", checked_archive(content)
    if len(content) > MAX_TEXT:
        raise refused("large-file", limit=MAX_TEXT)
    if content.startswith(_OLE):
        return ".xls", content
    if source.name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise refused("unreadable", kind="an Excel workbook", detail="it begins like none.")
    kind = ".md" if source.name.lower().endswith(".md") else ".csv"
    _check_lines(content, kind)
    return kind, content.removeprefix(b"\xef\xbb\xbf")


def _check_lines(content: bytes, kind: str) -> None:
    longest = max(map(len, content.split(b"\n")))
    limit = MAX_LINE if kind == ".md" else MAX_TEXT
    if longest > limit:
        raise refused("long-line", count=longest, limit=limit)


def _raw(kind: str, content: bytes) -> Any:
    """Return what the reference converter reads from a file's bytes."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - takes most of a second
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of decorations that a form does not need
            return get_xlsform(content, file_type=kind)
    except PyXFormError as error:
        if str(error).startswith(_UNRECOGNISED):
            raise refused("unreadable", kind=f"“{kind}”", detail="it is damaged, or no such file.") from None
        raise refused("reference", detail=_first_line(error)) from None
    except Exception as error:  # a damaged workbook makes its readers raise almost anything
        raise refused("unreadable", kind=f"“{kind}”", detail=_first_line(error)) from error


def _check_size(raw: Any) -> None:
    for name, limit in MAX_ROWS.items():
        rows = getattr(raw, name) or ()
        if len(rows) > limit:
            raise refused("too-large-sheet", name=name, count=len(rows), limit=limit)
        longest = max((len(str(cell)) for row in rows for cell in row.values()), default=0)
        if longest > MAX_CELL:
            raise refused("long-cell", name, count=longest, limit=MAX_CELL)


def _check_depth(workbook: Workbook) -> None:
    depth = 0
    for row in workbook.survey:
        kind = re.split(r"[\s_]", row.cell("type") or "", maxsplit=1)[0]
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth > MAX_DEPTH:
            raise refused("too-deep", f"survey!{row.number}", limit=MAX_DEPTH)


def _ask_reference(raw: Any, stem: str) -> None:
    """Refuse what the reference converter does not turn into a form."""
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415 - takes most of a second
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415

    raw = deepcopy(raw)  # it is changed on the way
    try:
        created = workbook_to_json(raw, fallback_form_name=stem, warnings=[])
        create_survey_element_from_dict(created).to_xml(validate=False, warnings=[])
    except PyXFormError as error:
        text = _first_line(error)
        code = "not-xlsform" if not raw.survey else "reference"
        raise refused(code, _place(text), detail=text) from None
    except RecursionError:
        raise refused("too-deep", limit=MAX_DEPTH) from None
    except Exception as error:  # the reference converter stumbles over some forms that it cannot use
        raise refused("reference", detail=f"{type(error).__name__}: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    lines: Iterable[str] = str(error).strip().splitlines()
    first = next((line.strip()[:300] for line in lines if line.strip()), type(error).__name__)
    return first if first.endswith((".", "!", "?", ":")) else f"{first}."


def _place(text: str) -> str:
    found = re.search(r"\[row ?: ?(\d+)\]", text)
    return f"survey!{found[1]}" if found else ""
