"""The designer's guide: every row of its tables and every expression in it is run."""

import re
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from expression_cast import TODAY

from survey_app.questionnaire.expressions import ExpressionError, Kind, Name, limits, parse, parse_text
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.values import POSITION

GUIDE = (Path(__file__).parents[3] / "docs" / "expressions.md").read_text(encoding="utf-8")
FORMATS = frozenset({"visit", "call", "paper"})
ROWS = frozenset({"bidding", "citizens", "climate"})
NIGHTS = Name(Kind.NUMBERS, key="nights[]", one=Name(Kind.NUMBER), holder="people")
NAMES = {
    "visitors": Name(Kind.NUMBER),
    "price": Name(Kind.NUMBER),
    "challenge": Name(Kind.TEXT),
    "hosted": Name(Kind.BOOLEAN),
    "first": Name(Kind.DATE),
    "last": Name(Kind.DATE),
    "language": Name(Kind.CHOICE, frozenset({"en", "fi", "fr"})),
    "formats": Name(Kind.CHOICES, FORMATS),
    "favourites": Name(Kind.RANK, FORMATS),
    "learn": Name(Kind.NUMBERS, rows=ROWS),
    "starts": Name(Kind.TIME),
    "people": Name(Kind.ENTRIES),
    "nights": NIGHTS,
    "ready": Name(Kind.CHOICES_BY_ROW, frozenset({"yes", "no", "maybe"}), ROWS),
}


def _tables() -> Iterator[tuple[list[str], list[str]]]:
    """Give every row of every table, with the headings above it."""
    heading: list[str] | None = None
    for line in GUIDE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else None
        if cells is None:
            heading = None
        elif heading is None:
            heading = cells
        elif set(line) != set("|- "):
            yield heading, cells


def _rows(*heading: str) -> list[list[str]]:
    return [cells[: len(heading)] for above, cells in _tables() if above[: len(heading)] == list(heading)]


EXAMPLES = _rows("Expression", "Answers", "Value")
REFUSED = _rows("Refused", "Finding", "At", "Remedy")


INSIDE = {**NAMES, "nights[]": NIGHTS, POSITION: Name(Kind.NUMBER)}  # as in an entry of another repeat


def _answers(written: str) -> dict[str, Any]:
    answers = yaml.safe_load(f"{{{written}}}") or {}
    read = {name: tuple(value) if isinstance(value, list) else value for name, value in answers.items()}
    return read | ({"starts": time(18)} if "starts" in read else {})


def _value(written: str) -> object:
    value = yaml.safe_load(written) if written else None
    return Decimal(written) if isinstance(value, float) else value


@pytest.mark.parametrize("cells", EXAMPLES, ids=lambda cells: " with ".join(cells[:2]))
def test_an_example_gives_what_the_guide_says(cells: list[str]) -> None:
    expression, answers, value = cells
    result = parse(expression.strip("`"), INSIDE).evaluate(_answers(answers), today=TODAY)
    assert (result, type(result)) == (_value(value), type(_value(value)))


@pytest.mark.parametrize("cells", REFUSED, ids=lambda cells: cells[0])
def test_what_the_guide_calls_refused_is_refused(cells: list[str]) -> None:
    expression, code, place, remedy = cells
    with pytest.raises(ExpressionError) as caught:
        parse(expression.strip("`"), INSIDE)
    found = caught.value.findings[0]
    assert (found.code, found.offset, found.remedy) == (code, int(place), remedy)


def test_the_keys_at_the_top_are_legal() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    keys = yaml.safe_load(block)
    kinds = {key: parse(text, NAMES, this=Name(Kind.NUMBER)).kind for key, text in keys.items()}
    assert kinds == {"relevant": Kind.BOOLEAN, "constraint": Kind.BOOLEAN}


def test_the_questions_of_the_guide_are_those_of_the_tests() -> None:
    told = [name for question, _ in _rows("Question", "Type") for name in re.findall(r"`([^`]+)`", question)]
    assert sorted(told) == sorted(NAMES)


def test_every_function_is_described_and_shown() -> None:
    described = {cells[0].strip("`") for cells in _rows("Function", "Gives")}
    shown = {
        name for name in FUNCTIONS if any(f"{name.removesuffix('(..)')}(" in cells[0] for cells in EXAMPLES)
    }
    assert described == {function.usage for function in FUNCTIONS.values()}
    assert shown == set(FUNCTIONS)


def test_the_limits_are_those_of_the_code() -> None:
    assert [int(value) for _, value in _rows("Limit", "Value")] == [
        limits.CHARACTERS,
        limits.DEPTH,
        limits.PARTS,
        limits.DIGITS,
        limits.PATTERN_CHARACTERS,
        limits.PATTERN_STEPS,
        limits.TEMPLATE_CHARACTERS,
        limits.MATCHED_CHARACTERS,
        limits.TEXT_CHARACTERS,
    ]


def test_what_the_guide_says_of_patterns() -> None:
    def fits(text: str) -> bool:
        try:
            parse(text, NAMES, this=Name(Kind.TEXT))
        except ExpressionError as error:
            assert [found.code for found in error.findings] == ["pattern-too-large"]
            return False
        return True

    told = ["regex(., '[\\pL -]+') and string-length(.) <= 30", "\\pL[\\pL -]*", "\\pL{2,30}", "a{900}"]
    assert all(f"`{text}`" in re.sub(r"\s+", " ", GUIDE) for text in told)
    assert [fits(told[0])] + [fits(f"regex(., '{pattern}')") for pattern in told[1:]] == [
        True,
        True,
        False,
        True,
    ]


def test_what_the_guide_says_of_labels() -> None:
    literal = re.findall(r"`([^`]+)`", GUIDE.split("## Answers in labels")[1])[1:]
    assert literal == ["{{7*7}}", "%(x)s", "{0}"]
    assert [parse_text(text, NAMES).render(str.upper) for text in literal] == literal


def test_today_is_the_day_that_the_guide_names() -> None:
    assert date(2027, 2, 3) == TODAY
    assert "today is 3 February 2027" in GUIDE
