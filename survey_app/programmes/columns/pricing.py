"""Find for every group of visitors the agenda that is worth most at given prices."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey_app.programmes.columns.groups import Groups

Figures = NDArray[np.float64]
CHUNK = 20000
"""So many groups are weighed at once, to stay within the processor's cache."""
NEVER = -1e30


@dataclass(frozen=True, slots=True)
class Prices:
    """Hold what things are worth.

    `learning[city, topic, offer]` for attending a session; `visits[cell, city]` for a visit; `opens[cell]`
    for an exchange; `taught[city]` for each session that a host learns from.
    """

    learning: Figures
    visits: Figures
    opens: Figures
    taught: Figures


def weigh(groups: Groups, prices: Prices, rows: NDArray[np.int64]) -> Figures:
    """Return for some groups the most that an exchange with each can be worth, or a little more."""
    starts = range(0, len(rows), CHUNK)
    return np.concatenate([_weigh(groups, prices, rows[start : start + CHUNK]) for start in starts])


def _weigh(groups: Groups, prices: Prices, rows: NDArray[np.int64]) -> Figures:
    own, guest = _sessions(groups, prices, rows)
    hosts = groups.hosts[groups.cells[rows]]
    topics = groups.topics[hosts]
    taken, outside = _best_guests(groups, rows, guest, topics)
    best = _agenda(groups, own, taken, outside)
    cells, visitors = groups.cells[rows], groups.visitors[rows]
    coming = prices.visits[cells[:, None], visitors].sum(axis=1)
    worth: Figures = best + coming + prices.opens[cells]
    return worth


def _sessions(groups: Groups, prices: Prices, rows: NDArray[np.int64]) -> tuple[Figures, Figures]:
    """Return what each session of the host, and each of a visitor, is worth to the others present."""
    visitors = groups.visitors[rows]
    hosts = groups.hosts[groups.cells[rows]]
    topics = groups.topics[hosts]
    offers = groups.offers[hosts[:, None], topics]
    own = np.zeros(topics.shape)
    for seat in range(visitors.shape[1]):
        own += prices.learning[visitors[:, seat, None], topics, offers]
    taught = groups.topics[visitors]
    levels = groups.offers[visitors[:, :, None], taught]
    guest = prices.learning[hosts[:, None, None], taught, levels]
    guest += prices.taught[hosts, None, None] * (groups.needs[hosts[:, None, None], taught] > 0)
    for seat in range(visitors.shape[1]):
        more = prices.learning[visitors[:, seat, None, None], taught, levels]
        more[:, seat, :] = 0
        guest += more
    guest[taught == groups.nothing] = 0
    return own, guest


def _best_guests(
    groups: Groups, rows: NDArray[np.int64], guest: Figures, topics: NDArray[np.int64]
) -> tuple[Figures, list[Figures]]:
    """Return the best guest session on each of the host's topics, and the best two on other topics."""
    flat = guest.reshape(len(rows), -1)
    taught = groups.topics[groups.visitors[rows]].reshape(len(rows), -1)
    taken, other = np.zeros(topics.shape), flat.copy()
    for place in range(topics.shape[1]):
        same = (taught == topics[:, place, None]) & (taught != groups.nothing)
        taken[:, place] = np.where(same, flat, 0).max(axis=1)
        other[same] = 0
    outside, every = [], np.arange(len(rows))
    for _ in range(min(groups.network.problem.guest_sessions, other.shape[1])):
        first = other.argmax(axis=1)
        outside.append(other[every, first])
        other[taught == taught[every, first][:, None]] = 0
    return taken, outside


def _agenda(groups: Groups, own: Figures, taken: Figures, outside: list[Figures]) -> Figures:
    """Return the best choice of sessions: not too many, not too many by guests, one on a topic."""
    problem = groups.network.problem
    most = min(problem.sessions_per_exchange, own.shape[1] + len(outside))
    guests = min(problem.guest_sessions, most)
    value = np.full((most + 1, guests + 1, len(own)), NEVER)
    value[0, 0] = 0
    for worth in outside:
        better = value.copy()
        np.maximum(better[1:, 1:], value[:-1, :-1] + worth, out=better[1:, 1:])
        value = better
    for place in range(own.shape[1]):
        better = value.copy()
        np.maximum(better[1:], value[:-1] + own[:, place], out=better[1:])
        np.maximum(better[1:, 1:], value[:-1, :-1] + taken[:, place], out=better[1:, 1:])
        value = better
    best: Figures = value.reshape(-1, len(own)).max(axis=0)
    return best


def agenda(groups: Groups, prices: Prices, row: int) -> Iterator[tuple[int, int]]:
    """Yield the sessions (topic, presenter) that make one group's exchange worth what it was weighed at."""
    own, guest = _sessions(groups, prices, np.array([row]))
    host = int(groups.hosts[groups.cells[row]])
    offers: dict[int, list[tuple[float, int]]] = {}
    for topic, worth in zip(groups.topics[host], own[0], strict=True):
        offers.setdefault(int(topic), []).append((float(worth), host))
    for visitor, topics, worths in zip(
        groups.visitors[row], groups.topics[groups.visitors[row]], guest[0], strict=True
    ):
        for topic, worth in zip(topics, worths, strict=True):
            offers.setdefault(int(topic), []).append((float(worth), int(visitor)))
    offers.pop(groups.nothing, None)
    yield from _chosen(groups, offers, host)


def _chosen(
    groups: Groups, offers: dict[int, list[tuple[float, int]]], host: int
) -> tuple[tuple[int, int], ...]:
    problem = groups.network.problem
    states: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0.0, ())}
    for topic, sessions in offers.items():
        more = dict(states)
        for (used, guests), (value, chosen) in states.items():
            for worth, presenter in sessions:
                key = (used + 1, guests + (presenter != host))
                allowed = key[0] <= problem.sessions_per_exchange and key[1] <= problem.guest_sessions
                if worth > 0 and allowed and value + worth > more.get(key, (0.0, ()))[0]:
                    more[key] = (value + worth, (*chosen, (topic, presenter)))
        states = more
    return max(states.values(), key=lambda one: one[0])[1]
