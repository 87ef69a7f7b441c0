"""Agreement: an exchange on its way from a proposal to being confirmed by its host and its visitors. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from survey_app.programmes.documents import problem_to_json, proposal_to_json, read_problem, read_proposal
from survey_app.programmes.model import City, Exchange, Problem, Proposal


class ReplyState(StrEnum):
    """Say what a city has replied to a proposed exchange."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CHANGE_ASKED = "change-asked"


OBJECTIONS = (ReplyState.DECLINED, ReplyState.CHANGE_ASKED)


def all_accepted(states: Iterable[ReplyState]) -> bool:
    """Tell whether an exchange is agreed: all its cities have accepted."""
    found = list(states)
    return bool(found) and all(state is ReplyState.ACCEPTED for state in found)


def cities_of(exchange: Exchange) -> tuple[str, ...]:
    """Return who is asked about an exchange: its host first."""
    return (exchange.host, *exchange.visitors)


def to_be_agreed(problem: Problem, exchange: Exchange) -> dict[str, Any]:
    """Return an exchange as it is sent, as JSON: its cities alone, without whom they prefer or refuse."""
    present = tuple(_without_wishes(city) for city in problem.cities if city.id in cities_of(exchange))
    part = replace(problem, cities=present, decisions=(), agreed=(), slack={})
    alone = Proposal("feasible", (exchange,), {}, (), (), 0, 0.0)
    return {"problem": problem_to_json(part), "proposal": proposal_to_json(alone)}


def _without_wishes(city: City) -> City:
    return replace(city, prefers=(), refuses=())


def read_agreed(content: Mapping[str, Any]) -> tuple[Problem, Proposal]:
    """Read what `to_be_agreed` gave: a problem of the exchange's cities, a proposal of the one exchange."""
    return read_problem(content["problem"]), read_proposal(content["proposal"])


def is_same(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two sent exchanges are the same: host, week, visitors, sessions and who learns in them."""
    return bool(content["proposal"]["exchanges"] == other["proposal"]["exchanges"])
