"""What each operator and function gives, and what an empty answer does to it."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from expression_cast import ANSWERS, NAMES, TODAY, legal, value

from survey_app.questionnaire.expressions import Kind, Name, parse
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.values import POSITION

VALUES = {
    # arithmetic is exact, with * div mod before + -, and the sign before all
    "1 + 2 * 3": 7,
    "(1 + 2) * 3": 9,
    "10 - 4 - 3": 3,
    "2 * -3": -6,
    "- - 3": 3,
    "7 div 2": Decimal("3.5"),
    "8 div 2 div 2": 2,
    "7 mod 3": 1,
    "-7 mod 3": -1,
    "7.5 mod 2": Decimal("1.5"),
    "0.1 + 0.2": Decimal("0.3"),
    "0.1 + 0.2 = 0.3": True,
    "1 div 4 + .75": 1,
    "1 div 3": Decimal("0." + "3" * 34),
    "${price} * 2": 5,
    "${age}div 2": 20,
    "9999999999999999999999999999999999 + 1": None,
    "1 div 0": None,
    "1 mod 0": None,
    # logic: or binds loosest, then and, then comparisons
    "true() or false() and false()": True,
    "1 = 2 or 3 = 3": True,
    "not(1 = 2) and 3": True,
    "0 or 0": False,
    # comparisons
    "${age} >= 40": True,
    "${age} > 40": False,
    "${age} < 40.5": True,
    "${age} <= 39": False,
    "${age} != 40": False,
    "1.50 = 1.5": True,
    "${topic} = 'direct'": True,
    "'direct' = ${topic}": True,
    "${topic} != 'open'": True,
    "${note} = 'bus 12'": False,
    "${agrees} = 'no'": True,
    "${agrees} = 'yes'": False,
    "${agrees} = false()": True,
    "${agrees} != 'yes'": True,
    "${start} < ${end}": True,
    "${start} = '2027-01-31'": True,
    "'2027-02-01' <= ${start}": False,
    "${opens} < '09:00'": True,
    "${meets} >= '2027-01-31T14:00'": True,
    "date(${meets}) = ${start}": True,
    # dates
    "${end} - ${start}": 29,
    "${start} - ${end}": -29,
    "${start} + 1": date(2027, 2, 1),
    "1 + ${start}": date(2027, 2, 1),
    "${start} - 31": date(2026, 12, 31),
    "${start} + 1.9": date(2027, 2, 1),
    "${start} + 99999999": None,
    "${start} - 99999999999999999999999999999999": None,
    "today() - date('2027-02-01')": 2,
    "date('2028-02-29') + 365": date(2029, 2, 28),
    "date(${note})": None,
    "date(concat('2027-', '02-03')) = today()": True,
    # choices
    "selected(${tools}, 'maps')": True,
    "selected(${tools}, 'votes')": False,
    "selected(${topic}, 'direct')": True,
    "selected(${agrees}, 'no')": True,
    "selected(${order}, 'votes')": True,
    "count-selected(${tools})": 2,
    "count-selected(${learn})": 2,
    "selected-at(${order}, 0)": "votes",
    "selected-at(${order}, 1) = 'maps'": True,
    "selected-at(${order}, 2)": None,
    "selected-at(${order}, -1)": None,
    # grids
    "max(${learn})": 4,
    "min(${learn})": 0,
    "sum(${learn})": 4,
    "count(${learn})": 2,
    "sum(${learn}) div count(${learn})": 2,
    "row(${learn}, 'citizens')": 4,
    "row(${learn}, 'climate')": None,
    "row(${plan}, 'bidding') = 'maybe'": True,
    "count(${plan})": 1,
    # several values
    "max(3, ${age}, ${price})": 40,
    "min(3, ${learn})": 0,
    "sum(${learn}, ${price}, 1)": Decimal("7.5"),
    "max(${start}, ${end})": date(2027, 3, 1),
    "min(${start}, today())": date(2027, 1, 31),
    "count(${age}, ${note}, ${learn}, ${paper})": 5,
    # choosing
    "if(${age} > 18, 'of age', 'minor')": "of age",
    "if(${agrees}, 1, 0)": 0,
    "if(2, 1, 0)": 1,
    "if(false(), ${start}, '2027-05-05')": date(2027, 5, 5),
    "if(true(), '', 5)": None,
    "coalesce('', ${age}, 3)": 40,
    # numbers
    "round(2.5)": 3,
    "round(-2.5)": -3,
    "round(2.345, 2)": Decimal("2.35"),
    "round(1234, -2)": 1200,
    "round(1250, -2)": 1300,
    "round(5, -9)": 0,
    "round(0.7, 99)": Decimal("0.7"),
    "int(2.9)": 2,
    "int(-2.9)": -2,
    "int('7.9')": 7,
    "number('12.50')": Decimal("12.5"),
    "number(' 12 ')": 12,
    "number('1_000')": None,
    "number('١٢')": None,
    "number('NaN')": None,
    "number(${agrees})": 0,
    "number(${note})": None,
    # texts
    "string(2.50)": "2.5",
    "string(100)": "100",
    "string(0.000001)": "0.000001",
    "string(${start})": "2027-01-31",
    "string(${opens})": "08:30",
    "string(${meets})": "2027-01-31T14:00",
    "string(${agrees})": "no",
    "string(${tools})": "maps chat",
    "concat(${note}, ': ', ${age}, ' ', ${agrees})": "Bus 12: 40 no",
    "string-length(${note})": 6,
    "string-length('äöü')": 3,
    "contains(${note}, '12')": True,
    "starts-with(${note}, 'Bus')": True,
    "starts-with(${note}, 'us')": False,
    "regex(${note}, '[A-Z][a-z]+ [0-9]+')": True,
    "regex(${note}, '[A-Z]')": False,
    "regex(${age}, '[0-9]{2}')": True,
    '"it\'s" = concat("it", "\'", "s")': True,
    "'{{7*7}} %(x)s {0}'": "{{7*7}} %(x)s {0}",
    "ends-with(${note}, '12')": True,
    "substr(${note}, 1, -1)": "us 1",
    "substr(${note}, 2.9)": "s 12",
    "substr(${note}, 9)": None,
    "substring-before(${note}, ' ')": "Bus",
    "substring-after(${note}, ' ')": "12",
    "substring-after(${note}, 'x')": None,
    "normalize-space('  a   b ')": "a b",
    "translate(${note}, 'Bu1', 'bU')": "bUs 2",
    "join('-', ${tools}, ${price}, '', ${towns})": "maps-chat-2.5-Turku-Riga",
    "boolean-from-string('1') and not(boolean-from-string('0'))": True,
    # several answers that are true
    "checklist(1, 1, ${agrees}, ${age} > 1)": True,
    "checklist(2, -1, ${agrees}, ${age} > 1)": False,
    "weighted-checklist(2, 4, ${agrees}, 9, ${age} > 1, ${price})": True,
    "count-non-empty(${age}, ${nights}, ${paper})": 4,
    # more of numbers
    "abs(-2.50)": Decimal("2.5"),
    "pow(2, 0.5) = sqrt(2)": True,
    "pow(-8, 2)": 64,
    "pow(0, -1)": None,
    "pow(10, 40)": None,
    "sqrt(-1)": None,
    "exp(0) + log(1)": 1,
    "log(0)": None,
    "log10(0.001)": -3,
    # more of dates
    "date-time(${start}) < ${meets}": True,
    "date-time('2027-01-31T14:00') = ${meets}": True,
    "decimal-date-time(${end}) - decimal-date-time(${start})": 29,
    "round(decimal-date-time(${meets}) * 24 mod 24)": 14,
    "round(decimal-time(${opens}) * 24, 9)": Decimal("8.5"),
    "format-date(${start}, '%Y%m%d %y %n %e %b %a %%')": "20270131 27 1 31 Jan Sun %",
    "format-date(${note}, '%Y')": None,
    "format-date-time(${meets}, '%h:%M:%S.%3 %H')": "14:00:00.000 14",
    # the entries of a repeat
    "count(${people}) - count(${nights})": 1,
    "sum(${nights}) + max(${nights}) + min(${nights})": 16,
    "min(${days}, ${start})": date(2027, 1, 31),
    "max(${days})": date(2027, 3, 1),
    "indexed-repeat(${nights}, ${people}, 3)": 5,
    "indexed-repeat(${nights}, ${people}, 2)": None,
    "indexed-repeat(${towns}, ${people}, 1) = 'Turku'": True,
    "indexed-repeat(${days}, ${people}, 2) < ${end}": True,
    "${towns} != ''": True,
    # an answer that is no single value
    "${paper} != ''": True,
}


@pytest.mark.parametrize("text", VALUES)
def test_an_expression_gives_its_value(text: str) -> None:
    result = value(text)
    assert (result, type(result)) == (VALUES[text], type(VALUES[text]))


def test_every_function_has_a_value_in_the_table() -> None:
    assert {name for name in FUNCTIONS if any(f"{name}(" in text for text in VALUES)} == set(FUNCTIONS) - {
        POSITION
    }


def test_the_place_of_an_entry_is_known_only_inside_one() -> None:
    inside = parse("position(..) = 2 and ${age} > 1", {**NAMES, POSITION: Name(Kind.NUMBER)})
    assert inside.evaluate({"age": 40, POSITION: 2}, today=TODAY) is True


@pytest.mark.parametrize(
    ("text", "expected"),
    [("${age}", True), ("${age} - 40", False), ("1 div 0", False), ("${agrees}", False), ("1 = 1", True)],
)
def test_holds_follows_the_truth_of_numbers_and_booleans(text: str, expected: bool) -> None:
    assert legal(text, expect=Kind.BOOLEAN).holds(ANSWERS, today=TODAY) is expected


def test_the_point_is_the_answer_of_the_question_itself() -> None:
    constraint = legal(". >= 1 and . <= 12", this=Name(Kind.NUMBER), expect=Kind.BOOLEAN)
    held = [constraint.holds({}, today=TODAY, this=figure) for figure in (0, 1, 12, 13, None)]
    assert held == [False, True, True, False, False]
    assert (constraint.uses_this, legal("1 = 1").uses_this) == (True, False)


def test_what_an_expression_tells_of_itself() -> None:
    expression = legal("max(${learn}) >= 4 and ${ topic } = 'open' and ${topic} != ''")
    assert (expression.references, expression.kind) == (frozenset({"learn", "topic"}), Kind.BOOLEAN)
    assert expression.text == "max(${learn}) >= 4 and ${ topic } = 'open' and ${topic} != ''"


KINDS = {
    "${age} + 1": Kind.NUMBER,
    "${start} + 1": Kind.DATE,
    "${end} - ${start}": Kind.NUMBER,
    "concat(${age})": Kind.TEXT,
    "${tools}": Kind.CHOICES,
    "selected-at(${order}, 0)": Kind.CHOICE,
    "row(${plan}, 'climate')": Kind.CHOICE,
    "if(true(), ${topic}, 'other')": Kind.TEXT,
    "coalesce(${start}, today())": Kind.DATE,
    "coalesce('', '')": Kind.NOTHING,
    "${opens}": Kind.TIME,
    "${meets}": Kind.DATETIME,
    "max(${start}, ${end})": Kind.DATE,
    "${paper}": Kind.OTHER,
}


@pytest.mark.parametrize("text", KINDS)
def test_the_kind_of_an_expression(text: str) -> None:
    assert legal(text).kind is KINDS[text]


def test_a_value_comes_back_as_it_was_given() -> None:
    plain = {name: answer for name, answer in ANSWERS.items() if name != "paper" and "[" not in name}
    given = {name: value(f"${{{name}}}") for name in plain}
    assert given == plain
    assert isinstance(given["meets"], datetime)
    assert isinstance(given["opens"], time)
