"""The one gate: what is read, what is missing, what a constraint refuses, what a submission holds."""

from datetime import date
from typing import Any

import pytest

from survey_app.answers.validation import page_faults, read_answers, relevant_values, sheet_faults
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled
from tests.questionnaire import every_type
from tests.questionnaire.written import compiled, with_pages, with_questions

TODAY = date(2027, 3, 8)
LISTS = """
rows: [{name: dialogue, label: Dialogue}, {name: other, label: Anything else}]
often: [{name: never, label: Never}, {name: often, label: Often}]
"""
Told = list[tuple[str, str | None, str]]


def faults(asked: Compiled, values: dict[str, Any]) -> Told:
    (page,) = asked.questionnaire.pages
    return [
        (one.question, one.part, one.message)
        for one in page_faults(asked, page, shown(asked, values, TODAY), TODAY)
    ]


def required(question: str) -> Compiled:
    return compiled(with_questions(f"- {{name: q, label: Q, required: true, {question}}}", LISTS))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("type: text", [(None, "Write an answer.")]),
        ("type: integer", [(None, "Write a number.")]),
        ("type: decimal", [(None, "Write a number.")]),
        ("type: date", [(None, "Write a date.")]),
        ("type: time", [(None, "Write a time.")]),
        ("type: datetime", [(None, "Write a date and a time.")]),
        ("type: date_range", [(None, "Write the first and the last day.")]),
        ("type: slider, range: {from: 0, to: 9}", [(None, "Choose a figure.")]),
        ("type: allocation, choices: often", [(None, "Share the points out.")]),
        ("type: consent", [(None, "Tick the box to go on.")]),
        ("type: yes_no", [(None, "Choose yes or no.")]),
        ("type: select_one, choices: often", [(None, "Choose an answer.")]),
        ("type: select_multiple, choices: often", [(None, "Tick at least one.")]),
        ("type: rank, choices: often", [(None, "Put the entries into order.")]),
        ("type: rating, scale: {from: 0, to: 5}", [(None, "Choose a figure.")]),
        (
            "type: rating_grid, rows: rows, scale: {from: 0, to: 5}",
            [("dialogue", "Choose a figure in this row."), ("other", "Choose a figure in this row.")],
        ),
        (
            "type: select_grid, rows: rows, choices: often",
            [("dialogue", "Choose an answer in this row."), ("other", "Choose an answer in this row.")],
        ),
        (
            "type: availability, weeks: {from: 2027-W10, to: 2027-W11}",
            [("2027-W10", "Choose yes, if needed or no."), ("2027-W11", "Choose yes, if needed or no.")],
        ),
        ("type: text, required_message: Who are you?", [(None, "Who are you?")]),
    ],
)
def test_what_a_required_question_lacks(question: str, told: list[tuple[str | None, str]]) -> None:
    assert faults(required(question), {}) == [("q", part, message) for part, message in told]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("type: integer", 0),
        ("type: yes_no", False),
        ("type: rating, scale: {from: 0, to: 5}", 0),
        ("type: rating_grid, rows: rows, scale: {from: 0, to: 5}", {"dialogue": 0, "other": 0}),
        ("type: decimal", "0"),
        ("type: text", "0"),
    ],
)
def test_zero_and_no_are_answers(question: str, value: Any) -> None:
    assert faults(required(question), {"q": value}) == []


def test_the_rest_of_a_ranking_is_missed_by_its_entries() -> None:
    asked = required("type: rank, choices: often")
    assert faults(asked, {"q": ["often"]}) == [("q", "never", "Give this a place.")]


@pytest.mark.parametrize("part", ["", ", required: true"])
def test_whoever_chooses_other_must_say_what_it_is(part: str) -> None:
    asked = compiled(
        with_questions(f"- {{name: q, type: select_one, label: Q, choices: often, other: true{part}}}", LISTS)
    )
    assert faults(asked, {"q": {"chosen": "other"}}) == [("q", "other", "Say what “other” is.")]
    assert faults(asked, {"q": {"chosen": "other", "other": "Now"}}) == []


def test_a_row_called_other_is_a_row() -> None:
    asked = compiled(
        with_questions("- {name: q, type: rating_grid, label: Q, rows: rows, scale: {from: 0, to: 5}}", LISTS)
    )
    assert faults(asked, {"q": {"dialogue": 0}}) == []


def test_a_comment_alone_is_no_answer() -> None:
    keys = (
        "type: select_one, choices: often, comment: Why?, constraint: . != 'never', constraint_message: No."
    )
    assert faults(required(keys), {"q": {"comment": "Because"}}) == [("q", None, "Choose an answer.")]
    assert faults(required(keys), {"q": {"chosen": "never"}}) == [("q", None, "No.")]


BOUNDED = compiled(
    with_questions(
        """
        - {name: most, type: integer, label: At most}
        - name: few
          type: integer
          label: Fewer
          constraint: . >= 1 and (${most} = '' or . <= ${most})
          constraint_message: From 1 to the most.
        - {name: ask, type: yes_no, label: Ask?}
        - {name: hidden, type: text, label: H, required: true, relevant: "${ask} = 'yes'"}
        - {name: plain, type: decimal, label: P, constraint: . > 0.5}
        - {name: ticks, type: select_multiple, label: T, choices: rows, least: 2}
        """,
        LISTS,
    )
)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, []),
        ({"few": 0}, [("few", None, "From 1 to the most.")]),
        ({"few": 3}, []),
        ({"few": 3, "most": 2}, [("few", None, "From 1 to the most.")]),
        ({"few": 2, "most": 2}, []),
        ({"ask": False}, []),
        ({"ask": True}, [("hidden", None, "Write an answer.")]),
        ({"plain": "0.50"}, [("plain", None, "This answer is not possible here. Change it.")]),
        ({"plain": "0.51"}, []),
        ({"ticks": ["other"]}, [("ticks", None, "Choose at least 2; tick 1 more.")]),
    ],
)
def test_constraints(values: dict[str, Any], told: Told) -> None:
    assert faults(BOUNDED, values) == told


def test_faults_stand_in_the_order_of_the_form() -> None:
    told = faults(BOUNDED, {"ticks": ["other"], "ask": True, "few": 0})
    assert [question for question, _, _ in told] == ["few", "hidden", "ticks"]


PAGES = compiled(
    with_pages(
        """
        - {name: one, label: One, questions: [{name: a, type: text, label: A, required: true}]}
        - name: two
          label: Two
          relevant: ${a} != ''
          questions:
            - {name: b, type: integer, label: B, required: true}
            - {name: c, type: text, label: C, relevant: "${b} > 1"}
        """
    )
)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, {"one": ["a"]}),
        ({"a": "x"}, {"two": ["b"]}),
        ({"a": "x", "b": 0}, {}),
        ({"b": 5}, {"one": ["a"]}),
    ],
)
def test_faults_of_a_sheet_are_those_of_the_pages_shown(
    values: dict[str, Any], told: dict[str, list[str]]
) -> None:
    found = sheet_faults(PAGES, values, TODAY)
    assert {page: [fault.question for fault in faults] for page, faults in found.items()} == told


def test_a_submission_holds_what_is_shown_in_the_order_of_the_form() -> None:
    values = {"c": "z", "b": 2, "a": "x", "gone": 1}
    assert list(relevant_values(PAGES, values, TODAY).items()) == [("a", "x"), ("b", 2), ("c", "z")]
    assert relevant_values(PAGES, values | {"b": 0}, TODAY) == {"a": "x", "b": 0}
    assert relevant_values(PAGES, values | {"a": None}, TODAY) == {}


def test_raw_answers_are_read_or_told() -> None:
    read = read_answers(PAGES, {"a": " x ", "b": "", "c": 5, "d": 1})
    assert read.values == {"a": "x", "b": None}
    assert [(fault.question, fault.message) for fault in read.faults] == [
        ("c", "Write text here."),
        ("d", "There is no such question in this questionnaire."),
    ]


def test_a_note_takes_no_answer() -> None:
    read = read_answers(every_type.COMPILED, {"note": "x", "rating_grid": {"dialogue": 9, "surveys": 9}})
    assert read.values == {}
    assert [(fault.question, fault.part) for fault in read.faults] == [
        ("note", None),
        ("rating_grid", "dialogue"),
        ("rating_grid", "surveys"),
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"never": 10}, []),
        ({"never": 4, "often": 6}, []),
        ({"often": 0}, ["Together these are 0 of 10: share 10 more."]),
        ({"never": 8, "often": 7}, ["Together these are 15 of 10: take 5 away."]),
        (None, []),
    ],
)
def test_all_points_are_shared_out_or_none(given: Any, told: list[str]) -> None:
    asked = compiled(
        with_questions(
            "- {name: q, label: Q, type: allocation, choices: often, total: 10, unit: votes}", LISTS
        )
    )
    assert [message for _, _, message in faults(asked, {"q": given})] == told
