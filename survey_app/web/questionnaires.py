"""Stored questionnaires, compiled: each version is loaded and read once by an app."""

from collections.abc import Mapping

from flask import current_app

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.questionnaire.translations.offering import Spoken, Translations, offered
from survey_app.rounds.model import Round
from survey_app.storage import Session, questionnaires

EVERY_LANGUAGE = "every-language"  # of an app that shows translations which are not offered yet


def questionnaire_of(session: Session, version_id: int, this: Round) -> Compiled:
    """Return the compiled questionnaire of a version in its own language, asking for the weeks of a round."""
    source, _ = _texts(session, version_id)
    return served(source, this.frame.weeks)


def spoken_questionnaires(session: Session, version_id: int, this: Round) -> Mapping[str, Spoken]:
    """Return the questionnaire of a version in each language that it is offered in, its own first."""
    source, translations = _texts(session, version_id)
    return offered(source, translations, this.frame.weeks, every=EVERY_LANGUAGE in current_app.extensions)


def _texts(session: Session, version_id: int) -> tuple[bytes, Translations]:
    # A stored version never changes, so its texts are loaded once; another app may serve another database.
    kept: dict[int, tuple[bytes, Translations]]
    kept = current_app.extensions.setdefault("questionnaires", {})
    if version_id not in kept:
        found = questionnaires.version_texts(session, version_id)
        kept[version_id] = (found.content.encode(), tuple(sorted(found.translations.items())))
    return kept[version_id]
