"""Content controls of a word processor document: what is filled in, by its name in the questionnaire.

Controls cannot be deleted by accident. Each one's tag is the name of its question, with the part that it is.
"""

from collections.abc import Sequence
from itertools import count
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from survey_app.exports.word_styles import QUIET, TINT

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
OPEN_BOX, TICKED_BOX, BOX_FONT = "2610", "2612", "MS Gothic"
LONGEST = 64  # characters of a tag or a title; programs refuse longer ones


class Controls:
    """Make content controls with numbers of their own in one document."""

    def __init__(self, language: str) -> None:
        self._numbers = count(1)
        self._language = language
        self.locked = True  # not inside entries, which can be taken out with all that is in them

    def text(self, paragraph: Paragraph, code: str, title: str, prompt: str, *, lines: bool = False) -> None:
        """Add a place to write text in, of one line or several."""
        properties, content = self._control(paragraph, code, title, placeholder=True)
        text = _append(properties, "w:text")
        if lines:
            text.set(qn("w:multiLine"), "1")
        _prompt(content, prompt, paragraph)

    def date(self, paragraph: Paragraph, code: str, title: str, prompt: str) -> None:
        """Add a place for a day, chosen from a calendar or typed."""
        properties, content = self._control(paragraph, code, title, placeholder=True)
        date = _append(properties, "w:date")
        _append(date, "w:dateFormat", val="d.M.yyyy")
        _append(date, "w:lid", val=self._language)
        _append(date, "w:storeMappedDataAs", val="date")
        _append(date, "w:calendar", val="gregorian")
        _prompt(content, prompt, paragraph)

    def choice(
        self, paragraph: Paragraph, code: str, title: str, prompt: str, options: Sequence[tuple[str, str]]
    ) -> None:
        """Add a drop-down of (name, words)."""
        properties, content = self._control(paragraph, code, title, placeholder=True)
        choices = _append(properties, "w:dropDownList")
        taken: set[str] = set()
        for value, words in options:
            shown = words if words not in taken else f"{words} ({value})"  # equal words would be refused
            taken.add(shown)
            _append(choices, "w:listItem", displayText=shown, value=value)
        _prompt(content, prompt, paragraph)

    def tick(self, paragraph: Paragraph, code: str, title: str) -> None:
        """Add a box to tick."""
        properties, content = self._control(paragraph, code, title, placeholder=False)
        box = parse_xml(
            f'<w14:checkbox xmlns:w14="{W14}"><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{TICKED_BOX}" w14:font="{BOX_FONT}"/>'
            f'<w14:uncheckedState w14:val="{OPEN_BOX}" w14:font="{BOX_FONT}"/></w14:checkbox>'
        )
        properties.append(box)
        run = _run(content, chr(int(OPEN_BOX, 16)), paragraph)
        fonts = run._r.get_or_add_rPr()._add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia"):
            fonts.set(qn(f"w:{script}"), BOX_FONT)

    def entry(self, blocks: Sequence[Any], title: str) -> Any:
        """Put blocks into one entry of a section whose entries can be added to."""
        return self._around("repeatingSectionItem", blocks, title)

    def section(self, entries: Sequence[Any], title: str) -> Any:
        """Put entries into a section to which more can be added."""
        return self._around("repeatingSection", entries, title)

    def _around(self, kind: str, inside: Sequence[Any], title: str) -> Any:
        control = OxmlElement("w:sdt")
        properties = _append(control, "w:sdtPr")
        _append(properties, "w:alias", val=title[:LONGEST])
        _append(properties, "w:id", val=str(next(self._numbers)))
        properties.append(parse_xml(f'<w15:{kind} xmlns:w15="{W15}"/>'))
        inside[0].addprevious(control)
        content = _append(control, "w:sdtContent")
        for block in inside:
            content.append(block)
        return control

    def _control(self, paragraph: Paragraph, code: str, title: str, *, placeholder: bool) -> tuple[Any, Any]:
        control = OxmlElement("w:sdt")
        properties = _append(control, "w:sdtPr")
        _append(properties, "w:alias", val=title[:LONGEST])
        _append(properties, "w:tag", val=code[:LONGEST])
        _append(properties, "w:id", val=str(next(self._numbers)))
        if self.locked:
            _append(properties, "w:lock", val="sdtLocked")
        if placeholder:
            _append(properties, "w:showingPlcHdr")
        paragraph._p.append(control)
        return properties, _append(control, "w:sdtContent")


def _prompt(content: Any, words: str, paragraph: Paragraph) -> None:
    run = _run(content, f" {words} ", paragraph)
    run.font.color.rgb = QUIET
    _append(run._r.get_or_add_rPr(), "w:shd", val="clear", color="auto", fill=TINT)


def _run(content: Any, text: str, paragraph: Paragraph) -> Run:
    element = _append(content, "w:r")
    run = Run(element, paragraph)
    run.text = text
    return run


def _append(parent: Any, tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
