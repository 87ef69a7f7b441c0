"""Differences between the questions of two versions."""

from collections.abc import Iterator
from typing import Any

from survey_app.questionnaire.differences.keys import JUDGES, judge, lacking
from survey_app.questionnaire.differences.model import Difference, difference
from survey_app.questionnaire.differences.ordering import moved
from survey_app.questionnaire.differences.rereading import always_reads, may_read
from survey_app.questionnaire.differences.spoken import told
from survey_app.questionnaire.differences.versions import LIST_KEYS, Versions
from survey_app.questionnaire.types import QuestionBase

# Texts beside an answer are lost where the new type does not ask for them; other keys go with a type.
_BESIDE = ("other", "comment", "comments")


def question_differences(versions: Versions) -> Iterator[Difference]:
    """Yield what differs in questions: those removed, then those of the new version in its order."""
    pairs = versions.questions
    for question in pairs.removed:
        yield _removed(versions, question)
    before = {new.name: old for old, new in pairs.both}
    elsewhere = dict(_moves(versions))
    for question in versions.new.every.values():
        if question.name not in before:
            yield _added(versions, question)
            continue
        old, path = before[question.name], versions.new_paths[question.name]
        if old.name != question.name:
            words: dict[str, Any] = {"before": old.name, "after": question.name}
            yield difference("question-renamed", path, questions=_touched(versions, old), **words)
        if question.name in elsewhere:
            code, page = elsewhere[question.name]
            yield difference(code, path, questions=_touched(versions, old), name=question.name, page=page)
        yield from _held_elsewhere(versions, old, question)
        yield from _keys(versions, old, question)


def _removed(versions: Versions, question: QuestionBase) -> Difference:
    path, name = versions.old_paths[question.name], question.name
    if not question.answered:
        return difference("note-removed", path, in_old=True, name=name)
    hint = _hint(question, versions.questions.added)
    return difference(
        "question-removed", path, in_old=True, questions=_touched(versions, question), name=name, hint=hint
    )


def _touched(versions: Versions, old: QuestionBase) -> tuple[str, ...]:
    return (versions.answered_in(old.name),)


def _held_elsewhere(versions: Versions, old: QuestionBase, new: QuestionBase) -> Iterator[Difference]:
    """Tell of a question that went into a table or repeat, or out of one."""
    names = versions.questions.names
    before = tuple(names.get(name) for name in versions.old_holders[old.name])
    after = versions.new_holders[new.name]
    if before != after:
        where = f"in “{after[-1]}”" if after else "in no table or repeat"
        words: dict[str, Any] = {"name": new.name, "where": where}
        path = versions.new_paths[new.name]
        yield difference("question-elsewhere", path, questions=_touched(versions, old), **words)


def _hint(removed: QuestionBase, added: tuple[QuestionBase, ...]) -> str:
    alike = next(
        (new.name for new in added if _type(new) == _type(removed) and new.label == removed.label), None
    )
    if alike is None:
        return ""
    return f"“{alike}” asks the same: say “renamed_from: {removed.name}” there, if it is the same."


def _type(question: QuestionBase) -> str:
    return str(getattr(question, "type", ""))


def _added(versions: Versions, question: QuestionBase) -> Difference:
    code = "question-added-required" if question.required else "question-added"
    path = versions.new_paths[question.name]
    return difference(code if question.answered else "note-added", path, name=question.name)


def _moves(versions: Versions) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each question that stands elsewhere: its new name, with the code and its page."""
    names = versions.questions.names
    old_home = {
        names[question.name]: versions.pages.get(page.name)
        for page in versions.old.pages
        for question in page.questions
        if question.name in names
    }
    for page in versions.new.pages:
        here = [question.name for question in page.questions if question.name in old_home]
        stayed = [name for name in here if old_home[name] == page.name]
        yield from ((name, ("question-to-page", page.name)) for name in here if name not in stayed)
        before = [name for name in old_home if name in stayed]
        yield from ((name, ("question-moved", page.name)) for name in moved(before, stayed))


def _keys(versions: Versions, old: QuestionBase, new: QuestionBase) -> Iterator[Difference]:
    path, owner = versions.new_paths[new.name], f"The question “{new.name}”"
    before, after = _type(old), _type(new)
    if before != after:
        code = "type-wider" if always_reads(before, after) else "type"
        code = "type-narrower" if code == "type" and may_read(before, after) else code
        words: dict[str, Any] = {"owner": owner, "key": "type", "before": told(before), "after": told(after)}
        yield difference(code, (*path, "type"), questions=_touched(versions, old), **words)
    for key in JUDGES:
        if key in type(old).model_fields and (key in type(new).model_fields or key in _BESIDE):
            yield from _key(versions, old, new, key)


def _key(versions: Versions, old: QuestionBase, new: QuestionBase, key: str) -> Iterator[Difference]:
    code = judge(versions, old, new, key)
    if code is None:
        return
    before, after = getattr(old, key, None), getattr(new, key, None)
    path = versions.new_paths[new.name]
    absent = key in LIST_KEYS and code == "list-fewer"
    names = lacking(versions, str(before), str(after)) if absent else []
    yield difference(
        code,
        path if after in (None, False) else (*path, key),
        questions=_touched(versions, old),
        owner=f"The question “{new.name}”",
        key=key,
        before=told(before),
        after=told(after),
        lacking=", ".join(f"“{name}”" for name in names[:3]) + (", …" if len(names) > 3 else ""),
    )
