"""The texts of a questionnaire in other languages, as files beside it: NAME.fi.yaml beside NAME.yaml."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.model import TextPath
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.yaml_text import read_yaml

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def languages_beside(stem: str, beside: Mapping[str, bytes]) -> dict[str, dict[TextPath, str]]:
    """Return the texts of each language whose file stands beside NAME.yaml; raise ConversionRefused."""
    found: dict[str, dict[TextPath, str]] = {}
    for name, content in beside.items():
        language = name.removeprefix(f"{stem}.").rpartition(".")[0]
        if name.startswith(f"{stem}.") and _LANGUAGE.fullmatch(language):
            tree = read_yaml(content)
            if tree.problems:
                raise refusal("not-yaml-beside", name=name, detail=tree.problems[0].message)
            found[language] = dict(_texts(tree.data, ()))
    return found


def _texts(part: Any, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    """Yield every text with its path; it stands beside the mark of its source, or alone."""
    if isinstance(part, str):
        yield (*path, "label") if path[:1] == ("lists",) and len(path) == 3 else path, part
    elif isinstance(part, dict) and isinstance(part.get("text"), str) and "of" in part:
        yield from _texts(part["text"], path)
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _texts(inner, (*path, str(key)))


def translation_file(texts: Mapping[TextPath, str], data: Mapping[str, Any]) -> bytes:
    """Return the file of one language, in the order of the questionnaire."""
    parts: dict[str, Any] = {}
    order = {path: (place, source) for place, (path, source) in enumerate(sources(data))}
    for path in sorted(texts, key=lambda one: order.get(one, (len(order), ""))[0]):
        here = parts
        for step in path[:-1]:
            here = here.setdefault(step, {})
        here[path[-1]] = {"text": texts[path], "of": mark(order.get(path, (0, ""))[1])}
    return yaml_text(parts).encode()


def mark(source: str) -> str:
    """Return the short mark of a source text, by which a stale translation is known."""
    return hashlib.sha256(source.encode()).hexdigest()[:8]


def sources(data: Mapping[str, Any]) -> Iterator[tuple[TextPath, str]]:
    """Yield every text of a questionnaire's own language with its path."""
    yield from (((key,), one) for key, one in data.items() if isinstance(one, str))
    for name, choices in (data.get("lists") or {}).items():
        for choice in choices:
            yield ("lists", name, str(choice.get("name")), "label"), str(choice.get("label"))
    for page in data.get("pages") or []:
        yield from _own(("pages", str(page.get("name"))), page)
        yield from _inside(page.get("questions") or [])


def _inside(questions: list[Any]) -> Iterator[tuple[TextPath, str]]:
    for one in questions:
        yield from _own(("questions", str(one.get("name"))), one)
        yield from _inside(one.get("questions") or [])


def _own(path: TextPath, part: Mapping[str, Any]) -> Iterator[tuple[TextPath, str]]:
    yield from (((*path, key), one) for key, one in part.items() if isinstance(one, str))
