"""Say in plain words what a rule demands of the cities that a conflict names."""

from collections.abc import Callable, Mapping, Sequence

from survey_app.programmes.model import City, Conflict, Problem
from survey_app.programmes.network import Network
from survey_app.programmes.wording import conflict_sentence, with_days


def words(network: Network, label: str, cities: Sequence[str]) -> str:
    """Return one sentence for a rule and its cities, with their names and figures."""
    return WORDS[label](network, *(network.cities[city] for city in cities))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _list(items: Sequence[str], none: str) -> str:
    return ", ".join(items) if items else none


def _host_week(_: Network, host: City) -> str:
    weeks = _list(host.hosting.weeks, "no week")
    return f"{host.name} can host in {weeks}, and only one exchange in a week."


def _host_count(_: Network, host: City) -> str:
    return f"{host.name} hosts at most {_count(host.hosting.exchanges, 'exchange', 'exchanges')}."


def _host_room(_: Network, host: City) -> str:
    cities = _count(host.hosting.cities, "visiting city", "visiting cities")
    people = _count(host.hosting.people, "person", "people")
    return f"An exchange at {host.name} has at least 1 and at most {cities} with {people} together."


def _visitor_week(_: Network, visitor: City) -> str:
    return f"{visitor.name} can travel in {_list(visitor.visiting.weeks, 'no week')}."


def _visitor_trips(_: Network, visitor: City) -> str:
    trips = _count(visitor.visiting.trips, "trip", "trips")
    return f"{visitor.name} makes at most {trips} and visits the same host only once."


def _one_place(_: Network, city: City) -> str:
    return f"{city.name} can be in one place only in a week."


def _language(_: Network, host: City, visitor: City) -> str:
    return f"{host.name} and {visitor.name} have no language in common."


def _distance(network: Network, host: City, visitor: City) -> str:
    km, most = network.km(host.id, visitor.id), visitor.visiting.max_km
    return f"{visitor.name} travels at most {most} km, and {host.name} is {km} km away."


def _refusal(_: Network, host: City, visitor: City) -> str:
    one, other = (host, visitor) if visitor.id in host.refuses else (visitor, host)
    return f"{one.name} does not want to be matched with {other.name}."


def _agenda(network: Network, host: City) -> str:
    sessions = _count(network.problem.sessions_per_exchange, "session", "sessions")
    return (
        f"An exchange at {host.name} has at most {sessions}, on different topics that a city present offers "
        "and another one present needs."
    )


def _guest_sessions(network: Network, host: City) -> str:
    sessions = _count(network.problem.guest_sessions, "session", "sessions")
    return f"Visiting cities present at most {sessions} in an exchange at {host.name}."


def _worthwhile(_: Network, host: City, visitor: City) -> str:
    return f"{visitor.name} visits {host.name} only for a session by {host.name} on a topic that it needs."


def _network_limit(network: Network) -> str:
    limit = network.problem.max_exchanges or 0
    return f"The whole network holds at most {_count(limit, 'exchange', 'exchanges')}."


WORDS: Mapping[str, Callable[..., str]] = {
    "host-week": _host_week,
    "host-count": _host_count,
    "host-room": _host_room,
    "visitor-week": _visitor_week,
    "visitor-trips": _visitor_trips,
    "one-place": _one_place,
    "language": _language,
    "distance": _distance,
    "refusal": _refusal,
    "agenda": _agenda,
    "guest-sessions": _guest_sessions,
    "worthwhile": _worthwhile,
    "network-limit": _network_limit,
}

MANY = 3  # up to so many members that say the same of several cities are told one by one
TOGETHER: Mapping[str, str] = {
    "visitor-week": "None of these can travel when it would have to: {names}.",
    "worthwhile": "These visit {host} only for a session by {host} on a topic that they need: {names}.",
    "language": "{host} has no language in common with these: {names}.",
    "distance": "{host} is further away than these travel: {names}.",
    "refusal": "{host} and these are not to be matched, as one of both asked: {names}.",
    "visitor-trips": "These make no more trips than they offered, each to another host: {names}.",
    "one-place": "These can be in one place only in a week: {names}.",
}


def members_in_words(conflict: Sequence[Conflict], names: Mapping[str, str]) -> list[tuple[str, int | None]]:
    """Return a conflict's members as (words, number of the decision); of a decision the words are empty.

    Where a rule stands for very many cities, they are told in one sentence.
    """
    groups: dict[tuple[str, str], list[Conflict]] = {}
    for one in conflict:
        if one.rule is not None and one.rule in TOGETHER:
            groups.setdefault((one.rule, one.cities[0] if len(one.cities) > 1 else ""), []).append(one)
    told: list[tuple[str, int | None]] = []
    for one in conflict:
        alike = groups.get((one.rule or "", one.cities[0] if len(one.cities) > 1 else ""), [])
        if len(alike) <= MANY:
            told.append((one.text, one.decision))
        elif one is alike[0]:
            who = sorted(names.get(other.cities[-1], other.cities[-1]) for other in alike)
            host = names.get(one.cities[0], one.cities[0])
            told.append((TOGETHER[one.rule or ""].format(host=host, names=", ".join(who)), None))
    return told


def conflict_sentences(conflict: Sequence[Conflict], problem: Problem) -> list[str]:
    """Say a conflict member by member, decisions with their names; very many of a kind in one sentence."""
    names = {city.id: city.name for city in problem.cities}
    return [
        with_days(words) if words else conflict_sentence(Conflict(decision=number), problem)
        for words, number in members_in_words(conflict, names)
    ]
