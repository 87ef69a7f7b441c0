"""The texts of a questionnaire by name, and the questionnaire with other words in their place.

Where a text stands in a translation file is its key: ("title",), ("pages", page, "label"),
("questions", question, "hint"), ("questions", question, "scale", "low"), ("lists", list, choice).
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, get_args

from pydantic import BaseModel

from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.types import CITIES, Choice, Group, QuestionBase, european_cities
from survey_app.questionnaire.types.base import Part, Words
from survey_app.questionnaire.yaml_text import Path

Key = tuple[str, ...]
_MARK_LENGTH = 8
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")  # never a number to YAML


def mark_of(text: str) -> str:
    """Return the short hash of a source text that a translation carries: eight letters."""
    return sha256(text.encode()).hexdigest()[:_MARK_LENGTH].translate(_LETTERS)


def texts_of(questionnaire: Questionnaire) -> dict[Key, str]:
    """Return every text that respondents read, by its key, in the order of the file."""
    return {key: text for key, (text, _) in placed_texts(questionnaire).items()}


def placed_texts(questionnaire: Questionnaire) -> dict[Key, tuple[str, Path]]:
    """Return every text with its path in the questionnaire's file, which does not hold the shipped cities."""
    found: dict[Key, tuple[str, Path]] = {}
    shipped = questionnaire.lists.get(CITIES) == european_cities()

    def collect(key: Key, text: str, path: Path) -> str:
        if not shipped or key[:2] != ("lists", CITIES):
            found.setdefault(key, (text, path))
        return text

    _Walk(collect).part(questionnaire, (), ())
    return found


def with_words(questionnaire: Questionnaire, words: Mapping[Key, str]) -> Questionnaire:
    """Return a questionnaire with other words: the same names, choices and conditions."""
    spoken: Questionnaire = _Walk(lambda key, text, _: words.get(key, text)).part(questionnaire, (), ())
    return spoken


@lru_cache(maxsize=200)
def _worded(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of a part that hold words for respondents."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if any(isinstance(one, Words) for one in field.metadata) or _says_words(field.annotation)
    )


def _says_words(annotation: Any) -> bool:
    marks = getattr(annotation, "__metadata__", ())
    return any(isinstance(mark, Words) for mark in marks) or any(map(_says_words, get_args(annotation)))


class _Walk:
    """Take every text of a part and of what stands in it, and put what is said instead in its place."""

    def __init__(self, say: Callable[[Key, str, Path], str]) -> None:
        self.say = say

    def part(self, part: Any, key: Key, path: Path) -> Any:
        changed: dict[str, Any] = {}
        for name, field in type(part).model_fields.items():
            value, written = getattr(part, name), field.alias or name
            new = self._value(part, name, value, (key, written), (*path, written))
            if new is not value:
                changed[name] = new
        return _copy(part, changed) if changed else part

    def _value(self, part: Any, name: str, value: Any, where: tuple[Key, str], path: Path) -> Any:
        key, written = where
        if isinstance(value, str):
            spoken = name in _worded(part.__class__)
            own = key if isinstance(part, Choice) and name == "label" else (*key, written)
            return self.say(own, value, path) if spoken else value
        if isinstance(value, dict):
            inside = {one: self._many((*key, written, one), value[one], (*path, one)) for one in value}
            return inside if any(inside[one] is not value[one] for one in value) else value
        if isinstance(value, tuple):
            return self._many(
                key if isinstance(part, Group | Page | Questionnaire) else (*key, written), value, path
            )
        return self.part(value, (*key, written), path) if isinstance(value, Part) else value

    def _many(self, key: Key, values: Any, path: Path) -> Any:
        if not isinstance(values, tuple) or not any(isinstance(one, Part) for one in values):
            return values
        new = tuple(
            self.part(one, _key_of(one, key), (*path, place)) if isinstance(one, Part) else one
            for place, one in enumerate(values)
        )
        return new if any(one is not old for one, old in zip(new, values, strict=True)) else values


def _copy(part: Any, changed: dict[str, Any]) -> Any:
    copied = part.model_copy(update=changed)
    for remembered in copied.__dict__.keys() - type(part).model_fields.keys():
        del copied.__dict__[remembered]  # what was worked out from the old words
    return copied


def _key_of(part: Any, above: Key) -> Key:
    """Return under what a part's texts stand: pages, groups and questions by name, the rest in place."""
    name = str(getattr(part, "name", ""))
    if isinstance(part, Page):
        return ("pages", name)
    if isinstance(part, Group):
        return ("groups", name)
    if isinstance(part, QuestionBase) and above[:1] != ("questions",):
        return ("questions", name)
    return (*above, name) if name else above
