"""The engine against a second reading of the language, and against whatever anybody may write."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from expression_cast import NAMES, TODAY
from expression_oracle import computed, written
from expression_strategies import ANSWERS, CONDITIONS, EXPRESSIONS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.expressions import ExpressionError, Kind, Name, Value, parse, parse_text

SLOW = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUICK = settings(max_examples=100, deadline=None)


@SLOW
@given(EXPRESSIONS, ANSWERS)
def test_the_engine_and_a_second_reading_agree_on_values(
    tree: tuple[Any, ...], answers: dict[str, Any]
) -> None:
    result = parse(written(tree), NAMES).evaluate(answers, today=TODAY)
    expected = computed(tree, answers, TODAY)
    assert result == expected
    assert isinstance(result, bool) == isinstance(expected, bool)


@SLOW
@given(CONDITIONS, ANSWERS)
def test_the_engine_and_a_second_reading_agree_on_conditions(
    tree: tuple[Any, ...], answers: dict[str, Any]
) -> None:
    condition = parse(written(tree), NAMES, expect=Kind.BOOLEAN)
    assert condition.holds(answers, today=TODAY) is (computed(tree, answers, TODAY) is True)


WRITTEN = (
    "${age} ${learn} ${topic} ${tools} ${start} ${agrees} ${nobody} ${ } ${ $ . .. , ( ) ' \" 'direct' "
    "'maps' \"2027-01-31\" '' 1 2.5 .5 1. 007 and or not not( div mod = != < <= > >= + - * == && || ! / // % "
    "<> ? : [ ] max( sum( if( row( selected( regex( concat( date( today() true() nothing() true null x e5 "
    "__class__ in \\ \n \t \x00 \u202e é 😀 \ud800 “ ” ‘ ’ { } {{ }} ; # @ ` ~ ^"
)
SCRAPS = st.lists(st.sampled_from(WRITTEN.split(" ")), max_size=25)


@QUICK
@given(SCRAPS.map(" ".join) | SCRAPS.map("".join) | st.text(max_size=80))
@example("")
@example("${${age}}")
def test_any_text_is_legal_or_told_in_place(text: str) -> None:
    try:
        parse(text, NAMES, this=Name(Kind.NUMBER)).evaluate({}, today=TODAY)
    except ExpressionError as error:
        assert error.findings
        for found in error.findings:
            assert 0 <= found.offset <= found.offset + found.length <= len(text)
            assert found.message
            assert found.remedy


@QUICK
@given(SCRAPS.map("".join) | st.text(max_size=80))
def test_any_label_is_legal_or_told_in_place(text: str) -> None:
    try:
        template = parse_text(text, NAMES)
    except ExpressionError as error:
        assert all(text[found.offset :].startswith("${") for found in error.findings)
    else:
        pieces = [piece if isinstance(piece, str) else f"<{piece.name}>" for piece in template.pieces]
        assert template.render(lambda name: f"<{name}>") == "".join(pieces)


ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text(max_size=5)
    | st.binary(max_size=3)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.timezones())
    | st.times()
    | st.sampled_from(["\ud800", Decimal("sNaN"), Decimal("1E+999999"), Decimal("1E-999999"), 10**40])
)
ODDER = ODD | st.lists(ODD, max_size=3) | st.lists(ODD, max_size=3).map(tuple)
ODDEST = ODDER | st.dictionaries(st.text(max_size=3) | st.just("bidding"), ODD, max_size=3)
TYPES: dict[Kind, Any] = {
    Kind.NUMBER: (int, Decimal),
    Kind.TEXT: str,
    Kind.BOOLEAN: bool,
    Kind.DATE: date,
    Kind.TIME: time,
    Kind.DATETIME: datetime,
    Kind.CHOICE: str,
    Kind.CHOICES: (tuple, list),
    Kind.RANK: (tuple, list),
    Kind.NUMBERS: dict,
    Kind.CHOICES_BY_ROW: dict,
    Kind.ENTRIES: dict,
    Kind.DATES: dict,
    Kind.ANSWERS: dict,
    Kind.NOTHING: object,
}


def _fits(kind: Kind, value: object) -> bool:
    if isinstance(value, bool) and kind is Kind.NUMBER:
        return False
    if isinstance(value, datetime) and kind is Kind.DATE:
        return False
    return isinstance(value, TYPES[kind])


@SLOW
@given(EXPRESSIONS, st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ODDEST)))
def test_no_answer_raises_and_one_of_another_type_is_empty(
    tree: tuple[Any, ...], answers: dict[str, Value]
) -> None:
    expression = parse(written(tree), NAMES)
    fitting = {name: value for name, value in answers.items() if _fits(NAMES[name].kind, value)}
    assert expression.evaluate(answers, today=TODAY) == expression.evaluate(fitting, today=TODAY)
    assert expression.holds(answers, today=TODAY) is expression.holds(fitting, today=TODAY)


ALL_FUNCTIONS = (
    "concat(string(${note}), string(${age}), ${tools}, ${opens}, ${meets}, ${start}, ${agrees})",
    "if(regex(${note}, '.*') or regex(${topic}, 'a') or regex(${age}, '1'), date(${note}), date(${meets}))",
    "round(number(${note}), ${age}) + int(${topic}) + number(${agrees}) + round(${price}, 2)",
    "selected-at(${tools}, ${age}) = selected-at(${order}, 0) or selected(${tools}, ${note})",
    "count(${learn}, ${plan}, ${paper}, ${note}) + sum(${learn}) + max(${learn}, ${age})",
    "${opens} < '09:00' or ${meets} >= '2027-01-31T14:00' or ${meets} = ${meets} or ${paper} = ''",
    "pow(${age}, ${price}) + sqrt(${price}) + exp(${age}) + log(${age}) + log10(${price}) + abs(${age})",
    "join(${note}, ${tools}, ${learn}, ${plan}, ${start}) = substr(${note}, ${age}, ${price})",
    "translate(${note}, ${topic}, ${note}) = normalize-space(substring-after(${note}, ${topic}))",
    "checklist(${age}, ${price}, ${agrees}) or weighted-checklist(${age}, ${price}, ${agrees}, ${age})",
    "decimal-date-time(${meets}) + decimal-time(${opens}) + decimal-date-time(${note}) > ${age}",
    "concat(format-date(${note}, '%Y'), format-date-time(date-time(${start}), '%a %b %e %H:%M:%S.%3'))",
    "${start} + ${age} - ${price} = ${end} or ${age} div ${price} mod ${age} * ${price} > 1",
)


@QUICK
@given(st.sampled_from(ALL_FUNCTIONS), st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, ODDEST)))
def test_no_answer_makes_any_function_raise(text: str, answers: dict[str, Value]) -> None:
    expression = parse(text, NAMES)
    assert isinstance(expression.holds(answers, today=TODAY), bool)
    expression.evaluate(answers, today=TODAY)
