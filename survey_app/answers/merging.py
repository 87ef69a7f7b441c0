"""Two colleagues, one sheet: what happens when both change the same page."""

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.answers.entries import merged_entries
from survey_app.answers.model import Answer, Change, ChangeKind, Sheet, Value


@dataclass(frozen=True, slots=True)
class Collision:
    """Hold two answers to one question: the newer one in the sheet and the one that met it.

    Of a grid both hold the rows that only one side changed, so that they differ where a choice is needed.
    """

    question: str
    mine: Value
    theirs: Answer | None  # None: a colleague emptied it


@dataclass(frozen=True, slots=True)
class Merge:
    """Hold what can be saved as it is, and what somebody has to choose between."""

    changed: Mapping[str, Value]
    collisions: tuple[Collision, ...]


def merge(
    sheet: Sheet,
    given: Mapping[str, Value],
    since: Sequence[Change],
    by_parts: Container[str] = (),
    by_entries: Container[str] = (),
) -> Merge:
    """Merge a page's answers into a sheet that may have moved on since the page was shown.

    `since` are the sheet's changes after the revision that the page was shown with, oldest first. An answer
    that only one side changed goes through; one that both changed differently is a collision. The answers of
    the questions `by_parts` (grids: row to answer) are merged row by row, those `by_entries` (tables and
    repeats) entry by entry: even where two met, what only this side changed goes through.
    """
    before = _before(since)
    changed: dict[str, Value] = {}
    collisions = []
    for name, mine in given.items():
        answer = sheet.answers.get(name)
        current = answer.value if answer else None
        shown = before.get(name, current)
        if same(mine, current) or same(mine, shown):
            continue  # both wrote the same, or this side changed nothing
        if name not in before or same(shown, current):
            changed[name] = mine
            continue
        theirs, wanted = current, mine
        if name in by_parts or name in by_entries:
            merge_parts = _rows if name in by_parts else merged_entries
            theirs, wanted = merge_parts(mine, shown, current)
        if not same(theirs, current):
            changed[name] = theirs
        if not same(theirs, wanted):
            collisions.append(Collision(name, wanted, answer and replace(answer, value=theirs)))
    return Merge(changed, tuple(collisions))


def _rows(mine: Value, shown: Value, current: Value) -> tuple[Value, Value]:
    """Return a grid as both sides changed it, twice: where one row met, with theirs and with mine."""
    ours, was, theirs = (dict(value) if isinstance(value, dict) else {} for value in (mine, shown, current))
    kept, wanted = dict(theirs), dict(theirs)
    for row in {**was, **ours}:
        if ours.get(row) in (was.get(row), theirs.get(row)):
            continue
        for grid in (kept, wanted) if was.get(row) == theirs.get(row) else (wanted,):
            if row in ours:
                grid[row] = ours[row]
            else:
                grid.pop(row, None)
    return kept or None, wanted or None


def same(one: Value, other: Value) -> bool:
    """Tell whether two answers are the same, as JSON has them: 0, False, "" and empty are four answers."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _before(since: Sequence[Change]) -> dict[str, Value]:
    """Return the value that each changed question had when the page was shown."""
    before: dict[str, Value] = {}
    for change in since:
        if change.kind is not ChangeKind.CONFLICT:
            for name, (old, _) in change.changes.items():
                before.setdefault(name, old)
    return before
