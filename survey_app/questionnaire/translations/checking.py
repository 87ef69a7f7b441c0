"""What is wrong with the translations beside a questionnaire, each finding with its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import MAX_TOLD, Place, Problem
from survey_app.questionnaire.translations.findings import finding
from survey_app.questionnaire.translations.model import Standing, piped
from survey_app.questionnaire.translations.reading import TranslationReading, read_translation
from survey_app.questionnaire.translations.texts import Key, placed_texts
from survey_app.questionnaire.yaml_text import Tree

_WORD = re.compile(r"[^\W\d_]{3,}")
_ALIKE_WORDS = 4  # so many words are not the same in two languages by chance


@dataclass(frozen=True)
class Beside:
    """Hold the translation files beside a questionnaire, by language."""

    file: str  # the name of the questionnaire's file, such as city-needs.yaml
    sources: Mapping[str, bytes]

    def name_of(self, language: str) -> str:
        """Return the name of the file for a language."""
        return f"{self.file.removesuffix('.yaml')}.{language}.yaml"


def check_translations(compiled: Compiled, tree: Tree, beside: Beside) -> Iterator[tuple[str, Problem]]:
    """Yield every finding about translations with the name of the file that it stands in.

    A text that is missing stands where its source does, in the questionnaire; all else in the translation.
    """
    questionnaire = compiled.questionnaire
    texts = placed_texts(questionnaire)
    known = {key: text for key, (text, _) in texts.items()}
    for language in questionnaire.languages:
        place = tree.key_place(("languages", language))
        if language == questionnaire.language:
            yield beside.file, finding("own-language", place, language=language)
        elif language not in beside.sources:
            yield beside.file, finding("no-file", place, language=language, file=beside.name_of(language))
    standings: dict[str, tuple[Standing, Tree]] = {}
    for language, source in beside.sources.items():
        reading = read_translation(source, questionnaire.name, known)
        file = beside.name_of(language)
        for found in [*reading.problems, *_named(reading, language, questionnaire.language)]:
            yield file, found
        if reading.translation is not None:
            standing = Standing(known, reading.translation)
            standings[language] = (standing, reading.tree)
            partial = questionnaire.languages.get(language) == "partial"
            places = {key: tree.place(path) for key, (_, path) in texts.items()}
            for found in _missing(standing, places, file, partial=partial):
                yield beside.file, found
            for found in _differing(standing, reading.tree):
                yield file, found
    for language, found in _alike(standings, questionnaire.language):
        yield beside.name_of(language), found


def _named(reading: TranslationReading, language: str, source: str) -> Iterator[Problem]:
    if reading.translation is None:
        return
    place = reading.tree.place(("language",))
    if reading.translation.language != language:
        words = {"named": language, "language": reading.translation.language}
        yield finding("other-language", place, **words)
    if reading.translation.language == source:
        yield finding("source-language", place, language=source)


def told(key: Key) -> str:
    """Return a text's key in words: “label” of the question “city”."""
    if len(key) == 1:
        return f"“{key[0]}”"
    if key[0] == "lists":
        return f"the choice “{key[-1]}” of the list “{key[1]}”"
    return f"“{'.'.join(key[2:])}” of the {key[0].removesuffix('s')} “{key[1]}”"


def _missing(
    standing: Standing, places: Mapping[Key, Place], file: str, *, partial: bool
) -> Iterator[Problem]:
    code = "missing-partial" if partial else "missing-text"
    for key in standing.missing[:MAX_TOLD]:
        words = {"language": standing.translation.language, "file": file, "source": standing.texts[key]}
        yield finding(code, places[key], what=told(key), **words)


def _differing(standing: Standing, tree: Tree) -> Iterator[Problem]:
    for key in standing.stale[:MAX_TOLD]:
        what = told(key)
        words = {"What": what[:1].upper() + what[1:], "source": standing.texts[key]}
        yield finding("stale-text", tree.place(key), **words)
    for key in standing.differing:
        these, those = piped(standing.translation.wordings[key].text), piped(standing.texts[key])
        yield finding(
            "other-answers", tree.place(key), these=_named_answers(these), those=_named_answers(those)
        )


def _named_answers(names: frozenset[str]) -> str:
    return ", ".join(f"${{{name}}}" for name in sorted(names)) or "no answer"


def _alike(standings: Mapping[str, tuple[Standing, Tree]], source: str) -> Iterator[tuple[str, Problem]]:
    """Yield texts of several words that read the same in two languages; variants of one language may."""
    seen: dict[tuple[Key, str], str] = {}
    for language, (standing, tree) in standings.items():
        for key, wording in standing.translation.wordings.items():
            if len(_WORD.findall(wording.text)) < _ALIKE_WORDS:
                continue
            words = {"language": language, "other": seen.setdefault((key, wording.text), language)}
            if wording.text == standing.texts.get(key) and _base(language) != _base(source):
                yield language, finding("same-as-source", tree.place(key), **words)
            elif _base(words["other"]) != _base(language):
                yield language, finding("same-as-language", tree.place(key), **words)


def _base(language: str) -> str:
    return language.split("-", 1)[0]
