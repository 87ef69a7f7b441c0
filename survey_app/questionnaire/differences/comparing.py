"""The differences between two versions of a questionnaire, in the order of its file."""

from collections.abc import Iterator
from typing import Any

from survey_app.questionnaire.differences.grouping import group_differences
from survey_app.questionnaire.differences.listing import list_differences
from survey_app.questionnaire.differences.model import Difference, difference
from survey_app.questionnaire.differences.paging import page_differences
from survey_app.questionnaire.differences.questions import question_differences
from survey_app.questionnaire.differences.spoken import told
from survey_app.questionnaire.differences.versions import Versions
from survey_app.questionnaire.model import Questionnaire

_HEAD = {
    "name": "name",
    "title": "words",
    "language": "language",
    "introduction": "words",
    "purpose": "purpose",
    "retention": "purpose",
    "contact": "words",
    "minutes": "words",
    "languages": "words",
}


def differences(old: Questionnaire, new: Questionnaire) -> list[Difference]:
    """Return what differs between two versions of a questionnaire without errors; [] where nothing does."""
    versions = Versions(old, new)
    found = [
        *_head(versions),
        *list_differences(versions),
        *page_differences(versions),
        *group_differences(versions),
        *question_differences(versions),
    ]
    if old.version != new.version:
        words: dict[str, Any] = {"before": old.version, "after": new.version}
        return [difference("version", ("version",), **words), *found]
    if found:
        return [difference("same-version", ("version",), version=new.version), *found]
    return []


def _head(versions: Versions) -> Iterator[Difference]:
    for key, code in _HEAD.items():
        before, after = getattr(versions.old, key), getattr(versions.new, key)
        if before != after:
            words: dict[str, Any] = {
                "owner": "The questionnaire",
                "key": key,
                "before": told(before),
                "after": told(after),
            }
            yield difference(code, (key,) if after is not None else (), **words)
