"""Stored questionnaires, compiled: each version is loaded and read once by an app."""

from flask import current_app

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import Round
from survey_app.storage import Session, questionnaires


def questionnaire_of(session: Session, version_id: int, this: Round) -> Compiled:
    """Return the compiled questionnaire of a version, asking for the weeks of a round."""
    # A stored version never changes, so its text is loaded once; another app may serve another database.
    contents: dict[int, bytes] = current_app.extensions.setdefault("questionnaires", {})
    if version_id not in contents:
        contents[version_id] = questionnaires.version_content(session, version_id).encode()
    return served(contents[version_id], this.frame.weeks)
