"""Write a blank form as a DOCX that is filled in: content controls, real headings, language and title set."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from itertools import groupby
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from survey_app.exports.forms.controls import Controls
from survey_app.exports.forms.sheet import Asked, Blank, BlankForm, Box, Cells, Entries, Grid, Section, Ticks
from survey_app.exports.left_out import Exported
from survey_app.exports.texts import with_legal_texts
from survey_app.exports.word_styles import (
    ACCENT,
    add_row,
    dress,
    page_number,
    saved,
    small,
    titled_table,
)

WIDTH = 16.0  # cm between the margins


def form_docx(told: BlankForm, made_on: date) -> Exported:
    """Give a blank form as a DOCX document to fill in."""
    form, left_out = with_legal_texts(told, "document")
    document = docx.Document()
    dress(document, form.language)
    _properties(document, form, datetime.combine(made_on, time(), UTC))
    writer = _Writer(document, form)
    writer.opening()
    for page in form.pages:
        writer.section(page)
    if form.direction == "rtl":
        _turn(document)
    return Exported(saved(document), left_out)


def _properties(document: Document, form: BlankForm, made_at: datetime) -> None:
    core = document.core_properties
    core.title, core.author, core.language = form.title[:255], "", form.language
    core.comments, core.last_modified_by = "", ""
    core.created = core.modified = made_at.replace(tzinfo=None)
    footer = document.sections[0].footer.paragraphs[0]
    footer.style = document.styles["Normal"]
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    small(footer, f"{form.title[:80]}, {form.version}\t")
    page_number(footer)


def _turn(document: Document) -> None:
    """Write from right to left: paragraphs and tables."""
    for paragraph in document.element.body.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        mark = OxmlElement("w:bidi")
        properties.insert_element_before(mark, *_AFTER_BIDI)
    for table in document.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL


# what the format wants behind the mark of a paragraph's direction
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


class _Writer:
    """Write the parts of a form, one after the other."""

    def __init__(self, document: Document, form: BlankForm) -> None:
        self.document, self.form = document, form
        self.controls = Controls(form.language)

    def opening(self) -> None:
        """Write what stands before the first page."""
        self.document.add_paragraph(self.form.title, "Title")
        self.document.add_paragraph(self.form.version, "Subtitle")
        for heading, text in self.form.about:
            paragraph = self.document.add_paragraph()
            if heading:
                paragraph.add_run(f"{heading}: ").bold = True
            paragraph.add_run(text)

    def section(self, section: Section) -> None:
        """Write a page or a group."""
        if section.title:
            self.document.add_heading(section.title, section.level)
        self._only_if(section.only_if)
        for note in section.notes:
            self.document.add_paragraph(note)
        for part in section.parts:
            self.section(part) if isinstance(part, Section) else self.asked(part)

    def _only_if(self, words: str) -> None:
        if words:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(words)
            run.italic, run.font.color.rgb = True, ACCENT

    def asked(self, asked: Asked) -> None:
        """Write a question."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.keep_with_next = bool(asked.boxes or asked.notes)
        paragraph.add_run(f"{asked.number}. {asked.label}" if asked.number else asked.label).bold = True
        if asked.required:
            small(paragraph, f" ({self.form.words.required})")
        self._only_if(asked.only_if)
        for note in asked.notes:
            line = self.document.add_paragraph()
            line.paragraph_format.keep_with_next = bool(asked.boxes)
            small(line, note)
        for box in asked.boxes:
            _WRITTEN[box.kind](self, box, asked.label)

    def line(self, indented: float = 0.0) -> Paragraph:
        """Begin a line of a question."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.left_indent = Cm(indented)
        return paragraph

    def blank(self, blank: Blank, title: str, paragraph: Paragraph | None = None) -> None:
        """Write a place to write in, with its own words before it."""
        paragraph = paragraph or self.line()
        if blank.label:
            paragraph.add_run(f"{blank.label}: ")
        title = f"{title}: {blank.label}" if blank.label else title
        if blank.form == "date":
            self.controls.date(paragraph, blank.code, title, self.form.words.write)
        else:
            lines = blank.form == "lines"
            self.controls.text(paragraph, blank.code, title, self.form.words.write, lines=lines)
        if blank.unit:
            paragraph.add_run(f" {blank.unit}")

    def ticks(self, ticks: Ticks, title: str) -> None:
        """Write boxes to tick, or a drop-down with its choices below it."""
        if ticks.one:
            self._choice(ticks, title, self.line())
        for only_if, options in groupby(ticks.options, lambda one: one.only_if):
            self._only_if(only_if)
            if ticks.one and ticks.listed:
                small(self.line(0.5), " / ".join(one.label for one in options))
            for one in () if ticks.one else options:
                paragraph = self.line(0.5)
                self.controls.tick(paragraph, f"{ticks.code}.{one.code}", f"{title}: {one.label}")
                paragraph.add_run(f" {one.label}")

    def _choice(self, ticks: Ticks, title: str, paragraph: Paragraph) -> None:
        options = [(one.code, one.label) for one in ticks.options]
        self.controls.choice(paragraph, ticks.code, title, self.form.words.choose, options)

    def grid(self, grid: Grid, title: str) -> None:
        """Write a table of rows with a drop-down each, and what can be chosen."""
        choices = self.line()
        choices.paragraph_format.keep_with_next = True
        small(choices, " / ".join(one.label for one in grid.columns))
        table = titled_table(
            self.document, (grid.title, self.form.words.answer), (WIDTH * 0.6, WIDTH * 0.4), title
        )
        for row in grid.rows:
            words, answer = add_row(table)
            words.paragraphs[0].add_run(row.label)
            ticks = Ticks(f"{grid.code}.{row.code}", grid.columns, one=True)
            self._choice(ticks, f"{title}: {row.label}", answer.paragraphs[0])
        self._after_table()

    def cells(self, cells: Cells, title: str) -> None:
        """Write a table whose cells are filled in."""
        named = any(row.label for row in cells.rows)
        titles = (*([cells.title] if named else []), *cells.titles)
        table = titled_table(self.document, titles, [WIDTH / len(titles)] * len(titles), title)
        for row in cells.rows:
            places = list(add_row(table))
            if named:
                places.pop(0).paragraphs[0].add_run(row.label)
            for place, boxes, column in zip(places, row.cells, cells.titles, strict=True):
                for box in boxes:
                    self._inside(box, f"{title}: {row.label} {column}".strip(), place.paragraphs[0])
        self._after_table()

    def _inside(self, box: Box, title: str, paragraph: Paragraph) -> None:
        if paragraph.runs or len(paragraph._p):
            paragraph.add_run(" ")
        if isinstance(box, Ticks):
            self._choice(box, title, paragraph)
        elif isinstance(box, Blank):
            self.blank(box, title, paragraph)

    def _after_table(self) -> None:
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def entries(self, entries: Entries, title: str) -> None:
        """Write a section whose entries can be added to, as far as a program can."""
        locked, self.controls.locked = self.controls.locked, False
        written = []
        for heading in entries.titles:
            first = self.document.add_heading(heading, entries.level)
            for part in entries.parts:
                self.section(part) if isinstance(part, Section) else self.asked(part)
            written.append(self.controls.entry(_from(first), heading))
        self.controls.section(written, title)
        self.controls.locked = locked
        if entries.further:
            small(self.line(), entries.further)


def _from(first: Paragraph) -> list[Any]:
    """Return the blocks of the document from a paragraph on."""
    blocks = [first._p]
    while (following := blocks[-1].getnext()) is not None and following.tag != qn("w:sectPr"):
        blocks.append(following)
    return blocks


_WRITTEN: Mapping[str, Callable[[_Writer, Any, str], None]] = MappingProxyType(
    {
        "blank": _Writer.blank,
        "ticks": _Writer.ticks,
        "grid": _Writer.grid,
        "cells": _Writer.cells,
        "entries": _Writer.entries,
    }
)
