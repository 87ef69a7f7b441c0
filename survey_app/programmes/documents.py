"""Read and write the two JSON documents: `exchange-problem/1` and `exchange-proposal/1`."""

from collections.abc import Collection
from typing import Any

from survey_app.programmes.model import (
    DEFAULT_OBJECTIVES,
    OBJECTIVES,
    AgreedExchange,
    City,
    Decision,
    Hosting,
    Objective,
    Problem,
    Topic,
    Visiting,
)
from survey_app.programmes.proposal_documents import proposal_to_json, read_proposal
from survey_app.programmes.reading import MISSING, BadProblem, Reading

__all__ = ["BadProblem", "problem_to_json", "proposal_to_json", "read_problem", "read_proposal"]

PROBLEM_FORMAT = "exchange-problem/1"

_PROBLEM = (
    "format", "topics", "weeks", "sessions_per_exchange", "guest_sessions", "max_exchanges", "cities",
)  # fmt: skip
_CITY = ("id", "name", "country", "location", "languages", "needs", "offers", "hosting", "visiting")
_MATCHED = ("week", "visitor", "topic")
Names = Collection[str] | None


def read_problem(data: object) -> Problem:
    """Read parsed JSON as an `exchange-problem/1`.

    Raises `BadProblem` with every finding at once: (place, message) such as
    ("cities[2].needs.foo", "'foo' is not a known topic; did you mean 'food'?").
    """
    reading = Reading()
    top = reading.record(data, "", _PROBLEM, ("decisions", "agreed", "objectives", "slack"))
    _format(reading, top["format"], PROBLEM_FORMAT)
    topics = tuple(_topic(reading, item, i) for i, item in enumerate(reading.items(top["topics"], "topics")))
    reading.unique([topic.id for topic in topics], "topics", ".id")
    known_topics = {topic.id for topic in topics} if isinstance(top["topics"], list) else None
    weeks = reading.texts(top["weeks"], "weeks")
    known_weeks = set(weeks) if isinstance(top["weeks"], list) else None
    items = reading.items(top["cities"], "cities")
    known_cities = _ids(items) if isinstance(top["cities"], list) else None
    names = _Names(known_topics, known_weeks, known_cities)
    problem = Problem(
        topics=topics,
        weeks=weeks,
        sessions_per_exchange=reading.integer(top["sessions_per_exchange"], "sessions_per_exchange"),
        guest_sessions=reading.integer(top["guest_sessions"], "guest_sessions"),
        max_exchanges=reading.limit(top["max_exchanges"], "max_exchanges"),
        cities=_cities(reading, items, names),
        decisions=_decisions(reading, top["decisions"], names),
        agreed=_agreed(reading, top["agreed"], names),
        objectives=_objectives(reading, top["objectives"]),
        slack=_slack(reading, top["slack"]),
    )
    reading.finish()
    return problem


class _Names:
    """The names that the rest of the document may use; None where their own list could not be read."""

    def __init__(self, topics: Names, weeks: Names, cities: Names) -> None:
        self.topics, self.weeks, self.cities = topics, weeks, cities


def _format(reading: Reading, value: object, wanted: str) -> None:
    if value is not MISSING and value != wanted:
        reading.add("format", f"is {value!r}; write {wanted!r}")


def _topic(reading: Reading, item: object, index: int) -> Topic:
    place = f"topics[{index}]"
    found = reading.record(item, place, ("id", "title"))
    return Topic(
        reading.identifier(found["id"], f"{place}.id"), reading.text(found["title"], f"{place}.title")
    )


def _ids(items: list[Any]) -> set[str]:
    return {item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}


def _cities(reading: Reading, items: list[Any], names: _Names) -> tuple[City, ...]:
    cities = tuple(_city(reading, item, f"cities[{i}]", names) for i, item in enumerate(items))
    reading.unique([city.id for city in cities], "cities", ".id")
    return cities


def _city(reading: Reading, item: object, place: str, names: _Names) -> City:
    found = reading.record(item, place, _CITY, ("prefers", "refuses"))
    identifier = reading.identifier(found["id"], f"{place}.id")
    return City(
        id=identifier,
        name=reading.text(found["name"], f"{place}.name"),
        country=reading.text(found["country"], f"{place}.country"),
        location=reading.location(found["location"], f"{place}.location"),
        languages=reading.texts(found["languages"], f"{place}.languages"),
        needs=_ratings(reading, found["needs"], f"{place}.needs", names),
        offers=_ratings(reading, found["offers"], f"{place}.offers", names),
        hosting=_hosting(reading, found["hosting"], f"{place}.hosting", names),
        visiting=_visiting(reading, found["visiting"], f"{place}.visiting", names),
        prefers=_others(reading, found["prefers"], f"{place}.prefers", identifier, names),
        refuses=_others(reading, found["refuses"], f"{place}.refuses", identifier, names),
    )


def _ratings(reading: Reading, value: object, place: str, names: _Names) -> dict[str, int]:
    if value is MISSING:
        return {}
    return reading.figures(value, place, names.topics, "topic", 5)


def _hosting(reading: Reading, value: object, place: str, names: _Names) -> Hosting:
    found = reading.record(value, place, ("exchanges", "cities", "people", "weeks"))
    return Hosting(
        exchanges=reading.integer(found["exchanges"], f"{place}.exchanges"),
        cities=reading.integer(found["cities"], f"{place}.cities"),
        people=reading.integer(found["people"], f"{place}.people", 1),
        weeks=reading.names(found["weeks"], f"{place}.weeks", names.weeks, "week"),
    )


def _visiting(reading: Reading, value: object, place: str, names: _Names) -> Visiting:
    found = reading.record(value, place, ("trips", "people", "weeks", "max_km"))
    return Visiting(
        trips=reading.integer(found["trips"], f"{place}.trips"),
        people=reading.integer(found["people"], f"{place}.people", 1),
        weeks=reading.names(found["weeks"], f"{place}.weeks", names.weeks, "week"),
        max_km=reading.limit(found["max_km"], f"{place}.max_km"),
    )


def _others(reading: Reading, value: object, place: str, city: str, names: _Names) -> tuple[str, ...]:
    if value is MISSING:
        return ()
    found = reading.names(value, place, names.cities, "city")
    for i, name in enumerate(found):
        if name and name == city:
            reading.add(f"{place}[{i}]", "is the city itself; remove it")
    return found


def _decisions(reading: Reading, value: object, names: _Names) -> tuple[Decision, ...]:
    items = () if value is MISSING else reading.items(value, "decisions")
    return tuple(_decision(reading, item, f"decisions[{i}]", names) for i, item in enumerate(items))


def _decision(reading: Reading, item: object, place: str, names: _Names) -> Decision:
    found = reading.record(item, place, (), ("pin", "forbid"))
    given = [kind for kind in ("pin", "forbid") if found[kind] is not MISSING]
    if isinstance(item, dict) and len(given) != 1:
        reading.add(place, "is a pin or a forbid; write exactly one of the two")
    kind = given[0] if given else "pin"
    value = found[kind]
    place = f"{place}.{kind}"
    parts = reading.record(value, place, ("host",), _MATCHED) if value is not MISSING else {}
    if isinstance(value, dict) and not any(key in value for key in _MATCHED):
        reading.add(place, "names a host alone; add at least one of week, visitor, topic")
    return Decision(
        kind="pin" if kind == "pin" else "forbid",
        host=reading.choice(parts.get("host", MISSING), f"{place}.host", names.cities, "city"),
        week=_optional(reading, parts, place, "week", names.weeks),
        visitor=_optional(reading, parts, place, "visitor", names.cities),
        topic=_optional(reading, parts, place, "topic", names.topics),
    )


def _optional(reading: Reading, parts: dict[str, Any], place: str, key: str, known: Names) -> str | None:
    value = parts.get(key, MISSING)
    what = "city" if key == "visitor" else key
    return None if value is MISSING else reading.choice(value, f"{place}.{key}", known, what)


def _agreed(reading: Reading, value: object, names: _Names) -> tuple[AgreedExchange, ...]:
    items = () if value is MISSING else reading.items(value, "agreed")
    agreed = []
    for i, item in enumerate(items):
        place = f"agreed[{i}]"
        found = reading.record(item, place, ("host", "week", "visitors"))
        host = reading.choice(found["host"], f"{place}.host", names.cities, "city")
        week = reading.choice(found["week"], f"{place}.week", names.weeks, "week")
        visitors = reading.names(found["visitors"], f"{place}.visitors", names.cities, "city")
        agreed.append(AgreedExchange(host, week, visitors))
    reading.unique([f"{one.host} {one.week}" if one.host and one.week else "" for one in agreed], "agreed")
    return tuple(agreed)


def _objectives(reading: Reading, value: object) -> tuple[Objective, ...]:
    if value is MISSING:
        return DEFAULT_OBJECTIVES
    wanted = reading.names(value, "objectives", OBJECTIVES, "objective")
    return tuple(known for name in wanted for known in OBJECTIVES if known == name)


def _slack(reading: Reading, value: object) -> dict[str, int]:
    return {} if value is MISSING else reading.figures(value, "slack", OBJECTIVES, "objective")


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Write a problem as an `exchange-problem/1` that `read_problem` reads back as the same problem."""
    return {
        "format": PROBLEM_FORMAT,
        "topics": [{"id": topic.id, "title": topic.title} for topic in problem.topics],
        "weeks": list(problem.weeks),
        "sessions_per_exchange": problem.sessions_per_exchange,
        "guest_sessions": problem.guest_sessions,
        "max_exchanges": problem.max_exchanges,
        "cities": [_city_to_json(city) for city in problem.cities],
        "decisions": [_decision_to_json(decision) for decision in problem.decisions],
        "agreed": [
            {"host": one.host, "week": one.week, "visitors": list(one.visitors)} for one in problem.agreed
        ],
        "objectives": list(problem.objectives),
        "slack": dict(problem.slack),
    }


def _city_to_json(city: City) -> dict[str, Any]:
    hosting, visiting = city.hosting, city.visiting
    return {
        "id": city.id,
        "name": city.name,
        "country": city.country,
        "location": None if city.location is None else list(city.location),
        "languages": list(city.languages),
        "needs": dict(city.needs),
        "offers": dict(city.offers),
        "hosting": {
            "exchanges": hosting.exchanges,
            "cities": hosting.cities,
            "people": hosting.people,
            "weeks": list(hosting.weeks),
        },
        "visiting": {
            "trips": visiting.trips,
            "people": visiting.people,
            "weeks": list(visiting.weeks),
            "max_km": visiting.max_km,
        },
        "prefers": list(city.prefers),
        "refuses": list(city.refuses),
    }


def _decision_to_json(decision: Decision) -> dict[str, Any]:
    parts = {"week": decision.week, "visitor": decision.visitor, "topic": decision.topic}
    named = {key: value for key, value in parts.items() if value is not None}
    return {decision.kind: {"host": decision.host, **named}}
