"""Read and write the document `exchange-proposal/1`."""

from typing import Any, cast, get_args

from survey_app.programmes.model import (
    OBJECTIVES,
    CityResult,
    Conflict,
    Exchange,
    Objective,
    ObjectiveResult,
    Proposal,
    Session,
    Status,
    Unmet,
)
from survey_app.programmes.reading import MISSING, Reading

PROPOSAL_FORMAT = "exchange-proposal/1"
REASONS = (
    "nobody-offers",
    "cannot-host",
    "refused",
    "no-common-language",
    "too-far",
    "no-common-week",
    "no-room",
    "no-trips-left",
    "agenda-full",
    "network-limit",
    "forbidden",
    "not-chosen",
)

_KEYS = ("format", "status", "exchanges", "cities", "objectives", "conflict", "seed", "seconds")


def read_proposal(data: object) -> Proposal:
    """Read parsed JSON as an `exchange-proposal/1`.

    Only the shape is read here: whether its names exist and its figures follow is the checker's to say.
    Raises `BadProblem` with every finding at once.
    """
    reading = Reading()
    top = reading.record(data, "", _KEYS)
    if top["format"] is not MISSING and top["format"] != PROPOSAL_FORMAT:
        reading.add("format", f"is {top['format']!r}; write {PROPOSAL_FORMAT!r}")
    status = reading.choice(top["status"], "status", get_args(Status), "status")
    proposal = Proposal(
        status=cast(Status, status),
        exchanges=tuple(
            _exchange(reading, item, f"exchanges[{i}]")
            for i, item in enumerate(reading.items(top["exchanges"], "exchanges"))
        ),
        cities=_cities(reading, top["cities"]),
        objectives=tuple(
            _objective(reading, item, f"objectives[{i}]")
            for i, item in enumerate(reading.items(top["objectives"], "objectives"))
        ),
        conflict=tuple(
            _conflict(reading, item, f"conflict[{i}]")
            for i, item in enumerate(reading.items(top["conflict"], "conflict"))
        ),
        seed=_any_integer(reading, top["seed"], "seed"),
        seconds=_seconds(reading, top["seconds"]),
    )
    reading.finish()
    return proposal


def _exchange(reading: Reading, item: object, place: str) -> Exchange:
    found = reading.record(item, place, ("host", "week", "visitors", "sessions"))
    sessions = f"{place}.sessions"
    return Exchange(
        host=reading.text(found["host"], f"{place}.host"),
        week=reading.text(found["week"], f"{place}.week"),
        visitors=_texts(reading, found["visitors"], f"{place}.visitors"),
        sessions=tuple(
            _session(reading, one, f"{sessions}[{i}]")
            for i, one in enumerate(reading.items(found["sessions"], sessions))
        ),
    )


def _texts(reading: Reading, value: object, place: str) -> tuple[str, ...]:
    items = reading.items(value, place)
    return tuple(reading.text(item, f"{place}[{i}]") for i, item in enumerate(items))


def _session(reading: Reading, item: object, place: str) -> Session:
    found = reading.record(item, place, ("topic", "presenter", "learners"))
    return Session(
        topic=reading.text(found["topic"], f"{place}.topic"),
        presenter=reading.text(found["presenter"], f"{place}.presenter"),
        learners=_figures(reading, found["learners"], f"{place}.learners"),
    )


def _figures(reading: Reading, value: object, place: str) -> dict[str, int]:
    return {} if value is MISSING else reading.figures(value, place, None, "city")


def _cities(reading: Reading, value: object) -> dict[str, CityResult]:
    if not isinstance(value, dict):
        if value is not MISSING:
            reading.add("cities", "is no object; write an object from city to its result")
        return {}
    reading.record(value, "cities", (), tuple(value))
    return {name: _city(reading, item, f"cities.{name}") for name, item in value.items()}


def _city(reading: Reading, item: object, place: str) -> CityResult:
    found = reading.record(item, place, ("earned", "ideal", "unmet"))
    unmet = reading.items(found["unmet"], f"{place}.unmet")
    return CityResult(
        earned=reading.integer(found["earned"], f"{place}.earned"),
        ideal=reading.integer(found["ideal"], f"{place}.ideal"),
        unmet=tuple(_unmet(reading, one, f"{place}.unmet[{i}]") for i, one in enumerate(unmet)),
    )


def _unmet(reading: Reading, item: object, place: str) -> Unmet:
    found = reading.record(item, place, ("topic", "reason", "presenters", "remedy"))
    return Unmet(
        topic=reading.text(found["topic"], f"{place}.topic"),
        reason=reading.choice(found["reason"], f"{place}.reason", REASONS, "reason"),
        presenters=_texts(reading, found["presenters"], f"{place}.presenters"),
        remedy=reading.text(found["remedy"], f"{place}.remedy"),
    )


def _objective(reading: Reading, item: object, place: str) -> ObjectiveResult:
    found = reading.record(item, place, ("name", "best", "bound", "value"))
    name = reading.choice(found["name"], f"{place}.name", OBJECTIVES, "objective")
    best, bound, value = (
        _any_integer(reading, found[key], f"{place}.{key}") for key in ("best", "bound", "value")
    )
    return ObjectiveResult(cast(Objective, name), best, bound, value)


def _any_integer(reading: Reading, value: object, place: str) -> int:
    # A bound may be worse than anything possible, thus negative; a seed may be any integer.
    return reading.integer(value, place, -(2**63), 2**63)


def _conflict(reading: Reading, item: object, place: str) -> Conflict:
    if isinstance(item, dict) and "decision" in item:
        found = reading.record(item, place, ("decision",))
        return Conflict(decision=reading.integer(found["decision"], f"{place}.decision"))
    found = reading.record(item, place, ("rule", "cities", "text"))
    return Conflict(
        rule=reading.text(found["rule"], f"{place}.rule"),
        cities=_texts(reading, found["cities"], f"{place}.cities"),
        text=reading.text(found["text"], f"{place}.text"),
    )


def _seconds(reading: Reading, value: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e12:
        return float(value)
    if value is not MISSING:
        reading.add("seconds", "is no duration; write a number of seconds of at least 0")
    return 0.0


def proposal_to_json(proposal: Proposal) -> dict[str, Any]:
    """Write a proposal as an `exchange-proposal/1` that `read_proposal` reads back as the same proposal."""
    return {
        "format": PROPOSAL_FORMAT,
        "status": proposal.status,
        "exchanges": [_exchange_to_json(exchange) for exchange in proposal.exchanges],
        "cities": {name: _city_to_json(result) for name, result in proposal.cities.items()},
        "objectives": [
            {"name": one.name, "best": one.best, "bound": one.bound, "value": one.value}
            for one in proposal.objectives
        ],
        "conflict": [_conflict_to_json(member) for member in proposal.conflict],
        "seed": proposal.seed,
        "seconds": proposal.seconds,
    }


def _exchange_to_json(exchange: Exchange) -> dict[str, Any]:
    return {
        "host": exchange.host,
        "week": exchange.week,
        "visitors": list(exchange.visitors),
        "sessions": [
            {"topic": one.topic, "presenter": one.presenter, "learners": dict(one.learners)}
            for one in exchange.sessions
        ],
    }


def _city_to_json(result: CityResult) -> dict[str, Any]:
    unmet = [
        {
            "topic": one.topic,
            "reason": one.reason,
            "presenters": list(one.presenters),
            "remedy": one.remedy,
        }
        for one in result.unmet
    ]
    return {"earned": result.earned, "ideal": result.ideal, "unmet": unmet}


def _conflict_to_json(member: Conflict) -> dict[str, Any]:
    if member.decision is not None:
        return {"decision": member.decision}
    return {"rule": member.rule, "cities": list(member.cities), "text": member.text}
