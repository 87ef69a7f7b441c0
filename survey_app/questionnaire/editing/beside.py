"""Where the files beside a questionnaire name its questions, lists and choices.

NAME.test.yaml holds walks through it, NAME.fi.yaml and the like its translations: `questions` by name, those
inside a repeat or table under it, `lists` by name with their entries by name.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.editing.document import Document
from survey_app.questionnaire.editing.target import Target, What
from survey_app.questionnaire.editing.words import Swap
from survey_app.questionnaire.types import ENTRY_ID, ListedQuestion, QuestionBase, RankQuestion
from survey_app.questionnaire.yaml_text import Path

_PIPED = re.compile(r"\$\{\s*([\w-]+)\s*\}")
# In a step of a walk: where questions are named as keys, and as entries of a list; where answers stand.
_KEYED = (("give",), ("expect", "error"), ("expect", "value"))
_LISTED = (("expect", "visible"), ("expect", "hidden"))
_ANSWERS = (("give",), ("expect", "value"))
_HELD = ("questions", "columns")  # what a translation calls the questions inside a repeat, and inside a table
_Node = tuple[Path, Any]
Holders = Mapping[str, tuple[str, ...]]


def is_test(name: str) -> bool:
    """Tell whether a file beside a questionnaire holds its tests."""
    return name.endswith(".test.yaml")


def beside_swaps(
    name: str, document: Document, target: Target, users: Mapping[str, QuestionBase], holders: Holders
) -> Iterator[Swap]:
    """Yield where a file names what is renamed.

    users: the questions that draw on a choice's list. holders: the names of the tables and repeats that each
    question stands in, the outermost first.
    """
    nodes = list(_nodes(document.tree.data))
    if not is_test(name):
        yield from _translated(nodes, target)
    elif target.what is What.QUESTION:
        yield from _question_in_steps(nodes, target.old, holders)
    elif target.what is What.CHOICE:
        yield from _choice_in_steps(nodes, target, users, holders)


def _nodes(data: Any) -> Iterator[_Node]:
    """Yield every value with its path."""
    waiting: list[_Node] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        entries = enumerate(value) if isinstance(value, list) else ()
        inside = value.items() if isinstance(value, dict) else entries
        waiting += [((*path, key), part) for key, part in inside]


def _translated(nodes: list[_Node], target: Target) -> Iterator[Swap]:
    above: Mapping[What, Path] = {
        What.LIST: ("lists",),
        What.CHOICE: ("lists", target.list_name),
    }
    for path, value in nodes:
        if target.what is not What.QUESTION:
            if path == (*above[target.what], target.old):
                yield Swap(path, key=True)
            continue
        if path and path[-1] == target.old and _names_a_question(path):
            yield Swap(path, key=True)
        for found in _PIPED.finditer(value) if isinstance(value, str) else ():
            if found[1] == target.old:
                yield Swap(path, found.start(1))


def _names_a_question(path: Path) -> bool:
    """Tell whether the last step of a translation's path is a question: questions.NAME.columns.NAME."""
    return path[0] == "questions" and len(path) % 2 == 0 and all(step in _HELD for step in path[::2])


def _steps(nodes: list[_Node]) -> Iterator[tuple[Path, Path, Any]]:
    """Yield every value inside a step: its path, the part of it inside the step, the value."""
    for path, value in nodes:
        if len(path) > 4 and path[0] == "walks" and path[2] == "steps":
            yield path, path[4:], value


def _question_in_steps(nodes: list[_Node], old: str, holders: Holders) -> Iterator[Swap]:
    for path, inside, value in _steps(nodes):
        named = inside[:-1] in _KEYED or (holders.get(old) and _answers(inside, holders) == old)
        if inside[-1] == old and named:
            yield Swap(path, key=True)
        if inside[:-1] in _LISTED and value == old:
            yield Swap(path)


def _choice_in_steps(
    nodes: list[_Node], target: Target, users: Mapping[str, QuestionBase], holders: Holders
) -> Iterator[Swap]:
    for path, inside, value in _steps(nodes):
        question = users.get(_answers(inside, holders))
        if question is not None:
            yield from _in_answer(question, path, value, target)


def _answers(inside: Path, holders: Holders) -> str:
    """Return the question whose answer stands at a path inside a step, "" where none does.

    Inside a repeat or table a path leads over an entry's place, or over the name of a row.
    """
    for above in _ANSWERS:
        rest = inside[len(above) :]
        if inside[: len(above)] == above and len(rest) % 2:
            name = str(rest[-1])
            if rest[:-1:2] == holders.get(name, ()):
                return name
    return ""


def _in_answer(question: QuestionBase, path: Path, value: Any, target: Target) -> Iterator[Swap]:
    """Yield where an answer names the choice: as a form, a file or a sheet writes it."""
    if isinstance(question, ListedQuestion | RankQuestion):
        if isinstance(value, dict) and "chosen" in value:
            yield from _keys((*path, "comments"), value.get("comments"), target.old)
            path, value = (*path, "chosen"), value["chosen"]
        yield from _keys(path, value, target.old)
        yield from _names(path, value, target.old)
        return
    if getattr(question, "rows", None) == target.list_name:
        yield from _keys(path, value, target.old)
        for place, entry in enumerate(value if isinstance(value, list) else ()):
            if isinstance(entry, dict) and entry.get(ENTRY_ID) == target.old:
                yield Swap((*path, place, ENTRY_ID))
    if getattr(question, "choices", None) == target.list_name and isinstance(value, dict):
        for row, cell in value.items():
            yield from _names((*path, row), cell, target.old)


def _keys(path: Path, value: Any, old: str) -> Iterator[Swap]:
    if isinstance(value, dict) and old in value:
        yield Swap((*path, old), key=True)


def _names(path: Path, value: Any, old: str) -> Iterator[Swap]:
    if value == old:
        yield Swap(path)
    for place, name in enumerate(value if isinstance(value, list) else ()):
        if name == old:
            yield Swap((*path, place))
