"""Expressions, patterns and answers that were made to hang or break a server: answered within 100 ms."""

from collections.abc import Callable
from time import process_time

import pytest
from expression_cast import TODAY

from survey_app.questionnaire.expressions import ExpressionError, Kind, Name, parse, parse_text

CROWD = {f"question-number-{index}": Name(Kind.NUMBER) for index in range(500)}
CROWD["q"] = Name(Kind.CHOICE, frozenset(f"choice-of-list-{index}" for index in range(1000)))
CROWD["t"] = Name(Kind.TEXT)
LIMIT = 0.1  # seconds of this process


def quickest(work: Callable[[], object]) -> float:
    """Give the seconds of the quicker of two runs; the first one pays for the parser."""
    seconds = []
    for _ in range(2):
        began = process_time()
        work()
        seconds.append(process_time() - began)
    return min(seconds)


def codes(text: str) -> list[str]:
    try:
        parse(text, CROWD, this=Name(Kind.TEXT))
    except ExpressionError as error:
        return sorted({found.code for found in error.findings})
    return []


def _unknown_names(count: int) -> str:
    return " + ".join(f"${{questionnumber-{index}}}" for index in range(count))


def _unknown_choices(count: int) -> str:
    return " or ".join(f"${{q}} = 'choiceoflist-{index}'" for index in range(count))


HOSTILE = {
    "(" * 2000: ["too-deep"],
    "-" * 1999 + "1": ["too-deep"],
    "!" * 1999 + "1": ["foreign-operator"],
    ("1+" * 1000)[:-1]: ["too-many-parts"],
    "<".join("1" * 500): ["too-many-parts"],
    "1+" * 5000: ["too-long"],
    "not(" * 399 + "1" + ")" * 399: ["too-deep"],
    "max(" * 400: ["too-deep"],
    "(" * 1000 + ")" * 1000: ["too-deep"],
    _unknown_names(85): ["unknown-name"],
    _unknown_choices(55): ["unknown-choice"],
    "'" * 1999: ["unclosed-text"],
    "${" * 1000: ["bad-reference"],
    "${}" * 600: ["bad-reference", "operator-expected"],
    "." * 2000: ["path"],
    "a" * 2000: ["bare-word"],
    "a-" * 1000: ["bare-word"],
    "9" * 2000: ["number-too-long"],
    "\x00": ["stray-character"],
    "\ud800": ["stray-character"],
    "regex(., '(a+)+$') and regex(., '(.*a){20}')": [],
    f"regex(., '{'a?' * 249}')": [],
    f"regex(., '{'(' * 250}{')' * 250}')": [],
    "regex(., '((a{100}){100}){100}')": ["bad-pattern"],
    f"regex(., '{'a{0,999}' * 40}')": ["pattern-too-large"],
    f"regex(., '{'a{0,999}' * 5}')": ["pattern-too-large"],
    " or ".join(f"regex(., '(a|aa){{0,5{index}}}')" for index in range(10, 70)): ["pattern-too-large"],
    "regex(., '.{0,999}')": ["pattern-too-large"],
    "regex(., '\ud800')": ["bad-pattern"],
    f"regex(., '{'a' * 1900}')": ["pattern-too-long"],
}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:30])
def test_a_hostile_text_is_told_quickly(text: str) -> None:
    assert codes(text) == HOSTILE[text]
    assert quickest(lambda: codes(text)) < LIMIT


def test_a_pattern_of_ten_kilobytes_is_refused() -> None:
    assert codes(f"regex(., '{'(a+)+' * 2500}')") == ["too-long"]


PATTERNS = [
    "(a+)+$",
    "(.*a){20}",
    "(a|aa)*b",
    "(.*a.{60}){3}b",
    "((a|b)*a(a|b){90}){3}",
    "(a?){400}a{400}",
    "(a|aa){0,500}b",
    "((a{0,30}){0,30})*b",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_time_of_a_pattern_grows_with_the_answer_alone(pattern: str) -> None:
    expression = parse(f"regex(., '{pattern}c')", {}, this=Name(Kind.TEXT))
    assert expression.holds({}, today=TODAY, this="a" * 4000) is False
    assert quickest(lambda: expression.holds({}, today=TODAY, this="a" * 4000)) < LIMIT
    assert quickest(lambda: expression.holds({}, today=TODAY, this="a" * 5000)) < LIMIT


def test_an_answer_longer_than_the_limit_matches_no_pattern() -> None:
    expression = parse("regex(., 'a*')", {}, this=Name(Kind.TEXT))
    held = [expression.holds({}, today=TODAY, this="a" * length) for length in (4000, 4001)]
    assert held == [True, False]


def test_an_answer_with_half_a_character_matches_no_pattern() -> None:
    assert parse("regex(., '.*')", {}, this=Name(Kind.TEXT)).holds({}, today=TODAY, this="\ud800") is False


def test_joined_text_stops_at_its_limit() -> None:
    text = f"concat({', '.join(['${t}'] * 300)})"
    joined = parse(text, CROWD).evaluate({"t": "x" * 1_000_000}, today=TODAY)
    assert joined == "x" * 100_000


def test_products_stay_within_the_numbers_that_can_be_written() -> None:
    assert parse("*".join(["9" * 34] * 40), {}).evaluate({}, today=TODAY) is None
    assert parse("*".join(["0.000001"] * 100), {}).evaluate({}, today=TODAY) == 0
    tiny = parse(f"string({' * '.join(['0.000001'] * 11)})", {}).evaluate({}, today=TODAY)
    assert tiny == "0." + "0" * 65 + "1"


def test_a_legal_expression_of_any_size_is_evaluated_within_a_millisecond() -> None:
    largest = parse(" + ".join(["${question-number-1}"] * 85), CROWD)
    usual = parse("${question-number-3} <= 12 and ${q} != 'choice-of-list-3' and ${t} != ''", CROWD)
    answers = {"question-number-1": 1, "question-number-3": 5, "q": "choice-of-list-1", "t": "x"}

    def hundred_times() -> None:
        for _ in range(100):
            largest.evaluate(answers, today=TODAY)
            usual.holds(answers, today=TODAY)

    assert largest.evaluate(answers, today=TODAY) == 85
    assert quickest(hundred_times) / 100 < 0.001


@pytest.mark.parametrize(
    ("text", "told"),
    [("${x}" * 5000, "unknown-name"), ("${" * 10_000, "bad-reference"), ("x" * 20_001, "template-too-long")],
)
def test_a_hostile_label_is_told_quickly(text: str, told: str) -> None:
    def work() -> None:
        with pytest.raises(ExpressionError) as caught:
            parse_text(text, CROWD)
        assert {found.code for found in caught.value.findings} == {told}

    assert quickest(work) < LIMIT
