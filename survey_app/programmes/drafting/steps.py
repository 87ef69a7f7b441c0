"""What a coordinator does with a draft, one step at a time, and the decisions that each step stands for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from survey_app.programmes.model import Decision, Exchange, Session

Act = Literal["pin", "forbid", "keep", "add", "drop", "move", "join", "leave", "teach", "skip", "take-over"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step.

    pin, forbid: a decision as it is (week, visitor, topic as far as given). keep: the exchange of host and
    week stays, with its visitors and topics. add: a new exchange with visitors. drop, move (to another week),
    join and leave (a visitor), teach and skip (a topic, with its presenter): changes of the exchange of host
    and week. take-over: the exchanges of a proposal take the place of all that are there.
    """

    act: Act
    host: str = ""
    week: str | None = None
    to: str | None = None
    visitor: str | None = None
    topic: str | None = None
    presenter: str | None = None
    visitors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    proposal: int | None = None
    exchanges: tuple[Exchange, ...] = ()


def decisions_of(step: Step) -> tuple[Decision, ...]:
    """Return the decisions of the contract that a step stands for."""
    host, week, visitor, topic = step.host, step.week, step.visitor, step.topic
    match step.act:
        case "pin" | "forbid":
            return (Decision(step.act, host, week, visitor, topic),)
        case "keep":
            return (
                *(Decision("pin", host, week, visitor=one) for one in step.visitors),
                *(Decision("pin", host, week, topic=one) for one in step.topics),
            )
        case "add":
            return tuple(Decision("pin", host, week, visitor=one) for one in step.visitors)
        case "drop":
            return (Decision("forbid", host, week),)
        case "move":
            return Decision("forbid", host, week), Decision("pin", host, step.to)
        case "join" | "leave":
            return (Decision("pin" if step.act == "join" else "forbid", host, week, visitor=visitor),)
        case "teach" | "skip":
            return (Decision("pin" if step.act == "teach" else "forbid", host, week, topic=topic),)
        case _:
            return ()


def exchanges_to_json(exchanges: Sequence[Exchange]) -> list[dict[str, Any]]:
    """Write exchanges without their figures: these follow from the problem."""
    return [
        {
            "host": one.host,
            "week": one.week,
            "visitors": list(one.visitors),
            "sessions": [{"topic": item.topic, "presenter": item.presenter} for item in one.sessions],
        }
        for one in exchanges
    ]


def read_exchanges(data: Sequence[Mapping[str, Any]]) -> tuple[Exchange, ...]:
    """Read what `exchanges_to_json` wrote; learners are left empty."""
    return tuple(
        Exchange(
            one["host"],
            one["week"],
            tuple(one["visitors"]),
            tuple(Session(item["topic"], item["presenter"], {}) for item in one["sessions"]),
        )
        for one in data
    )


def step_to_json(step: Step) -> dict[str, Any]:
    """Write a step; what it does not name is left out."""
    plain = {
        name: getattr(step, name)
        for name in ("host", "week", "to", "visitor", "topic", "presenter", "proposal")
        if getattr(step, name) not in (None, "")
    }
    lists = {name: list(getattr(step, name)) for name in ("visitors", "topics") if getattr(step, name)}
    taken = {"exchanges": exchanges_to_json(step.exchanges)} if step.act == "take-over" else {}
    return {"act": step.act, **plain, **lists, **taken}


def read_step(data: Mapping[str, Any]) -> Step:
    """Read what `step_to_json` wrote."""
    rest: dict[str, Any] = {name: value for name, value in data.items() if name != "exchanges"}
    for name in ("visitors", "topics"):
        rest[name] = tuple(rest.get(name, ()))
    return Step(**rest, exchanges=read_exchanges(data.get("exchanges", ())))
