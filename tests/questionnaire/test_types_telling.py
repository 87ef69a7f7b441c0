"""What each question type says of an answer: in words, in a table, to a condition, and what it lacks."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from survey_app.questionnaire.types import (
    AvailabilityQuestion,
    Column,
    ListedQuestion,
    RatingQuestion,
    SelectMultipleQuestion,
)

from .every_type import COMPILED, LISTS, question

BOTH = {"chosen": ["dialogue", "other"], "other": "X", "comments": {"dialogue": "D"}}
NUMBER = Column(numeric=True)
TITLES = {"dialogue": "Dialogue", "surveys": "Surveys", "planning": "Planning", "none": "None of these"}
TOPIC_COLUMNS = list(TITLES.items())
TOPIC_NUMBERS = [Column(*pair, True) for pair in TOPIC_COLUMNS]
WEEKS = [("2027-W10", "2027-W10"), ("2027-W11", "2027-W11"), ("2027-W12", "2027-W12")]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("text", "a", [(None, "a")]),
        ("integer", 3, [(None, "3 people")]),
        ("decimal", "3.50", [(None, "3.50 posts")]),
        ("yes_no", True, [(None, "Yes")]),
        ("consent", True, [(None, "Agreed")]),
        ("date", "2027-03-08", [(None, "8 March 2027")]),
        ("one", "surveys", [(None, "Surveys")]),
        ("one_other", {"chosen": "surveys", "comment": "C"}, [(None, "Surveys – C")]),
        ("one_other", {"chosen": "other", "other": "X", "comment": "C"}, [(None, "X – C")]),
        ("one_other", {"chosen": "other"}, [(None, "Else")]),
        ("one_other", {"comment": "C"}, [(None, "C")]),
        ("several", ["dialogue", "planning"], [(None, "Dialogue"), (None, "Planning")]),
        ("several_other", BOTH, [(None, "Dialogue – D"), (None, "X")]),
        ("several_other", {"chosen": ["other"]}, [(None, "Other, please say")]),
        ("rank", ["planning", "dialogue"], [(None, "1. Planning"), (None, "2. Dialogue")]),
        ("rating", 5, [(None, "5 (all)")]),
        ("rating", 3, [(None, "3")]),
        ("rating_grid", {"surveys": 5, "dialogue": 1}, [("Dialogue", "1"), ("Surveys", "5 (all)")]),
        ("select_grid", {"surveys": "never"}, [("Surveys", "Never")]),
        ("time", "09:05", [(None, "09:05")]),
        ("moment", "2027-03-08T09:05", [(None, "8 March 2027, 09:05")]),
        ("days", {"from": "2027-03-08", "to": "2027-04-01"}, [(None, "8 March 2027 to 1 April 2027")]),
        ("location", {"place": "Turku"}, [(None, "Turku")]),
        ("location", {"latitude": "60.45", "longitude": "22.27"}, [(None, "60.45, 22.27")]),
        ("location", {"place": "T", "latitude": "0", "longitude": "-1"}, [(None, "T (0, -1)")]),
        ("city", "fi-turku", [(None, "Turku, Finland")]),
        ("own_city", {"chosen": "other", "other": "Naantali"}, [(None, "Naantali")]),
        ("slider", 0, [(None, "0 %")]),
        ("fine", "-0.25", [(None, "-0.25")]),
        ("points", {"surveys": 10, "none": 0}, [("Surveys", "10 points"), ("None of these", "0 points")]),
        ("weeks", {"2027-W10": "if-needed"}, [("2027-W10", "If needed")]),
        ("note", None, []),
    ],
)
def test_words(name: str, value: Any, words: list[tuple[str | None, str]]) -> None:
    assert list(question(name).shown(value, LISTS)) == words


@pytest.mark.parametrize(
    ("name", "columns", "value", "cells"),
    [
        ("text", [Column()], "a", ["a"]),
        ("integer", [NUMBER], 3, [3]),
        ("decimal", [NUMBER], "3.50", [Decimal("3.50")]),
        ("yes_no", [Column()], True, ["yes"]),
        ("consent", [Column()], True, ["yes"]),
        ("date", [Column()], "2027-03-08", ["2027-03-08"]),
        ("one", [Column()], "surveys", ["surveys"]),
        (
            "one_other",
            [Column(), Column("other", "Else"), Column("comment", "Why?")],
            {"chosen": "other", "other": "X"},
            ["other", "X", None],
        ),
        ("one_comment", [Column(), Column("comment", "Why?")], {"comment": "C"}, [None, "C"]),
        ("several", TOPIC_NUMBERS, ["surveys"], [0, 1, 0, 0]),
        (
            "several_other",
            [
                *TOPIC_NUMBERS,
                Column("other", "Other, please say", True),
                Column("other.text", "Other, please say"),
                *(Column(f"{name}.comment", f"{title}: comment") for name, title in TOPIC_COLUMNS),
                Column("other.comment", "Other, please say: comment"),
            ],
            BOTH,
            [1, 0, 0, 0, 1, "X", "D", None, None, None, None],
        ),
        ("rank", TOPIC_NUMBERS, ["planning", "dialogue"], [2, None, 1, None]),
        ("rating", [NUMBER], 5, [5]),
        ("rating_grid", TOPIC_NUMBERS, {"surveys": 0}, [None, 0, None, None]),
        ("select_grid", [Column(*p) for p in TOPIC_COLUMNS], {"none": "never"}, [None] * 3 + ["never"]),
        ("time", [Column()], "09:05", ["09:05"]),
        (
            "days",
            [Column("from", "First day"), Column("to", "Last day")],
            {"from": "2027-03-08", "to": "2027-04-01"},
            ["2027-03-08", "2027-04-01"],
        ),
        (
            "location",
            [Column("place", "Place"), *(Column(p.lower(), p, True) for p in ("Latitude", "Longitude"))],
            {"latitude": "60.450", "longitude": "0"},
            [None, Decimal("60.450"), Decimal(0)],
        ),
        ("city", [Column()], "fi-turku", ["fi-turku"]),
        ("sum", [NUMBER], "2.5", [Decimal("2.5")]),
        ("secret", [Column()], "a", ["a"]),
        ("slider", [NUMBER], 0, [0]),
        ("fine", [NUMBER], "-0.25", [Decimal("-0.25")]),
        ("points", TOPIC_NUMBERS, {"surveys": 10, "none": 0}, [None, 10, None, 0]),
        ("weeks", [Column(*pair) for pair in WEEKS], {"2027-W12": "no"}, [None, None, "no"]),
        ("note", [], None, []),
    ],
)  # fmt: skip
def test_table(name: str, columns: list[Column], value: Any, cells: list[Any]) -> None:
    assert list(question(name).columns(LISTS)) == columns
    assert list(question(name).cells(value, LISTS)) == cells


@pytest.mark.parametrize(
    ("name", "value", "operand"),
    [
        ("text", "a", "a"),
        ("integer", 3, Decimal(3)),
        ("decimal", "3.50", Decimal("3.5")),
        ("yes_no", False, False),
        ("consent", True, True),
        ("date", "2027-03-08", date(2027, 3, 8)),
        ("one", "surveys", "surveys"),
        ("one_other", {"chosen": "other", "other": "X"}, "other"),
        ("one_comment", {"comment": "C"}, None),
        ("several", ["surveys"], ("surveys",)),
        ("several_other", BOTH, ("dialogue", "other")),
        ("rank", ["planning", "dialogue"], ("planning", "dialogue")),
        ("rating", 0, Decimal(0)),
        ("rating_grid", {"surveys": 0}, {"surveys": 0}),
        ("select_grid", {"surveys": "never"}, {"surveys": "never"}),
        ("time", "09:05", time(9, 5)),
        ("moment", "2027-03-08T09:05", datetime.fromisoformat("2027-03-08T09:05")),
        ("fine", "-0.25", Decimal("-0.25")),
        ("sum", "2.5", Decimal("2.5")),
        ("points", {"none": 0}, {"none": 0}),
        ("weeks", {"2027-W10": "no"}, {"2027-W10": "no"}),
    ],
)
def test_what_a_condition_computes_with(name: str, value: Any, operand: Any) -> None:
    found = question(name).operand(value)
    assert (type(found), found) == (type(operand), operand)


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [
        ("text", "a", []),
        ("yes_no", False, []),
        ("one_other", {"chosen": "other", "other": "X"}, []),
        ("one_other", {"chosen": "other"}, ["other"]),
        ("one_comment", {"comment": "C"}, [None]),
        ("several_other", {"chosen": ["other"]}, ["other"]),
        ("several_other", {"chosen": ["dialogue"]}, []),
        ("rank", ["planning", "dialogue"], ["surveys", "none"]),
        ("rating_grid", {"surveys": 0}, ["dialogue", "planning", "none"]),
        ("weeks", {"2027-W11": "no"}, ["2027-W10", "2027-W12"]),
        ("note", None, []),
    ],
)
def test_what_an_answer_lacks(name: str, value: Any, missing: list[str | None]) -> None:
    found = list(question(name).missing(value, LISTS)) if question(name).answered else []
    assert found == missing


def test_a_choice_that_has_left_its_list_is_told_by_its_name() -> None:
    assert list(question("one").shown("gone", LISTS)) == [(None, "gone")]
    assert list(question("rank").shown(["gone"], LISTS)) == [(None, "1. gone")]
    assert list(question("select_grid").shown({"surveys": "gone"}, LISTS)) == [("Surveys", "gone")]


@pytest.mark.parametrize(
    ("least", "most", "ticks", "message"),
    [
        (2, None, [], None),
        (2, None, ["a"], "Choose at least 2; tick 1 more."),
        (2, None, ["none"], None),
        (2, 2, ["a", "b"], None),
        (None, 1, ["a", "b", "c"], "Choose at most 1; untick 2."),
    ],
)
def test_how_many_ticks(least: int | None, most: int | None, ticks: list[str], message: str | None) -> None:
    asked = SelectMultipleQuestion(
        type="select_multiple", name="q", label="Q", choices="l", least=least, most=most, none_of_these="none"
    )
    fault = asked.count_fault(ticks)
    assert (fault and fault.message) == message


def test_a_scale_has_its_steps() -> None:
    rating = question("below")
    assert isinstance(rating, RatingQuestion)
    assert list(rating.scale.steps) == [-2, -1, 0, 1, 2]


def test_weeks_that_no_round_has_set() -> None:
    asked = AvailabilityQuestion(type="availability", name="w", label="W")
    assert (asked.week_names(), list(asked.columns({})), list(asked.missing(None, {}))) == ([], [], [])


def test_names_that_can_be_chosen() -> None:
    asked = question("several_other")
    assert isinstance(asked, ListedQuestion)
    assert asked.names(LISTS) == ["dialogue", "surveys", "planning", "none", "other"]
    assert [asked.label_of(name, LISTS) for name in ("surveys", "other")] == ["Surveys", "Other, please say"]


def test_what_conditions_see_of_each_type() -> None:
    kinds = {name: kind.kind.name for name, kind in COMPILED.names.items()}
    assert kinds == {
        "text": "TEXT", "file": "OTHER", "sum": "NUMBER", "secret": "TEXT",
        "short": "TEXT", "email": "TEXT", "url": "TEXT", "telephone": "TEXT",
        "location": "OTHER", "city": "CHOICE", "own_city": "CHOICE",
        "time": "TIME", "moment": "DATETIME", "days": "OTHER", "slider": "NUMBER", "fine": "NUMBER",
        "points": "NUMBERS",
        "integer": "NUMBER", "decimal": "NUMBER", "yes_no": "BOOLEAN", "consent": "BOOLEAN", "date": "DATE",
        "one": "CHOICE", "one_other": "CHOICE", "one_comment": "CHOICE", "several": "CHOICES",
        "several_other": "CHOICES", "rank": "RANK", "rating": "NUMBER", "below": "NUMBER",
        "rating_grid": "NUMBERS", "select_grid": "CHOICES_BY_ROW", "weeks": "CHOICES_BY_ROW",
        "table": "ENTRIES", "people": "NUMBERS", "people[]": "NUMBERS", "when": "DATES", "when[]": "DATES",
        "repeat": "ENTRIES", "role": "CHOICES_BY_ROW", "role[]": "CHOICES_BY_ROW", "rooms": "ENTRIES",
        "rooms[]": "ENTRIES", "seats": "NUMBERS", "seats[]": "NUMBERS",
    }  # fmt: skip
