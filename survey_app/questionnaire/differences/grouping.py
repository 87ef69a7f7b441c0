"""Differences between the groups of two versions; a group has no answers of its own."""

from collections.abc import Iterator

from survey_app.questionnaire.differences.expressions import says_the_same
from survey_app.questionnaire.differences.model import Difference, difference
from survey_app.questionnaire.differences.spoken import told
from survey_app.questionnaire.differences.versions import Versions
from survey_app.questionnaire.placing import group_places
from survey_app.questionnaire.types import Group, questions_in
from survey_app.questionnaire.yaml_text import Path

_Placed = tuple[Path, Group]


def group_differences(versions: Versions) -> Iterator[Difference]:
    """Yield what differs in groups, their questions left out; groups are known by their names."""
    before = {group.name: (path, group) for path, group in group_places(versions.old)}
    after = {group.name: (path, group) for path, group in group_places(versions.new)}
    for name, (path, group) in before.items():
        if name not in after:
            yield difference("group-removed", path, in_old=True, name=name)
            if group.relevant:
                yield _condition(versions, (path, group), "relevant", group.relevant, None)
    for name, (path, group) in after.items():
        if name in before:
            yield from _keys(versions, before[name][1], (path, group))
            continue
        yield difference("group-added", path, name=name)
        if group.relevant:
            yield _condition(versions, (path, group), "relevant", None, group.relevant)


def _keys(versions: Versions, old: Group, new: _Placed) -> Iterator[Difference]:
    path, group = new
    for key in ("label", "hint"):
        before, after = getattr(old, key), getattr(group, key)
        if before != after:
            where = (*path, key) if after is not None else path
            owner = f"The group “{group.name}”"
            yield difference("words", where, owner=owner, key=key, before=told(before), after=told(after))
    if old.relevant != group.relevant:
        names, choices = versions.questions.names, versions.choice_names
        both = old.relevant and group.relevant
        same = both and says_the_same(str(old.relevant), str(group.relevant), names, choices)
        code = "rewritten" if same else "relevant"
        yield _condition(versions, new, code, old.relevant, group.relevant)


def _condition(
    versions: Versions, placed: _Placed, code: str, before: str | None, after: str | None
) -> Difference:
    path, group = placed
    in_old = any(group is old for old in versions.old.groups())
    old_name = {new: old for old, new in versions.questions.names.items()}
    inside = [question.name for question in questions_in(group.items)]
    known = (name if in_old else old_name[name] for name in inside if in_old or name in old_name)
    touched = tuple(dict.fromkeys(versions.answered_in(name) for name in known))
    return difference(
        code,
        (*path, "relevant") if after or in_old else path,
        in_old=in_old,
        questions=touched,
        owner=f"The group “{group.name}”",
        key="relevant",
        before=told(before),
        after=told(after),
    )
