"""YAML with the place of every key and value, and nothing that YAML could smuggle in.

YAML 1.2's core schema on libyaml's events: no aliases, no tags, no duplicate keys, bounded depth and size.
"""

import re
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import yaml

from survey_app.questionnaire.problems import MAX_TOLD, Place, Problem, problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30
MAX_PARTS = 30_000
Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# What cannot be a number without becoming another text (007, 20 digits) stays a text.
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(
    r"[-+]?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}|[-+]?[0-9]{1,15}(?:\.[0-9]{0,15})?[eE][-+]?[0-9]{1,3}"
)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Tree:
    """Hold plain data with the place of each key and value by its path.

    `exact` has the paths of texts that stand in the file character for character, with the quotes before
    them: only there does a character's offset in the text give its column.
    """

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    exact: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """Return the place of the value at a path, of its nearest parent when it has none."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))

    def key_place(self, path: Path) -> Place:
        """Return the place of the key at a path."""
        return self.keys.get(path) or self.place(path)

    def place_within(self, path: Path, offset: int) -> Place:
        """Return the place of a character of a text, of the text's beginning where that is not known."""
        start = self.place(path)
        if path not in self.exact:
            return start
        return Place(start.line, start.column + self.exact[path] + offset)


def read_yaml(source: bytes) -> Tree:
    """Read a file's bytes into a tree; where `problems` tell of something wrong, `data` is not to be used."""
    tree = Tree()
    if len(source) > MAX_BYTES:
        tree.problems.append(problem("too-large", Place(1, 1), size=len(source), limit=MAX_BYTES))
        return tree
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8", "replace")
        tree.problems.append(problem("not-text", _place_after(before), detail=f"byte {error.start + 1}"))
        return tree
    if found := _UNPRINTABLE.search(text):
        place = _place_after(text[: found.start()])
        tree.problems.append(problem("unprintable", place, character=f"U+{ord(found[0]):04X}"))
        return tree
    try:
        _Builder(tree, text).build()
    except yaml.YAMLError as error:
        tree.problems.append(_yaml_problem(error, text))
    return tree


def _place_after(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


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

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.stack: list[tuple[Any, Path]] = []  # open collections with their paths
        self.pending: list[str | None] = []  # the key that waits for its value, for each open collection
        self.documents = 0
        self.parts = 0

    def build(self) -> None:
        """Take every event, until one makes what follows meaningless."""
        for event in yaml.parse(self.text, Loader=_LOADER):
            if not self._take(event) or len(self.tree.problems) >= MAX_TOLD:
                return

    def _take(self, event: Any) -> bool:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            return self.documents == 1 or self._report("several-documents", event)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.pending.pop()
        if not isinstance(event, yaml.NodeEvent):
            return True
        self.parts += 1
        if self.parts > MAX_PARTS:
            return self._report("too-many-parts", event, limit=MAX_PARTS)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._report("alias", event)
        elif (tag := getattr(event, "tag", None)) is not None:
            self._report("tag", event, tag=tag)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._open(event)
        self._scalar(event)
        return True

    def _report(self, code: str, event: Any, **words: Any) -> bool:
        self.tree.problems.append(problem(code, _start(event), **words))
        return False

    def _open(self, event: Any) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            return self._report("too-deep", event, limit=MAX_DEPTH)
        if self._wants_key():
            return self._report("odd-key", event, found="a list or a mapping")
        collection: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self._put(collection, event)
        self.stack.append((collection, path))
        self.pending.append(None)
        return True

    def _wants_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.pending[-1] is None

    def _scalar(self, event: Any) -> None:
        written = getattr(event, "value", "")  # an alias has none
        if found := _UNPRINTABLE.search(written):  # from an escape, such as "\0"
            self._report("unprintable", event, character=f"U+{ord(found[0]):04X}")
        if self._wants_key():
            self._key(written, event)
            return
        style = getattr(event, "style", None)
        path = self._put(written if style else _resolve(written), event)
        start = event.start_mark.index + (quoted := int(style in ("'", '"')))
        if written and self.text.startswith(written, start):
            self.tree.exact[path] = quoted

    def _key(self, key: str, event: Any) -> None:
        parent, above = self.stack[-1]
        path = (*above, key)
        if key in parent:
            self._report("duplicate-key", event, key=key, line=self.tree.keys[path].line)
        self.pending[-1] = key
        self.tree.keys.setdefault(path, _start(event))

    def _put(self, value: Any, event: Any) -> Path:
        path: Path = ()
        if not self.stack:
            self.tree.data = value
        else:
            parent, above = self.stack[-1]
            key = self.pending[-1]
            if key is None:
                path = (*above, len(parent))
                parent.append(value)
            else:
                path = (*above, key)
                parent[key] = value
                self.pending[-1] = None
        self.tree.places[path] = _start(event)
        return path


def _start(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _resolve(text: str) -> Any:
    """Resolve a plain scalar by YAML 1.2's core schema: yes and no are texts, as 0777 is."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and isfinite(number := float(text)):
        return number
    return text


def resolves_to_text(text: str) -> bool:
    """Tell whether a text that stands without quotes is read as that text."""
    return isinstance(_resolve(text), str)
