"""Differences between the lists of two versions."""

from collections.abc import Iterator
from typing import Any

from survey_app.questionnaire.differences.model import Difference, difference
from survey_app.questionnaire.differences.ordering import moved
from survey_app.questionnaire.differences.versions import Versions
from survey_app.questionnaire.types import Choice, QuestionBase, RankQuestion
from survey_app.questionnaire.yaml_text import Path


def list_differences(versions: Versions) -> Iterator[Difference]:
    """Yield what differs in lists and in their entries."""
    for name in versions.old.lists:
        if name not in versions.lists:
            yield difference("list-removed", ("lists", name), in_old=True, name=name)
    for name in versions.new.lists:
        if name not in versions.lists.values():
            yield difference("list-added", ("lists", name), name=name)
    for before, after in versions.lists.items():
        if before != after:
            yield difference("list-renamed", ("lists", after), before=before, after=after)
        yield from _entries(versions, before, after)


def _entries(versions: Versions, before: str, after: str) -> Iterator[Difference]:
    pairs, owner = versions.choices(before), f"The list “{after}”"
    names = (versions.answered_in(question.name) for question in versions.users(before))
    users = tuple(dict.fromkeys(names))
    places = {choice.name: place for place, choice in enumerate(versions.new.lists[after])}
    old_places = {choice.name: place for place, choice in enumerate(versions.old.lists[before])}
    for choice in pairs.removed:
        code, path = (
            "choice-removed" if users else "choice-unused",
            ("lists", before, old_places[choice.name]),
        )
        yield difference(
            code,
            path,
            in_old=True,
            questions=users,
            part=choice.name,
            hint=_hint(choice, pairs.added) if users else "",
            owner=owner,
            name=choice.name,
        )
    for choice in pairs.added:
        yield _added(versions, before, owner, choice, ("lists", after, places[choice.name]))
    for old, new in pairs.both:
        yield from _entry(old, new, owner, ("lists", after, places[new.name]), users)
    for name in moved([new.name for _, new in sorted(pairs.both, key=lambda pair: old_places[pair[0].name])],
                      [new.name for _, new in pairs.both]):  # fmt: skip
        yield difference("choice-moved", ("lists", after, places[name]), owner=owner, name=name)


def _hint(removed: Choice, added: tuple[Choice, ...]) -> str:
    """Return a remedy that names the entry which reads the same, "" where none does."""
    alike = next((choice.name for choice in added if choice.label == removed.label), None)
    if alike is None:
        return ""
    return f"“{alike}” reads the same: say “renamed_from: {removed.name}” there, if it is the same."


def _added(versions: Versions, before: str, owner: str, choice: Choice, path: Path) -> Difference:
    asked = next((user for user in versions.users(before) if _asks_each(user, before)), None)
    if asked is None:
        return difference("choice-added", path, owner=owner, name=choice.name)
    return difference(
        "row-added",
        path,
        questions=(versions.answered_in(asked.name),),
        owner=owner,
        name=choice.name,
        question=asked.name,
    )


def _asks_each(question: QuestionBase, name: str) -> bool:
    """Tell whether a question is complete only with an answer for each entry of a list."""
    rows = getattr(question, "rows", None) == name
    return question.required and (rows or isinstance(question, RankQuestion))


def _entry(old: Choice, new: Choice, owner: str, path: Path, users: tuple[str, ...]) -> Iterator[Difference]:
    if old.name != new.name:
        words: dict[str, Any] = {"owner": owner, "before": old.name, "after": new.name}
        yield difference("choice-renamed", path, questions=users, part=old.name, **words)
    if old.label != new.label:
        words = {"key": "label", "before": f"“{old.label}”", "after": f"“{new.label}”"}
        owner = f"{owner}, entry “{new.name}”"
        yield difference("words", (*path, "label"), questions=users, part=old.name, owner=owner, **words)
