"""The published JSON Schema: what the model says, in the guide's words, and no other verdict than "
"the reader's."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.schema import json_schema, schema_text
from survey_app.questionnaire.schema.words import WORDS
from survey_app.questionnaire.shape import read_shape
from survey_app.questionnaire.types import (
    ITEM_TYPES,
    QUESTION_TYPES,
    Choice,
    Group,
    QuestionBase,
    Range,
    Scale,
    WeekRange,
)
from survey_app.questionnaire.yaml_text import Tree, read_yaml
from tests.questionnaire.every_type import SOURCE
from tests.questionnaire.test_format_docs import GUIDE, PARTS, rows, section, whole
from tests.questionnaire.test_format_docs import examples as guide_examples
from tests.questionnaire.written import with_questions

from .validator import faults

ROOT = Path(__file__).parents[3]
SCHEMA = json_schema()
SHIPPED = sorted(path for path in (ROOT / "questionnaires").glob("*.yaml") if path.name.count(".") == 1)


def told(source: str) -> list[str]:
    """Return the departures of a file from the schema."""
    return list(faults(read_yaml(source.encode()).data, SCHEMA, SCHEMA))


def test_the_published_schema_is_the_one_of_the_model() -> None:
    assert (ROOT / "docs" / "questionnaire.schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_questionnaires_name_the_schema_and_pass(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/questionnaire.schema.json"
    assert (path.parent / "../docs/questionnaire.schema.json").is_file()
    assert told(path.read_text("utf-8")) == []


def test_every_type_and_every_example_pass() -> None:
    assert told(SOURCE) == []
    assert [told(whole(example)) for example in guide_examples()] == [[] for _ in guide_examples()]


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ("{name: q, type: text}", ": required"),
        ("{name: q, type: txt, label: Q}", "/type: enum"),
        ("{name: 1q, type: text, label: Q}", "/name: pattern"),
        ("{name: q, type: text, label: Q, choices: l}", "/choices: additionalProperties"),
        ("{name: q, type: text, label: Q, required: yes}", "/required: type"),
        ("{name: q, type: text, label: Q, feeds: needs}", "/feeds: enum"),
        ("{name: q, type: rating, label: Q, scale: {from: 0, to: 500}}", "/scale/to: maximum"),
        ("{name: q, type: date, label: Q, default: 2027-13-01}", "/default: anyOf"),
        ("{name: q, type: availability, label: Q, weeks: {from: 2027-10}}", "/weeks: anyOf"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(question: str, fault: str) -> None:
    assert told(with_questions(f"- {question}")) == [f"/pages/0/questions/0{fault}"]


def test_completion_knows_every_type_and_what_it_can_feed() -> None:
    assert SCHEMA["definitions"]["Question"]["properties"]["type"]["enum"] == list(ITEM_TYPES)
    feeds = {
        kind: set(SCHEMA["definitions"][model.__name__]["properties"]["feeds"]["enum"]) - {None}
        for kind, model in QUESTION_TYPES.items()
    }
    assert feeds == {kind: set(model.fits) for kind, model in QUESTION_TYPES.items()}


def words(text: str) -> str:
    """Return a description without marks of emphasis and what only the guide's layout needs."""
    text = re.sub(r" ?\*\(ours[^)]*\)\* ?", "", text, flags=re.IGNORECASE).replace("`", "")
    return re.sub(r"\s+", " ", text.replace("; see below", "").replace(" Required.", "")).strip()


MODELS: dict[str, type[BaseModel]] = {
    model.__name__: model
    for model in (Questionnaire, Page, Group, Choice, QuestionBase, Scale, Range, WeekRange)
}


def test_the_words_of_the_schema_are_those_of_the_guide() -> None:
    guide = {model.__name__: heading for heading, model in PARTS.items()}
    guide |= {"QuestionBase": "## Every question"} | {kind: f"### {kind}" for kind in QUESTION_TYPES}
    found = {
        part: {row[0].strip("` "): words(row[1]) for row in rows(heading)} for part, heading in guide.items()
    }
    for kind in (*QUESTION_TYPES, "Group"):
        heading = guide[kind]
        found[kind][""] = words(section(heading).strip().split("\n\n")[0])
    assert {part: dict(keys) for part, keys in WORDS.items()} == found
    assert f"`{SHIPPED[0].read_text('utf-8').splitlines()[0]}`" in GUIDE


def described(schema: Any) -> bool:
    """Tell whether a property, or what it refers to, has a description."""
    while "$ref" in schema:
        here: Any = SCHEMA
        for step in schema["$ref"].removeprefix("#/").split("/"):
            here = here[step]
        schema = here
    return bool(schema.get("description"))


def test_every_key_has_a_description() -> None:
    parts = [SCHEMA, *(SCHEMA["definitions"][model.__name__] for model in QUESTION_TYPES.values())]
    parts += [SCHEMA["definitions"][name] for name in MODELS if name != "Questionnaire"]
    assert [key for part in parts for key, value in part["properties"].items() if not described(value)] == []


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all parts of plain data."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path] + [below for key, part in inside for below in places(part, (*path, key))]


EVERY: Any = read_yaml(SOURCE.encode()).data
_values = st.sampled_from(
    [None, True, 0, 21, -101, "", "word", "two words", [], {}, ["a"], {"a": "b"}, "x" * 2_001]
)
# What the schema leaves to the reader: from below to, at most so many weeks or steps, and least below most.
_PAIRS = {"from", "to", "step", "least", "most", "type"}


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([path for path in places(EVERY) if path and path[-1] not in _PAIRS]), _values)
def test_schema_and_reader_agree(path: tuple[Any, ...], value: Any) -> None:
    tree = read_yaml(SOURCE.encode())
    owner: Any = tree.data
    for step in path[:-1]:
        owner = owner[step]
    owner[path[-1]] = value
    questionnaire, _ = read_shape(Tree(data=tree.data, places=tree.places, keys=tree.keys))
    assert list(faults(tree.data, SCHEMA, SCHEMA)) == [] or questionnaire is None
    assert any(faults(tree.data, SCHEMA, SCHEMA)) or questionnaire is not None
