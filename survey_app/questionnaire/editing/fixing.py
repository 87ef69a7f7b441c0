"""Mending what has only one reading: each fix is tried, and kept only if its finding is gone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from survey_app.questionnaire.editing.document import Document, Edit
from survey_app.questionnaire.editing.indenting import without_tabs
from survey_app.questionnaire.editing.quoting import quoted_expressions
from survey_app.questionnaire.problems import Place, Problem
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.shape import keys_at
from survey_app.questionnaire.types import QuestionBase
from survey_app.questionnaire.yaml_text import Path

MOST = 100  # fixes of one file
_NEAR = 0.75  # how alike a misspelt key and its candidate are, of 1
_FLAGS = {"yes": "true", "no": "false", "true": "true", "false": "false", "on": "true", "off": "false"}


@dataclass(frozen=True, slots=True)
class Fix:
    """Tell what was mended, and where it stood when its turn came."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """Hold the file after mending, and everything that was mended."""

    source: bytes
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class _Offer:
    """Hold a possible fix: what to edit, and what to tell."""

    edits: tuple[Edit, ...]
    message: str


def fix(source: bytes) -> Fixed:
    """Mend what has only one reading: misspelt keys, missing and needless quotes, tabs that indent."""
    fixes: list[Fix] = []
    while len(fixes) < MOST:
        better = next(_better(source), None)
        if better is None:
            break
        source, done = better
        fixes.append(done)
    return Fixed(source, tuple(fixes))


def _better(source: bytes) -> Iterator[tuple[bytes, Fix]]:
    """Yield the file with one finding mended, for each finding that can be."""
    before = read(source).errors
    for found in before:
        offer = _OFFERS.get(found.code, _nothing)(Document(source), found)
        if offer is None:
            continue
        mended = Document(source).edited(offer.edits).source
        if _is_gone(found, before, read(mended).errors):
            yield mended, Fix(found.place, offer.message)


def _is_gone(found: Problem, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> bool:
    """Tell whether a finding is mended; one that hid others may bring them to light, further down."""
    same = [one for one in after if (one.code, one.message) == (found.code, found.message)]
    were = [one for one in before if (one.code, one.message) == (found.code, found.message)]
    if found.code == "not-yaml":
        return all(one.code != "not-yaml" or one.place.line > found.place.line for one in after)
    return len(same) < len(were)


def _nothing(document: Document, found: Problem) -> _Offer | None:
    return None


def _key(document: Document, found: Problem) -> _Offer | None:
    """Offer the one key that a misspelt one is like, if it is not there yet."""
    path = next((path for path, place in document.tree.keys.items() if place == found.place), None)
    if path is None:
        return None
    name, known = str(path[-1]), keys_at(document.tree, path[:-1])
    close = get_close_matches(name, known, n=2, cutoff=_NEAR)
    plain = [key for key in known if _plain(key) == _plain(name)]
    meant = plain or close
    if len(meant) != 1 or meant[0] in (document.at(path[:-1]) or {}):
        return None
    span = document.spans.keys[path]
    return _Offer((Edit(span.start, span.end, meant[0]),), f"The key “{name}” became “{meant[0]}”.")


def _type_key(document: Document, found: Problem) -> _Offer | None:
    """Offer the key “type” for one that is like it: before that, nobody knows the keys of a question."""
    path = next((path for path, place in document.tree.places.items() if place == found.place), ())
    owner = document.at(path)
    keys = [key for key in owner if key not in QuestionBase.model_fields] if isinstance(owner, dict) else []
    close = [key for key in keys if _plain(key) == "type"] or get_close_matches("type", keys, 2, _NEAR)
    if len(close) != 1:
        return None
    span = document.spans.keys[(*path, close[0])]
    return _Offer((Edit(span.start, span.end, "type"),), f"The key “{close[0]}” became “type”.")


def _plain(key: str) -> str:
    return key.lower().replace("-", "_").replace(" ", "_")


def _value(document: Document, found: Problem) -> _Offer | None:
    """Offer quotes around a figure where a text is wanted, none where a figure or true or false is."""
    places = document.tree.places.items()
    path = next((path for path, place in places if place == found.place and path in _leaves(document)), None)
    if path is None:
        return None
    span, value = document.spans.values[path], document.at(path)
    written = document.text[span.start : span.end]
    if isinstance(value, bool | int | float):
        return _Offer(
            (Edit(span.start, span.end, f'"{written}"'),), f"“{path[-1]}: {written}” is in quotes now."
        )
    plain = str(value).strip()
    new = plain if plain.isascii() and plain.removeprefix("-").isdigit() else _FLAGS.get(plain.lower())
    if new is None:
        return None
    return _Offer((Edit(span.start, span.end, new),), f"“{path[-1]}: {written}” became “{path[-1]}: {new}”.")


def _leaves(document: Document) -> set[Path]:
    return {path for path in document.tree.places if not isinstance(document.at(path), dict | list)}


def _yaml(document: Document, found: Problem) -> _Offer | None:
    """Offer spaces for tabs that indent, or quotes around expressions within braces."""
    text = document.text
    if edits := without_tabs(text):
        return _Offer(tuple(edits), "Spaces indent now what tabs did.")
    if edits := quoted_expressions(text, found.place.line):
        return _Offer(tuple(edits), "The expression within { } is in quotes now.")
    return None


_OFFERS: Mapping[str, Callable[[Document, Problem], _Offer | None]] = {
    "unknown-key": _key,
    "no-type": _type_key,
    "wrong-shape": _value,
    "not-yaml": _yaml,
}
