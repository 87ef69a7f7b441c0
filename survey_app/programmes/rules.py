"""State every hard rule once, under its label: the checker reads breaches here, the solver its conditions.

A rule about a pair or a single fact is a predicate (`can_host`, `shares_language`, ...) that the solver asks
before it opens a possibility and the checker asks about what was proposed. A rule about sums takes its limit
from the same figures. The solver has its own proposal judged by these rules before it hands it out.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from survey_app.programmes.model import City, Decision, Exchange, Session
from survey_app.programmes.network import Network

Breach = tuple[str, str]
"""Where a rule is broken and how, in words."""
Placed = tuple[str, Exchange]
"""An exchange with its place in the proposal, such as `exchanges[3]`."""


def can_host(city: City, week: str) -> bool:
    """host-week: say whether a city can host in a week."""
    return week in city.hosting.weeks


def can_travel(city: City, week: str) -> bool:
    """visitor-week: say whether a city can travel in a week."""
    return week in city.visiting.weeks


def shares_language(one: City, other: City) -> bool:
    """language: say whether two cities understand each other; a city that lists no language always does."""
    return not one.languages or not other.languages or bool(set(one.languages) & set(other.languages))


def near_enough(network: Network, host: str, visitor: str) -> bool:
    """distance: say whether the trip is within what the visitor accepts."""
    longest = network.cities[visitor].visiting.max_km
    return longest is None or network.km(host, visitor) <= longest


def refuses(one: City, other: City) -> bool:
    """refusal: say whether one of two cities refuses the other."""
    return other.id in one.refuses or one.id in other.refuses


def fits(host: City, visitors: Sequence[City]) -> bool:
    """host-room: say whether these visitors are not too many cities or people for one exchange."""
    people = sum(city.visiting.people for city in visitors)
    return len(visitors) <= host.hosting.cities and people <= host.hosting.people


def worthwhile(network: Network, host: str, visitor: str, topic: str) -> bool:
    """worthwhile: say whether a session of the host on a topic makes the trip worthwhile for a visitor."""
    return network.points(visitor, topic, host) > 0


def teaches(network: Network, presenter: str, topic: str, present: Sequence[str]) -> bool:
    """agenda: say whether the presenter offers the topic and another city that is present needs it."""
    return any(network.points(city, topic, presenter) > 0 for city in present if city != presenter)


def matches(decision: Decision, exchange: Exchange) -> bool:
    """decision: say whether an exchange is all that a decision names."""
    return (
        exchange.host == decision.host
        and decision.week in (None, exchange.week)
        and (decision.visitor is None or decision.visitor in exchange.visitors)
        and (decision.topic is None or any(one.topic == decision.topic for one in exchange.sessions))
    )


def _host_week(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    seen: set[tuple[str, str]] = set()
    for place, one in exchanges:
        if not can_host(network.cities[one.host], one.week):
            yield place, f"{one.host} cannot host in {one.week}"
        if (one.host, one.week) in seen:
            yield place, f"{one.host} has another exchange in {one.week}"
        seen.add((one.host, one.week))


def _host_count(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for host, count in Counter(one.host for _, one in exchanges).items():
        most = network.cities[host].hosting.exchanges
        if count > most:
            yield f"cities.{host}", f"{host} hosts {count} exchanges, at most {most}"


def _host_room(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one in exchanges:
        host, visitors = network.cities[one.host], [network.cities[name] for name in one.visitors]
        if not visitors:
            yield place, f"nobody visits {one.host}"
        if len(set(one.visitors)) < len(one.visitors):
            yield place, f"a city visits {one.host} twice in one exchange"
        if one.host in one.visitors:
            yield place, f"{one.host} visits itself"
        if not fits(host, visitors):
            people = sum(city.visiting.people for city in visitors)
            most = f"{host.hosting.cities} cities and {host.hosting.people} people"
            yield place, f"{len(visitors)} cities with {people} people visit {one.host}, at most {most}"


def _visits(exchanges: Sequence[Placed]) -> Iterator[tuple[str, Exchange, str]]:
    return ((place, one, visitor) for place, one in exchanges for visitor in one.visitors)


def _visitor_week(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one, visitor in _visits(exchanges):
        if not can_travel(network.cities[visitor], one.week):
            yield place, f"{visitor} cannot travel in {one.week}"


def _visitor_trips(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    trips = Counter(visitor for _, _, visitor in _visits(exchanges))
    for visitor, count in trips.items():
        most = network.cities[visitor].visiting.trips
        if count > most:
            yield f"cities.{visitor}", f"{visitor} makes {count} trips, at most {most}"
    pairs = Counter((visitor, one.host) for _, one, visitor in _visits(exchanges))
    for (visitor, host), count in pairs.items():
        if count > 1:
            yield f"cities.{visitor}", f"{visitor} visits {host} {count} times"


def _one_place(_: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    present = Counter((city, one.week) for _, one in exchanges for city in (one.host, *one.visitors))
    for (city, week), count in present.items():
        if count > 1:
            yield f"cities.{city}", f"{city} is in {count} places in {week}"


def _language(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one, visitor in _visits(exchanges):
        if not shares_language(network.cities[one.host], network.cities[visitor]):
            yield place, f"{one.host} and {visitor} have no language in common"


def _distance(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one, visitor in _visits(exchanges):
        if not near_enough(network, one.host, visitor):
            most, km = network.cities[visitor].visiting.max_km, network.km(one.host, visitor)
            yield place, f"{visitor} travels {km} km to {one.host}, at most {most}"


def _refusal(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one, visitor in _visits(exchanges):
        if refuses(network.cities[one.host], network.cities[visitor]):
            yield place, f"{one.host} and {visitor} do not both accept each other"


def _agenda(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    most = network.problem.sessions_per_exchange
    for place, one in exchanges:
        if not 1 <= len(one.sessions) <= most:
            yield place, f"{len(one.sessions)} sessions, from 1 to {most}"
        if len({session.topic for session in one.sessions}) < len(one.sessions):
            yield place, "two sessions are on the same topic"
        present = (one.host, *one.visitors)
        for i, session in enumerate(one.sessions):
            for message in _session(network, session, present):
                yield f"{place}.sessions[{i}]", message


def _session(network: Network, session: Session, present: Sequence[str]) -> Iterator[str]:
    if session.presenter not in present:
        yield f"{session.presenter} is not present"
    if not network.cities[session.presenter].offers.get(session.topic, 0):
        yield f"{session.presenter} does not offer {session.topic}"
    elif not teaches(network, session.presenter, session.topic, present):
        yield f"no other city that is present needs {session.topic}"


def _guest_sessions(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    most = network.problem.guest_sessions
    for place, one in exchanges:
        count = sum(session.presenter != one.host for session in one.sessions)
        if count > most:
            yield place, f"{count} sessions are presented by visiting cities, at most {most}"


def _worthwhile(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for place, one, visitor in _visits(exchanges):
        hosted = (session.topic for session in one.sessions if session.presenter == one.host)
        if not any(worthwhile(network, one.host, visitor, topic) for topic in hosted):
            yield place, f"{visitor} needs nothing that {one.host} presents"


def _network_limit(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    most = network.problem.max_exchanges
    if most is not None and len(exchanges) > most:
        yield "exchanges", f"{len(exchanges)} exchanges, at most {most}"


def _decision(network: Network, exchanges: Sequence[Placed]) -> Iterator[Breach]:
    for i, decision in enumerate(network.problem.decisions):
        found = [place for place, one in exchanges if matches(decision, one)]
        if decision.kind == "pin" and not found:
            yield f"decisions[{i}]", "no exchange is what is pinned"
        if decision.kind == "forbid":
            yield from ((f"decisions[{i}]", f"{place} is what is forbidden") for place in found)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one hard rule: its label, its words, and how to find where exchanges break it."""

    label: str
    words: str
    breaches: Callable[[Network, Sequence[Placed]], Iterator[Breach]]


RULES = (
    Rule("host-week", "a host hosts in its own weeks, at most one exchange in a week", _host_week),
    Rule("host-count", "a city hosts at most as many exchanges as it said", _host_count),
    Rule("host-room", "an exchange has visitors, and not more than the host has room for", _host_room),
    Rule("visitor-week", "a city travels in its own weeks only", _visitor_week),
    Rule("visitor-trips", "a city makes at most its number of trips and visits a host once", _visitor_trips),
    Rule("one-place", "in one week a city is in one place", _one_place),
    Rule("language", "host and visitor have a language in common, unless one lists none", _language),
    Rule("distance", "no trip is longer than the visitor accepts", _distance),
    Rule("refusal", "neither host nor visitor refuses the other", _refusal),
    Rule(
        "agenda", "sessions are few enough, on different topics, offered and needed by those present", _agenda
    ),
    Rule("guest-sessions", "visiting cities present at most the agreed number of sessions", _guest_sessions),
    Rule("worthwhile", "every visitor needs something that the host presents", _worthwhile),
    Rule("network-limit", "there are at most as many exchanges as the round allows", _network_limit),
    Rule("decision", "every pin has a match, no forbid has one", _decision),
)
LABELS = tuple(rule.label for rule in RULES)
