"""Find the change of one figure or decision that would meet an unmet need, verified by solving again.

The candidates are the other cities with the best offer: only from them can the need be met in full. What is
changed is the last obstacle on the way to each of them.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from survey_app.programmes.exploring import change
from survey_app.programmes.exploring.change import Change
from survey_app.programmes.model import City, Decision, Exchange, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.proposal_documents import REASONS
from survey_app.programmes.reasons import Reasons
from survey_app.programmes.rules import can_host, can_travel
from survey_app.programmes.solver import propose

Solve = Callable[[Problem, float, int], Proposal]
"""A problem, seconds and a seed to a proposal."""
WEEKS_TRIED = 4
SHORTEST = 1.0
"""Seconds that a change is tried at least: less would say nothing."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Hold how the search for a remedy ended.

    `change` is the verified change and `proposal` the best programme with it, both None where none was
    found. `refuted` are changes after which the best programme, proven, still leaves the need unmet; `open`
    those that could not be decided in the time, or were not tried.
    """

    change: Change | None
    proposal: Proposal | None
    refuted: tuple[Change, ...]
    open: tuple[Change, ...]


def find_remedy(  # noqa: PLR0913, PLR0917 - what a caller may choose, each with its default
    problem: Problem,
    exchanges: Sequence[Exchange],
    city: str,
    topic: str,
    seconds: float = 60.0,
    seed: int = 1,
    solve: Solve = propose,
    clock: Callable[[], float] = time.monotonic,
) -> Remedy:
    """Look for one change that meets a city's need in full; `seconds` is for all changes together."""
    end = clock() + seconds
    waiting = list(candidates(problem, exchanges, city, topic))
    refuted: list[Change] = []
    undecided: list[Change] = []
    while waiting and (left := end - clock()) > 0:
        each = waiting.pop(0)
        found = solve(each.problem, max(SHORTEST, left / (len(waiting) + 1)), seed)
        if meets(found, city, topic):
            return Remedy(each, found, tuple(refuted), (*undecided, *waiting))
        decided = found.status in ("optimal", "infeasible")
        (refuted if decided else undecided).append(each)
    return Remedy(None, None, tuple(refuted), (*undecided, *waiting))


def meets(proposal: Proposal, city: str, topic: str) -> bool:
    """Say whether a proposal leaves nothing of a need unmet."""
    result = proposal.cities.get(city)
    return result is not None and all(one.topic != topic for one in result.unmet)


def candidates(problem: Problem, exchanges: Sequence[Exchange], city: str, topic: str) -> Iterator[Change]:
    """Yield the changes worth trying, the ones with the least in their way first."""
    network = Network(problem)
    reasons = Reasons(network, exchanges)
    visitor, best = network.cities[city], network.best_offer(city, topic)
    hosts = [one for one in network.presenters[topic] if one.id != city and one.offers[topic] == best]
    ways = sorted(
        ((REASONS.index(reasons.obstacle(visitor, host, topic)), host) for host in hosts),
        key=lambda way: (-way[0], network.km(city, way[1].id), way[1].id),
    )
    told: set[str] = set()
    for rank, host in ways:
        for each in _REMOVALS[REASONS[rank]](_Way(network, exchanges, visitor, host, topic)):
            if each.words not in told:
                told.add(each.words)
                yield each


@dataclass(frozen=True, slots=True)
class _Way:
    network: Network
    exchanges: Sequence[Exchange]
    visitor: City
    host: City
    topic: str

    @property
    def problem(self) -> Problem:
        return self.network.problem

    def planned(self) -> list[Exchange]:
        """Return the host's planned exchanges in weeks in which the visitor can travel."""
        return [
            one for one in self.exchanges if one.host == self.host.id and can_travel(self.visitor, one.week)
        ]


def _cannot_host(way: _Way) -> Iterator[Change]:
    """One figure helps only where one alone is missing."""
    hosting = way.host.hosting
    lacking = [figure for figure in ("exchanges", "cities") if getattr(hosting, figure) < 1]
    if len(lacking) == 1 and hosting.weeks:
        yield change.hosting(way.problem, way.host, lacking[0], 1)
    if not lacking:
        for week in way.visitor.visiting.weeks[:WEEKS_TRIED]:
            yield change.host_week(way.problem, way.host, week)


def _refused(way: _Way) -> Iterator[Change]:
    refusing = [
        (one, other)
        for one, other in ((way.visitor, way.host), (way.host, way.visitor))
        if other.id in one.refuses
    ]
    if len(refusing) == 1:
        yield change.accept(way.problem, *refusing[0])


def _no_language(way: _Way) -> Iterator[Change]:
    for code in way.host.languages:
        yield change.language(way.problem, way.visitor, code)


def _too_far(way: _Way) -> Iterator[Change]:
    yield change.reach(way.problem, way.visitor, way.network.km(way.host.id, way.visitor.id))


def _no_week(way: _Way) -> Iterator[Change]:
    """Weeks of exchanges that are planned anyway come first."""
    planned = [one.week for one in way.exchanges if one.host == way.host.id]
    weeks = [*planned, *(week for week in way.host.hosting.weeks if week not in planned)]
    for week in weeks[:WEEKS_TRIED]:
        yield change.travel_week(way.problem, way.visitor, week)
    for week in way.visitor.visiting.weeks[:WEEKS_TRIED]:
        if not can_host(way.host, week):
            yield change.host_week(way.problem, way.host, week)


def _no_room(way: _Way) -> Iterator[Change]:
    hosting, cities = way.host.hosting, way.network.cities
    for one in way.planned():
        people = sum(cities[name].visiting.people for name in one.visitors) + way.visitor.visiting.people
        if len(one.visitors) >= hosting.cities and people <= hosting.people:
            yield change.hosting(way.problem, way.host, "cities", len(one.visitors) + 1)
        if len(one.visitors) < hosting.cities and people > hosting.people:
            yield change.hosting(way.problem, way.host, "people", people)
    if way.visitor.visiting.people > hosting.people:
        yield change.hosting(way.problem, way.host, "people", way.visitor.visiting.people)
    else:
        yield change.hosting(way.problem, way.host, "exchanges", hosting.exchanges + 1)


def _no_trips(way: _Way) -> Iterator[Change]:
    yield change.trips(way.problem, way.visitor, way.visitor.visiting.trips + 1)


def _agenda_full(way: _Way) -> Iterator[Change]:
    yield change.sessions(way.problem, way.problem.sessions_per_exchange + 1)


def _network_limit(way: _Way) -> Iterator[Change]:
    if way.problem.max_exchanges is not None:
        yield change.exchanges(way.problem, way.problem.max_exchanges + 1)


def _forbidden(way: _Way) -> Iterator[Change]:
    for number, decision in enumerate(way.problem.decisions):
        if (
            decision.kind == "forbid"
            and decision.host == way.host.id
            and decision.visitor in (None, way.visitor.id)
            and decision.topic in (None, way.topic)
        ):
            yield change.take_back(way.problem, number)


def _not_chosen(way: _Way) -> Iterator[Change]:
    """First with the topic, then the visit alone: the topic may be on the agenda already."""
    host, visitor = way.host.id, way.visitor.id
    yield change.pin(way.problem, Decision("pin", host, visitor=visitor, topic=way.topic))
    yield change.pin(way.problem, Decision("pin", host, topic=way.topic))


def _nobody_offers(way: _Way) -> Iterator[Change]:
    yield from ()


_REMOVALS: dict[str, Callable[[_Way], Iterator[Change]]] = {
    "nobody-offers": _nobody_offers,
    "cannot-host": _cannot_host,
    "refused": _refused,
    "no-common-language": _no_language,
    "too-far": _too_far,
    "no-common-week": _no_week,
    "no-room": _no_room,
    "no-trips-left": _no_trips,
    "agenda-full": _agenda_full,
    "network-limit": _network_limit,
    "forbidden": _forbidden,
    "not-chosen": _not_chosen,
}
