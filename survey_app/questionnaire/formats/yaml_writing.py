"""A questionnaire's data as YAML that reads as if a designer had written it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.yaml_text import resolves_to_text

_LONGEST = 110  # of a line, where a text can be broken or an entry written on several lines
_FLOWING = frozenset({"lists", "scale", "carried", "weeks"})  # below these, short entries stand on one line
_UNSEEN = r"\x00-\x1f\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2066-\u2069\ufeff\ufffe\uffff"
_PLAIN_IN_FLOW = re.compile(rf"[^\W_][^{_UNSEEN}#:{{}}\[\],\"'`&*!|>%@\\]*")
_PLAIN = re.compile(rf"([^\W_]|[$.(“])[^{_UNSEEN}]*")
_NOT_PLAIN = re.compile(r": | #|[: ]$|^\.\.\.")
_BLOCK_LINE = re.compile(rf"[^{_UNSEEN}]*")


def yaml_text(data: Mapping[str, Any]) -> str:
    """Return a questionnaire's file; its data reads back as it is."""
    blocks: list[str] = []
    for key, value in data.items():
        spaced = isinstance(value, Mapping | list) and bool(value) and bool(blocks)
        blocks.append("\n" * spaced + "\n".join(entry(key, value, 0, flowing=key in _FLOWING)))
    return "\n".join(blocks) + "\n"


def flow(value: Any) -> str:
    """Return a value in one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{flow(key)}: {flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, str) and _PLAIN_IN_FLOW.fullmatch(value) and value[-1] != " ":
        return value if resolves_to_text(value) else _quoted(value)
    return _quoted(value) if isinstance(value, str) else json.dumps(value)


def entry(key: str, value: Any, depth: int, *, flowing: bool) -> Iterator[str]:
    """Yield the lines of one key with its value; flowing: whether entries of lists stand on one line each."""
    start = f"{'  ' * depth}{flow(key)}:"
    if isinstance(value, Mapping) and value:
        if key in ("scale", "weeks") and len(line := f"{start} {flow(value)}") <= _LONGEST:
            yield line
            return
        yield start
        for inner, one in value.items():
            yield from entry(inner, one, depth + 1, flowing=flowing or inner in _FLOWING)
    elif isinstance(value, list) and value:
        yield start
        for one in value:
            yield from item(one, depth + 1, flowing=flowing or key in _FLOWING)
    elif isinstance(value, str):
        yield from _text(start, value, "  " * (depth + 1))
    else:
        yield f"{start} {flow(value)}"


def item(value: Any, depth: int, *, flowing: bool) -> Iterator[str]:
    """Yield the lines of one entry of a list."""
    start = f"{'  ' * depth}- "
    line = start + flow(value)
    nested = isinstance(value, Mapping) and any(isinstance(one, list | Mapping) for one in value.values())
    if not isinstance(value, Mapping) or not value or (flowing and not nested and len(line) <= _LONGEST):
        yield line
        return
    lines = [line for key, one in value.items() for line in entry(key, one, depth + 1, flowing=flowing)]
    yield start + lines[0].lstrip(" ")
    yield from lines[1:]


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """Yield a key with a text: plain, folded, as a block of lines, or in quotes."""
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and resolves_to_text(text)
    line = f"{start} {text if plain else _quoted(text)}"
    if "\n" in text and _as_block(text):
        yield f"{start} |" + "-" * (not text.endswith("\n"))
        yield from ((indent + one if one else "") for one in text.removesuffix("\n").split("\n"))
    elif len(line) > _LONGEST and _as_folded(text):
        yield f"{start} >-"
        yield from (indent + one for one in _folded(text, _LONGEST - len(indent)))
    else:
        yield line


def _as_block(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 2 or not lines[-1] or not lines[0] or lines[0][0] == " ":
        return False
    return all(_BLOCK_LINE.fullmatch(line) and line[-1:] != " " for line in lines)


def _as_folded(text: str) -> bool:
    return bool(_BLOCK_LINE.fullmatch(text)) and "  " not in text and text.strip(" ") == text and " " in text


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _quoted(text: str) -> str:
    """Return a text in double quotes; what cannot be seen stands there by its number."""
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(f"[{_UNSEEN}]", lambda found: f"\\u{ord(found[0]):04x}", quoted)
