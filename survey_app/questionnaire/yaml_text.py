"""YAML with the place of every key and value, and nothing that YAML could smuggle in.

YAML 1.2's core schema on libyaml's events: no aliases, no tags, no duplicate keys, bounded depth.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from survey_app.questionnaire.problems import Place, Problem, problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30
Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")


@dataclass
class Tree:
    """Hold plain data with the place of each key and value by its path."""

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    styles: dict[Path, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Return the place of the value at a path, of its nearest parent when it has none."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))

    def key_place(self, path: Path) -> Place:
        """Return the place of the key at a path."""
        return self.keys.get(path) or self.place(path)


def read_yaml(source: bytes) -> Tree:
    """Read a file's bytes into a tree; what is wrong stands in its `problems` (then `data` may be None)."""
    tree = Tree()
    start = Place(1, 1)
    if len(source) > MAX_BYTES:
        tree.problems.append(problem("too-large", start, size=len(source), limit=MAX_BYTES))
        return tree
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        tree.problems.append(
            problem("not-text", Place(line, 1), detail=f"byte {error.start + 1} is unreadable")
        )
        return tree
    try:
        _Builder(tree).build(text)
    except yaml.YAMLError as error:
        tree.problems.append(_yaml_problem(error, text))
        tree.data = None
    return tree


def _yaml_problem(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    detail = getattr(error, "problem", None) or str(error).splitlines()[0]
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    remedy = "Look at the line before it too: indentation, a missing quote or a colon."
    if "${" in line and "{" in line.split("${", 1)[0]:
        remedy = "Put the expression in quotes: inside { } YAML reads ${…} as its own brackets."
    elif "\t" in line[: len(line) - len(line.lstrip())]:
        remedy = "Indent with spaces, not with tabs."
    elif "mapping values are not allowed" in detail:
        remedy = "Put a text that holds a colon in quotes."
    return problem("not-yaml", place, detail=detail, remedy=remedy)


class _Builder:
    """Put libyaml's events together, iteratively, so that no depth can exhaust the stack."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.stack: list[tuple[Any, Path]] = []  # open collections with their paths
        self.pending: list[str | None] = []  # the key that waits for its value, for each open mapping

    def build(self, text: str) -> None:
        documents = 0
        for event in self._events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report("several-documents", event)
                    return
            elif isinstance(event, yaml.AliasEvent):
                self._report("alias", event)
                return
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                if not self._open(event):
                    return
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self.stack.pop()
                self.pending.pop()
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)

    @staticmethod
    def _events(text: str) -> Iterator[Any]:
        yield from yaml.parse(text, Loader=_LOADER)

    def _report(self, code: str, event: Any, **words: Any) -> None:
        self.tree.problems.append(problem(code, _start(event), **words))

    def _refused(self, event: Any) -> bool:
        if getattr(event, "anchor", None):
            self._report("alias", event)
            return True
        if event.tag is not None:
            self._report("tag", event, tag=event.tag)
            return True
        return False

    def _open(self, event: Any) -> bool:
        if self._refused(event):
            return False
        if len(self.stack) >= MAX_DEPTH:
            self._report("too-deep", event, limit=MAX_DEPTH)
            return False
        if self._wants_key():
            self._report("odd-key", event, found="a list or a mapping")
            return False
        collection: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self._put(collection, event, "")
        self.stack.append((collection, path))
        self.pending.append(None)
        return True

    def _wants_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.pending[-1] is None

    def _scalar(self, event: Any) -> None:
        if self._refused(event):
            return
        if self._wants_key():
            parent, path = self.stack[-1]
            if event.value in parent:
                self._report("duplicate-key", event, key=event.value)
            self.pending[-1] = event.value
            self.tree.keys[(*path, event.value)] = _start(event)
            return
        value = event.value if event.style in ("'", '"', "|", ">") else _resolve(event.value)
        self._put(value, event, event.style or "")

    def _put(self, value: Any, event: Any, style: str) -> Path:
        if not self.stack:
            self.tree.data = value
            path: Path = ()
        else:
            parent, above = self.stack[-1]
            key: str | int | None = self.pending[-1] if isinstance(parent, dict) else len(parent)
            path = (*above, key if key is not None else "")
            if isinstance(parent, dict):
                parent[self.pending[-1]] = value
                self.pending[-1] = None
            else:
                parent.append(value)
        self.tree.places[path] = _start(event)
        self.tree.styles[path] = style
        return path


def _start(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _resolve(text: str) -> Any:
    """Resolve a plain scalar by YAML 1.2's core schema: yes, no and 0777 are not what YAML 1.1 made of them."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text
