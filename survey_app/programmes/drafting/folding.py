"""Fold the steps of a draft into the programme as it stands and the decisions in force.

Steps are applied in their order, each to what the ones before it left. A step whose exchange is not there any
more changes nothing, and says so; its decisions stand all the same. A later decision takes the place of
earlier ones that it contradicts word by word, so that who changes their mind need not take anything back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from survey_app.programmes.canonical import canonical
from survey_app.programmes.drafting.agendas import cleared, filled
from survey_app.programmes.drafting.steps import Step, decisions_of
from survey_app.programmes.model import Decision, Exchange, Problem, Proposal, Session
from survey_app.programmes.network import Network
from survey_app.programmes.reasons import Reasons

Programme = dict[tuple[str, str], Exchange]
"""The exchanges by host and week."""

GONE = "There is no such exchange in the programme, so this changes nothing in it."
TAKEN = "The host has an exchange in that week already, so this changes nothing."
THERE = "That is so already."
UNKNOWN = "A city, week or topic that this names takes part no more, so this is without effect."


@dataclass(frozen=True, slots=True)
class Folded:
    """Hold a draft as it stands.

    `decisions` are in force, `origins` are the numbers of their steps (None: they came with the problem).
    `idle` says of a step why it changed no exchange.
    """

    exchanges: tuple[Exchange, ...]
    decisions: tuple[Decision, ...]
    origins: tuple[int | None, ...]
    idle: Mapping[int, str] = field(default_factory=dict)


def folded(network: Network, start: Sequence[Exchange], steps: Iterable[tuple[int, Step]]) -> Folded:
    """Return what the numbered steps make of the exchanges that a draft began with."""
    programme = {(one.host, one.week): one for one in known(network, start)}
    decided: list[tuple[int | None, Decision]] = [(None, one) for one in network.problem.decisions]
    idle: dict[int, str] = {}
    for number, step in steps:
        if not _names_known(network, step):
            idle[number] = UNKNOWN
            continue
        if why := apply(network, programme, step, [one for _, one in decided]):
            idle[number] = why
        decided = _decide(decided, number, step)
    exchanges = canonical(network, programme.values())
    return Folded(exchanges, tuple(one for _, one in decided), tuple(one for one, _ in decided), idle)


def judged(problem: Problem, exchanges: Sequence[Exchange]) -> Proposal:
    """Return exchanges with all figures that follow from them, as a proposal of which nothing is proven."""
    network = Network(problem)
    found = canonical(network, exchanges)
    return Proposal("feasible", found, Reasons(network, found).results(), (), (), 0, 0.0)


def known(network: Network, exchanges: Iterable[Exchange]) -> list[Exchange]:
    """Return exchanges without cities, weeks and topics that a problem does not have."""
    return [
        replace(
            one,
            visitors=tuple(city for city in one.visitors if city in network.cities),
            sessions=tuple(
                session
                for session in one.sessions
                if session.topic in network.topics and session.presenter in network.cities
            ),
        )
        for one in exchanges
        if one.host in network.cities and one.week in network.weeks
    ]


def apply(network: Network, programme: Programme, step: Step, decisions: Sequence[Decision] = ()) -> str:
    """Make a step's change in a programme; return why there is nothing to change, or nothing.

    What decisions forbid is not put on an agenda that is filled on the way.
    """
    if step.act in ("pin", "forbid", "keep"):
        return ""
    if step.act == "take-over":
        programme.clear()
        programme.update({(one.host, one.week): one for one in known(network, step.exchanges)})
        return ""
    key = (step.host, step.week or "")
    if step.act == "add":
        return _add(network, programme, step, _barred(step, decisions))
    if key not in programme:
        return GONE
    one = programme.pop(key)
    changed, why = _changed(network, programme, one, step, _barred(step, decisions))
    if changed is not None:
        programme[changed.host, changed.week] = changed
    return why


def _barred(step: Step, decisions: Sequence[Decision]) -> set[str]:
    """Return the topics that decisions keep off the agenda of a step's exchange."""
    return {
        one.topic
        for one in decisions
        if one.kind == "forbid" and one.topic and one.visitor is None
        if one.host == step.host and one.week in (None, step.week)
    }


def _add(network: Network, programme: Programme, step: Step, barred: set[str]) -> str:
    key = (step.host, step.week or "")
    if key in programme:
        return TAKEN
    new = Exchange(step.host, step.week or "", step.visitors, ())
    programme[key] = filled(network, new, list(programme.values()), barred)
    return ""


def _changed(
    network: Network, programme: Programme, one: Exchange, step: Step, barred: set[str]
) -> tuple[Exchange | None, str]:
    """Return an exchange as a step leaves it (None: dropped), and why nothing changed."""
    visitor, topic = step.visitor or "", step.topic or ""
    match step.act:
        case "drop":
            return None, ""
        case "move":
            taken = (one.host, step.to) in programme
            return (one, TAKEN) if taken else (replace(one, week=step.to or one.week), "")
        case "join":
            if visitor in one.visitors:
                return one, THERE
            wider = replace(one, visitors=(*one.visitors, visitor))
            return filled(network, wider, [*programme.values()], barred), ""
        case "leave":
            left = replace(one, visitors=tuple(city for city in one.visitors if city != visitor))
            return cleared(network, left), "" if visitor in one.visitors else THERE
        case "teach":
            new = Session(topic, step.presenter or one.host, {})
            rest = tuple(session for session in one.sessions if session.topic != topic)
            return replace(one, sessions=(*rest, new)), ""
        case _:
            rest = tuple(session for session in one.sessions if session.topic != topic)
            return replace(one, sessions=rest), "" if len(rest) < len(one.sessions) else THERE


def names_known(problem: Problem, decision: Decision) -> bool:
    """Say whether a problem has all that a decision names."""
    step = Step("pin", decision.host, decision.week, None, decision.visitor, decision.topic)
    return _names_known(Network(problem), step)


def _names_known(network: Network, step: Step) -> bool:
    cities = {step.host, step.visitor, step.presenter, *step.visitors} - {None, ""}
    weeks, topics = {step.week, step.to} - {None}, {step.topic, *step.topics} - {None}
    return cities <= set(network.cities) and weeks <= set(network.weeks) and topics <= set(network.topics)


def _decide(
    decided: list[tuple[int | None, Decision]], number: int, step: Step
) -> list[tuple[int | None, Decision]]:
    if step.act == "move":
        decided = [(origin, _moved(one, step)) for origin, one in decided]
    for new in decisions_of(step):
        decided = [(origin, one) for origin, one in decided if one != new and not _contradicts(new, one)]
        decided.append((number, new))
    return decided


def _moved(one: Decision, step: Step) -> Decision:
    """Let what was decided about an exchange go with it to its new week."""
    about = one.host == step.host and one.week == step.week
    return replace(one, week=step.to) if about and (one.visitor or one.topic) else one


def _contradicts(new: Decision, old: Decision) -> bool:
    """Say whether two decisions exclude each other, whatever else there is."""
    if new.kind == old.kind or new.host != old.host:
        return False
    forbid, pin = (new, old) if new.kind == "forbid" else (old, new)
    return all(getattr(forbid, name) in (None, getattr(pin, name)) for name in ("week", "visitor", "topic"))
