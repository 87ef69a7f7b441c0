"""Say how a programme breaks a rule, and what would have to change: (text, remedy) pairs in plain words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from survey_app.programmes.conflict_words import words as rule_words
from survey_app.programmes.model import Decision, Exchange, Problem
from survey_app.programmes.network import Network
from survey_app.programmes.rules import can_host, can_travel, worthwhile
from survey_app.programmes.wording import counted, listed, said_week

Words = tuple[str, str]


def decision_words(problem: Problem, decision: Decision) -> str:
    """Say a decision: "Tartu visits Turku, 8–12 March 2027", or that it does not; unknown names stay ids."""
    names = {city.id: city.name for city in problem.cities}
    host, forbid = names.get(decision.host, decision.host), decision.kind == "forbid"
    if decision.visitor is not None:
        visitor = names.get(decision.visitor, decision.visitor)
        sentence = f"{visitor} does not visit {host}" if forbid else f"{visitor} visits {host}"
    else:
        sentence = f"{host} does not host an exchange" if forbid else f"{host} hosts an exchange"
    if decision.topic is not None:
        titles = {topic.id: topic.title for topic in problem.topics}
        sentence += f" with a session on {titles.get(decision.topic, decision.topic)}"
    return sentence + (f", {said_week(decision.week)}" if decision.week is not None else "")


def decision(network: Network, one: Decision) -> Words:
    """Say that a decision does not hold in the programme."""
    words = decision_words(network.problem, one)
    if one.kind == "pin":
        return f"Decided, and not so yet: {words}.", (
            "Improve the programme around what you fixed, change it by hand, or take the decision back."
        )
    return f"Decided, and not kept: {words}.", "Change the exchange, or take the decision back."


def network_limit(network: Network, exchanges: Sequence[Exchange]) -> Words:
    """Say that there are too many exchanges."""
    most = network.problem.max_exchanges or 0
    text = f"There are {len(exchanges)} exchanges; the round's settings allow {most}."
    return text, "Take exchanges out, or allow more in the settings."


def _host_week(network: Network, one: Exchange) -> Words:
    host = network.cities[one.host]
    if can_host(host, one.week):
        text = f"{host.name} has two exchanges in one week, {said_week(one.week)}."
        return text, "Move one of them to another week."
    text = f"{host.name} cannot host {said_week(one.week)}."
    return text, _better_weeks(network, one) or f"Ask {host.name} whether it can host then."


def _better_weeks(network: Network, one: Exchange) -> str:
    """Name the weeks in which host and all visitors could meet."""
    host, visitors = network.cities[one.host], [network.cities[city] for city in one.visitors]
    weeks = [
        said_week(week)
        for week in network.problem.weeks
        if can_host(host, week) and all(can_travel(city, week) for city in visitors)
    ]
    return f"Move the exchange: all of them can {listed_or(weeks)}." if weeks else ""


def listed_or(items: Sequence[str]) -> str:
    """Join a few items with “or”; of many, name three."""
    some = [*items[:3], "in other weeks"] if len(items) > 3 else list(items)
    return " or ".join([", ".join(some[:-1]), some[-1]]) if len(some) > 1 else some[0]


def _host_room(network: Network, one: Exchange) -> Words:
    host = network.cities[one.host]
    if not one.visitors:
        return f"Nobody visits {host.name} {said_week(one.week)}.", "Add a city, or drop the exchange."
    people = sum(network.cities[city].visiting.people for city in one.visitors)
    coming = f"{counted(len(one.visitors), 'city', 'cities')} with {counted(people, 'person', 'people')}"
    room = counted(host.hosting.cities, "city", "cities")
    room += f" and {counted(host.hosting.people, 'person', 'people')}"
    text = f"{coming} would visit {host.name} {said_week(one.week)}; it has room for {room}."
    return text, f"Take a city out of this exchange, or ask {host.name} for more room."


def _agenda(network: Network, one: Exchange) -> Words:
    host, most = network.cities[one.host].name, network.problem.sessions_per_exchange
    where = f"The agenda of {host}, {said_week(one.week)},"
    if not one.sessions:
        return f"{where} is empty.", "Add a session, or drop the exchange."
    if len(one.sessions) > most:
        text = f"{where} has {counted(len(one.sessions), 'session', 'sessions')}; it can have {most}."
        return text, "Drop a session, or allow more in the round's settings."
    return (
        f"{where} has a session twice, or one that nobody present shows or needs.",
        "Drop that session.",
    )


def _guest_sessions(network: Network, one: Exchange) -> Words:
    count = sum(session.presenter != one.host for session in one.sessions)
    host, most = network.cities[one.host].name, network.problem.guest_sessions
    text = f"Visiting cities present {counted(count, 'session', 'sessions')} in {host}, "
    text += f"{said_week(one.week)}; the round's settings allow {most}."
    return text, "Drop one of them, or allow more in the settings."


def _visitor_week(network: Network, one: Exchange, visitor: str) -> Words:
    city = network.cities[visitor]
    better = _better_weeks(network, one)
    return f"{city.name} cannot travel {said_week(one.week)}.", better or (
        f"There is no week that suits {network.cities[one.host].name} and all its visitors: take "
        f"{city.name} out, or ask whether it can travel then."
    )


def _worthwhile(network: Network, one: Exchange, visitor: str) -> Words:
    city, host = network.cities[visitor].name, network.cities[one.host]
    titles = {topic.id: topic.title for topic in network.problem.topics}
    useful = [titles[topic] for topic in host.offers if worthwhile(network, one.host, visitor, topic)]
    text = f"Nothing that {host.name} presents {said_week(one.week)} is what {city} needs."
    if useful:
        return text, f"Add a session by {host.name} on {listed_or(useful)}."
    return text, f"{host.name} offers nothing that {city} needs: take {city} out."


def _of_answers(label: str) -> Callable[[Network, Exchange, str], Words]:
    """Say what two cities' answers exclude, in the words that a conflict has for it."""
    instead = {
        "language": "ask both for one more language in their answers",
        "distance": "ask it whether it would travel further",
        "refusal": "ask both again",
    }[label]

    def told(network: Network, one: Exchange, visitor: str) -> Words:
        city = network.cities[visitor].name
        return rule_words(network, label, (one.host, visitor)), (
            f"Take {city} out of the exchange in {network.cities[one.host].name}, or {instead}."
        )

    return told


def _host_count(network: Network, exchanges: Sequence[Exchange], city: str) -> Words:
    host, count = network.cities[city], sum(one.host == city for one in exchanges)
    text = f"{host.name} hosts {counted(count, 'exchange', 'exchanges')}; "
    text += f"it offered to host {host.hosting.exchanges}."
    return text, f"Drop one of them, or ask {host.name} to host more."


def _visitor_trips(network: Network, exchanges: Sequence[Exchange], city: str) -> Words:
    visitor = network.cities[city]
    hosts = Counter(one.host for one in exchanges if city in one.visitors)
    twice = [network.cities[host].name for host, count in hosts.items() if count > 1]
    if twice:
        return f"{visitor.name} visits {listed(twice)} more than once.", "Take it out of one of these visits."
    text = f"{visitor.name} would make {counted(sum(hosts.values()), 'trip', 'trips')}; it offered "
    text += f"{visitor.visiting.trips}."
    where = listed(network.cities[host].name for host in hosts)
    return text, f"Take {visitor.name} out of one exchange ({where}), or ask it for one more trip."


def _one_place(network: Network, exchanges: Sequence[Exchange], city: str) -> Words:
    there = [one for one in exchanges if city == one.host or city in one.visitors]
    busy = Counter(one.week for one in there)
    week = next(week for week, count in busy.items() if count > 1)
    doing = [
        "hosts" if one.host == city else f"visits {network.cities[one.host].name}"
        for one in there
        if one.week == week
    ]
    name = network.cities[city].name
    text = f"{name} cannot be in two places at once: {said_week(week)} it {listed(doing)}."
    return text, f"Move one of these exchanges to another week, or take {name} out of one."


OF_EXCHANGES: Mapping[str, Callable[[Network, Exchange], Words]] = {
    "host-week": _host_week,
    "host-room": _host_room,
    "agenda": _agenda,
    "guest-sessions": _guest_sessions,
}
OF_PAIRS: Mapping[str, Callable[[Network, Exchange, str], Words]] = {
    "visitor-week": _visitor_week,
    "worthwhile": _worthwhile,
    **{label: _of_answers(label) for label in ("language", "distance", "refusal")},
}
OF_CITIES: Mapping[str, Callable[[Network, Sequence[Exchange], str], Words]] = {
    "host-count": _host_count,
    "visitor-trips": _visitor_trips,
    "one-place": _one_place,
}
