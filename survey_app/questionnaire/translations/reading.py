"""From a translation file's bytes to a translation; whatever is wrong as a finding in its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.problems import MAX_TOLD, Problem, near
from survey_app.questionnaire.translations.findings import finding
from survey_app.questionnaire.translations.model import Translation, Wording
from survey_app.questionnaire.translations.texts import Key
from survey_app.questionnaire.yaml_text import Path, Tree, read_yaml

LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
MAX_TEXT = 10_000  # characters, as in a questionnaire
_OWN = ("translates", "language")
_LEAF = frozenset({"text", "source"})


@dataclass(frozen=True)
class TranslationReading:
    """Hold what a translation file says, and all findings about it; None where it cannot be used at all."""

    translation: Translation | None
    problems: tuple[Problem, ...]
    tree: Tree


def read_translation(source: bytes, name: str, texts: Mapping[Key, str]) -> TranslationReading:
    """Read a translation file of a questionnaire by that name with those texts."""
    tree = read_yaml(source)
    if tree.problems:
        return TranslationReading(None, tuple(tree.problems), tree)
    work = _Work(tree, texts)
    language = work.head(name)
    if language is None:
        return TranslationReading(None, tuple(work.problems), tree)
    work.take((), {key: value for key, value in tree.data.items() if key not in _OWN})
    return TranslationReading(Translation(language, work.wordings), tuple(work.problems[:MAX_TOLD]), tree)


@dataclass
class _Work:
    tree: Tree
    texts: Mapping[Key, str]
    wordings: dict[Key, Wording] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.below: dict[Key, dict[str, None]] = {}  # what a questionnaire has under each part of a key
        for key in self.texts:
            for depth in range(len(key)):
                self.below.setdefault(key[:depth], {})[key[depth]] = None

    def tell(self, code: str, path: Path, *, key: bool = False, **words: Any) -> None:
        place = self.tree.key_place(path) if key else self.tree.place(path)
        self.problems.append(finding(code, place, **words))

    def head(self, name: str) -> str | None:
        """Return the language that the file says it is in, None where it is no translation of this."""
        data = self.tree.data
        if not isinstance(data, dict):
            self.tell("no-translation", ())
            return None
        language, translates = data.get("language"), data.get("translates", name)
        if not isinstance(language, str) or not re.fullmatch(LANGUAGE, language):
            self.tell("no-language", ("language",))
            return None
        if translates != name:
            self.tell("of-another", ("translates",), value=translates, name=name)
            return None
        return language

    def take(self, above: Key, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            key: Key = (*above, str(name))
            if key in self.texts:
                self._wording(key, value)
            elif key not in self.below:
                hint = near(str(name), list(self.below.get(above, ())), "Known here")
                self.tell("unknown-text", key, key=True, name=name, hint=hint)
            elif isinstance(value, dict):
                self.take(key, value)
            elif value is not None:
                self.tell("no-names", key, name=name)

    def _wording(self, key: Key, value: Any) -> None:
        text, mark = value, None
        if isinstance(value, dict):
            for name in value.keys() - _LEAF:
                self.tell(
                    "unknown-text", (*key, name), key=True, name=name, hint="Known here: “source”, “text”."
                )
            text, mark = value.get("text"), value.get("source")
        if mark is not None and not isinstance(mark, str):
            self.tell("bad-mark", (*key, "source"))
            mark = None
        if text is None or (isinstance(text, str) and not text.strip()):
            return  # left to be translated
        if not isinstance(text, str):
            self.tell("no-words", key, name=key[-1])
        elif len(text) > MAX_TEXT:
            self.tell("long-words", key, count=len(text), limit=MAX_TEXT)
        else:
            self.wordings[key] = Wording(text, mark)
