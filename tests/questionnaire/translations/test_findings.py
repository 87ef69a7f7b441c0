"""What the checker says about the translations beside a questionnaire."""

import pytest

from survey_app.questionnaire.translations.model import Standing
from survey_app.questionnaire.translations.reading import read_translation
from survey_app.questionnaire.translations.texts import mark_of, texts_of, with_words
from tests.questionnaire.translations.asked import ASKED, FINNISH, codes, compiled, findings

MARK = mark_of("How many buyers does your city have?")
GOOD = FINNISH.replace("klgdfffd", MARK)


def test_a_complete_translation_has_no_findings() -> None:
    assert findings(fi=GOOD) == []


def test_other_words_leave_names_choices_and_conditions_as_they_are() -> None:
    questionnaire = compiled().questionnaire
    texts = texts_of(questionnaire)
    reading = read_translation(GOOD.encode(), "short", texts)
    assert reading.translation is not None
    spoken = with_words(questionnaire, Standing(texts, reading.translation).words)
    assert texts_of(spoken)[("questions", "worth", "scale", "low")] == "ei mitään"
    assert texts_of(spoken).keys() == texts.keys()
    back = with_words(spoken, texts)
    assert back == questionnaire
    assert [question.label for question in spoken.pages[0].questions] == [
        "Montako ostajaa teidän kaupungillanne on?", "Millä tavalla?", "Hyöty: ${buyers}?",
    ]  # fmt: skip
    assert list(spoken.by_name) == ["buyers", "way", "worth"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Mitä", "titel: Mitä", ["short.fi.yaml:3:1 unknown-text", "short.yaml:3:8 missing-text"]),
        ("    constraint_message: Enintään 5000.\n", "", ["short.yaml:17:29 missing-text"]),
        (
            "  way: {label", "  wai: {label",
            ["short.fi.yaml:17:3 unknown-text", "short.yaml:19:61 missing-text",
             "short.yaml:19:83 missing-text", "short.yaml:20:17 missing-text"],
        ),
        (MARK, "klgdfffd", ["short.fi.yaml:14:7 stale-text"]),
        ("Hyöty: ${buyers}?", "Hyöty: ${buyer}?", ["short.fi.yaml:10:12 other-answers"]),
        (
            "Montako ostajaa teidän kaupungillanne on?", "How many buyers does your city have?",
            ["short.fi.yaml:14:7 same-as-source"],
        ),
        ("language: fi", "language: sv", ["short.fi.yaml:2:11 other-language"]),
        (
            "language: fi", "language: en",
            ["short.fi.yaml:2:11 other-language", "short.fi.yaml:2:11 source-language"],
        ),
        ("language: fi", "translates: long\nlanguage: fi", ["short.fi.yaml:2:13 of-another"]),
        ("Vierailu", "[Vierailu]", ["short.fi.yaml:19:17 no-words", "short.yaml:8:31 missing-text"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_its_place(old: str, new: str, told: list[str]) -> None:
    assert old in GOOD
    found = codes(fi=GOOD.replace(old, new))
    assert sorted(found) == told


def test_a_finding_tells_cause_and_remedy() -> None:
    found = findings(fi=GOOD.replace("  way: {label", "  wai: {label").replace(MARK, "klgdfffd"))
    assert found[0].endswith("The questionnaire has no text “wai” here. Did you mean “way”?")
    assert found[1].partition(" error: ")[2] == (
        "The fi translation of “label” of the question “way” is missing: “Which way?”."
        " Add it in short.fi.yaml; until then the language is not offered."
    )
    assert found[-1].partition(" error: ")[2] == (
        "“label” of the question “buyers” has changed since it was translated: “How many buyers does your"
        " city have?”. Translate it anew and take its “source” out, or confirm it with translate extract"
        " --confirm."
    )


def test_what_the_questionnaire_says_of_its_languages() -> None:
    asked = ASKED.replace(
        "language: en\n", "language: en\nlanguages: {fi: partial, sv: complete, en: withheld}\n"
    )
    assert findings(asked, fi=GOOD.replace("purpose: Suunnittelu\n", "")) == [
        "short.yaml:5:26: warning: There is no translation into “sv”."
        " Add short.sv.yaml, or take the language out.",
        "short.yaml:5:40: error: “en” is the language of the questionnaire itself."
        " Name only languages that it is translated into.",
        "short.yaml:6:10: warning: The fi translation of “purpose” is missing: “Planning”."
        " Add it in short.fi.yaml; until then respondents read the source text.",
    ]


def test_texts_that_two_languages_share_by_mistake_are_told_once_and_short_ones_never() -> None:
    estonian = GOOD.replace("language: fi", "language: et")
    assert findings(fi=GOOD, et=estonian) == [
        "short.et.yaml:14:7: warning: The et text reads like the one in fi. Check which language it is in."
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            b"",
            "short.fi.yaml:1:1: error: The file holds no translation. Begin with “language: …”",
        ),
        (
            b"title: x",
            "short.fi.yaml:1:1: error: The file does not say which language it is in. Add “language: fi”",
        ),
        (b"a: &x [*x]", "short.fi.yaml:1:4: error: Aliases and anchors (& and *) are not allowed."),
        (b"\xff", "short.fi.yaml:1:1: error: The file is not UTF-8 text"),
        (b"language: fi\ntitle: {text: x, source: 3}", "short.fi.yaml:2:26: error: “source” is the mark of"),
        (b"language: fi\npages: x", "short.fi.yaml:2:8: error: Below “pages” texts stand by their names."),
        (
            b"language: fi\ntitle: " + b"x" * 10_001,
            "short.fi.yaml:2:8: error: This text has 10,001 characters",
        ),
    ],
)
def test_files_that_cannot_be_used(source: bytes, told: str) -> None:
    reading = read_translation(source, "short", texts_of(compiled().questionnaire))
    assert reading.problems[0].line("short.fi.yaml").startswith(told)
