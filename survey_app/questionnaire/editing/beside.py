"""Where the files beside a questionnaire name its questions, lists and choices.

NAME.test.yaml holds walks through it, NAME.fi.yaml and the like its translations. Both are keyed by name.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.editing.document import Document
from survey_app.questionnaire.editing.target import Target, What
from survey_app.questionnaire.editing.words import Swap
from survey_app.questionnaire.yaml_text import Path

_PIPED = re.compile(r"\$\{\s*([\w-]+)\s*\}")
# In a test: the keys below which questions are named, as keys with their answers or as entries of a list.
NAMING = frozenset(
    {"answers", "visible", "hidden", "required", "missing", "errors", "error", "value", "values"}
)
ANSWERS = frozenset({"answers", "value", "values"})


def is_test(name: str) -> bool:
    """Tell whether a file beside a questionnaire holds its tests."""
    return name.endswith(".test.yaml")


def beside_swaps(name: str, document: Document, target: Target, users: frozenset[str]) -> Iterator[Swap]:
    """Yield where a file beside a questionnaire names what is renamed; users: the questions of a choice."""
    nodes = list(_nodes(document.tree.data))
    if target.what is What.QUESTION:
        yield from _piped(nodes, target.old)
    if not is_test(name):
        yield from _translated(nodes, target)
    elif target.what is What.QUESTION:
        yield from _tested_question(nodes, target.old)
    elif target.what is What.CHOICE:
        yield from _tested_choice(nodes, target.old, users)


_Node = tuple[Path, Any]


def _nodes(data: Any) -> Iterator[_Node]:
    """Yield every value with its path, the outermost first."""
    waiting: list[_Node] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        entries = enumerate(value) if isinstance(value, list) else ()
        inside = value.items() if isinstance(value, dict) else entries
        waiting += [((*path, key), part) for key, part in inside]


def _piped(nodes: list[_Node], old: str) -> Iterator[Swap]:
    for path, value in nodes:
        for found in _PIPED.finditer(value) if isinstance(value, str) else ():
            if found[1] == old:
                yield Swap(path, found.start(1))


def _translated(nodes: list[_Node], target: Target) -> Iterator[Swap]:
    above: Mapping[What, Path] = {
        What.QUESTION: ("questions",),
        What.LIST: ("lists",),
        What.CHOICE: ("lists", target.list_name),
    }
    for path, _ in nodes:
        if path == (*above[target.what], target.old):
            yield Swap(path, key=True)


def _tested_question(nodes: list[_Node], old: str) -> Iterator[Swap]:
    for path, value in nodes:
        if len(path) > 1 and path[-1] == old and path[-2] in NAMING:
            yield Swap(path, key=True)
        if len(path) > 1 and isinstance(path[-1], int) and path[-2] in NAMING and value == old:
            yield Swap(path)


def _tested_choice(nodes: list[_Node], old: str, users: frozenset[str]) -> Iterator[Swap]:
    """Yield where an answer to a question of the list names the choice: as a value, an entry, a row."""
    for path, value in nodes:
        places = [place for place, key in enumerate(path) if key in ANSWERS and path[place + 1 : place + 2]]
        if not any(path[place + 1] in users for place in places):
            continue
        if path[-1] == old:
            yield Swap(path, key=True)
        if value == old and path[-1] not in ("other", "comment"):
            yield Swap(path)
