"""Which question or choice is which: names, renamings, swaps, and renamings that are long past."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.differences.matching import pairs
from survey_app.questionnaire.differences.ordering import moved
from survey_app.questionnaire.types import Choice


def choices(words: str) -> list[Choice]:
    """Return entries from words such as "a b<a": b was named a before."""
    split = [(*word.split("<"), None)[:2] for word in words.split()]
    return [Choice(name=str(name), label="L", renamed_from=source) for name, source in split]


@pytest.mark.parametrize(
    ("old", "new", "matched", "removed", "added"),
    [
        ("a b", "a b", {"a": "a", "b": "b"}, "", ""),
        ("a", "b<a", {"a": "b"}, "", ""),
        ("a", "b<a c<a", {"a": "b"}, "", "c"),
        ("a b", "a<b b<a", {"a": "b", "b": "a"}, "", ""),
        ("a b", "b<a c<b", {"a": "b", "b": "c"}, "", ""),
        ("b", "b<a", {"b": "b"}, "", ""),  # renamed long ago
        ("a b", "b<a", {"b": "b"}, "a", ""),  # renamed long ago; a later question took the name, and went
        ("a b", "a b<a", {"a": "a", "b": "b"}, "", ""),
        ("a", "b<a a", {"a": "b"}, "", "a"),  # a new question took the free name
        ("a", "a<a", {"a": "a"}, "", ""),
        ("a b", "a b<a c<b", {"a": "a", "b": "c"}, "", "b"),
    ],
)
def test_matching(old: str, new: str, matched: dict[str, str], removed: str, added: str) -> None:
    found = pairs(choices(old), choices(new))
    assert (found.names, [one.name for one in found.removed], [one.name for one in found.added]) == (
        matched,
        removed.split(),
        added.split(),
    )


_entries = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])), unique_by=lambda e: e[0]
)


@given(st.lists(st.sampled_from("abcdef"), unique=True), _entries)
def test_every_entry_is_matched_or_told(old: list[str], new: list[tuple[str, str]]) -> None:
    written = " ".join(f"{name}<{source}" if source else name for name, source in new)
    found = pairs(choices(" ".join(old)), choices(written))
    assert sorted([*found.names, *(one.name for one in found.removed)]) == sorted(old)
    assert sorted([*found.names.values(), *(one.name for one in found.added)]) == sorted(
        name for name, _ in new
    )


@given(st.permutations("abcdefg"), st.permutations("abcdefg"))
def test_what_was_not_moved_kept_its_order(old: list[str], new: list[str]) -> None:
    away = moved(old, new)
    assert [name for name in old if name not in away] == [name for name in new if name not in away]


def test_one_entry_moved_is_told_as_one() -> None:
    assert moved(list("abcde"), list("bcdea")) == ["a"]
    assert moved(list("abcde"), list("eabcd")) == ["e"]
    assert moved([], []) == []
