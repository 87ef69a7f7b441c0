"""A question type is a class, a field builder, a template, statistics, a printed form and docs."""

import re
from pathlib import Path
from typing import get_args

import pytest

from survey_app.answers.statistics import SUMMARIES
from survey_app.exports.forms.printing import PRINTED
from survey_app.places import TEMPLATES
from survey_app.questionnaire.types import QUESTION_TYPES, Question, QuestionBase
from survey_app.web.forms.fields import BUILDERS

ROOT = Path(__file__).parents[2]
ENTERED = {name for name, cls in QUESTION_TYPES.items() if cls.answered and cls.entered}
DRAWN = {name for name, cls in QUESTION_TYPES.items() if cls.entered}
ANSWERED = {name for name, cls in QUESTION_TYPES.items() if cls.answered}


def test_every_class_is_a_type_of_the_file_format() -> None:
    union = get_args(get_args(Question)[0])
    assert list(QUESTION_TYPES.values()) == list(union)
    assert {name: get_args(cls.model_fields["type"].annotation) for name, cls in QUESTION_TYPES.items()} == {
        name: (name,) for name in QUESTION_TYPES
    }


def test_every_type_that_is_entered_has_its_field_builder() -> None:
    assert set(BUILDERS) == ENTERED


def test_every_type_that_is_answered_has_its_statistics() -> None:
    assert set(SUMMARIES) == ANSWERED


def test_every_type_has_its_printed_form() -> None:
    assert set(PRINTED) == set(QUESTION_TYPES)


def test_every_type_that_a_page_asks_for_has_its_template() -> None:
    found = {path.stem for path in (TEMPLATES / "questions").glob("*.html")}
    assert found >= DRAWN


def test_every_type_is_drawn() -> None:
    drawn = (TEMPLATES / "questions" / "all.html").read_text("utf-8")
    assert {name for name in QUESTION_TYPES if f"questions/{name}.html" in drawn} == DRAWN


def test_every_type_has_its_docs_entry() -> None:
    guide = (ROOT / "docs" / "questionnaire-format.md").read_text("utf-8")
    assert set(re.findall(r"^### (\w+)$", guide, re.MULTILINE)) == set(QUESTION_TYPES)


@pytest.mark.parametrize("cls", [cls for name, cls in QUESTION_TYPES.items() if name != "text"])
def test_every_type_says_for_itself_what_an_answer_is(cls: type[QuestionBase]) -> None:
    assert cls.read is not QuestionBase.read
    assert not cls.answered or cls.kind is not QuestionBase.kind
