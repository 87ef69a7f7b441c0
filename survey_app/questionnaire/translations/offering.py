"""In which languages a questionnaire is offered to respondents, and the questionnaire in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.placing import with_weeks
from survey_app.questionnaire.problems import Severity
from survey_app.questionnaire.reader import served
from survey_app.questionnaire.translations.model import Standing
from survey_app.questionnaire.translations.reading import read_translation
from survey_app.questionnaire.translations.texts import texts_of, with_words

PARTIAL, WITHHELD = "partial", "withheld"
Translations = tuple[tuple[str, str], ...]  # language and the text of its file, in order


@dataclass(frozen=True, slots=True)
class Spoken:
    """Hold a questionnaire in one language that it is offered in; whole: no text is left in its own."""

    language: str
    compiled: Compiled
    whole: bool


def is_offered(questionnaire: Questionnaire, language: str, *, complete: bool) -> bool:
    """Tell whether a language is offered: when complete, or when the questionnaire says it need not be."""
    rule = questionnaire.languages.get(language)
    return rule != WITHHELD and (complete or rule == PARTIAL)


@lru_cache(maxsize=128)
def offered(
    source: bytes, translations: Translations, weeks: tuple[str, ...] = (), *, every: bool = False
) -> Mapping[str, Spoken]:
    """Return a stored questionnaire in each language that it is offered in, its own first.

    every: also in those that it is not offered in yet, as a preview shows them.
    """
    own = served(source, weeks)
    found = {own.questionnaire.language: Spoken(own.questionnaire.language, own, whole=True)}
    for language, text in translations:
        spoken = _spoken(source, language, text, weeks, every=every)
        if spoken is not None and language not in found:
            found[language] = spoken
    return MappingProxyType(found)


def _spoken(source: bytes, language: str, text: str, weeks: tuple[str, ...], *, every: bool) -> Spoken | None:
    plain = served(source).questionnaire
    reading = read_translation(text.encode(), plain.name, texts := texts_of(plain))
    if reading.translation is None or reading.translation.language != language:
        return None
    standing = Standing(texts, reading.translation)
    right = not any(found.severity is Severity.ERROR for found in reading.problems)
    complete = standing.complete and right
    if not every and not is_offered(plain, language, complete=complete):
        return None
    worded = with_words(plain, standing.words).model_copy(update={"language": language})
    compiled, bad = compile_questionnaire(with_weeks(worded, weeks))
    return None if bad else Spoken(language, compiled, whole=complete)
