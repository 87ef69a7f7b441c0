"""Walks written down as a test file."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.answers.walks.model import Expected, Step, Walk, WalkFile

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_MEANT = frozenset({"true", "false", "null"})


def flow(value: Any) -> str:
    """Return a value in one line of YAML that reads back as it is."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{flow(key)}: {flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _MEANT:
        return value
    return json.dumps(value, ensure_ascii=False)


def written(file: WalkFile, remarks: tuple[str, ...] = ()) -> str:
    """Return a test file with these walks; remarks stand above them as comments."""
    lines = [f"# {remark}" for remark in remarks]
    if file.weeks:
        lines.append(f"weeks: {{from: {file.weeks[0]}, to: {file.weeks[-1]}}}")
    if file.today:
        lines.append(f"today: {file.today.isoformat()}")
    lines.append("walks:")
    for walk in file.walks:
        lines += _walk(walk)
    return "\n".join(lines) + "\n"


def _walk(walk: Walk) -> Iterator[str]:
    yield f"  - walk: {flow(walk.title)}"
    if walk.today:
        yield f"    today: {walk.today.isoformat()}"
    yield "    steps:"
    for step in walk.steps:
        yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    yield "      - give:" if step.give else "      - give: {}"
    for name, raw in step.give.items():
        yield f"          {name}: {flow(raw)}"
    yield "        expect:"
    yield from (f"          {key}: {flow(found)}" for key, found in _expected(step.expect))


def _expected(expect: Expected) -> Iterator[tuple[str, Any]]:
    for key in ("visible", "hidden", "error", "value"):
        if found := getattr(expect, key):
            yield key, found
    for key in ("pages", "complete"):
        if (found := getattr(expect, key)) is not None:
            yield key, found
