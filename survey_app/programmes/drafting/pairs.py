"""Say for a network whether any visit is possible at all, and if not, what keeps its cities apart."""

from collections import Counter
from collections.abc import Mapping

from survey_app.programmes.model import City
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import may_visit
from survey_app.programmes.rules import can_host, can_travel, near_enough, refuses, shares_language

WORDS: Mapping[str, str] = {
    "hosts": "one of them hosts nobody, or has no room for the other",
    "travels": "one of them makes no trip",
    "refusal": "one of them does not want to be matched with the other",
    "language": "they have no language in common",
    "distance": "the journey is longer than the visitor accepts",
    "learns": "the host offers nothing that the visitor needs",
    "week": "there is no week in which the one can host and the other can travel",
}


def obstacles_between(network: Network) -> Mapping[str, int]:
    """Count for each obstacle the pairs (host, visitor) that it keeps apart, the most frequent first.

    Empty as soon as one visit is possible.
    """
    found: Counter[str] = Counter()
    for host in network.problem.cities:
        for visitor in network.problem.cities:
            if host.id != visitor.id:
                obstacle = _obstacle(network, host, visitor)
                if not obstacle:
                    return {}
                found[obstacle] += 1
    return dict(found.most_common())


def _obstacle(network: Network, host: City, visitor: City) -> str:
    if may_visit(network, host, visitor):
        meets = any(can_host(host, week) and can_travel(visitor, week) for week in network.problem.weeks)
        return "" if meets else "week"
    if not visitor.visiting.trips:
        return "travels"
    if refuses(host, visitor):
        return "refusal"
    if not shares_language(host, visitor):
        return "language"
    if not near_enough(network, host.id, visitor.id):
        return "distance"
    learns = any(network.points(visitor.id, topic, host.id) for topic in host.offers)
    return "hosts" if learns else "learns"
