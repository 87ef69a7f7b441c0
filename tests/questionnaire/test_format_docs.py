"""The designer's guide: every key, type, function and feed has its line; every example passes the checker."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from survey_app.cli.comparing import STATUS
from survey_app.questionnaire.differences import Weight
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.feeding import NEEDED, SEVERAL
from survey_app.questionnaire.model import MAX_CHOICES, MAX_PAGES, MAX_QUESTIONS, Page, Questionnaire
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.types import (
    ITEM_TYPES,
    QUESTION_TYPES,
    Choice,
    Feed,
    Group,
    QuestionBase,
    Range,
    Scale,
    WeekRange,
)
from survey_app.questionnaire.yaml_text import MAX_BYTES, MAX_DEPTH

GUIDE = (Path(__file__).parents[2] / "docs" / "questionnaire-format.md").read_text("utf-8")
PARTS: dict[str, type[BaseModel]] = {
    "## The file": Questionnaire,
    "## Pages": Page,
    "## Groups": Group,
    "## Lists": Choice,
    "## Scales": Scale,
    "## Ranges": Range,
    "## Spans of weeks": WeekRange,
}
HEAD = """\
name: example
version: "1"
title: An example
language: en
purpose: To be read
retention: For a while
"""


def section(heading: str) -> str:
    """Return the text below a heading, up to the next heading of any level."""
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, f"the guide has no heading {heading}"
    return found[1]


def rows(heading: str) -> list[list[str]]:
    """Return the cells of a section's table, its two head lines left out."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def keys(heading: str) -> list[str]:
    """Return the keys that a section's table describes; a line without a description does not count."""
    return sorted(row[0].strip("` ") for row in rows(heading) if len(row) > 1 and len(row[1]) > 3)


def names(model: type[BaseModel]) -> set[str]:
    """Return a model's keys as a file writes them."""
    return {info.alias or name for name, info in model.model_fields.items()}


def own_keys(model: type[QuestionBase]) -> list[str]:
    """Return the keys that a type adds to, or narrows from, those of every question."""
    base = QuestionBase.model_fields
    changed = {name for name in base if model.model_fields[name].annotation != base[name].annotation}
    return sorted((names(model) - set(base) | changed) - {"type"})


@pytest.mark.parametrize("heading", PARTS)
def test_every_key_has_its_line(heading: str) -> None:
    assert keys(heading) == sorted(names(PARTS[heading]))


def test_every_key_of_every_question_has_its_line() -> None:
    assert keys("## Every question") == sorted({*QuestionBase.model_fields, "type"})


def test_every_type_has_its_heading() -> None:
    assert re.findall(r"^### (.*)$", GUIDE, re.MULTILINE) == list(QUESTION_TYPES)


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_key_of_a_type_has_its_line(name: str) -> None:
    assert keys(f"### {name}") == own_keys(QUESTION_TYPES[name])


def test_every_function_has_its_line() -> None:
    described = {row[0].strip("` ") for row in rows("## Expressions") if len(row) > 1 and row[1]}
    assert described == {function.usage for function in FUNCTIONS.values()}


def test_every_feed_has_its_line_with_the_types_that_serve_it() -> None:
    told = {row[0].strip("`"): re.findall(r"`(\w+)`", row[2]) for row in rows("## What feeds a programme")}
    assert told == {
        feed: [name for name, model in QUESTION_TYPES.items() if feed in model.fits]
        for feed in get_args(Feed)
    }


def test_the_feeds_that_a_programme_needs_stand_first() -> None:
    told = [row[0].strip("`") for row in rows("## What feeds a programme")]
    assert tuple(told[:9]) == NEEDED
    several = re.search(r"but ((?:`\w+`[, and]*)+)", section("## What feeds a programme").replace("\n", " "))
    assert several is not None
    assert set(re.findall(r"`(\w+)`", several[1])) == SEVERAL


def test_the_limits_are_those_of_the_reader() -> None:
    told = re.sub(r"\s+", " ", section("## Writing YAML"))
    assert f"more than {MAX_DEPTH} levels" in told
    assert f"at most {MAX_BYTES:,} bytes, {MAX_PAGES} pages and {MAX_QUESTIONS} questions" in told
    assert f"a list has at most {MAX_CHOICES:,} entries" in told


def examples() -> list[str]:
    """Return every example of the guide."""
    return re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def lists_of_the_examples() -> dict[str, str]:
    """Return the lists that the guide's examples use, each as it stands there."""
    (block,) = re.findall(r"^```yaml\nlists:\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    parts = re.split(r"^  (\w+):\n", block, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def whole(example: str) -> str:
    """Return an example as a whole questionnaire: some are only questions, one is only lists."""
    if example.startswith("name:"):
        return example
    if example.startswith("lists:"):
        using = [
            f"- {{name: q{place}, type: select_one, label: Q, choices: {name}{filtered(entries)}}}"
            for place, (name, entries) in enumerate(lists_of_the_examples().items())
        ]
        return HEAD + example + page("\n".join(using))
    used = {name for name in lists_of_the_examples() if re.search(rf"(rows|choices): {name}\b", example)}
    lists = "".join(
        f"  {name}:\n{entries}" for name, entries in lists_of_the_examples().items() if name in used
    )
    return HEAD + (f"lists:\n{lists}" if lists else "") + page(example)


def filtered(entries: str) -> str:
    """Return the filter without which a list's further keys would be for nothing."""
    return ", choice_filter: country != ''" if "country:" in entries else ""


def page(questions: str) -> str:
    """Return questions as the one page of a file."""
    indented = "\n".join(f"      {line}" for line in questions.splitlines())
    return f"pages:\n  - name: only\n    label: The only page\n    questions:\n{indented}\n"


def test_every_type_has_an_example() -> None:
    used = {kind for example in examples() for kind in re.findall(r"\btype: (\w+)", example)}
    assert used == set(ITEM_TYPES)


@pytest.mark.parametrize("number", range(len(examples())))
def test_every_example_passes_the_checker(number: int) -> None:
    source = whole(examples()[number])
    assert [found.line("example") for found in read(source.encode()).problems] == []


CHANGES = (Path(__file__).parents[2] / "docs" / "questionnaire-changes.md").read_text("utf-8")


def test_the_weights_of_differences_are_told_with_their_exit_status() -> None:
    told = re.findall(r"^\| `([a-z ]+)` \| .* \| (\d) \|$", CHANGES, re.MULTILINE)
    assert {weight: int(status) for weight, status in told} == {str(one): STATUS[one] for one in Weight}
