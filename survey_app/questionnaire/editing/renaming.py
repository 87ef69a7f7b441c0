"""Renaming a question, a list or a choice in a questionnaire's file and in the files beside it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.editing.beside import beside_swaps
from survey_app.questionnaire.editing.document import Document, Edit
from survey_app.questionnaire.editing.quoted import left_as_text, naming
from survey_app.questionnaire.editing.references import of_choice, of_list, of_question
from survey_app.questionnaire.editing.refusals import RenameRefused, finding, refused
from survey_app.questionnaire.editing.target import Target, What
from survey_app.questionnaire.editing.words import CannotSwap, Swap, edits, swapped
from survey_app.questionnaire.problems import Place, Problem, Severity, near
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.types.base import NAME
from survey_app.questionnaire.yaml_text import Path, read_yaml

_START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Renamed:
    """Hold the files after a renaming.

    source: the questionnaire. beside: the files beside it that changed, by their names. places: how many
    words were swapped in all of them. notes: what somebody should look at.
    """

    source: bytes
    beside: Mapping[str, bytes]
    places: int
    notes: tuple[Problem, ...] = ()


def rename(  # noqa: PLR0913 - a file, its neighbours, and who is called what
    source: bytes,
    what: What,
    old: str,
    new: str,
    *,
    beside: Mapping[str, bytes] | None = None,
    trace: bool = True,
) -> Renamed:
    """Rename in a questionnaire and in the files beside it (tests and translations, by name).

    A choice is named LIST.CHOICE, or by its name alone where only one list has it. With `trace` the old name
    is kept as `renamed_from`, so that given answers still count. Raises RenameRefused; then nothing changes.
    """
    reading, document = read(source), Document(source)
    if reading.compiled is None:
        raise RenameRefused(reading.errors)
    compiled = reading.compiled
    target = _target(compiled, what, old, new)
    swaps, notes = _SWAPS[what](compiled, document, target)
    trace = trace and what is not What.LIST
    result = _rewritten(document, swaps, target, trace=trace)
    notes += _lost_trace(document, swaps) if trace else []
    changed, places = {}, len(swaps)
    for name, other in (beside or {}).items():
        found = _beside(name, other, compiled, target)
        places += len(found)
        if found:
            changed[name] = _rewritten(Document(other), found, target, file=name).source
    return Renamed(result.source, changed, places, tuple(notes))


def _target(compiled: Compiled, what: What, old: str, new: str) -> Target:
    """Find what is to be renamed; raise RenameRefused where it is not there or the new name cannot be."""
    list_name, _, choice = old.rpartition(".")
    if what is What.CHOICE:
        list_name, old = list_name or _only_list(compiled, choice), choice
    elif list_name:
        raise refused("unknown", _START, what=what, name=old, hint="A name has no point in it.")
    known = _known(compiled, what, list_name)
    if old not in known:
        hint = near(old, known, f"The {what} names")
        raise refused("unknown", _START, what=what, name=old, hint=hint)
    if new == old:
        raise refused("same", _START, name=new)
    if not re.fullmatch(NAME, new) or len(new) > 64:
        raise refused("bad-name", _START, name=new)
    if not isinstance(read_yaml(f"x: {new}\n".encode()).data["x"], str):
        raise refused("yaml-word", _START, name=new)
    if new in known:
        raise refused("taken", _START, name=new, what=what)
    return Target(what, old, new, list_name)


def _known(compiled: Compiled, what: What, list_name: str) -> list[str]:
    questionnaire = compiled.questionnaire
    if what is What.QUESTION:
        return list(questionnaire.every)
    if what is What.LIST:
        return list(questionnaire.lists)
    if list_name not in questionnaire.lists:
        hint = near(list_name, questionnaire.lists, "The lists")
        raise refused("unknown", _START, what="list", name=list_name, hint=hint)
    return [entry.name for entry in questionnaire.lists[list_name]]


def _only_list(compiled: Compiled, choice: str) -> str:
    lists = compiled.questionnaire.lists
    having = [name for name, entries in lists.items() if any(entry.name == choice for entry in entries)]
    if len(having) > 1:
        named = ", ".join(f"{name}.{choice}" for name in having)
        raise refused("several", _START, name=choice, lists=named)
    if not having:
        known = {entry.name for entries in lists.values() for entry in entries}
        hint = near(choice, known, "The choices")
        raise refused("unknown", _START, what="choice", name=choice, hint=hint)
    return having[0]


_Found = tuple[list[Swap], list[Problem]]


def _question(compiled: Compiled, document: Document, target: Target) -> _Found:
    return list(of_question(compiled, target.old)), []


def _list(compiled: Compiled, document: Document, target: Target) -> _Found:
    return list(of_list(compiled, target.old)), []


def _choice(compiled: Compiled, document: Document, target: Target) -> _Found:
    questionnaire, tree = compiled.questionnaire, document.tree
    named = naming(questionnaire, target.list_name, target.old)
    if named.either:
        places = (tree.place_within(swap.path, swap.offset) for swap in sorted(named.either, key=repr))
        raise RenameRefused(finding("two-lists", place, name=target.old) for place in places)
    left = left_as_text(questionnaire, target.list_name, target.old, named)
    notes = [
        finding("left", tree.place_within(swap.path, swap.offset), Severity.WARNING, name=target.old)
        for swap in left
    ]
    notes.sort(key=lambda note: note.place)
    return [*of_choice(compiled, target.list_name, target.old), *named.here], notes


_SWAPS: Mapping[What, Callable[[Compiled, Document, Target], _Found]] = {
    What.QUESTION: _question,
    What.LIST: _list,
    What.CHOICE: _choice,
}


def _rewritten(
    document: Document, swaps: list[Swap], target: Target, *, trace: bool = False, file: str = ""
) -> Document:
    """Return the file with the words swapped, after making sure that it says just that."""
    try:
        changes = edits(document, swaps, target.old, target.new)
    except CannotSwap as error:
        place = document.tree.place(error.swap.path)
        raise refused("written", place, file, name=target.old) from error
    expected = swapped(document.tree.data, swaps, target.old, target.new)
    if trace:
        owner = _owner(swaps)
        changes.append(_trace(document, owner, target.old))
        _at(expected, owner)["renamed_from"] = target.old
    result = document.edited(changes)
    if result.tree.problems or result.tree.data != expected:
        raise refused("unlike", document.tree.place(swaps[0].path), file)
    if not file and (reading := read(result.source)).compiled is None:
        raise RenameRefused(reading.errors)
    return result


def _owner(swaps: list[Swap]) -> Path:
    """Return the path of what is renamed."""
    return next(swap.path[:-1] for swap in swaps if swap.path[-1] == "name")


def _lost_trace(document: Document, swaps: list[Swap]) -> list[Problem]:
    path = (*_owner(swaps), "renamed_from")
    before = document.at(path)
    place = document.tree.place(path)
    return [finding("retraced", place, Severity.WARNING, name=before)] if before else []


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _trace(document: Document, owner: Path, old: str) -> Edit:
    """Return the edit that writes `renamed_from` behind the name, or over what it said before."""
    text, spans = document.text, document.spans
    value = f'"{old}"' if not isinstance(read_yaml(f"x: {old}\n".encode()).data["x"], str) else old
    if (*owner, "renamed_from") in spans.values:
        before = spans.values[(*owner, "renamed_from")]
        return Edit(before.start, before.end, value)
    name = spans.values[(*owner, "name")]
    if owner in spans.flow:
        return Edit(name.end, name.end, f", renamed_from: {value}")
    key = spans.keys[(*owner, "name")].start
    indent = " " * (key - text.rfind("\n", 0, key) - 1)
    end = text.find("\n", name.end)
    if end < 0:
        return Edit(len(text), len(text), f"\n{indent}renamed_from: {value}")
    line_end = "\r\n" if text[end - 1] == "\r" else "\n"
    return Edit(end + 1, end + 1, f"{indent}renamed_from: {value}{line_end}")


def _beside(name: str, source: bytes, compiled: Compiled, target: Target) -> list[Swap]:
    document = Document(source)
    if document.tree.problems:
        first = document.tree.problems[0]
        raise refused("unreadable", first.place, name, detail=first.message)
    users = {
        question.name: question
        for question in compiled.questionnaire.every.values()
        if target.what is What.CHOICE and target.list_name in question.lists()
    }
    holders = {one: tuple(owner.name for owner in around) for one, around in compiled.holders.items()}
    return list(beside_swaps(name, document, target, users, holders))
