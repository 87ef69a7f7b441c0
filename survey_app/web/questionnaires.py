"""Stored questionnaires, compiled: each version is loaded and read once a process."""

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import Round
from survey_app.storage import Session, questionnaires

_contents: dict[int, bytes] = {}  # a stored version never changes, so its text is loaded once a process


def questionnaire_of(session: Session, version_id: int, this: Round) -> Compiled:
    """Return the compiled questionnaire of a version, asking for the weeks of a round."""
    if version_id not in _contents:
        _contents[version_id] = questionnaires.version_content(session, version_id).encode()
    return served(_contents[version_id], this.frame.weeks)
