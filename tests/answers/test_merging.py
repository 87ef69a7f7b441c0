"""Two colleagues on one sheet: nothing that either wrote is lost, nothing unchanged overwrites."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.answers.merging import Collision, merge, same
from survey_app.answers.model import Answer, Change, ChangeKind, Sheet, SheetStatus, Value

NOW = datetime(2027, 3, 8, 12, tzinfo=UTC)
SHOWN: dict[str, Value] = {"a": "old", "b": 0}


def sheet(values: Mapping[str, Value]) -> Sheet:
    answers = {name: Answer(value, "Ann", NOW, 2) for name, value in values.items() if value is not None}
    return Sheet(1, 1, 1, SheetStatus.DRAFT, 2, answers)


def change(
    before: Mapping[str, Value], after: Mapping[str, Value], kind: ChangeKind = ChangeKind.SAVE
) -> Change:
    changes = {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if not same(before.get(name), after.get(name))
    }
    return Change(2, NOW, "Ann", kind, changes)


@pytest.mark.parametrize(
    ("theirs", "mine", "changed", "collided"),
    [
        ({}, {"a": "new"}, {"a": "new"}, []),
        ({}, {"a": "old", "b": 0}, {}, []),
        ({}, {"a": None}, {"a": None}, []),
        ({}, {"b": False}, {"b": False}, []),
        ({"a": "their"}, {"a": "old", "b": 1}, {"b": 1}, []),
        ({"a": "their"}, {"a": "their"}, {}, []),
        ({"a": "their"}, {"a": "mine"}, {}, ["a"]),
        ({"a": "their"}, {"a": None}, {}, ["a"]),
        ({"a": None}, {"a": "mine"}, {}, ["a"]),
        ({"a": None}, {"a": None}, {}, []),
        ({"b": None}, {"b": 1}, {}, ["b"]),
        ({"b": False}, {"b": 1}, {}, ["b"]),
        ({"c": 1}, {"c": 2}, {}, ["c"]),
        ({"c": 1}, {"c": None}, {}, []),
    ],
)
def test_merge(
    theirs: dict[str, Value], mine: dict[str, Value], changed: dict[str, Value], collided: list[str]
) -> None:
    current = SHOWN | theirs
    merged = merge(sheet(current), mine, [change(SHOWN, current)])
    assert merged.changed == changed
    expected = tuple(
        Collision(name, mine[name], None if current[name] is None else Answer(current[name], "Ann", NOW, 2))
        for name in collided
    )
    assert merged.collisions == expected


def test_an_answer_changed_and_changed_back_is_no_collision() -> None:
    since = [change({"a": "old"}, {"a": "between"}), change({"a": "between"}, {"a": "old"})]
    assert merge(sheet(SHOWN), {"a": "mine"}, since).changed == {"a": "mine"}


def test_a_colleague_s_unsaved_conflict_counts_for_nothing() -> None:
    since = [change({"a": "old"}, {"a": "theirs"}, ChangeKind.CONFLICT)]
    assert merge(sheet(SHOWN), {"a": "mine"}, since).changed == {"a": "mine"}


def test_answers_loaded_from_a_file_count() -> None:
    since = [change({"a": "old"}, {"a": "loaded"}, ChangeKind.LOAD)]
    merged = merge(sheet({"a": "loaded"}), {"a": "mine"}, since)
    assert ([one.question for one in merged.collisions], merged.changed) == (["a"], {})


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (0, False, False), (1, True, False), (0, "", False), (None, 0, False), (None, "", False),
        ({"a": 0}, {"a": False}, False), ([0], [False], False), ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        (["a", "b"], ["b", "a"], False), ({"comments": {"x": "1"}}, {"comments": {"x": "1"}}, True),
    ],
)  # fmt: skip
def test_same(one: Any, other: Any, alike: bool) -> None:
    assert same(one, other) is alike


NAMES = ["a", "b", "c", "d"]
VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, 0, 1, False, True, "x", "y", ["p"], ["p", "q"], {"r": 0}, {"r": 1}]
)
ANSWERS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))
KINDS = st.sampled_from([ChangeKind.SAVE, ChangeKind.LOAD])


@given(first=ANSWERS, steps=st.lists(st.tuples(KINDS, ANSWERS), max_size=3), mine=ANSWERS, data=st.data())
def test_nothing_is_lost_and_nothing_unchanged_overwrites(
    first: dict[str, Any],
    steps: list[tuple[ChangeKind, dict[str, Any]]],
    mine: dict[str, Any],
    data: st.DataObject,
) -> None:
    given_names = data.draw(st.sets(st.sampled_from(NAMES)))
    since = [
        change(before, after, kind)
        for (_, before), (kind, after) in pairwise([(ChangeKind.SAVE, first), *steps])
    ]
    current = steps[-1][1] if steps else first
    merged = merge(sheet(current), {name: mine[name] for name in given_names}, since)
    collided = {one.question: one for one in merged.collisions}
    result = current | merged.changed
    for name in NAMES:
        i_changed = name in given_names and not same(mine[name], first[name])
        they_changed = not same(current[name], first[name])
        if name in collided:
            assert i_changed
            assert they_changed
            assert same(collided[name].mine, mine[name])
            theirs = collided[name].theirs
            assert same(theirs.value if theirs else None, current[name])
            assert name not in merged.changed
        elif i_changed:
            assert same(result[name], mine[name])
            assert not they_changed or same(mine[name], current[name])
        else:
            assert same(result[name], current[name])
            assert name not in merged.changed


GRID: dict[str, Value] = {"a": {"trams": 1, "buses": 2, "bikes": 3}}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            {"trams": 5, "buses": 2, "bikes": 3},
            {"trams": 1, "buses": 0, "bikes": 3},
            {"trams": 5, "buses": 0, "bikes": 3},
        ),
        ({"buses": 2, "bikes": 3}, {"trams": 1, "buses": 4, "bikes": 3}, {"buses": 4, "bikes": 3}),
        ({"trams": 0, "buses": 2, "bikes": 3}, {"trams": 0, "buses": 2}, None),
        ({"trams": 1, "buses": 2, "bikes": 3, "feet": 0}, None, {"feet": 0}),
    ],
    ids=["different rows", "one row taken away", "the same as theirs", "theirs emptied, mine added"],
)
def test_a_grid_is_merged_row_by_row(mine: Value, theirs: Value, merged: Value) -> None:
    since = [change(GRID, {"a": theirs})]
    found = merge(sheet({"a": theirs}), {"a": mine}, since, {"a"})
    assert (dict(found.changed), found.collisions) == ({"a": merged} if merged else {}, ())


def test_one_row_changed_by_both_is_a_collision_and_the_other_rows_are_merged() -> None:
    theirs: Value = {"trams": 4, "buses": 2, "bikes": 3}
    mine: Value = {"trams": 5, "buses": 0, "bikes": 3}
    found = merge(sheet({"a": theirs}), {"a": mine}, [change(GRID, {"a": theirs})], {"a"})
    kept = {"trams": 4, "buses": 0, "bikes": 3}
    assert found.changed == {"a": kept}
    assert found.collisions == (Collision("a", mine, Answer(kept, "Ann", NOW, 2)),)


def test_a_choice_between_rows_holds_what_a_colleague_did_to_other_rows() -> None:
    theirs: Value = {"trams": 4, "buses": 2, "bikes": 0}
    mine: Value = {"trams": 5, "buses": 2, "bikes": 3}
    found = merge(sheet({"a": theirs}), {"a": mine}, [change(GRID, {"a": theirs})], {"a"})
    assert found.changed == {}
    assert [entry.mine for entry in found.collisions] == [{"trams": 5, "buses": 2, "bikes": 0}]
