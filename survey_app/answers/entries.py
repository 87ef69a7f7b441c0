"""Two colleagues, one table or repeat: entries that were added, removed and changed at once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from survey_app.questionnaire.types import ENTRY_ID, Entry

_ABSENT: Any = object()


def merged_entries(mine: Any, shown: Any, current: Any) -> tuple[Any, Any]:
    """Merge two sides of an answer by entries; return it with their answers, and with mine, where both met.

    shown: what both sides began with. An entry that one side removed is gone, unless the other changed it
    meanwhile: then it stays. New entries stand behind the others.
    """
    ours, was, theirs = (_by_id(value) for value in (mine, shown, current))
    first: list[Entry] = []
    second: list[Entry] = []
    for entry_id in [*theirs, *(one for one in ours if one not in theirs)]:
        before = was.get(entry_id)
        left, right = ours.get(entry_id), theirs.get(entry_id)
        if left is None or right is None:
            kept = left or right or {}
            if before is None or not _same(kept, before):  # new on one side, or changed since
                first.append(kept)
                second.append(kept)
            continue
        met = [_entry(left, before or {ENTRY_ID: entry_id}, right, mine_first=own) for own in (False, True)]
        first.append(met[0])
        second.append(met[1])
    return first or None, second or None


def answers_inside(holders: Sequence[str], values: Mapping[str, Any], name: str) -> list[Any]:
    """Return all answers to a question that stands in these tables and repeats, the outermost first."""
    levels: list[Mapping[str, Any]] = [values]
    for holder in holders:
        levels = [entry for level in levels for entry in level.get(holder) or ()]
    return [level.get(name) for level in levels]


def _by_id(value: Any) -> dict[str, Entry]:
    return {entry[ENTRY_ID]: entry for entry in value or ()}


def _entry(ours: Entry, was: Entry, theirs: Entry, *, mine_first: bool) -> Entry:
    """Merge one entry answer by answer; where both sides changed one differently, one side goes first."""
    merged: Entry = {}
    for name in dict.fromkeys([*theirs, *ours]):
        left, before, right = (side.get(name, _ABSENT) for side in (ours, was, theirs))
        if _same(left, right) or _same(left, before):
            found = right
        elif _same(right, before):
            found = left
        elif _are_entries(left, right):
            inner = merged_entries(left, None if before is _ABSENT else before, right)
            found = inner[mine_first] or _ABSENT
        else:
            found = left if mine_first else right
        if found is not _ABSENT:
            merged[name] = found
    return merged


def _are_entries(*values: Any) -> bool:
    return all(
        isinstance(value, list) and all(isinstance(one, Mapping) and ENTRY_ID in one for one in value)
        for value in values
    )


def _same(one: Any, other: Any) -> bool:
    if one is _ABSENT or other is _ABSENT:
        return one is other
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
