"""The look of a word processor document, with accessible tables and fixed dates."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

INK, ACCENT, QUIET = RGBColor(0x16, 0x32, 0x3D), RGBColor(0x1F, 0x5F, 0x6E), RGBColor(0x56, 0x64, 0x6B)
TINT, LINE = "EDF3F4", "C9D4D7"
FONT = "Calibri"
# style: size, colour, space before and after, in points
STYLES: dict[str, tuple[float, RGBColor, float, float]] = {
    "Normal": (10.5, INK, 0, 6),
    "Title": (28, INK, 0, 2),
    "Subtitle": (12, QUIET, 0, 18),
    "Heading 1": (19, ACCENT, 26, 10),
    "Heading 2": (14, ACCENT, 18, 4),
    "Heading 3": (10.5, INK, 10, 2),
    "List Bullet": (10.5, INK, 0, 3),
    "List Number": (10.5, INK, 0, 6),
}


def dress(document: Document, language: str) -> None:
    """Set page, language and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, (size, colour, before, after) in STYLES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
        style.font.italic, style.font.bold = False, name.startswith("Heading")
        _set_fonts(style)
        layout = style.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
        layout.keep_with_next = name.startswith(("Heading", "Title"))
    _without_rule(document.styles["Title"])
    _drop_unused_styles(document)
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)


def _set_fonts(style: Any) -> None:
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _drop_unused_styles(document: Document) -> None:
    """Leave out the template's other styles: they only slow down looking one up for each paragraph."""
    kept = [document.styles[name].element for name in (*STYLES, "Header", "Footer")]
    names = {element.styleId for element in kept}
    linked = {link.get(qn("w:val")) for element in kept for link in element.iter(qn("w:link"))}
    for element in list(document.styles.element.iter(qn("w:style"))):
        if element.styleId not in names | linked and not element.default:
            document.styles.element.remove(element)


def _without_rule(style: Any) -> None:
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def titled_table(document: Document, titles: Sequence[str], widths: Sequence[float], described: str) -> Table:
    """Add a table whose header row repeats on every page; widths in cm, described for screen readers."""
    table: Table = document.add_table(rows=1, cols=len(titles))
    table.autofit = False
    _describe(table, described)
    _rule_lines(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        shade(cell, TINT)
        run = cell.paragraphs[0].add_run(title)
        run.bold, run.font.size, run.font.color.rgb = True, Pt(9), ACCENT
        tighten(cell.paragraphs[0])
    _row_mark(table.rows[0], "w:tblHeader")
    return table


def add_row(table: Table) -> tuple[_Cell, ...]:
    """Add a row that is not torn over two pages; gives its cells."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    _row_mark(row, "w:cantSplit")
    for cell, column in zip(row.cells, table.columns, strict=True):
        if column.width is not None:
            cell.width = column.width
        tighten(cell.paragraphs[0])
    return tuple(row.cells)


def small(paragraph: Paragraph, text: str, *, italic: bool = False) -> None:
    """Add a quiet run of small letters."""
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.italic = Pt(9), QUIET, italic


def tighten(paragraph: Paragraph) -> None:
    """Give a paragraph the small distances of a table cell."""
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour, as six hexadecimal digits."""
    _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour)


def _rule_lines(table: Table) -> None:
    borders = _append(table._tbl.tblPr, "w:tblBorders")
    for side in ("bottom", "insideH"):
        _append(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)


def _describe(table: Table, text: str) -> None:
    _append(table._tbl.tblPr, "w:tblCaption", val=text)
    _append(table._tbl.tblPr, "w:tblDescription", val=text)


def _row_mark(row: Any, tag: str) -> None:
    _append(row._tr.get_or_add_trPr(), tag, val="true")


def _append(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def page_number(paragraph: Paragraph) -> None:
    """Add a field that shows the number of the page."""
    for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8.5), QUIET
        if kind:
            _append(run._r, "w:fldChar", fldCharType=kind)
        else:
            _append(run._r, "w:instrText").text = instruction


def saved(document: Document) -> bytes:
    """Give the file's bytes; the same document gives the same bytes, whatever the clock says."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
