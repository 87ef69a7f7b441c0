"""What an empty answer, or one of another type, does to an expression."""

from decimal import Decimal

import pytest
from expression_cast import ANSWERS, NAMES, TODAY, legal, value

# What stands at ${x} when it is empty -> the value; each also holds for a name that is absent.
EMPTY = {
    "${age} = ''": True,
    "${age} != ''": False,
    "${age} = 0": False,
    "${age} != 0": True,
    "${age} < 1": False,
    "${age} <= 1": False,
    "${age} > -1": False,
    "${age} >= 0": False,
    "${age} = ${price}": True,
    "${age} + 1": None,
    "1 - ${age}": None,
    "${age} * 0": None,
    "${age} div 1": None,
    "${age} mod 1": None,
    "-${age}": None,
    "${age} or false()": False,
    "${age} and true()": False,
    "not(${age})": True,
    "if(${age}, 1, 2)": 2,
    "if(${agrees}, 1, 2)": 2,
    "${agrees} = 'no'": False,
    "${agrees} != 'no'": True,
    "${agrees} = ''": True,
    "coalesce(${age}, 7)": 7,
    "round(${age})": None,
    "round(1.5, ${age})": None,
    "int(${age})": None,
    "number(${note})": None,
    "string(${age})": None,
    "concat(${note}, ${age})": None,
    "concat(${note}, 'x', ${age})": "x",
    "${note} = ''": True,
    "string-length(${note})": 0,
    "contains(${note}, 'a')": False,
    "contains('a', ${note})": False,
    "starts-with(${note}, 'a')": False,
    "regex(${note}, '.*')": False,
    "${topic} = ''": True,
    "${topic} = 'direct'": False,
    "${topic} != 'direct'": True,
    "selected(${topic}, 'direct')": False,
    "selected(${tools}, 'maps')": False,
    "selected(${tools}, ${topic})": False,
    "count-selected(${tools})": 0,
    "selected-at(${tools}, 0)": None,
    "${tools} = ''": True,
    "${learn} = ''": True,
    "max(${learn})": None,
    "max(${learn}) >= 0": False,
    "min(${learn})": None,
    "sum(${learn})": 0,
    "count(${learn})": 0,
    "row(${learn}, 'bidding')": None,
    "max(${learn}, 2)": 2,
    "${start} + 1": None,
    "${end} - ${start}": None,
    "${start} < today()": False,
    "${start} = ''": True,
    "date(${note})": None,
    "${paper} = ''": True,
    "count(${paper}, ${age})": 0,
}


@pytest.mark.parametrize("text", EMPTY)
def test_an_empty_answer_does_what_the_table_says(text: str) -> None:
    expression = legal(text)
    blank = dict.fromkeys(NAMES)
    hollow = {"note": "", "topic": "", "tools": (), "learn": {}, "plan": {}, "paper": {}}
    unanswered_row = {"learn": {"bidding": None}}
    results = [
        expression.evaluate(answers, today=TODAY) for answers in (blank, {}, blank | hollow, unanswered_row)
    ]
    assert results == [EMPTY[text]] * 4


@pytest.mark.parametrize(
    ("text", "answers", "expected"),
    [
        ("${age} = ''", {"age": 0}, False),
        ("${age} != ''", {"age": 0}, True),
        ("${age} = 0", {"age": 0}, True),
        ("coalesce(${age}, 7)", {"age": 0}, 0),
        ("count(${age})", {"age": 0}, 1),
        ("concat(${age})", {"age": 0}, "0"),
        ("${agrees} = ''", {"agrees": False}, False),
        ("${agrees} != ''", {"agrees": False}, True),
        ("coalesce(${agrees}, true())", {"agrees": False}, False),
        ("count(${agrees})", {"agrees": False}, 1),
        ("max(${learn}) = 0", {"learn": {"bidding": 0}}, True),
        ("${learn} = ''", {"learn": {"bidding": 0}}, False),
        ("${note} = ''", {"note": " "}, False),
    ],
)
def test_zero_and_no_are_not_empty(text: str, answers: dict[str, object], expected: object) -> None:
    assert value(text, **answers) == expected


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("${age} = ''", {"age": "40"}),
        ("${age} = ''", {"age": True}),
        ("${age} = ''", {"age": 40.0}),
        ("${age} = ''", {"age": Decimal("NaN")}),
        ("${age} = ''", {"age": Decimal("sNaN")}),
        ("${age} = ''", {"age": Decimal("Infinity")}),
        ("${age} = ''", {"age": 10**34}),
        ("${age} = ''", {"age": -(10**100_000)}),
        ("${agrees} = ''", {"agrees": 0}),
        ("${agrees} = ''", {"agrees": "no"}),
        ("${note} = ''", {"note": 12}),
        ("${start} = ''", {"start": "2027-01-31"}),
        ("${start} = ''", {"start": ANSWERS["meets"]}),
        ("${meets} = ''", {"meets": ANSWERS["start"]}),
        ("${opens} = ''", {"opens": "08:30"}),
        ("${tools} = ''", {"tools": "maps"}),
        ("${tools} = ''", {"tools": (1, None, "")}),
        ("${learn} = ''", {"learn": ("bidding",)}),
        ("${learn} = ''", {"learn": {"bidding": "4", "citizens": True}}),
        ("${learn} = ''", {"learn": {3: 4}}),
        ("${plan} = ''", {"plan": {"bidding": 1}}),
    ],
)
def test_an_answer_of_another_type_counts_as_empty(text: str, wrong: dict[str, object]) -> None:
    assert value(text, **wrong) is True
