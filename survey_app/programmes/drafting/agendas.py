"""Agendas by hand: fill free places with what gives those present most, clear what gives nobody anything."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from survey_app.programmes.model import Exchange, Session
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import counted_points
from survey_app.programmes.rules import teaches, worthwhile

Topic = tuple[str, str]
"""A topic with its presenter."""


def topics_open_to(network: Network, one: Exchange) -> list[Topic]:
    """Return what those present could show each other and is not on the agenda yet, the host's first."""
    present, taken = (one.host, *one.visitors), {session.topic for session in one.sessions}
    return [
        (topic, presenter)
        for presenter in present
        for topic in network.topics
        if topic not in taken
        and network.cities[presenter].offers.get(topic, 0) > 0
        and teaches(network, presenter, topic, present)
    ]


def cleared(network: Network, one: Exchange) -> Exchange:
    """Return an exchange without the sessions whose presenter is away or that nobody present needs."""
    present = (one.host, *one.visitors)
    kept = (
        session
        for session in one.sessions
        if session.presenter in present and teaches(network, session.presenter, session.topic, present)
    )
    return replace(one, sessions=tuple(kept))


def filled(
    network: Network, one: Exchange, others: Sequence[Exchange], barred: Collection[str] = ()
) -> Exchange:
    """Return an exchange whose free places on the agenda are filled with what gives those present most.

    First every visitor gets a session of the host that it needs; then comes what adds most to what those
    present learn in the whole programme. Sessions that are there stay.
    """
    while len(one.sessions) < network.problem.sessions_per_exchange:
        best = _for_visitors(network, one, barred) or _most(network, one, others, barred)
        if best is None:
            return one
        one = replace(one, sessions=(*one.sessions, Session(*best, {})))
    return one


def _for_visitors(network: Network, one: Exchange, barred: Collection[str]) -> Topic | None:
    hosted = [session.topic for session in one.sessions if session.presenter == one.host]
    for visitor in one.visitors:
        if not any(worthwhile(network, one.host, visitor, topic) for topic in hosted):
            useful = [pair for pair in _allowed(network, one, barred) if pair[1] == one.host]
            useful = [pair for pair in useful if worthwhile(network, one.host, visitor, pair[0])]
            if useful:
                return max(useful, key=lambda pair: network.points(visitor, pair[0], one.host))
    return None


def _most(
    network: Network, one: Exchange, others: Sequence[Exchange], barred: Collection[str]
) -> Topic | None:
    earned = counted_points(network, [*others, one])
    gains = {pair: _gain(network, one, pair, earned) for pair in _allowed(network, one, barred)}
    best = max(gains, key=lambda pair: gains[pair], default=None)
    return best if best is not None and gains[best] > 0 else None


def _allowed(network: Network, one: Exchange, barred: Collection[str]) -> Iterator[Topic]:
    guests = sum(session.presenter != one.host for session in one.sessions)
    full = guests >= network.problem.guest_sessions
    return (
        (topic, presenter)
        for topic, presenter in topics_open_to(network, one)
        if topic not in barred and (presenter == one.host or not full)
    )


def _gain(network: Network, one: Exchange, pair: Topic, earned: Mapping[str, Mapping[str, int]]) -> int:
    topic, presenter = pair
    return sum(
        max(0, network.points(city, topic, presenter) - earned[city].get(topic, 0))
        for city in (one.host, *one.visitors)
        if city != presenter
    )
