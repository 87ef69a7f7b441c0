"""Where a finding stands and which one it is."""

import pytest
from expression_cast import findings
from test_expression_limits import LIMITS

from survey_app.questionnaire.expressions import ExpressionError, Kind, Name, parse, parse_text
from survey_app.questionnaire.expressions.messages import CATALOGUE

FINDINGS: dict[str, list[tuple[int, int, str]]] = {
    "${age} == 3": [(7, 2, "foreign-operator")],
    "${age} = 1 && ${price} = 2 || 3 = 3": [(11, 2, "foreign-operator"), (27, 2, "foreign-operator")],
    "${age} <> 1": [(7, 2, "foreign-operator")],
    "!${agrees}": [(0, 1, "foreign-operator")],
    "${age} / 2 % 3": [(7, 1, "foreign-operator"), (11, 1, "foreign-operator")],
    "${age} ≤ 3 AND 1 = 1": [(7, 1, "foreign-operator"), (11, 3, "foreign-operator")],
    "“direct” = ${topic}": [(0, 8, "typographic-quotes")],
    "1 < ${age} < 5": [(0, 14, "chained-comparison")],
    "1 +": [(3, 0, "incomplete")],
    "max(": [(4, 0, "incomplete")],
    "(1 + 2": [(0, 1, "missing-parenthesis")],
    "1 + 2)": [(5, 1, "extra-parenthesis")],
    ")": [(0, 1, "value-expected")],
    "1 + * 2": [(4, 1, "value-expected")],
    "1 2": [(2, 1, "operator-expected")],
    "${age} 1": [(7, 1, "operator-expected")],
    "1, 2": [(1, 1, "stray-comma")],
    "max(1,,2)": [(6, 1, "value-expected")],
    "'abc": [(0, 4, "unclosed-text")],
    '"abc': [(0, 4, "unclosed-text")],
    "concat('a', \"b)": [(12, 3, "unclosed-text")],
    "$age": [(0, 1, "bad-reference")],
    "${age": [(0, 2, "bad-reference")],
    "${}": [(0, 3, "bad-reference")],
    "${ }": [(0, 4, "bad-reference")],
    "{age}": [(0, 1, "bad-reference")],
    "${age} # 1": [(7, 1, "stray-character")],
    "${note}.upper()": [(7, 1, "attribute-access")],
    "().__class__": [(1, 1, "value-expected")],
    "${tools}[0]": [(8, 1, "attribute-access")],
    "../age": [(1, 1, "path"), (2, 1, "foreign-operator")],
    "./age": [(0, 1, "no-this"), (1, 1, "foreign-operator"), (2, 3, "bare-word")],
    "${age} > 1 ? 1 : 2": [(11, 1, "ternary")],
    "not ${agrees}": [(0, 3, "not-without-parentheses")],
    "${topic} in ('direct')": [(9, 2, "membership")],
    "age > 1": [(0, 3, "bare-word")],
    "null": [(0, 4, "bare-word")],
    "True": [(0, 4, "bare-word")],
    "${agge} > 1": [(0, 7, "unknown-name")],
    "${xyzzy} > 1": [(0, 8, "unknown-name")],
    "${learn.citizens} > 1": [(0, 17, "unknown-name")],
    "${topic} = 'dirct'": [(11, 7, "unknown-choice")],
    "${topic} = 'zzz'": [(11, 5, "unknown-choice")],
    "selected(${tools}, 'map')": [(19, 5, "unknown-choice")],
    "row(${learn}, 'citizen')": [(14, 9, "unknown-row")],
    "row(${plan}, 'citizens') = 'perhaps'": [(27, 9, "unknown-choice")],
    "row(${learn}, ${note})": [(14, 7, "row-not-literal")],
    "seleted(${tools}, 'maps')": [(0, 7, "unknown-function")],
    "eval('1')": [(0, 4, "unknown-function")],
    "lambda(1)": [(0, 6, "unknown-function")],
    "current()": [(0, 7, "unknown-function")],
    "selected(${tools})": [(0, 18, "wrong-arguments")],
    "today(1)": [(0, 8, "wrong-arguments")],
    "round(1, 2, 3)": [(0, 14, "wrong-arguments")],
    "sum()": [(0, 5, "wrong-arguments")],
    "not()": [(0, 5, "wrong-arguments")],
    ". > 1": [(0, 1, "no-this")],
    "${age} = '5'": [(0, 12, "not-comparable")],
    "${age} = 'five'": [(0, 15, "not-comparable")],
    "${note} = 5": [(0, 11, "not-comparable")],
    "${topic} = 3": [(0, 12, "not-comparable")],
    "${tools} = 'maps'": [(0, 17, "not-comparable")],
    "${learn} > 3": [(0, 8, "not-ordered")],
    "${learn} = 3": [(0, 12, "not-comparable")],
    "${tools} = ${order}": [(0, 19, "not-comparable")],
    "${paper} = ${paper}": [(0, 19, "not-comparable")],
    "${paper} > 1": [(0, 8, "not-ordered")],
    "${note} > 'a'": [(0, 7, "not-ordered")],
    "${topic} > 2": [(0, 8, "not-ordered")],
    "${age} > '5'": [(0, 12, "not-comparable")],
    "${age} > ''": [(9, 2, "not-ordered")],
    "${agrees} > 1": [(0, 9, "not-ordered")],
    "${agrees} = 'Yes'": [(12, 5, "bad-boolean")],
    "${agrees} = 1": [(0, 13, "not-comparable")],
    "${start} > ${age}": [(0, 17, "not-comparable")],
    "${start} = '31.1.2027'": [(11, 11, "bad-date")],
    "${start} = '2027-02-30'": [(11, 12, "bad-date")],
    "${opens} > '8:30'": [(11, 6, "bad-time")],
    "${opens} > '25:00'": [(11, 7, "bad-time")],
    "${meets} > '2027-01-31'": [(11, 12, "bad-datetime")],
    "${meets} > ${start}": [(0, 19, "not-comparable")],
    "${start} = ${note}": [(0, 18, "not-comparable")],
    "now() = ''": [(0, 3, "not-served")],
    "format-date(${start}, ${note})": [(22, 7, "format-not-literal")],
    "format-date(${start}, '%q')": [(22, 4, "bad-format")],
    "format-date(${start}, '5%')": [(22, 4, "bad-format")],
    "weighted-checklist(1, 2, ${agrees}, 1, ${agrees})": [(0, 49, "wrong-arguments")],
    "weighted-checklist(1, 2, ${agrees}, ${agrees})": [(36, 9, "wrong-kind")],
    "position(..)": [(0, 12, "no-position")],
    "position(../..)": [(10, 1, "path"), (11, 1, "foreign-operator")],
    "indexed-repeat(${learn}, ${people}, 1)": [(15, 8, "not-in-repeat")],
    "${nights} > 1": [(0, 9, "not-ordered")],
    "${nights[]} = ''": [(0, 11, "unknown-name")],
    "date('tomorrow')": [(5, 10, "bad-date")],
    "${note} + 'x'": [(0, 7, "wrong-kind"), (10, 3, "wrong-kind")],
    "${start} + ${end}": [(11, 6, "date-sum")],
    "1 - ${start}": [(4, 8, "date-sum")],
    "${start} * 2": [(0, 8, "wrong-kind")],
    "${start} - '2027-01-01'": [(11, 12, "wrong-kind")],
    "-${note}": [(1, 7, "wrong-kind")],
    "-${start}": [(1, 8, "wrong-kind")],
    "${note} and ${agrees}": [(0, 7, "wrong-kind")],
    "not(${tools})": [(4, 8, "wrong-kind")],
    "if(${topic}, 1, 2)": [(3, 8, "wrong-kind")],
    "if(1 = 1, 1, 'a')": [(13, 3, "kinds-differ")],
    "if(1 = 1, ${start}, 'soon')": [(20, 6, "bad-date")],
    "coalesce(${age}, ${note})": [(17, 7, "kinds-differ")],
    "coalesce(${paper}, 1)": [(9, 8, "wrong-kind")],
    "max(${start}, 1)": [(14, 1, "wrong-kind")],
    "sum(${tools})": [(4, 8, "wrong-kind")],
    "count(${tools})": [(6, 8, "wrong-kind")],
    "count-selected(${topic})": [(15, 8, "wrong-kind")],
    "selected(${note}, 'a')": [(9, 7, "wrong-kind")],
    "selected(${agrees}, 'maybe')": [(20, 7, "bad-boolean")],
    "selected(${topic}, 1)": [(19, 1, "wrong-kind")],
    "contains(${tools}, 'maps')": [(9, 8, "wrong-kind")],
    "string-length(${age})": [(14, 6, "wrong-kind")],
    "string(${learn})": [(7, 8, "wrong-kind")],
    "regex(${note}, ${note})": [(15, 7, "pattern-not-literal")],
    "regex(${note}, '(a')": [(15, 4, "bad-pattern")],
    "regex(${note}, '(?=a)b')": [(15, 8, "bad-pattern")],
    "regex(${note}, '\\1')": [(15, 4, "bad-pattern")],
    "99999999999999999999999999999999999": [(0, 35, "number-too-long")],
    "today() + 1 = 5": [(0, 15, "not-comparable")],
    "${agge} = 1 and ${topic} = 'dirct' and foo() and 1 == 2": [
        (0, 7, "unknown-name"),
        (27, 7, "unknown-choice"),
        (39, 3, "unknown-function"),
        (51, 2, "foreign-operator"),
    ],
    "(${agge} + 1": [(0, 1, "missing-parenthesis"), (1, 7, "unknown-name")],
    "": [(0, 0, "empty-expression")],
    "  ": [(0, 2, "empty-expression")],
}


@pytest.mark.parametrize("text", FINDINGS)
def test_every_finding_has_its_place_and_code(text: str) -> None:
    assert findings(text) == FINDINGS[text]


EXPECTED = [
    ("${age} > 1", Kind.BOOLEAN, []),
    ("${age}", Kind.BOOLEAN, []),
    ("${topic}", Kind.BOOLEAN, [(0, 8, "wrong-kind")]),
    ("''", Kind.BOOLEAN, [(0, 2, "wrong-kind")]),
    ("${age} + 1", Kind.NUMBER, []),
    ("''", Kind.NUMBER, []),
    ("'5'", Kind.NUMBER, [(0, 3, "wrong-kind")]),
    ("${topic}", Kind.TEXT, []),
    ("${age}", Kind.TEXT, [(0, 6, "wrong-kind")]),
    ("'2027-01-31'", Kind.DATE, []),
    ("'soon'", Kind.DATE, [(0, 6, "bad-date")]),
    ("'direct'", Kind.CHOICE, []),
    ("${tools}", Kind.CHOICES, []),
    ("${learn}", Kind.NUMBER, [(0, 8, "wrong-kind")]),
]


@pytest.mark.parametrize(("text", "expect", "told"), EXPECTED)
def test_the_kind_that_a_place_needs(text: str, expect: Kind, told: list[tuple[int, int, str]]) -> None:
    assert findings(text, expect=expect) == told


def test_rows_and_choices_that_are_not_known_are_not_checked() -> None:
    open_names = {"q": Name(Kind.CHOICE), "g": Name(Kind.NUMBERS), "h": Name(Kind.CHOICES_BY_ROW)}
    text = "${q} = 'any' and row(${g}, 'any') > 1 and row(${h}, 'any') = 'other'"
    assert parse(text, open_names).kind is Kind.BOOLEAN


def test_the_rows_of_a_grid_of_numbers_may_stand_in_its_choices() -> None:
    grid = {"g": Name(Kind.NUMBERS, frozenset({"a"}))}
    with pytest.raises(ExpressionError) as caught:
        parse("row(${g}, 'b') > 1", grid)
    assert [(told.offset, told.code) for told in caught.value.findings] == [(10, "unknown-row")]


def test_every_code_of_the_catalogue_is_told_somewhere_here() -> None:
    told = {code for table in FINDINGS.values() for _, _, code in table}
    with pytest.raises(ExpressionError) as caught:
        parse_text("x" * 20_001, {})
    told |= {found.code for found in caught.value.findings} | set(LIMITS)
    assert told == set(CATALOGUE)
