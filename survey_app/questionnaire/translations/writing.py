"""Writing a translation file: made anew, or filled in where it stands, with its comments and its order."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.editing.document import Document, Edit
from survey_app.questionnaire.translations.model import Wording
from survey_app.questionnaire.translations.texts import Key, mark_of

_STEP = "  "
_WIDE = 90  # characters that stand in one line
_ONE_LINE = "lists"  # whose entries take one line each


def new_file(name: str, language: str) -> bytes:
    """Return a translation file without texts yet."""
    lines = [
        f"# {name} in another language. Below each source text, in a comment, stands its translation;",
        "# “source” marks the text that it was made from. survey-app translate keeps this file up to date.",
        f"translates: {name}",
        f"language: {language}",
    ]
    return "\n".join([*lines, ""]).encode()


def filled(source: bytes, texts: Mapping[Key, str], wordings: Mapping[Key, Wording | None]) -> bytes:
    """Return a translation file with these wordings; None makes room for a text that is to be written.

    The file reads without findings about YAML. What is not named stays as it is, character for character.
    """
    document = Document(source if source.endswith(b"\n") else source + b"\n")
    there = [key for key in texts if key in wordings and _stands(document, key)]
    edits = [edit for key in there if (new := wordings[key]) for edit in _replacing(document, key, new)]
    document = document.edited(edits)
    lacking = [key for key in texts if key in wordings and key not in there]
    return _Inserting(document, texts, wordings, lacking).done()


def without(source: bytes, keys: Sequence[tuple[str, ...]]) -> bytes:
    """Return a translation file without entries that its questionnaire does not know."""
    document = Document(source)
    edits = [_removal(document, key) for key in keys if key in document.spans.keys]
    return document.edited(edit for edit in edits if edit is not None).source


def _stands(document: Document, key: Key) -> bool:
    return key in document.spans.keys and document.at(key) is not None


def _replacing(document: Document, key: Key, new: Wording) -> Iterator[Edit]:
    """Yield what to change in an entry that is there, its text and its mark each in its own place."""
    value, spans = document.at(key), document.spans
    if not isinstance(value, dict):
        span = spans.values[key]
        if _same(value, new, value_mark=None):
            return
        mark = f", source: {new.mark}" if new.mark else ""
        yield Edit(span.start, span.end, f"{{text: {_quoted(new.text)}{mark}}}{_end(document, span)}")
        return
    if value.get("text") != new.text:
        yield from _put(document, (*key, "text"), _quoted(new.text))
    if new.mark and value.get("source") != new.mark:
        yield from _put(document, (*key, "source"), new.mark)


def _same(value: Any, new: Wording, *, value_mark: str | None) -> bool:
    return bool(value == new.text and value_mark == new.mark)


def _put(document: Document, path: Key, written: str) -> Iterator[Edit]:
    spans = document.spans
    if path in spans.values:
        span = spans.values[path]
        space = "" if document.text[span.start - 1 : span.start].isspace() else " "
        yield Edit(span.start, span.end, f"{space}{written}{_end(document, span)}")
        return
    owner = spans.values[path[:-1]]
    entry = f"{path[-1]}: {written}"
    if path[:-1] in spans.flow:
        yield Edit(owner.end - 1, owner.end - 1, f", {entry}")
        return
    start = min(spans.keys[one].start for one in spans.keys if one[:-1] == path[:-1])
    indent = _indent_at(document.text, start)
    yield Edit(start, start, f"{entry}\n{indent}")


def _end(document: Document, span: Any) -> str:
    """Return the line end that a block scalar takes with it."""
    return "\n" if span.end > span.start and document.text[span.end - 1] == "\n" else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _indent_at(text: str, position: int) -> str:
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return line[: len(line) - len(line.lstrip())]


def _removal(document: Document, key: Key) -> Edit | None:
    """Return what takes an entry of a block out with its lines; one in braces is left to its author."""
    if key[:-1] in document.spans.flow:
        return None
    start = document.text.rfind("\n", 0, document.spans.keys[key].start) + 1
    return Edit(start, _line_after(document.text, _last(document, key)), "")


def _last(document: Document, key: tuple[str | int, ...]) -> int:
    """Return where the last value at or below a key ends; a collection's own end lies after its blanks."""
    spans, depth = document.spans, len(key)
    ends = [
        span.end
        for path, span in spans.values.items()
        if path[:depth] == key and (path in spans.flow or not isinstance(document.at(path), dict | list))
    ]
    return max(ends, default=spans.keys[key].end)


def _line_after(text: str, position: int) -> int:
    """Return where the line begins that follows a position."""
    if position and text[position - 1] == "\n":
        return position
    end = text.find("\n", position)
    return len(text) if end < 0 else end + 1


@dataclass
class _Inserting:
    """Put what a file lacks after what comes before it in the questionnaire."""

    document: Document
    texts: Mapping[Key, str]
    wordings: Mapping[Key, Wording | None]
    lacking: Sequence[Key]
    chunks: dict[int, list[str]] = field(default_factory=dict)

    def done(self) -> bytes:
        """Return the file with everything in it."""
        done: set[Key] = set()
        for key in self.lacking:
            depth = next(at for at in range(1, len(key) + 1) if not self._is_mapping(key[:at]))
            top = key[:depth]
            if top not in done:
                done.add(top)
                self._insert(top)
        edits = [Edit(at, at, "".join(chunk)) for at, chunk in self.chunks.items()]
        return self.document.edited(edits).source

    def _is_mapping(self, path: Key) -> bool:
        return isinstance(self.document.at(path), dict) and bool(self.document.at(path))

    def _insert(self, top: Key) -> None:
        """Write everything that is lacking at or below a key, where its place in the order is."""
        document, parent = self.document, top[:-1]
        below = [key for key in self.lacking if key[: len(top)] == top]
        if parent in document.spans.flow:
            end = document.spans.values[parent].end - 1
            self.chunks.setdefault(end, []).append(f", {self._flow(top, below)}")
            return
        indent = self._indent(parent)
        if top in document.spans.keys:  # a name with nothing below it
            at = _line_after(document.text, document.spans.keys[top].end)
            empty = document.spans.values[top]
            if document.text[empty.start : empty.end].strip():  # {} or ~
                self.chunks.setdefault(empty.start, []).append("# ")
            lines = (
                self._lines(top, below, indent)[1:] if top not in self.texts else self._entry(top, indent)[1:]
            )
        else:
            at, lines = self._place(top), self._lines(top, below, indent)
        self.chunks.setdefault(at, []).append("".join(f"{line}\n" for line in lines))

    def _indent(self, parent: Key) -> str:
        inside = [span.start for path, span in self.document.spans.keys.items() if path[:-1] == parent]
        return _indent_at(self.document.text, min(inside)) if inside else _STEP * len(parent)

    def _place(self, top: Key) -> int:
        """Return where an entry goes: after the nearest one before it that is there, else at the end."""
        document, depth = self.document, len(top)
        order = list(dict.fromkeys(key[:depth] for key in self.texts if key[: depth - 1] == top[:-1]))
        before = order[: order.index(top)]
        for other in reversed(before):
            if other in document.spans.keys:
                return _line_after(document.text, _last(document, other))
        inside = [path for path in document.spans.keys if path[:-1] == top[:-1] and path not in order]
        if top[:-1] and not inside:
            first = min(span.start for path, span in document.spans.keys.items() if path[:-1] == top[:-1])
            return document.text.rfind("\n", 0, first) + 1
        ends = [_line_after(document.text, _last(document, path)) for path in inside]
        return max(ends, default=len(document.text))

    def _lines(self, top: Key, below: Sequence[Key], indent: str) -> list[str]:
        if top in self.texts:
            return self._entry(top, indent)
        lines = [f"{indent}{top[-1]}:"]
        for child in dict.fromkeys(key[: len(top) + 1] for key in below):
            inside = [key for key in below if key[: len(child)] == child]
            lines += self._lines(child, inside, indent + _STEP)
        return lines

    def _entry(self, key: Key, indent: str) -> list[str]:
        text, wording = self.texts[key], self.wordings[key]
        mark = wording.mark if wording else mark_of(text)
        written = f" {_quoted(wording.text)}" if wording else ""
        if key[0] == _ONE_LINE and len(text) < _WIDE and wording:
            source = f", source: {mark}" if mark else ""
            return [f"{indent}{key[-1]}: {{text:{written}{source}}}"]
        comments = [f"{indent}{_STEP}# {line}".rstrip() for line in text.splitlines()]
        marks = [f"{indent}{_STEP}source: {mark}"] if mark else []
        return [f"{indent}{key[-1]}:", *comments, f"{indent}{_STEP}text:{written}", *marks]

    def _flow(self, top: Key, below: Sequence[Key]) -> str:
        if top in self.texts:
            wording = self.wordings[top]
            mark = wording.mark if wording else mark_of(self.texts[top])
            text = _quoted(wording.text) if wording else "null"
            return f"{top[-1]}: {{text: {text}" + (f", source: {mark}}}" if mark else "}")
        children = dict.fromkeys(key[: len(top) + 1] for key in below)
        inside = ", ".join(
            self._flow(child, [key for key in below if key[: len(child)] == child]) for child in children
        )
        return f"{top[-1]}: {{{inside}}}"
