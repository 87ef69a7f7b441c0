"""The blank form: all texts and all branches on paper and in fields, in accessible files."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from survey_app.exports.forms.form_docx import form_docx
from survey_app.exports.forms.form_pdf import form_pdf
from survey_app.exports.forms.formats import form_formats
from survey_app.exports.forms.printing import blank_form
from survey_app.exports.forms.sheet import Asked, BlankForm, Section
from survey_app.questionnaire.formats import ConversionRefused, Form, Target, convert, format_read
from survey_app.questionnaire.formats.model import Source
from survey_app.questionnaire.translations.texts import texts_of
from survey_app.web.languages.tongue import tongue_of
from tests.questionnaire.every_type import COMPILED
from tests.questionnaire.written import compiled, with_pages

DAY = date(2027, 1, 1)
BRANCHING = compiled(
    with_pages(
        """
        - name: first
          label: Your city
          questions:
            - {name: city, type: text, label: Its name, required: true, hint: In full,
               guidance_hint: On paper}
            - {name: hosts, type: yes_no, label: "Does ${city} host?", default: true}
            - name: more
              type: group
              label: Hosting
              relevant: ${hosts}
              questions:
                - {name: people, type: integer, label: How many?, constraint: . >= 1 and . <= 12}
                - {name: way, type: select_multiple, label: How?, choices: ways, most: 1,
                   relevant: "${people} > 3", choice_filter: "kind = '' or ${people} > 5"}
                - {name: twice, type: calculate, label: Twice, calculation: "${people} * 2"}
        - name: second
          label: Travelling
          relevant: not(${hosts})
          questions:
            - name: trips
              type: repeat
              label: Trips
              entry: Trip
              min: 2
              questions: [{name: where, type: text, label: Where to?, constraint: string-length(.) > 1,
                           constraint_message: Write a name.}]
            - {name: bye, type: note, label: Thank you, relevant: "count(${trips}) > 0"}
        """,
        """
        ways: [{name: visit, label: A visit, kind: ''}, {name: call, label: A call, kind: far}]
        """,
    )
)


def said(form: BlankForm | Section) -> list[tuple[str, ...]]:
    """Return the words of sections and questions in order, without the boxes."""
    told: list[tuple[str, ...]] = []
    for part in form.pages if isinstance(form, BlankForm) else form.parts:
        if isinstance(part, Section):
            told += [(part.title, part.only_if, *part.notes), *said(part)]
        else:
            told.append((f"{part.number} {part.label}".strip(), part.only_if, *part.notes))
    return told


def test_every_branch_is_said_in_words() -> None:
    assert said(blank_form(BRANCHING, tongue_of("en"))) == [
        ("Your city", ""),
        ("1 Its name", "", "In full", "On paper"),
        ("2 Does [your answer to “1. Its name”] host?", "", "Choose one.", "Already filled in: Yes"),
        ("Hosting", "Answer this part only if “2. Does … host?” is “Yes”."),
        (
            "3 How many?",
            "",
            "Write a whole number in digits, such as 12.",
            "An answer fits if this answer is at least 1 and this answer is at most 12.",
        ),
        ("4 How?", "Answer this only if “3. How many?” is more than 3.", "Choose at most 1."),
        ("Twice", "", "This is computed from other answers: “3. How many?” × 2."),
        ("Travelling", "Answer this part only if it is not so that (“2. Does … host?” is “Yes”)."),
        ("5 Trips", "", "Fill in at least 2."),
        (
            "Thank you",
            "This concerns you only if the number of entries in “5. Trips” is more than 0.",
        ),
    ]


def test_choices_and_entries_say_when_they_are_there() -> None:
    first, second = blank_form(BRANCHING, tongue_of("en")).pages
    hosting = first.parts[2]
    assert isinstance(hosting, Section)
    way, trips = hosting.parts[1], second.parts[0]
    assert isinstance(way, Asked)
    assert isinstance(trips, Asked)
    assert [(one.label, one.only_if) for one in way.boxes[0].options] == [  # type: ignore[union-attr]
        ("A visit", ""),
        ("A call", "Only if “3. How many?” is more than 5:"),
    ]
    (entries,) = trips.boxes
    assert entries.kind == "entries"
    assert (entries.titles, entries.further) == (("Trip 1", "Trip 2"), "Copy this part for each further one.")
    assert [(part.number, part.notes) for part in entries.parts if part.kind == "asked"] == [
        ("5.1", ("Write a name.",))
    ]


def controls(content: bytes) -> list[tuple[str, str]]:
    """Return the content controls of a DOCX: tag, and kind."""
    found = []
    for properties in docx.Document(io.BytesIO(content)).element.iter(qn("w:sdtPr")):
        tag = properties.find(qn("w:tag"))
        kind = etree.QName(properties[-1]).localname
        found.append(("" if tag is None else tag.get(qn("w:val")), kind))
    return found


def test_the_docx_is_filled_in_by_content_controls() -> None:
    assert controls(form_docx(blank_form(BRANCHING, tongue_of("en")), DAY).content) == [
        ("city", "text"),
        ("hosts", "dropDownList"),
        ("people", "text"),
        ("way.visit", "checkbox"),
        ("way.call", "checkbox"),
        ("", "repeatingSection"),
        ("", "repeatingSectionItem"),
        ("where", "text"),
        ("", "repeatingSectionItem"),
        ("where", "text"),
    ]
    every = controls(form_docx(blank_form(COMPILED, tongue_of("en")), DAY).content)
    assert {("date", "date"), ("rating_grid.surveys", "dropDownList"), ("table.often.when", "date")} <= set(
        every
    )


@pytest.fixture(scope="module")
def every() -> BlankForm:
    """Give the form of a questionnaire with every type, every text of its own in it."""
    form = blank_form(COMPILED, tongue_of("fi"))
    words = squeezed(str(form))
    assert [text for text in texts_of(COMPILED.questionnaire).values() if squeezed(text) not in words] == []
    return form


def squeezed(text: str) -> str:
    """Drop spaces and line ends: where a line breaks is the program's choice."""
    return "".join(text.split())


def lacking(form: BlankForm, text: str) -> list[str]:
    """Return what the form says in its lines that a document does not."""
    inside = squeezed(text)
    lines = [form.title, *(line for lines in said(form) for line in lines)]
    lines += [choice.label for choice in COMPILED.questionnaire.lists["topics"]]
    return [
        line for line in lines if squeezed(line.replace("33 ", "33. ")) not in inside and line[:2].isalpha()
    ]


@pytest.mark.office
def test_real_programs_read_all_words(
    every: BlankForm,
    tmp_path: Path,
    soffice: Callable[..., Path],
    pdftotext: Callable[[Path], str],
    pdfinfo: Callable[[Path], dict[str, str]],
) -> None:
    (tmp_path / "form.pdf").write_bytes(form_pdf(every, DAY).content)
    (tmp_path / "form.docx").write_bytes(form_docx(every, DAY).content)
    texts = soffice("txt:Text (encoded):UTF8", [tmp_path / "form.docx"])
    assert lacking(every, pdftotext(tmp_path / "form.pdf")) == []
    assert lacking(every, (texts / "form.txt").read_text(encoding="utf-8")) == []
    facts = pdfinfo(tmp_path / "form.pdf")
    assert (facts["Tagged"], facts["Title"]) == ("yes", "A small questionnaire")


def test_both_files_say_title_language_and_headings(every: BlankForm) -> None:
    reader = pypdf.PdfReader(io.BytesIO(form_pdf(blank_form(BRANCHING, tongue_of("en")), DAY).content))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)  # type: ignore[index]
    marks = [
        mark["/Title"] for part in reader.outline for mark in (part if isinstance(part, list) else [part])
    ]
    assert marks == ["Your city", "Hosting", "Travelling", "Trip 1", "Trip 2"]
    document = docx.Document(io.BytesIO(form_docx(every, DAY).content))
    assert (document.core_properties.title, document.core_properties.language) == (
        "A small questionnaire",
        "en",
    )
    heads = [table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None for table in document.tables]
    assert set(heads) == {True}


SOURCE = """\
name: small
version: "1"
title: Small
language: en
pages: [{name: only, label: Only, questions: [{name: city, type: text, label: Your city, required: true}]}]
carried: {format: xlsform, settings: {style: pages}, rows: [{type: barcode, name: code}]}
"""
FINNISH = "translates: small\nlanguage: fi\ntitle: Pieni\nquestions: {city: {label: Kaupunkinne}}\n"


def converted(source: str, language: str | None = None) -> tuple[str, list[str]]:
    file = Source("small.yaml", source.encode(), {"small.fi.yaml": FINNISH.encode()})
    written = form_formats(tongue_of, DAY)[0]
    done = convert(file, format_read(file), Target("form.docx"), written, language)
    document = docx.Document(io.BytesIO(done.exported.content))
    losses = [f"{loss.fate}: {loss.message}" for loss in (*done.read, *done.written)]
    return "|".join(paragraph.text for paragraph in document.paragraphs if paragraph.text), losses


def test_a_form_is_in_one_language_and_tells_what_is_not_in_it() -> None:
    carried = "left out: “barcode code” is carried along from xlsform and cannot be served."
    english, losses = converted(SOURCE)
    assert english == "Small|Version 1|Only|1. Your city (Required)"
    assert losses[0].startswith(carried)
    assert losses[1:] == [
        "left out: The form is in “en” alone. Beside it stand: fi; choose one with --language."
    ]
    finnish, losses = converted(SOURCE, "fi")
    assert finnish == "Pieni|Versio 1|Only|1. Kaupunkinne (Pakollinen)"
    assert losses[0] == "changed: 1 texts are not translated into “fi”; they stay as they are."
    assert losses[1].startswith(carried)


def test_a_form_that_cannot_be_asked_or_drawn_is_refused() -> None:
    with pytest.raises(ConversionRefused) as refused:
        converted(SOURCE, "nl")
    assert (refused.value.code, "it has: en, fi." in refused.value.message) == ("no-translation", True)
    with pytest.raises(ConversionRefused) as refused:
        converted(SOURCE.replace("required: true", "relevant: '${cty} = 1'"))
    assert refused.value.code == "not-askable"
    questions = [{"name": "q", "type": "text", "label": "漢字仮名交文日本語学校東京都市政府計画調達革新"}]
    data = {"name": "a", "version": "1", "title": "A", "language": "ja",
            "pages": [{"name": "p", "label": "P", "questions": questions}]}  # fmt: skip
    docx_format, pdf_format = form_formats(tongue_of, DAY)
    assert docx_format.write is not None
    assert pdf_format.write is not None
    assert [loss.code for loss in docx_format.write(Form(data), Target("a.docx")).losses] == ["own-words"]
    with pytest.raises(ConversionRefused) as refused:
        pdf_format.write(Form(data), Target("a.pdf"))
    assert refused.value.code == "no-glyphs"
