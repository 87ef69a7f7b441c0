"""Say for every unmet need why it stays unmet: the last obstacle of the candidate that comes furthest.

A candidate is another city that offers the topic better than what was got. The way looked at is the plain
one: the city visits the candidate in some week, in an exchange that is planned already or in a new one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from survey_app.programmes.checker import is_unmet
from survey_app.programmes.model import City, CityResult, Decision, Exchange, Unmet
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import counted_points
from survey_app.programmes.proposal_documents import REASONS
from survey_app.programmes.rules import can_host, can_travel, fits, near_enough, refuses, shares_language

_RANK = {reason: i for i, reason in enumerate(REASONS)}


class Reasons:
    """Look for the obstacles of a programme's unmet needs."""

    def __init__(self, network: Network, exchanges: Sequence[Exchange]) -> None:
        self.network = network
        self.counted = counted_points(network, exchanges)
        self.planned = {(one.host, one.week): one for one in exchanges}
        self.hosted = Counter(one.host for one in exchanges)
        self.trips = Counter(visitor for one in exchanges for visitor in one.visitors)
        self.forbidden: dict[str, list[Decision]] = defaultdict(list)
        for decision in network.problem.decisions:
            if decision.kind == "forbid":
                self.forbidden[decision.host].append(decision)

    def results(self) -> dict[str, CityResult]:
        """Return what every city earns, could earn at most, and what stays unmet and why."""
        return {name: self._result(city) for name, city in self.network.cities.items()}

    def _result(self, city: City) -> CityResult:
        counted = self.counted[city.id]
        unmet = [
            self.unmet(city, topic)
            for topic in self.network.topics
            if is_unmet(self.network, city.id, topic, counted.get(topic, 0))
        ]
        return CityResult(sum(counted.values()), self.network.ideals[city.id], tuple(unmet))

    def unmet(self, city: City, topic: str) -> Unmet:
        """Return one unmet need with its reason and the candidates that come as far as that."""
        got = self.counted[city.id].get(topic, 0)
        obstacles = {
            other.id: self.obstacle(city, other, topic)
            for other in self.network.presenters[topic]
            if other.id != city.id and self.network.points(city.id, topic, other.id) > got
        }
        if not obstacles:
            return Unmet(topic, "nobody-offers", ())
        furthest = max(obstacles.values(), key=lambda reason: _RANK[reason])
        return Unmet(topic, furthest, tuple(name for name, found in obstacles.items() if found == furthest))

    def obstacle(self, city: City, other: City, topic: str) -> str:
        hosting = other.hosting
        if hosting.exchanges < 1 or hosting.cities < 1 or not hosting.weeks:
            return "cannot-host"
        if refuses(city, other):
            return "refused"
        if not shares_language(city, other):
            return "no-common-language"
        if not near_enough(self.network, other.id, city.id):
            return "too-far"
        weeks = [week for week in self.network.weeks if can_host(other, week) and can_travel(city, week)]
        ways = [self._way(city, other, week, topic) for week in weeks]
        return max(ways, key=lambda reason: _RANK[reason], default="no-common-week")

    def _way(self, city: City, other: City, week: str, topic: str) -> str:
        """Return the first obstacle to learning a topic at another city in one week."""
        planned = self.planned.get((other.id, week))
        there = planned is not None and city.id in planned.visitors
        if not there and not self._has_room(city, other, planned):
            return "no-room"
        if not there and self.trips[city.id] >= city.visiting.trips:
            return "no-trips-left"
        if not self._fits_agenda(planned, topic):
            return "agenda-full"
        limit = self.network.problem.max_exchanges
        if planned is None and limit is not None and sum(self.hosted.values()) >= limit:
            return "network-limit"
        return "forbidden" if any(self._forbids(city, other, week, topic)) else "not-chosen"

    def _has_room(self, city: City, other: City, planned: Exchange | None) -> bool:
        if planned is None:
            return self.hosted[other.id] < other.hosting.exchanges and fits(other, [city])
        return fits(other, [city, *(self.network.cities[name] for name in planned.visitors)])

    def _fits_agenda(self, planned: Exchange | None, topic: str) -> bool:
        most = self.network.problem.sessions_per_exchange
        if planned is None:
            return most > 0
        return len(planned.sessions) < most or any(session.topic == topic for session in planned.sessions)

    def _forbids(self, city: City, other: City, week: str, topic: str) -> Iterator[bool]:
        for decision in self.forbidden[other.id]:
            yield (
                decision.week in (None, week)
                and decision.visitor in (None, city.id)
                and decision.topic in (None, topic)
            )
