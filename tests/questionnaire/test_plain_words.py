"""Words and numbers without quotes: read by YAML 1.2, and never turned into something else in silence."""

import pytest

from .written import HEAD, findings, with_questions

PAGES = "pages: [{name: p, label: P, questions: [{name: q, type: note, label: Q}]}]\n"


def test_no_stays_a_text_and_can_be_a_name() -> None:
    source = with_questions(
        "- {name: no, type: select_one, label: No, choices: on}",
        "on: [{name: yes, label: yes}, {name: off, label: off}]",
    )
    assert findings(source) == []


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("12", "the number 12"), ("-1.50", "the number -1.5"), ("true", "true or false"),
        ("[a]", "a list"), ("{a: b}", "a mapping"),
    ],
)  # fmt: skip
def test_a_title_that_is_no_text(written: str, found: str) -> None:
    source = HEAD.replace("title: A small questionnaire", f"title: {written}") + PAGES
    assert findings(source) == [f"q.yaml:3:8: error: “title” must be text, not {found}. Put it in quotes."]


@pytest.mark.parametrize(
    "written", ["no", "0777", "1_000", "0x10", "2027-03-08", "12:30", ".inf", "1e999", "1" * 19]
)
def test_a_title_that_is_a_text_by_itself(written: str) -> None:
    assert findings(HEAD.replace("title: A small questionnaire", f"title: {written}") + PAGES) == []
