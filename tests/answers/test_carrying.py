"""Answers carried over to the next version: nothing is lost in silence."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.answers.carrying import LeftOut, carried_answers, carried_over
from survey_app.answers.model import Answer
from survey_app.questionnaire.model import Questionnaire
from tests.questionnaire.every_type import COMPILED, SOURCE, VALUES
from tests.questionnaire.written import compiled, with_questions

EVERY = COMPILED.questionnaire
SHEETS = st.fixed_dictionaries({}, optional=VALUES)
LISTS = """
    topics:
      - {name: dialogue, label: Dialogue}
      - {name: surveys, label: Surveys}
      - {name: planning, label: Planning}
    often:
      - {name: never, label: Never}
      - {name: always, label: Always}
"""


def asking(question: str, lists: str = LISTS) -> Questionnaire:
    """Return a questionnaire with one question named q; lists that nothing uses do no harm."""
    return compiled(with_questions(f"- {{name: q, label: Q, {question}}}", lists)).questionnaire


def carried(
    old: str, new: str, value: Any, lists: str = LISTS
) -> tuple[Any, list[tuple[str | None, Any, str]]]:
    """Return what becomes of one answer, and what is left out of it."""
    values, left_out = carried_over(asking(old), asking(new, lists), {"q": value})
    return values.get("q"), [(one.part, one.value, one.reason) for one in left_out]


def renamed(source: str) -> str:
    """Return the questionnaire of every type with every question, row and choice renamed."""
    new = re.sub(r"- \{name: ([^,]+),(?!.*type: group)", r"- {name: new-\1, renamed_from: \1,", source)
    new = re.sub(r"\$\{([\w-]+)\}", r"${new-\1}", new)
    return new.replace("none_of_these: none", "none_of_these: new-none")


@cache
def every_one_renamed() -> Questionnaire:
    """Return the questionnaire of every type with other names."""
    return compiled(renamed(SOURCE)).questionnaire


def back(value: Any) -> Any:
    """Return a value with the old names in it."""
    if isinstance(value, dict):
        return {back(key): back(part) for key, part in value.items()}
    if isinstance(value, list):
        return [back(part) for part in value]
    return value.removeprefix("new-") if isinstance(value, str) else value


def leaves(value: Any) -> Iterator[Any]:
    """Yield every text, figure and flag in an answer."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from leaves(part)
    if not isinstance(value, dict | list):
        yield value


@given(SHEETS)
@settings(deadline=None)  # the first call compiles a questionnaire
def test_nothing_changes_between_equal_questionnaires(values: dict[str, Any]) -> None:
    assert carried_over(EVERY, EVERY, values) == (values, ())


@given(SHEETS)
@settings(deadline=None)  # the first call compiles a questionnaire
def test_nothing_is_lost_where_everything_is_only_renamed(values: dict[str, Any]) -> None:
    found, left_out = carried_over(EVERY, every_one_renamed(), values)
    assert (back(found), left_out) == (values, ())


_names = sorted(set(VALUES) - {"table", "repeat"})  # these hold questions of their own


@cache
def exchanged(before: str, after: str) -> Questionnaire:
    """Return the questionnaire in which one question has become like another one, under a new name."""
    lines = SOURCE.splitlines()
    (old,) = (line for line in lines if f"name: {before}," in line)
    (like,) = (line for line in lines if f"name: {after}," in line)
    new = like.replace(f"name: {after},", f"name: new, renamed_from: {before},")
    return compiled(SOURCE.replace(old, new)).questionnaire


def plain(leaf: Any) -> str:
    """Return a part of an answer as text, figures in one spelling."""
    try:
        return f"{Decimal(str(leaf)).normalize():f}"
    except InvalidOperation:
        return str(leaf)


@given(st.data(), st.sampled_from(_names), st.sampled_from(_names))
@settings(deadline=None)
def test_every_part_of_an_answer_is_carried_or_told(data: st.DataObject, before: str, after: str) -> None:
    value = data.draw(VALUES[before])
    values, left_out = carried_over(EVERY, exchanged(before, after), {before: value})
    told = [plain(leaf) for leaf in leaves([values.get("new"), [one.value for one in left_out]])]
    if before in ("text", "short") and not left_out:
        assert values["new"] is not None  # a number or a date may be spelled otherwise now
    else:
        assert {plain(leaf) for leaf in leaves(value)} <= set(told)


def test_empty_answers_stay_empty() -> None:
    assert carried_over(EVERY, EVERY, {"text": None, "integer": 0, "yes_no": False}) == (
        {"text": None, "integer": 0, "yes_no": False},
        (),
    )


def test_a_question_that_is_gone_is_told() -> None:
    new = asking("type: text")
    assert carried_over(EVERY, new, {"text": "word", "gone": 3, "one": None}) == (
        {},
        (
            LeftOut("text", None, "word", "The question is no longer asked."),
            LeftOut("gone", None, 3, "The question is not asked in the version that it was given to."),
        ),
    )


ONE = "type: select_one, choices: topics"
NO_CHOICE = "The choice is no longer in the list."
LACKING = """
    topics:
      - {name: planning, label: Planning}
      - {name: talks, label: Dialogue, renamed_from: dialogue}
    often:
      - {name: always, label: Always}
"""


@pytest.mark.parametrize(
    ("old", "new", "value", "kept", "left_out"),
    [
        ("type: select_one, choices: topics", "", "dialogue", "talks", []),
        ("type: select_one, choices: topics", "", "surveys", None, [("surveys", "surveys", NO_CHOICE)]),
        (
            "type: select_one, choices: topics, comment: Why?",
            "",
            {"chosen": "surveys", "comment": "so"},
            {"comment": "so"},
            [("surveys", "surveys", NO_CHOICE)],
        ),
        (
            "type: select_multiple, choices: topics, other: true, comments: true",
            "",
            {
                "chosen": ["dialogue", "surveys", "other"],
                "other": "else",
                "comments": {"dialogue": "a", "surveys": "b"},
            },
            {"chosen": ["talks", "other"], "other": "else", "comments": {"talks": "a"}},
            [
                ("surveys", "surveys", NO_CHOICE),
                ("surveys", "b", "The comment’s choice is gone, or comments are no longer asked for."),
            ],
        ),
        (
            "type: rank, choices: topics",
            "",
            ["surveys", "planning", "dialogue"],
            ["planning", "talks"],
            [("surveys", "surveys", "The entry is no longer in the list.")],
        ),
        (
            "type: rating_grid, rows: topics, scale: {from: 0, to: 5}",
            "type: rating_grid, rows: topics, scale: {from: 1, to: 5}",
            {"dialogue": 0, "surveys": 3, "planning": 5},
            {"planning": 5},
            [
                ("surveys", 3, "The row is no longer asked for."),
                ("dialogue", 0, "Choose a figure from 1 to 5."),
            ],
        ),
        (
            "type: select_grid, rows: topics, choices: often",
            "",
            {"dialogue": "always", "planning": "never"},
            {"talks": "always"},
            [("planning", "never", "The choice “never” is no longer in the list.")],
        ),
    ],
)
def test_entries_that_are_gone(old: str, new: str, value: Any, kept: Any, left_out: list[Any]) -> None:
    assert carried(old, new or old, value, LACKING) == (kept, left_out)


@pytest.mark.parametrize(
    ("old", "new", "value", "kept"),
    [
        ("type: integer", "type: decimal", 0, "0"),
        ("type: integer", "type: text", 0, "0"),
        ("type: decimal", "type: integer", "185.000", 185),
        ("type: decimal", "type: text", "185.000", "185.000"),
        ("type: text", "type: integer", "12", 12),
        ("type: text", "type: date", "2027-03-08", "2027-03-08"),
        ("type: 'rating', scale: {from: 0, to: 5}", "type: integer", 0, 0),
        ("type: integer", "type: 'rating', scale: {from: 0, to: 5}", 5, 5),
        (ONE, "type: select_multiple, choices: topics", "surveys", ["surveys"]),
        ("type: select_multiple, choices: topics", ONE, ["surveys"], "surveys"),
        (
            "type: select_one, choices: topics, other: true",
            "type: select_multiple, choices: topics, other: true",
            {"chosen": "other", "other": "else"},
            {"chosen": ["other"], "other": "else"},
        ),
        ("type: select_one, choices: topics", "type: select_one, choices: topics, other: true", "surveys",
         {"chosen": "surveys"}),
    ],
)  # fmt: skip
def test_answers_that_another_type_can_read(old: str, new: str, value: Any, kept: Any) -> None:
    assert carried(old, new, value) == (kept, [])


@pytest.mark.parametrize(
    ("old", "new", "value", "reason"),
    [
        (
            "type: yes_no",
            "type: consent",
            False,
            "An answer of type yes_no cannot become one of type consent.",
        ),
        ("type: yes_no", "type: text", True, "An answer of type yes_no cannot become one of type text."),
        ("type: integer", "type: 'rating', scale: {from: 0, to: 5}", 6, "Choose a figure from 0 to 5."),
        (
            "type: select_multiple, choices: topics",
            "type: select_one, choices: topics",
            ["surveys", "planning"],
            "Several choices are ticked; the new question takes one.",
        ),
        (
            "type: text",
            "type: text, max_length: 3",
            "four",
            "At most 3 characters fit here; shorten the text by 1.",
        ),
        (
            "type: select_multiple, choices: topics",
            "type: select_multiple, choices: topics, none_of_these: planning",
            ["surveys", "planning"],
            "“None of these” cannot stand beside another choice; untick one of them.",
        ),
        ("type: integer", "type: integer", "many", "Write a whole number in digits, such as 12."),
    ],
)
def test_answers_that_are_left_out_whole(old: str, new: str, value: Any, reason: str) -> None:
    assert carried(old, new, value) == (None, [(None, value, reason)])


def test_texts_no_longer_asked_for_leave_the_choice() -> None:
    old, new = "type: select_one, choices: topics, comment: Why?", "type: select_one, choices: topics"
    assert carried(old, new, {"chosen": "surveys", "comment": "so"}) == (
        "surveys",
        [("comment", "so", "A comment is no longer asked for.")],
    )


def test_other_that_is_no_longer_offered() -> None:
    old = "type: select_one, choices: topics, other: true"
    assert carried(old, "type: select_one, choices: topics", {"chosen": "other", "other": "else"}) == (
        None,
        [("other", "other", NO_CHOICE), ("other", "else", "Other answers are no longer taken.")],
    )


def test_weeks_no_longer_asked_for() -> None:
    weeks = "type: availability, weeks: {{from: 2027-W10, to: 2027-{}}}"
    assert carried(weeks.format("W12"), weeks.format("W11"), {"2027-W10": "yes", "2027-W12": "no"}) == (
        {"2027-W10": "yes"},
        [("2027-W12", "no", "The row is no longer asked for.")],
    )


def test_a_sheet_keeps_who_said_what_and_when() -> None:
    answer = Answer("word", "Ann", datetime(2027, 3, 8, tzinfo=UTC), 4)
    old = compiled(with_questions("- {name: a, type: text, label: A}\n- {name: b, type: text, label: B}"))
    new = compiled(with_questions("- {name: c, type: text, label: A, renamed_from: a}"))
    assert carried_answers(old.questionnaire, new.questionnaire, {"a": answer, "b": answer}) == (
        {"c": answer},
        (LeftOut("b", None, "word", "The question is no longer asked."),),
    )
