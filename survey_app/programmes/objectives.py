"""Evaluate points and objectives of exchanges, exactly as a reader with pencil and paper would."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from survey_app.programmes.model import Exchange, Objective, ObjectiveResult
from survey_app.programmes.network import Network

Counted = dict[str, dict[str, int]]
"""The best points of each city by topic; topics without points are left out."""

LESS_IS_BETTER: frozenset[Objective] = frozenset({"travel", "exchanges"})


def learners(network: Network, topic: str, presenter: str, present: Iterable[str]) -> dict[str, int]:
    """Return who learns what in a session: every city present that needs the topic, but the presenter."""
    return {
        city: network.points(city, topic, presenter)
        for city in present
        if city != presenter and network.cities[city].needs.get(topic, 0) > 0
    }


def counted_points(network: Network, exchanges: Iterable[Exchange]) -> Counted:
    """Return the points that count: for each city and topic those of its best session."""
    best: Counted = {city: {} for city in network.cities}
    for one in exchanges:
        for session in one.sessions:
            present = (one.host, *one.visitors)
            for city, points in learners(network, session.topic, session.presenter, present).items():
                if points > best[city].get(session.topic, 0):
                    best[city][session.topic] = points
    return best


def earned_points(network: Network, exchanges: Iterable[Exchange]) -> dict[str, int]:
    """Return what each city earns in the whole programme."""
    return {city: sum(best.values()) for city, best in counted_points(network, exchanges).items()}


class Measured:
    """Hold what the objectives look at: the network, its exchanges and what each city earns by them."""

    def __init__(self, network: Network, exchanges: Sequence[Exchange]) -> None:
        self.network, self.exchanges = network, exchanges
        earned = earned_points(network, exchanges)
        self.earned = {city: points for city, points in earned.items() if network.ideals[city] > 0}
        self.visits = [(one.host, one.week, visitor) for one in exchanges for visitor in one.visitors]


def weight(network: Network, city: str) -> int:
    """Return how much one point of a city counts for learning, so that every city's needs weigh the same."""
    return 1000000 // network.ideals[city]


def travel_cost(network: Network, host: str, visitor: str) -> int:
    """Return km x people of one visit."""
    return network.km(host, visitor) * network.cities[visitor].visiting.people


def _served(found: Measured) -> int:
    return sum(points > 0 for points in found.earned.values())


def _fairness(found: Measured) -> int:
    ideals = found.network.ideals
    return min((1000 * earned // ideals[city] for city, earned in found.earned.items() if earned), default=0)


def _learning(found: Measured) -> int:
    return sum(weight(found.network, city) * earned for city, earned in found.earned.items())


def _points(found: Measured) -> int:
    return sum(found.earned.values())


def _travel(found: Measured) -> int:
    return sum(travel_cost(found.network, host, visitor) for host, _, visitor in found.visits)


def _exchanges(found: Measured) -> int:
    return len(found.exchanges)


def _wishes(found: Measured) -> int:
    return sum(host in found.network.cities[visitor].prefers for host, _, visitor in found.visits)


def _keep(found: Measured) -> int:
    agreed = agreed_visits(found.network)
    return sum(visit in agreed for visit in found.visits)


def agreed_visits(network: Network) -> set[tuple[str, str, str]]:
    """Return the visits (host, week, visitor) that were agreed before."""
    return {(one.host, one.week, visitor) for one in network.problem.agreed for visitor in one.visitors}


VALUES: Mapping[Objective, Callable[[Measured], int]] = {
    "served": _served,
    "fairness": _fairness,
    "learning": _learning,
    "points": _points,
    "travel": _travel,
    "exchanges": _exchanges,
    "wishes": _wishes,
    "keep": _keep,
}


def value(network: Network, exchanges: Sequence[Exchange], objective: Objective) -> int:
    """Return the value of one objective."""
    return VALUES[objective](Measured(network, exchanges))


def values(network: Network, exchanges: Sequence[Exchange]) -> dict[Objective, int]:
    """Return the value of every objective, whether the problem asks for it or not."""
    found = Measured(network, exchanges)
    return {objective: measure(found) for objective, measure in VALUES.items()}


def anchor(objective: Objective, best: int, slack: int) -> int:
    """Return the value that a stage must keep for the later ones; `slack` is in thousandths of its best."""
    given = best * slack // 1000
    return best + given if objective in LESS_IS_BETTER else best - given


def at_least_as_good(objective: Objective, one: int, other: int) -> bool:
    """Say whether one value of an objective is as good as another or better."""
    return one <= other if objective in LESS_IS_BETTER else one >= other


def is_proven(result: ObjectiveResult) -> bool:
    """Say whether a stage is proven to be the best possible."""
    return result.best == result.bound
