"""What holds for every question type, whatever is sent."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.values import Unreadable

from .every_type import LISTS, QUESTIONS, TOPICS, VALUES, WEEKS, question, read

KEYS = [
    "chosen",
    "other",
    "comment",
    "comments",
    "year",
    "month",
    "day",
    "time",
    "from",
    "to",
    *TOPICS,
    *WEEKS,
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.sampled_from(["yes", "no", "if-needed", "never", "1", "2", "٣", "x" * 10_001, *KEYS])
)
JSON = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inside, max_size=5)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", QUESTIONS)
@given(raw=JSON)
@example(raw=10**5000)
@example(raw="9" * 5_000)
@example(raw="x" * 100_001)
@example(raw=float("inf"))
@example(raw=float("nan"))
@example(raw=1e300)
@example(raw="000001" + "0" * 5_000)
@example(raw={"dialogue": "000001" + "0" * 5_000})
@example(raw=[["dialogue"], {"surveys": 1}])
@example(raw={"chosen": [["dialogue"]], "comments": ["dialogue"]})
@example(raw={"chosen": 5, "comments": 5, "other": {}})
@example(raw={"chosen": ["dialogue"], "comments": {"dialogue": ["x"]}})
@example(raw={"dialogue": ["never"], "surveys": {}})
@example(raw={"2027-W10": [], "2027-W11": {"yes": 1}})
@example(raw={"year": [], "month": {}, "day": True})
@example(raw="\ud800")
@example(raw={"chosen": "other", "other": "\0"})
@settings(max_examples=25, deadline=None)
def test_whatever_is_sent_is_read_or_refused(name: str, raw: Any) -> None:
    try:
        value = read(name, raw)
    except Unreadable as unreadable:
        assert {fault.question for fault in unreadable.faults} == {name}
        assert all(len(fault.message) < 200 for fault in unreadable.faults)
        return
    assert value == json.loads(json.dumps(value))
    assert same(read(name, value), value)
    tell(name, value)


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_stored_answer_is_read_as_it_is(name: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    assert same(read(name, value), value)
    assert question(name).shown(value, LISTS) != []
    tell(name, value)


def same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def tell(name: str, value: Any) -> None:
    """Assert that an answer can be exported, told and computed with."""
    asked = question(name)
    cells = asked.cells(value, LISTS)
    assert len(cells) == len(asked.columns(LISTS))
    assert {type(cell) for cell in cells} <= {str, int, Decimal, bool, type(None)}
    assert all(isinstance(text, str) and text for _, text in asked.shown(value, LISTS))
    parts = {None, "other", "from", "to", *TOPICS, *WEEKS}
    assert set(asked.missing(value, LISTS)) <= parts
    assert isinstance(asked.operand(value), str | Decimal | bool | date | time | tuple | dict | None)


@pytest.mark.parametrize("name", QUESTIONS)
def test_columns_have_different_codes(name: str) -> None:
    suffixes = [column.suffix for column in question(name).columns(LISTS)]
    assert sorted(set(suffixes)) == sorted(suffixes)


@pytest.mark.parametrize("name", QUESTIONS)
@given(data=st.data())
@settings(max_examples=10, deadline=None)
def test_numeric_columns_hold_numbers(name: str, data: st.DataObject) -> None:
    if name not in VALUES:
        return
    value = data.draw(VALUES[name])
    pairs = zip(question(name).columns(LISTS), question(name).cells(value, LISTS), strict=True)
    assert all(isinstance(cell, int | Decimal | None) for column, cell in pairs if column.numeric)
