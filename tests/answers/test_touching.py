"""How many given answers a difference touches."""

from typing import Any

from survey_app.answers.touching import touched
from survey_app.questionnaire.differences import differences
from tests.questionnaire.written import compiled, with_questions

LISTS = """
topics:
  - {name: dialogue, label: Dialogue}
  - {name: surveys, label: Surveys}
"""
OLD = """
- {name: people, type: integer, label: People}
- {name: topic, type: select_one, label: Topic, choices: topics}
- {name: learn, type: rating_grid, label: Learn, rows: topics, scale: {from: 0, to: 5}}
- {name: gone, type: text, label: Gone}
"""
SHEETS: list[dict[str, Any]] = [
    {"people": 0, "topic": "surveys", "learn": {"dialogue": 0, "surveys": 5}},
    {"people": None, "topic": "dialogue", "learn": {"dialogue": 3}, "gone": "word"},
    {},
]


def counts(questions: str, lists: str = LISTS) -> list[tuple[str, int, int]]:
    """Return each difference's code with the answers that it touches, and those that lose by it."""
    old = compiled(with_questions(OLD, LISTS)).questionnaire
    new = compiled(with_questions(questions, lists).replace('"1"', '"2"')).questionnaire
    found = differences(old, new)
    return [
        (one.code, count.answers, count.lost)
        for one, count in zip(found, touched(found, old, new, SHEETS), strict=True)
    ]


def test_each_difference_is_counted_by_itself() -> None:
    new = OLD.replace("label: People", "label: How many?").replace("from: 0", "from: 1")
    new = new.replace("- {name: gone, type: text, label: Gone}\n", "")
    assert counts(new) == [
        ("version", 0, 0),
        ("question-removed", 1, 1),
        ("words", 1, 0),  # 0 people is an answer, none is not
        ("scale-narrower", 2, 1),
    ]


def test_only_answers_that_name_a_choice_count() -> None:
    assert counts(OLD, LISTS.replace("  - {name: surveys, label: Surveys}\n", "")) == [
        ("version", 0, 0),
        ("choice-removed", 2, 2),
    ]
    renamed = LISTS.replace("{name: surveys", "{name: polls, renamed_from: surveys")
    assert counts(OLD, renamed) == [("version", 0, 0), ("choice-renamed", 2, 0)]
