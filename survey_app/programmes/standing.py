"""Know what exchanges that stay as they are take up and give, so that others can be planned around them."""

from collections import Counter
from collections.abc import Sequence

from survey_app.programmes.model import City, Decision, Exchange
from survey_app.programmes.network import Network
from survey_app.programmes.rules import matches


class Standing:
    """Hold exchanges that stay, and what they leave of weeks, trips, rooms and needs."""

    def __init__(self, network: Network, exchanges: Sequence[Exchange] = ()) -> None:
        self.network = network
        self.exchanges: list[Exchange] = []
        self.hosted: Counter[str] = Counter()
        self.trips: Counter[str] = Counter()
        self.pairs: set[tuple[str, str]] = set()
        self.busy: set[tuple[str, str]] = set()
        self.levels: dict[tuple[str, str], int] = {}
        self.earned: Counter[str] = Counter()
        for one in exchanges:
            self.add(one)

    def add(self, one: Exchange) -> None:
        """Let one exchange more stay."""
        self.exchanges.append(one)
        self.hosted[one.host] += 1
        self.trips.update(one.visitors)
        self.pairs.update((one.host, visitor) for visitor in one.visitors)
        self.busy.update((city, one.week) for city in (one.host, *one.visitors))
        cities = self.network.cities
        for session in one.sessions:
            offer = cities[session.presenter].offers[session.topic]
            for city in (one.host, *one.visitors):
                need = cities[city].needs.get(session.topic, 0)
                more = offer - self.level(city, session.topic)
                if city != session.presenter and need > 0 and more > 0:
                    self.levels[city, session.topic] = offer
                    self.earned[city] += need * more

    def level(self, city: str, topic: str) -> int:
        """Return the best offer on a topic that a city learns from, 0 where there is none."""
        return self.levels.get((city, topic), 0)

    def can_host(self, host: City, week: str) -> bool:
        """Say whether a city could host one exchange more, in this week."""
        return self.hosted[host.id] < host.hosting.exchanges and (host.id, week) not in self.busy

    def can_visit(self, visitor: City, host: str, week: str) -> bool:
        """Say whether a city could go to this host in this week too."""
        return (
            self.trips[visitor.id] < visitor.visiting.trips
            and (visitor.id, week) not in self.busy
            and (host, visitor.id) not in self.pairs
        )

    def holds(self, decision: Decision) -> bool:
        """Say whether one of these exchanges is what a decision names."""
        return any(matches(decision, one) for one in self.exchanges)
