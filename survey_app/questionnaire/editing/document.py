"""A YAML file that is to be edited: its text, its data, and from where to where each part stands."""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import yaml

from survey_app.questionnaire.yaml_text import Path, Tree, read_yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Span(NamedTuple):
    """Hold where a part of a text begins and where it has ended, in characters from 0."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace what stands from start to end by other text."""

    start: int
    end: int
    text: str


@dataclass
class Spans:
    """Hold where keys and values stand by their paths, and which collections are written in { } or [ ]."""

    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    flow: set[Path] = field(default_factory=set)


@dataclass(frozen=True)
class Document:
    """Hold a file that YAML can read; where `tree.problems` tells something, nothing else is to be used."""

    source: bytes

    @cached_property
    def tree(self) -> Tree:
        """Return the file's data with its places."""
        return read_yaml(self.source)

    @cached_property
    def text(self) -> str:
        """Return the file's text without a byte order mark."""
        return self.source.decode("utf-8-sig")

    @cached_property
    def spans(self) -> Spans:
        """Return where each part stands."""
        return spans_of(self.text)

    def at(self, path: Path) -> Any:
        """Return the data at a path, None where there is none."""
        here = self.tree.data
        for step in path:
            known = isinstance(here, dict) and step in here
            if not known and not (isinstance(here, list) and isinstance(step, int) and step < len(here)):
                return None
            here = here[step]
        return here

    def edited(self, edits: Iterable[Edit]) -> "Document":
        """Return the file with parts of its text replaced; the parts must not overlap."""
        mark = codecs.BOM_UTF8 if self.source.startswith(codecs.BOM_UTF8) else b""
        return Document(mark + edited(self.text, edits).encode())


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with parts of it replaced."""
    pieces, done = [], 0
    for edit in sorted(edits):
        if edit.start < done:
            raise ValueError("two edits overlap")
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, text[done:]])


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, path: Path, start: int, *, mapping: bool) -> None:
        self.path, self.start, self.mapping = path, start, mapping
        self.key: str | None = None
        self.count = 0

    def take(self) -> Path:
        """Return the path of the value that comes next."""
        step = self.key if self.key is not None else self.count
        self.key, self.count = None, self.count + 1
        return (*self.path, step)


def spans_of(text: str) -> Spans:
    """Return where each part of a text stands that YAML can read without aliases."""
    spans, stack = Spans(), list[_Open]()
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            _close(spans, stack.pop(), event)
        elif isinstance(event, yaml.NodeEvent):
            _take(spans, stack, event)
    return spans


def _close(spans: Spans, ended: _Open, event: Any) -> None:
    spans.values[ended.path] = Span(ended.start, event.end_mark.index)


def _take(spans: Spans, stack: list[_Open], event: Any) -> None:
    span = Span(event.start_mark.index, event.end_mark.index)
    if stack and stack[-1].mapping and stack[-1].key is None:
        stack[-1].key = event.value
        spans.keys[(*stack[-1].path, event.value)] = span
        return
    path = stack[-1].take() if stack else ()
    spans.values[path] = span
    if isinstance(event, yaml.CollectionStartEvent):
        if event.flow_style:
            spans.flow.add(path)
        stack.append(_Open(path, span.start, mapping=isinstance(event, yaml.MappingStartEvent)))
