"""The questionnaire that journeys are measured with: as large as it says."""

from collections import Counter
from pathlib import Path

import pytest

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.types import OTHER, SelectMultipleQuestion

FILE = Path(__file__).parents[2] / "benchmarks" / "journey-questionnaire.yaml"


@pytest.fixture(scope="module")
def journey() -> Questionnaire:
    reading = read(FILE.read_bytes())
    assert reading.problems == ()
    assert reading.compiled is not None
    assert len(reading.compiled.relevant) == 12
    return reading.compiled.questionnaire


def test_40_questions_on_5_pages_of_8(journey: Questionnaire) -> None:
    pages = [Counter(question.name[:3] for question in page.questions) for page in journey.pages]
    numbers = [[f"q{8 * page + place:02d}" for place in range(1, 9)] for page in range(5)]
    assert [list(page) for page in pages] == numbers
    assert {number: fields for page in pages for number, fields in page.items() if fields > 1} == {
        "q28": 4,
        "q29": 3,
    }


def test_105_answer_columns(journey: Questionnaire) -> None:
    columns = [
        (question, column.suffix)
        for question in journey.questions()
        for column in question.columns(journey.lists)
    ]
    ticks_at_other = [
        question.name
        for question, suffix in columns
        if isinstance(question, SelectMultipleQuestion) and suffix == OTHER
    ]
    assert (len(columns) - len(ticks_at_other), ticks_at_other) == (105, ["q07_devices"])


def test_what_is_required(journey: Questionnaire) -> None:
    assert [question.name for question in journey.questions() if question.required] == [
        "q01_gender",
        "q02_age",
        "q03_country",
        "q05_employment",
        "q08_used",
        "q21_recommend",
        "q40_interview",
    ]
