"""A programme as workbook, DOCX and PDF: all texts arrive in real programs, and the files are accessible."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from docx.oxml.ns import qn

from survey_app.exports.left_out import Exported
from survey_app.exports.programme_docx import programme_docx
from survey_app.exports.programme_pdf import drawable, programme_pdf
from survey_app.exports.programme_xlsx import programme_tables, programme_xlsx
from survey_app.exports.story import ProgrammeWords, Story
from survey_app.exports.telling import tell_programme
from survey_app.programmes.model import Conflict, Decision, Problem, Proposal, Topic

Inputs = tuple[Problem, Proposal, ProgrammeWords]
LABELS = {"host", "guest", "en"}


@pytest.fixture(scope="session")
def plain(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> Inputs:
    return problem, proposal, words


@pytest.fixture(scope="session")
def wild(plain: Inputs, nasty: tuple[str, ...]) -> Inputs:
    """Give the same programme with nasty texts in every place where people write."""
    problem, proposal, words = plain
    topics = tuple(
        replace(t, title=f"{text} {t.title}") for t, text in zip(problem.topics, nasty[:4], strict=True)
    )
    cities = tuple(
        replace(c, name=f"{text} {c.name}") for c, text in zip(problem.cities, nasty[4:8], strict=True)
    )
    said = replace(
        words,
        round_title=nasty[0],
        network_name=nasty[1],
        notes=nasty,
        contacts={"turku": " ".join(nasty)},
        practices={("turku", "involve"): " ".join(nasty)},
    )
    return replace(problem, topics=topics, cities=cities), proposal, said


def texts_of(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, tuple):
        for item in data:
            yield from texts_of(item)
    elif is_dataclass(data) and not isinstance(data, type):
        for part in fields(data):
            yield from texts_of(getattr(data, part.name))


def squeezed(text: str) -> str:
    """Drop spaces and line ends: where a line breaks is the program's choice."""
    return "".join(text.split()).replace("\u202f", "")


def missing(story: Story, text: str) -> list[str]:
    inside = squeezed(text)
    return [said for said in texts_of(story) if squeezed(said) not in inside and said not in LABELS]


def paragraphs(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(
        "".join(node.text or "" for node in p.iter(qn("w:t"))) for p in document.element.iter(qn("w:p"))
    )


@pytest.mark.parametrize("write", [programme_docx, programme_pdf, programme_xlsx])
@pytest.mark.parametrize("which", ["plain", "wild"])
def test_the_same_programme_gives_the_same_bytes(
    write: Callable[..., Exported], which: str, request: pytest.FixtureRequest
) -> None:
    inputs: Inputs = request.getfixturevalue(which)
    assert write(*inputs) == write(*inputs)


def test_the_summary_says_what_counts(plain: Inputs) -> None:
    story = tell_programme(*plain)
    assert story.summary == (
        "In this proposal Procurement network comes together for 1 exchange with 2 visits and 2 sessions. "
        "3 cities learn something they seek.",
        "On average a city receives 81.5 % of what it could ideally learn in this network; "
        "the lowest share of a served city is 44.4 % (Tartu).",
        "This programme keeps every rule. Time ran out before it was proven to be the best; "
        "how much better another one could be is stated with each aim.",
    )
    tartu = next(city for city in story.cities if city.name == "Tartu")
    assert (tartu.gets, tartu.gives) == (
        ("Citizen involvement: from Turku, in Turku, 29 March – 2 April 2027",),
        ("Competitive dialogue: to Turku and Rotterdam, in Turku, 29 March – 2 April 2027",),
    )
    assert [(line.so_far, line.why) for line in tartu.unmet] == [
        (
            "not met",
            "Offered by Rotterdam. There is no week in which one can host and the other can travel.",
        )
    ]


@pytest.mark.parametrize("write", [programme_docx, programme_pdf, programme_xlsx])
def test_no_programme_is_a_document_too(write: Callable[..., Exported], plain: Inputs) -> None:
    problem, proposal, words = plain
    pinned = replace(problem, decisions=(Decision("pin", "turku", visitor="ghent"),))
    none = replace(
        proposal, status="infeasible", exchanges=(), cities={}, objectives=(), conflict=(Conflict(0),)
    )
    content = write(pinned, none, words).content
    assert write(pinned, none, words).content == content
    assert tell_programme(pinned, none, words).conflict == ("Decided: Ghent must visit Turku.",)


def test_the_workbook_has_six_sheets_with_their_figures(plain: Inputs) -> None:
    book = openpyxl.load_workbook(io.BytesIO(programme_xlsx(*plain).content))
    assert book.sheetnames == ["Exchanges", "Sessions", "Visits", "Cities", "Unmet needs", "Proof"]
    rows = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}
    assert [row[4:10] for row in rows["Sessions"]] == [
        (1, "Citizen involvement", "Turku", "host", "Tartu (20), Rotterdam (5)", 25),
        (2, "Competitive dialogue", "Tartu", "guest", "Turku (12), Rotterdam (6)", 18),
    ]
    assert [row[:5] for row in rows["Cities"]] == [
        ("Turku", "FI", 100, 12, 12),
        ("Tartu", "EE", 44.4, 20, 45),
        ("Rotterdam", "NL", 100, 11, 11),
        ("Ghent", "BE", None, 0, 0),
    ]
    assert [(row[0], row[6]) for row in rows["Visits"]] == [("Rotterdam", False), ("Tartu", True)]
    assert [row[:5] for row in rows["Unmet needs"]] == [
        ("Tartu", "Risk assessment", 5, 0, 25),
        ("Ghent", "Open data", 3, 0, 0),
    ]
    assert [row[3:6] for row in rows["Proof"][:4]] == [
        (3, 3, 0),
        (444, 444, 0),
        (2444435, 2500000, 2.22),
        (1500, 1500, 0),
    ]


@pytest.mark.parametrize("which", ["plain", "wild"])
def test_the_docx_has_all_texts(which: str, request: pytest.FixtureRequest) -> None:
    inputs: Inputs = request.getfixturevalue(which)
    written = programme_docx(*inputs)
    assert missing(tell_programme(*inputs), paragraphs(written.content)) == []
    assert written.left_out == ()


def test_the_docx_is_accessible(plain: Inputs) -> None:
    document = docx.Document(io.BytesIO(programme_docx(*plain).content))
    headings = [p.text for p in document.paragraphs if (p.style.name if p.style else "") == "Heading 1"]
    assert headings == ["Calendar", "Exchanges", "Every city", "How good is this programme?"]
    core = document.core_properties
    assert (core.title, core.language) == ("Spring round 2027, Procurement network", "en")
    assert {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))} == {"en"}
    heads = [table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None for table in document.tables]
    described = [table._tbl.tblPr.find(qn("w:tblDescription")) is not None for table in document.tables]
    assert (heads, described) == ([True] * 3, [True] * 3)


def test_characters_a_format_cannot_hold_are_reported(plain: Inputs) -> None:
    problem, proposal, words = plain
    topics = (Topic("involve", "a\x0bb"), *problem.topics[1:])
    for write in (programme_docx, programme_pdf):
        written = write(replace(problem, topics=topics), proposal, words)
        assert [item.what for item in written.left_out] == ["U+000B"]


def test_the_pdf_is_tagged_with_title_and_language(plain: Inputs) -> None:
    catalogue = pypdf.PdfReader(io.BytesIO(programme_pdf(*plain).content))
    root = catalogue.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    metadata = catalogue.xmp_metadata
    assert metadata is not None
    assert metadata.dc_title == {"x-default": "Spring round 2027, Procurement network"}
    assert "pdfuaid:part>1<" in metadata.stream.get_data().decode()


def test_characters_without_a_glyph_are_named_and_reported(wild: Inputs) -> None:
    assert [item.what for item in programme_pdf(*wild).left_out] == ["U+1F600 😀"]
    assert [drawable(character) for character in "aΩЖשع→😀"] == [True] * 6 + [False]


@pytest.mark.office
@pytest.mark.parametrize("which", ["plain", "wild"])
def test_pdftotext_reads_all_texts(
    which: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    pdftotext: Callable[[Path], str],
    pdfinfo: Callable[[Path], dict[str, str]],
) -> None:
    inputs: Inputs = request.getfixturevalue(which)
    path = tmp_path / "programme.pdf"
    path.write_bytes(programme_pdf(*inputs).content)
    text = pdftotext(path).replace("[grinning face]", "😀")
    turned = [said for said in missing(tell_programme(*inputs), text) if "\u202e" not in said]
    assert turned == []
    assert ("\u202e" in text, "tfelotthgir" in squeezed(text)) == ((which == "wild"),) * 2
    facts = pdfinfo(path)
    assert (facts["Tagged"], facts["JavaScript"], facts["Form"]) == ("yes", "no", "none")


@pytest.mark.office
def test_libreoffice_reads_docx_and_workbook(
    plain: Inputs,
    wild: Inputs,
    tmp_path: Path,
    soffice: Callable[..., Path],
    pdftotext: Callable[[Path], str],
) -> None:
    for name, inputs in (("plain", plain), ("wild", wild)):
        (tmp_path / f"{name}.docx").write_bytes(programme_docx(*inputs).content)
    texts = soffice("txt:Text (encoded):UTF8", [tmp_path / "plain.docx", tmp_path / "wild.docx"])
    for name, inputs in (("plain", plain), ("wild", wild)):
        assert missing(tell_programme(*inputs), (texts / f"{name}.txt").read_text(encoding="utf-8")) == []
    pages = soffice("pdf:writer_pdf_Export", [tmp_path / "plain.docx"])
    assert missing(tell_programme(*plain), pdftotext(pages / "plain.pdf")) == []


@pytest.mark.office
def test_libreoffice_reads_every_sheet_as_written(
    wild: Inputs, tmp_path: Path, soffice: Callable[..., Path]
) -> None:
    (tmp_path / "wild.xlsx").write_bytes(programme_xlsx(*wild).content)
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    folder = soffice(as_csv, [tmp_path / "wild.xlsx"])
    for table in programme_tables(*wild):
        with (folder / f"wild-{table.name}.csv").open(newline="", encoding="utf-8") as file:
            read = list(csv.reader(file))
        rows = [[column.title for column in table.columns], *table.rows]
        said = [[cell for cell in row if isinstance(cell, str)] for row in rows]
        places = [[i for i, cell in enumerate(row) if isinstance(cell, str)] for row in rows]
        assert [[row[i] for i in here] for row, here in zip(read, places, strict=True)] == said
