"""What it means that a key of a question has another value: one short judgement for each key."""

from collections.abc import Callable, Mapping
from typing import Any

from survey_app.questionnaire.differences.expressions import says_the_same
from survey_app.questionnaire.differences.matching import choice_pairs
from survey_app.questionnaire.differences.versions import Versions
from survey_app.questionnaire.types import ListedQuestion, QuestionBase

Judge = Callable[[Versions, QuestionBase, QuestionBase, Any, Any], str | None]


def judge(versions: Versions, old: QuestionBase, new: QuestionBase, key: str) -> str | None:
    """Return the code of the difference in one key, None when there is none."""
    before, after = getattr(old, key, None), getattr(new, key, None)
    return None if before == after else JUDGES[key](versions, old, new, before, after)


def _always(code: str) -> Judge:
    return lambda versions, old, new, before, after: code


def _growing(added: str, removed: str) -> Judge:
    """Judge a key that is there or not: one code where it is set, in whatever way, one where it is gone."""
    return lambda versions, old, new, before, after: added if after else removed


def _beside(versions: Versions, old: QuestionBase, new: QuestionBase, before: Any, after: Any) -> str:
    return "words" if before and after else "beside-added" if after else "beside"


def _condition(otherwise: str, gone: str) -> Judge:
    def judged(
        versions: Versions, old: QuestionBase, new: QuestionBase, before: str | None, after: str | None
    ) -> str:
        if before and after:
            same = says_the_same(before, after, versions.questions.names, versions.choice_names)
            return "rewritten" if same else otherwise
        return otherwise if after else gone

    return judged


def _bound(tightens: Callable[[Any, Any], bool], tighter: str) -> Judge:
    return lambda versions, old, new, before, after: tighter if tightens(before, after) else "freer"


def _lowered(before: int | None, after: int | None) -> bool:
    return after is not None and (before is None or after < before)


def _raised(before: int | None, after: int | None) -> bool:
    return after is not None and (before is None or after > before)


def _list(
    versions: Versions, old: QuestionBase, new: QuestionBase, before: str | None, after: str | None
) -> str | None:
    if before is None or after is None:
        return "type-narrower" if after else "list-other"  # a table that got rows of a list, or lost them
    if versions.lists.get(before) == after:
        return None  # the same list under another name
    return "list-fewer" if lacking(versions, before, after) else "list-other"


def lacking(versions: Versions, before: str, after: str) -> list[str]:
    """Return the entries of an old list that another list of the new version does not have."""
    found = choice_pairs(versions.old, before, versions.new, after)
    return [choice.name for choice in found.removed]


def _excluding(
    versions: Versions, old: QuestionBase, new: QuestionBase, before: str | None, after: str | None
) -> str | None:
    if after is None:
        return "freer"
    if isinstance(old, ListedQuestion) and isinstance(new, ListedQuestion) and before is not None:
        known = choice_pairs(versions.old, old.choices, versions.new, new.choices).names
        if known.get(before) == after:
            return None
    return "excludes"


def _scale(versions: Versions, old: QuestionBase, new: QuestionBase, before: Any, after: Any) -> str:
    fits = after.start <= before.start and before.end <= after.end
    return "scale" if fits else "scale-narrower"


def _range(versions: Versions, old: QuestionBase, new: QuestionBase, before: Any, after: Any) -> str:
    within = after.holds(before.start) and after.holds(before.end) and not before.step % after.step
    return "scale" if within else "scale-narrower"


def _weeks(versions: Versions, old: QuestionBase, new: QuestionBase, before: Any, after: Any) -> str:
    if before is None or after is None:
        return "weeks"
    given, asked = (set(getattr(question, "week_names")()) for question in (old, new))  # noqa: B009
    return "weeks-more" if given <= asked else "weeks-fewer"


# In the order in which differences are told; `name`, `type` and `renamed_from` are judged as a whole.
JUDGES: Mapping[str, Judge] = {
    "label": _always("words"),
    "hint": _always("words"),
    "guidance_hint": _always("words"),
    "required": _growing("required", "not-required"),
    "required_message": _always("words"),
    "relevant": _condition("relevant", "relevant"),
    "constraint": _condition("constraint", "no-constraint"),
    "constraint_message": _always("words"),
    "read_only": _always("read-only"),
    "appearance": _always("words"),
    "feeds": _always("feeds"),
    "personal": _growing("now-personal", "personal"),
    "format": _growing("format", "freer"),
    "max_length": _bound(_lowered, "shorter"),
    "default": _always("words"),
    "accept": _always("files"),
    "max_mb": _bound(_lowered, "files"),
    "from_link": _growing("freer", "freer"),
    "calculation": _condition("calculation", "calculation"),
    "unit": _always("unit"),
    "rows": _list,
    "choices": _list,
    "choice_filter": _condition("choices-filtered", "freer"),
    "other": _beside,
    "comment": _beside,
    "comments": _beside,
    "least": _bound(_raised, "ticks"),
    "most": _bound(_lowered, "ticks"),
    "none_of_these": _excluding,
    "scale": _scale,
    "range": _range,
    "total": _always("total"),
    "entry": _always("words"),
    "min": _bound(_raised, "entries"),
    "max": _bound(_lowered, "entries"),
    "repeat_count": _condition("entries", "freer"),
    "weeks": _weeks,
}
