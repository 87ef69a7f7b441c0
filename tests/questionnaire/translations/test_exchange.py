"""The way out to a translator and back: nothing is lost, nothing hostile gets in."""

import io
import zipfile
from collections.abc import Callable, Mapping
from types import ModuleType

import pytest
from openpyxl import load_workbook

from survey_app.questionnaire.translations import workbooks, xliff
from survey_app.questionnaire.translations.exchange import ExchangeRefused, job_of, taken
from survey_app.questionnaire.translations.model import Standing, Translation, Wording
from survey_app.questionnaire.translations.reading import read_translation
from survey_app.questionnaire.translations.texts import Key, mark_of, texts_of
from survey_app.questionnaire.translations.writing import filled, new_file, without
from tests.questionnaire.translations.asked import ASKED, FINNISH, compiled

FORMS = [xliff, workbooks]
TEXTS = texts_of(compiled().questionnaire)
BUYERS: Key = ("questions", "buyers", "label")
WORTH: Key = ("questions", "worth", "label")


def translation(source: bytes) -> Translation:
    found = read_translation(source, "short", TEXTS).translation
    assert found is not None
    return found


def sent(form: ModuleType, source: bytes) -> bytes:
    """Return what a translator gets."""
    content: bytes = form.written(job_of("short", "en", Standing(TEXTS, translation(source))))
    return content


def returned(form: ModuleType, source: bytes, content: bytes) -> bytes:
    """Return the translation file after taking over what came back."""
    found = taken(form.read_units(content, "short", "fi"), TEXTS, translation(source))
    assert found.unknown == ()
    return filled(source, TEXTS, found.wordings) if found.wordings else source


def edited(form: ModuleType, content: bytes, old: str, new: str) -> bytes:
    """Return a translator's file with one text written over."""
    if form is xliff:
        assert old.encode() in content
        return content.replace(f"<target>{old}<".encode(), f"<target>{new}<".encode(), 1)
    book = load_workbook(io.BytesIO(content))
    cells = [
        cell for row in book.active.iter_rows() for cell in row if cell.column == 3 and cell.value == old
    ]
    cells[0].value = new
    book.save(buffer := io.BytesIO())
    return buffer.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_what_comes_back_untouched_changes_nothing(form: ModuleType) -> None:
    source = FINNISH.encode()
    assert returned(form, source, sent(form, source)) == source


@pytest.mark.parametrize("form", FORMS)
def test_a_new_wording_goes_into_its_place_and_all_else_stays(form: ModuleType) -> None:
    source = FINNISH.encode()
    old, new = "Montako ostajaa teidän kaupungillanne on?", "Kuinka monta ostajaa kaupungillanne on?"
    back = returned(form, source, edited(form, sent(form, source), old, new))
    wanted = FINNISH.replace(
        "text: Montako ostajaa teidän kaupungillanne on?\n      source: klgdfffd",
        f'text: "Kuinka monta ostajaa kaupungillanne on?"\n      source: {mark_of(TEXTS[BUYERS])}',
    )
    assert back.decode() == wanted


@pytest.mark.parametrize("form", FORMS)
def test_every_text_arrives_as_it_was_written(form: ModuleType) -> None:
    hard = {
        BUYERS: "=1+1 <b>&amp;</b> “${buyers}” \u202e\t\n\n  two lines ",
        WORTH: "${buyers}${buyers} ]]> {x} %s 'a' \"b\" 😀",
    }
    texts = TEXTS | hard
    kept = Translation("fi", {key: Wording(text + "!", mark_of(text)) for key, text in texts.items()})
    units = form.read_units(form.written(job_of("short", "en", Standing(texts, kept))), "short", "fi")
    assert {unit.key: (unit.source, unit.target) for unit in units} == {
        key: (text, text + "!") for key, text in texts.items()
    }


def test_a_file_made_anew_is_filled_in_the_order_of_the_questionnaire() -> None:
    room = filled(new_file("short", "fi"), TEXTS, dict.fromkeys(TEXTS))
    assert translation(room).wordings == {}
    wordings: Mapping[Key, Wording] = {key: Wording(f"{text}!", mark_of(text)) for key, text in TEXTS.items()}
    done = filled(room, TEXTS, wordings)
    assert translation(done).wordings == wordings
    assert list(translation(done).wordings) == list(TEXTS)
    assert "    # How many buyers does your city have?\n" in done.decode()
    assert done.decode().count("#") == room.decode().count("#")


def test_what_a_file_lacks_goes_where_the_questionnaire_has_it() -> None:
    asked = ASKED.replace(
        "      - {name: way", "      - {name: note, type: text, label: Anything else?}\n      - {name: way"
    ).replace("{name: talk", "{name: post, label: A letter}, {name: talk")
    texts = texts_of(compiled(asked).questionnaire)
    new = {("questions", "note", "label"): Wording("Muuta?", "aaaaaaaa"), ("lists", "ways", "post"): None}
    assert filled(FINNISH.encode(), texts, new).decode() == FINNISH.replace(
        "    constraint_message: Enintään 5000.\n",
        "    constraint_message: Enintään 5000.\n"
        '  note:\n    label:\n      # Anything else?\n      text: "Muuta?"\n      source: aaaaaaaa\n',
    ).replace("talk: Keskustelu}", f"talk: Keskustelu, post: {{text: null, source: {mark_of('A letter')}}}}}")


def test_entries_that_nobody_knows_are_taken_out_with_their_lines() -> None:
    odd = FINNISH.replace("  way: {", "  gone:\n    # of old\n    label: Poissa\n    hint: x\n  way: {")
    assert without(odd.encode(), [("questions", "gone")]).decode() == FINNISH


def bomb(parts: int, size: int) -> bytes:
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(parts):
            archive.writestr(f"xl/part{part}.xml", b" " * size)
    return buffer.getvalue()


XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><xliff>&b;</xliff>'
EMPTY = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" trgLang="%s"/>'


@pytest.mark.parametrize(
    ("form", "content", "told"),
    [
        (xliff, lambda: XXE, "The document declares a document type or entities"),
        (xliff, lambda: LAUGHS, "The document declares a document type or entities"),
        (xliff, lambda: b"<xliff", "This is no XML"),
        (
            xliff,
            lambda: b" " * (xliff.MAX_BYTES + 1),
            "The document has 4,194,305 bytes; at most 4,194,304 are read.",
        ),
        (xliff, lambda: b'<xliff version="1.2"/>', "This is no XLIFF 2.0 or 2.1."),
        (xliff, lambda: EMPTY % b"sv", "The document is in “sv”, not in “fi”."),
        (workbooks, lambda: b"no zip", "This is no XLSX workbook."),
        (
            workbooks,
            lambda: bomb(1, 64 * 1024 * 1024),
            "Unpacked the workbook would have 67,108,864 bytes in 1 parts",
        ),
        (workbooks, lambda: bomb(201, 1), "Unpacked the workbook would have 201 bytes in 201 parts"),
        (workbooks, lambda: bomb(1, 1), "The workbook cannot be read"),
    ],
)
def test_hostile_files_are_refused(form: ModuleType, content: Callable[[], bytes], told: str) -> None:
    with pytest.raises(ExchangeRefused) as refused:
        form.read_units(content(), "short", "fi")
    assert str(refused.value).startswith(told)
