"""Check a proposal against its problem with nothing but the rules and arithmetic: no solver, no search."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from survey_app.programmes.model import Conflict, Exchange, ObjectiveResult, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import (
    VALUES,
    Measured,
    anchor,
    at_least_as_good,
    counted_points,
    is_proven,
    learners,
)
from survey_app.programmes.reading import hint
from survey_app.programmes.rules import LABELS, RULES, Placed

FIGURES = "figures"
UNKNOWN_NAME = "unknown-name"


@dataclass(frozen=True, slots=True)
class Broken:
    """Say which rule is broken, where in the proposal, and how."""

    label: str
    place: str
    message: str


def verify(problem: Problem, proposal: Proposal) -> list[Broken]:
    """Return everything that is wrong: hard rules by their labels, `figures`, `unknown-name`."""
    network = Network(problem)
    broken = [Broken(UNKNOWN_NAME, *found) for found in _unknown_names(network, proposal)]
    exchanges = _known_exchanges(network, proposal)
    programme = proposal.status in ("optimal", "feasible")
    if programme or proposal.exchanges:
        broken += broken_rules(network, exchanges)
    figures = chain(
        _learner_figures(network, exchanges),
        _city_figures(network, proposal, exchanges) if programme else _stray_cities(proposal),
        _objective_figures(network, proposal, exchanges) if programme else _without_programme(proposal),
        _conflict_figures(problem, proposal),
    )
    return broken + [Broken(FIGURES, *found) for found in figures]


def broken_rules(network: Network, exchanges: list[Placed]) -> list[Broken]:
    """Return every breach of a hard rule; all names in the exchanges must be known."""
    return [Broken(rule.label, *found) for rule in RULES for found in rule.breaches(network, exchanges)]


Found = Iterator[tuple[str, str]]


def _unknown(name: str, known: object, place: str, what: str) -> Found:
    names = list(known)  # type: ignore[call-overload]
    if name not in names:
        yield place, f"{name!r} is not a known {what}; {hint(name, names)}"


def _unknown_names(network: Network, proposal: Proposal) -> Found:
    for i, one in enumerate(proposal.exchanges):
        yield from _unknown_in_exchange(network, one, f"exchanges[{i}]")
    for city, result in proposal.cities.items():
        yield from _unknown(city, network.cities, f"cities.{city}", "city")
        for i, unmet in enumerate(result.unmet):
            place = f"cities.{city}.unmet[{i}]"
            yield from _unknown(unmet.topic, network.topics, f"{place}.topic", "topic")
            for k, name in enumerate(unmet.presenters):
                yield from _unknown(name, network.cities, f"{place}.presenters[{k}]", "city")
    for i, member in enumerate(proposal.conflict):
        for k, name in enumerate(member.cities):
            yield from _unknown(name, network.cities, f"conflict[{i}].cities[{k}]", "city")
        if member.rule is not None:
            yield from _unknown(member.rule, LABELS, f"conflict[{i}].rule", "rule")


def _unknown_in_exchange(network: Network, one: Exchange, place: str) -> Found:
    yield from _unknown(one.host, network.cities, f"{place}.host", "city")
    yield from _unknown(one.week, network.weeks, f"{place}.week", "week")
    for i, name in enumerate(one.visitors):
        yield from _unknown(name, network.cities, f"{place}.visitors[{i}]", "city")
    for i, session in enumerate(one.sessions):
        yield from _unknown(session.topic, network.topics, f"{place}.sessions[{i}].topic", "topic")
        yield from _unknown(session.presenter, network.cities, f"{place}.sessions[{i}].presenter", "city")
        for name in session.learners:
            yield from _unknown(name, network.cities, f"{place}.sessions[{i}].learners.{name}", "city")


def _known_exchanges(network: Network, proposal: Proposal) -> list[Placed]:
    """Return the exchanges without what has an unknown name, so that all other rules can still be checked."""
    known: list[Placed] = []
    for i, one in enumerate(proposal.exchanges):
        if one.host in network.cities and one.week in network.weeks:
            visitors = tuple(name for name in one.visitors if name in network.cities)
            sessions = tuple(
                session
                for session in one.sessions
                if session.topic in network.topics and session.presenter in network.cities
            )
            known.append((f"exchanges[{i}]", replace(one, visitors=visitors, sessions=sessions)))
    return known


def _learner_figures(network: Network, exchanges: list[Placed]) -> Found:
    for place, one in exchanges:
        for session in one.sessions:
            present = (one.host, *one.visitors)
            expected = learners(network, session.topic, session.presenter, present)
            if dict(session.learners) != expected:
                yield place, f"learners of {session.topic} are {dict(session.learners)}, expected {expected}"


def _city_figures(network: Network, proposal: Proposal, exchanges: list[Placed]) -> Found:
    counted = counted_points(network, [one for _, one in exchanges])
    for name, city in network.cities.items():
        place, result = f"cities.{name}", proposal.cities.get(name)
        if result is None:
            yield place, "is missing"
            continue
        earned, ideal = sum(counted[name].values()), network.ideals[name]
        if result.earned != earned:
            yield f"{place}.earned", f"is {result.earned}, expected {earned}"
        if result.ideal != ideal:
            yield f"{place}.ideal", f"is {result.ideal}, expected {ideal}"
        found = sorted(unmet.topic for unmet in result.unmet)
        expected = sorted(
            topic for topic in city.needs if is_unmet(network, name, topic, counted[name].get(topic, 0))
        )
        if found != expected:
            yield f"{place}.unmet", f"names {found}, expected {expected}"


def is_unmet(network: Network, city: str, topic: str, points: int) -> bool:
    """Say whether a need stays unmet with these points: nobody else offers it, or someone offers better."""
    need, best = network.cities[city].needs.get(topic, 0), network.best_offer(city, topic)
    return need > 0 and (best == 0 or points < need * best)


def _stray_cities(proposal: Proposal) -> Found:
    for name, result in proposal.cities.items():
        if result.earned:
            yield f"cities.{name}.earned", f"is {result.earned}, expected 0 without a programme"


def _objective_figures(network: Network, proposal: Proposal, exchanges: list[Placed]) -> Found:
    expected = list(network.problem.objectives)
    found = [result.name for result in proposal.objectives]
    if found != expected:
        yield "objectives", f"are {found}, expected {expected}"
        return
    measured = Measured(network, [one for _, one in exchanges])
    for i, result in enumerate(proposal.objectives):
        place, true = f"objectives[{i}]", VALUES[result.name](measured)
        if result.value != true:
            yield f"{place}.value", f"is {result.value}, expected {true}"
        last = i == len(expected) - 1
        slack = 0 if last else network.problem.slack.get(result.name, 0)
        yield from _stage_figures(result, place, slack)
        if proposal.status == "optimal" and not is_proven(result):
            yield f"{place}.bound", f"is {result.bound}, best is {result.best}: not optimal"
    if proposal.status == "feasible" and all(map(is_proven, proposal.objectives)):
        yield "status", "is feasible, expected optimal: every stage is proven"


def _stage_figures(result: ObjectiveResult, place: str, slack: int) -> Found:
    kept = anchor(result.name, result.best, slack)
    if not at_least_as_good(result.name, result.bound, result.best):
        yield f"{place}.bound", f"is {result.bound}, which the best {result.best} passes"
    if not at_least_as_good(result.name, result.value, kept):
        yield f"{place}.value", f"is {result.value}, expected {kept} or better"
    if not at_least_as_good(result.name, result.bound, result.value):
        yield f"{place}.value", f"is {result.value}, which passes the bound {result.bound}"
    if slack == 0 and result.value != result.best:
        yield f"{place}.value", f"is {result.value}, expected the best {result.best}: there is no slack"


def _without_programme(proposal: Proposal) -> Found:
    if proposal.exchanges:
        yield "exchanges", f"are {len(proposal.exchanges)}, expected none: the status is {proposal.status}"
    if proposal.objectives and proposal.status == "infeasible":
        yield "objectives", "are given, expected none: the status is infeasible"


def _conflict_figures(problem: Problem, proposal: Proposal) -> Found:
    pins = [i for i, decision in enumerate(problem.decisions) if decision.kind == "pin"]
    named = [member.decision for member in proposal.conflict if member.decision is not None]
    for i, member in enumerate(proposal.conflict):
        yield from _conflict_member(problem, member, f"conflict[{i}]")
    if proposal.status == "infeasible" and not set(named) & set(pins):
        yield "conflict", "names no pin, and only pins can make a problem infeasible"
    if proposal.status != "infeasible" and proposal.conflict:
        yield "conflict", f"is given, expected none: the status is {proposal.status}"


def _conflict_member(problem: Problem, member: Conflict, place: str) -> Found:
    if member.decision is not None and member.decision >= len(problem.decisions):
        yield f"{place}.decision", f"is {member.decision}, and there are {len(problem.decisions)} decisions"
