"""What stands elsewhere in an order: the fewest entries whose moving explains it."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the entries that were moved, in the new order; both sequences hold the same names once each."""
    places = {name: place for place, name in enumerate(old)}
    stay = _longest_rise([places[name] for name in new])
    return [name for name in new if places[name] not in stay]


def _longest_rise(figures: Sequence[int]) -> set[int]:
    """Return a longest rising subsequence of distinct figures, as a set."""
    ends: list[int] = []  # the smallest figure that ends a rise of each length
    before: dict[int, int | None] = {}
    for figure in figures:
        place = bisect_left(ends, figure)
        before[figure] = ends[place - 1] if place else None
        ends[place : place + 1] = [figure]
    rise: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise
