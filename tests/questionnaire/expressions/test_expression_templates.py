"""Labels that repeat an answer: only `${name}` is replaced, and what is put in is never read again."""

import pytest
from expression_cast import NAMES

from survey_app.questionnaire.expressions import ExpressionError, parse_text


def shown(text: str) -> str:
    return parse_text(text, NAMES).render(lambda name: f"<{name}>")


RENDERED = {
    "": "",
    "How many?": "How many?",
    "${age}": "<age>",
    "You said ${age}, and ${ note }!": "You said <age>, and <note>!",
    "${age}${age}": "<age><age>",
    "{{7*7}} {% import os %} ${age}": "{{7*7}} {% import os %} <age>",
    "%(x)s {0} {0.__class__} $5 $ {age} {SID}": "%(x)s {0} {0.__class__} $5 $ {age} {SID}",
    "100 $": "100 $",
    "$${age}": "$<age>",
    "${age}}": "<age>}",
    "\ud800 \x00 \u202e ${age}": "\ud800 \x00 \u202e <age>",
    "a\n${age}\n": "a\n<age>\n",
}


@pytest.mark.parametrize("text", RENDERED)
def test_a_label_is_literal_but_for_its_references(text: str) -> None:
    assert shown(text) == RENDERED[text]


def test_what_an_answer_says_is_not_read_again() -> None:
    assert parse_text("${note}", NAMES).render(lambda name: "${age} {{7*7}}") == "${age} {{7*7}}"


def test_a_label_tells_what_it_refers_to() -> None:
    template = parse_text("${age} and ${ note } and ${age}", NAMES)
    assert (template.text, template.references) == ("${age} and ${ note } and ${age}", {"age", "note"})


WRITE_NAME = "Write ${name}: dollar sign, brace, the question's name, closing brace."
FINDINGS = {
    "${agge}": [(0, 7, "unknown-name", "Did you mean ${age}?")],
    "Of ${learn.citizens}": [(3, 17, "unknown-name", "Write row(${learn}, 'citizens').")],
    "a ${ b": [(2, 2, "bad-reference", WRITE_NAME)],
    "${}": [(0, 2, "bad-reference", WRITE_NAME)],
    "${7*7} ${age + 1}": [
        (0, 6, "unknown-name", "Use the name of a question."),
        (7, 10, "unknown-name", "Use the name of a question."),
    ],
    "${${age}}": [(0, 2, "bad-reference", WRITE_NAME)],
}


@pytest.mark.parametrize("text", FINDINGS)
def test_a_broken_reference_is_told_in_place(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_text(text, NAMES)
    told = [(found.offset, found.length, found.code, found.remedy) for found in caught.value.findings]
    assert told == FINDINGS[text]
