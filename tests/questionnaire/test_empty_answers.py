"""Zero, no, empty and absent are different answers, in every type."""

from typing import Any

import pytest

from survey_app.questionnaire.types import QUESTION_TYPES
from survey_app.questionnaire.values import Unreadable

from .every_type import LISTS, QUESTIONS, question, read

REFUSED = "refused"
# question: what becomes of 0, False and [] as an answer; None, "" and {} are told of below
GIVEN: dict[str, tuple[Any, Any, Any]] = {
    "text": (REFUSED, REFUSED, REFUSED),
    "short": (REFUSED, REFUSED, REFUSED),
    "email": (REFUSED, REFUSED, REFUSED),
    "url": (REFUSED, REFUSED, REFUSED),
    "telephone": (REFUSED, REFUSED, REFUSED),
    "integer": (0, REFUSED, REFUSED),
    "decimal": ("0", REFUSED, REFUSED),
    "yes_no": (REFUSED, False, REFUSED),
    "consent": (REFUSED, None, REFUSED),  # a box that is not ticked says nothing
    "date": (REFUSED, REFUSED, REFUSED),
    "time": (REFUSED, REFUSED, REFUSED),
    "moment": (REFUSED, REFUSED, REFUSED),
    "days": (REFUSED, REFUSED, REFUSED),
    "location": (REFUSED, REFUSED, REFUSED),
    "one": (REFUSED, REFUSED, REFUSED),
    "one_other": (REFUSED, REFUSED, REFUSED),
    "one_comment": (REFUSED, REFUSED, REFUSED),
    "city": (REFUSED, REFUSED, REFUSED),
    "own_city": (REFUSED, REFUSED, REFUSED),
    "several": (REFUSED, REFUSED, None),
    "several_other": (REFUSED, REFUSED, None),
    "rank": (REFUSED, REFUSED, None),
    "rating": (0, REFUSED, REFUSED),
    "below": (0, REFUSED, REFUSED),
    "slider": (0, REFUSED, REFUSED),
    "fine": ("0", REFUSED, REFUSED),
    "points": (REFUSED, REFUSED, REFUSED),
    "rating_grid": (REFUSED, REFUSED, REFUSED),
    "select_grid": (REFUSED, REFUSED, REFUSED),
    "weeks": (REFUSED, REFUSED, REFUSED),
    "file": (REFUSED, REFUSED, None),
    "sum": (REFUSED, REFUSED, REFUSED),
    "secret": (REFUSED, REFUSED, REFUSED),
    "note": (None, None, None),
    "table": (REFUSED, REFUSED, None),
    "repeat": (REFUSED, REFUSED, None),
}


def outcome(name: str, raw: Any) -> Any:
    try:
        return read(name, raw)
    except Unreadable:
        return REFUSED


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


def test_every_type_stands_in_the_questionnaire() -> None:
    assert {question.type for question in QUESTIONS.values()} == set(QUESTION_TYPES)  # type: ignore[attr-defined]
    assert list(GIVEN) == list(QUESTIONS)


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("raw", [None, ""])
def test_nothing_and_no_characters_are_empty(name: str, raw: Any) -> None:
    assert read(name, raw) is None


@pytest.mark.parametrize("name", GIVEN)
def test_zero_no_and_an_empty_list_are_not_empty(name: str) -> None:
    told = [outcome(name, raw) for raw in (0, False, [])]
    assert [(one, other) for one, other in zip(told, GIVEN[name], strict=True) if not same(one, other)] == []


@pytest.mark.parametrize("name", ["date", "one", "one_other", "several", "several_other", "rank"])
def test_a_record_without_anything_is_empty(name: str) -> None:
    assert read(name, {}) is None


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("text", "0", "0"),
        ("integer", "0", 0),
        ("integer", "-0", 0),
        ("decimal", "0.00", "0.00"),
        ("yes_no", "no", False),
        ("rating", "0", 0),
        ("below", "0", 0),
        ("rating_grid", {"dialogue": "0", "surveys": "", "planning": None}, {"dialogue": 0}),
        ("weeks", {"2027-W10": "no", "2027-W11": ""}, {"2027-W10": "no"}),
        ("one_other", {"chosen": "", "other": "", "comment": "0"}, {"comment": "0"}),
    ],
)
def test_zero_and_no_as_a_form_sends_them(name: str, raw: Any, value: Any) -> None:
    assert same(read(name, raw), value)


@pytest.mark.parametrize(
    ("name", "zero", "cells", "words"),
    [
        ("integer", 0, [0], [(None, "0 people")]),
        ("decimal", "0", [0], [(None, "0 posts")]),
        ("yes_no", False, ["no"], [(None, "No")]),
        ("rating", 0, [0], [(None, "0 (nothing)")]),
        ("rating_grid", {"dialogue": 0}, [0, None, None, None], [("Dialogue", "0")]),
        ("weeks", {"2027-W11": "no"}, [None, "no", None], [("2027-W11", "No")]),
    ],
)
def test_zero_is_told_and_exported(name: str, zero: Any, cells: list[Any], words: list[Any]) -> None:
    assert list(question(name).cells(zero, LISTS)) == cells
    assert list(question(name).shown(zero, LISTS)) == words
    assert None not in question(name).missing(zero, LISTS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_empty_answer_is_neither_told_nor_exported(name: str) -> None:
    asked = question(name)
    assert list(asked.shown(None, LISTS)) == []
    assert set(asked.cells(None, LISTS)) <= {None}
    assert asked.operand(None) is None


def test_what_an_empty_answer_lacks() -> None:
    lacking = {name: list(asked.missing(None, LISTS)) for name, asked in QUESTIONS.items() if asked.answered}
    rows = ["dialogue", "surveys", "planning", "none"]
    parts = {"rating_grid": rows, "select_grid": rows, "weeks": ["2027-W10", "2027-W11", "2027-W12"]}
    assert lacking == {name: parts.get(name, [None]) for name in lacking}
