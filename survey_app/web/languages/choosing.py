"""Which language a respondent reads: chosen on this device, else a guess from the browser's languages."""

from collections.abc import Iterable, Mapping
from typing import cast

from flask import g, request
from flask import session as cookie

from survey_app.questionnaire.translations.offering import Spoken
from survey_app.storage.records import OpenSheet
from survey_app.web.languages.catalogue import ENGLISH, SPOKEN
from survey_app.web.languages.speaking import speak, tongue
from survey_app.web.questionnaires import spoken_questionnaires
from survey_app.web.unit import session


def settle(opened: OpenSheet) -> None:
    """Let the request speak the language in which this device's colleague reads the sheet."""
    g.spoken = spoken_questionnaires(session(), opened.sheet.version_id, opened.round)
    kept = opened.contributor.language if opened.contributor else None
    speak(_liked(spoken(), kept) or next(iter(spoken())))


def guess() -> None:
    """Let the request speak a language of the product's own: where no sheet says which there are."""
    if "tongue" not in g:
        speak(_liked(SPOKEN, None) or ENGLISH)


def _liked(offered: Iterable[str], kept: str | None) -> str | None:
    known = list(offered)
    for language in (cookie.get("language"), kept):
        if language in known:
            return cast(str, language)
    return _first_wanted(known) if len(known) > 1 else None


def _first_wanted(known: list[str]) -> str | None:
    """Return the language that the browser likes best; one who asks for de-AT is glad of de."""
    for wanted, quality in request.accept_languages:
        plain = wanted.lower()
        for asked in (plain, plain.partition("-")[0]):
            found = [one for one in known if asked in (one.lower(), one.lower().partition("-")[0])]
            if found and quality > 0:
                return next((one for one in found if one.lower() == plain), found[0])
    return None


def spoken() -> Mapping[str, Spoken]:
    """Return the sheet's questionnaire in each language that it is offered in, its own first."""
    return cast(Mapping[str, Spoken], g.spoken)


def this_one() -> Spoken:
    """Return the sheet's questionnaire in the request's language."""
    return spoken()[tongue().tag]


def choose(language: str) -> bool:
    """Speak a language from now on, on this device; tell whether the sheet is offered in it."""
    if language not in spoken():
        return False
    cookie["language"], cookie.permanent = language, True
    speak(language)
    return True


def languages() -> Mapping[str, Spoken]:
    """Return what a respondent's page offers: nothing outside of a sheet."""
    return cast(Mapping[str, Spoken], g.get("spoken", {}))
