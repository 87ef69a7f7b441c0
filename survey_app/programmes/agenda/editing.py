"""Changing an agenda item by item; times follow from the order. Every function gives a new agenda."""

from collections.abc import Callable
from dataclasses import replace

from survey_app.programmes.agenda.model import Agenda, Half, Item, clock
from survey_app.programmes.agenda.placing import next_id

Change = Callable[[tuple[Item, ...]], tuple[Item, ...]]


def find(agenda: Agenda, number: int) -> tuple[int | None, int, Item]:
    """Return an item with its half-day (None: not placed) and its place there; KeyError for none such."""
    for at, half in enumerate(agenda.halves):
        for place, item in enumerate(half.items):
            if item.id == number:
                return at, place, item
    for place, item in enumerate(agenda.aside):
        if item.id == number:
            return None, place, item
    raise KeyError(number)


def move(agenda: Agenda, number: int, by: int) -> Agenda:
    """Move an item up (-1) or down (1); past the end of its half-day it goes to the next one."""
    at, place, item = find(agenda, number)
    if at is None:
        return agenda
    there = place + by
    if 0 <= there < len(agenda.halves[at].items):
        return _with_items(agenda, at, lambda items: _insert(_without(items, number), there, item))
    other = at + by
    if not 0 <= other < len(agenda.halves):
        return agenda
    end = len(agenda.halves[other].items) if by < 0 else 0
    left = _with_items(agenda, at, lambda items: _without(items, number))
    return _with_items(left, other, lambda items: _insert(items, end, item))


def move_to(agenda: Agenda, number: int, half: int) -> Agenda:
    """Move an item, placed or not, to the end of a half-day; IndexError for none such."""
    at, _, item = find(agenda, number)
    if not 0 <= half < len(agenda.halves):
        raise IndexError(half)
    if at == half:
        return agenda
    left = _taken(agenda, number)
    return _with_items(left, half, lambda items: (*items, item))


def begin_on(agenda: Agenda, first: int) -> Agenda:
    """Let the visit begin on another weekday, 0 for Monday; its other days follow."""
    return replace(agenda, first=first)


def change(agenda: Agenda, number: int, *, title: str, minutes: int, note: str) -> Agenda:
    """Give an item another title, length or note; a session with an empty title goes by its topic."""
    at, place, item = find(agenda, number)
    new = replace(item, title=title, minutes=minutes, note=note)
    if at is None:
        return replace(agenda, aside=_put(agenda.aside, place, new))
    return _with_items(agenda, at, lambda items: _put(items, place, new))


def add(agenda: Agenda, half: int, item: Item) -> Agenda:
    """Add an item of one's own, under a new number, at the end of a half-day; IndexError for none such."""
    if not 0 <= half < len(agenda.halves):
        raise IndexError(half)
    new = replace(item, id=next_id(agenda), own=True)
    return _with_items(agenda, half, lambda items: (*items, new))


def take_out(agenda: Agenda, number: int) -> Agenda:
    """Take an item out: it is kept as not placed, and can be put back."""
    at, _, item = find(agenda, number)
    if at is None:
        return agenda
    left = _taken(agenda, number)
    return replace(left, aside=(*left.aside, item))


def delete(agenda: Agenda, number: int) -> Agenda:
    """Delete an item that is not placed and is no session; KeyError for any other."""
    at, _, item = find(agenda, number)
    if at is not None or item.session is not None:
        raise KeyError(number)
    return _taken(agenda, number)


def start_at(agenda: Agenda, half: int, start: int) -> Agenda:
    """Let a half-day begin at another time, in minutes since midnight; IndexError for none such."""
    if not 0 <= half < len(agenda.halves):
        raise IndexError(half)
    changed = replace(agenda.halves[half], start=start)
    return replace(agenda, halves=(*agenda.halves[:half], changed, *agenda.halves[half + 1 :]))


def clashes(agenda: Agenda) -> dict[int, str]:
    """Return what is wrong with the times of half-days, in words, by the half-day's number."""
    told = {}
    for at, half in enumerate(agenda.halves):
        after = agenda.halves[at + 1] if at + 1 < len(agenda.halves) else None
        if half.end > 24 * 60:
            told[at] = "It goes on past midnight. Shorten an item, or move one to another half-day."
        elif after and after.day == half.day and half.end > after.start:
            told[at] = (
                f"It goes on until {clock(half.end)}, but {after.label.lower()} begins at"
                f" {clock(after.start)}. Shorten an item, move one, or begin later."
            )
    return told


def _with_items(agenda: Agenda, at: int, change: Change) -> Agenda:
    half: Half = agenda.halves[at]
    changed = replace(half, items=change(half.items))
    return replace(agenda, halves=(*agenda.halves[:at], changed, *agenda.halves[at + 1 :]))


def _taken(agenda: Agenda, number: int) -> Agenda:
    halves = tuple(replace(half, items=_without(half.items, number)) for half in agenda.halves)
    return replace(agenda, halves=halves, aside=_without(agenda.aside, number))


def _without(items: tuple[Item, ...], number: int) -> tuple[Item, ...]:
    return tuple(item for item in items if item.id != number)


def _insert(items: tuple[Item, ...], place: int, item: Item) -> tuple[Item, ...]:
    return (*items[:place], item, *items[place:])


def _put(items: tuple[Item, ...], place: int, item: Item) -> tuple[Item, ...]:
    return (*items[:place], item, *items[place + 1 :])
