"""Make texts fit what a file format can hold, and report every change."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from survey_app.exports.left_out import LeftOut

T = TypeVar("T")

REPLACEMENT = "\ufffd"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# embeddings and overrides end with POP DIRECTIONAL FORMATTING, isolates with POP DIRECTIONAL ISOLATE
CLOSERS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
TURNS = re.compile(f"[{''.join(CLOSERS)}]")


def legal_text(text: str, place: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Replace characters that XML cannot hold by U+FFFD; give the text and what was left out."""
    found = sorted(set(NOT_IN_XML.findall(text)))
    if not found:
        return text, ()
    what = ", ".join(f"U+{ord(character):04X}" for character in found)
    why = f"this file format cannot hold the character; {REPLACEMENT} stands in its place"
    return NOT_IN_XML.sub(REPLACEMENT, text), (LeftOut(place, what, why),)


def with_texts(data: T, change: Callable[[str], str]) -> T:
    """Give a copy of nested dataclasses, tuples, lists and mappings with every text changed; keys stay."""
    return _changed(data, change)  # type: ignore[no-any-return]


def contained(text: str) -> str:
    """Close what a text left open that turns the direction of writing, so that it ends with the text."""
    if not TURNS.search(text):
        return text
    closers: list[str] = []
    for character in text:
        if character in CLOSERS:
            closers.append(CLOSERS[character])
        elif closers and character == closers[-1]:
            closers.pop()
    return text + "".join(reversed(closers))


def _changed(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, tuple):
        return tuple(_changed(item, change) for item in data)
    if isinstance(data, list):
        return [_changed(item, change) for item in data]
    if isinstance(data, Mapping):
        return {key: _changed(value, change) for key, value in data.items()}
    if is_dataclass(data) and not isinstance(data, type):
        changes = {f.name: _changed(getattr(data, f.name), change) for f in fields(data)}
        return replace(data, **changes)
    return data


def with_legal_texts(data: T, place: str) -> tuple[T, tuple[LeftOut, ...]]:
    """Give a copy whose texts XML can hold, and what was left out of them."""
    left_out: list[LeftOut] = []

    def change(text: str) -> str:
        legal, missing = legal_text(text, place)
        left_out.extend(missing)
        return legal

    return with_texts(data, change), tuple(dict.fromkeys(left_out))
