"""Change one figure or one decision of a problem, and say the change in words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from survey_app.programmes.model import City, Decision, Problem
from survey_app.programmes.wording import counted, decision_sentence


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one change: its sentence, and the problem with it made."""

    words: str
    problem: Problem


def pin(problem: Problem, decision: Decision) -> Change:
    """Decide one thing more."""
    changed = replace(problem, decisions=(*problem.decisions, decision))
    return Change(f"Decide: {decision_sentence(decision, problem)}", changed)


def take_back(problem: Problem, number: int) -> Change:
    """Take back one decision, given by its place in `decisions`."""
    kept = tuple(one for i, one in enumerate(problem.decisions) if i != number)
    words = f"Take back the decision: {decision_sentence(problem.decisions[number], problem)}"
    return Change(words, replace(problem, decisions=kept))


def hosting(problem: Problem, city: City, figure: str, value: int) -> Change:
    """Let a city host more `exchanges`, `cities` or `people`."""
    now = getattr(city.hosting, figure)
    units = {
        "exchanges": ("exchange", "exchanges"),
        "cities": ("visiting city at once", "visiting cities at once"),
        "people": ("visitor at once", "visitors at once"),
    }
    words = f"{city.name} hosts up to {counted(value, *units[figure])} instead of {now}."

    def more(one: City) -> dict[str, Any]:
        figures: dict[str, Any] = {figure: value}
        return {"hosting": replace(one.hosting, **figures)}

    return _city(problem, city, words, more)


def trips(problem: Problem, city: City, value: int) -> Change:
    """Let a city make more trips."""
    words = f"{city.name} makes up to {counted(value, 'trip', 'trips')} instead of {city.visiting.trips}."
    return _city(problem, city, words, lambda one: {"visiting": replace(one.visiting, trips=value)})


def reach(problem: Problem, city: City, km: int) -> Change:
    """Let a city travel further (km, one way)."""
    words = f"{city.name} travels up to {km} km instead of {city.visiting.max_km}."
    return _city(problem, city, words, lambda one: {"visiting": replace(one.visiting, max_km=km)})


def host_week(problem: Problem, city: City, week: str) -> Change:
    """Let a city host in one more week."""

    def more(one: City) -> dict[str, Any]:
        return {"hosting": replace(one.hosting, weeks=(*one.hosting.weeks, week))}

    return _city(problem, city, f"{city.name} can host in {week} too.", more)


def travel_week(problem: Problem, city: City, week: str) -> Change:
    """Let a city travel in one more week."""

    def more(one: City) -> dict[str, Any]:
        return {"visiting": replace(one.visiting, weeks=(*one.visiting.weeks, week))}

    return _city(problem, city, f"{city.name} can travel in {week} too.", more)


def language(problem: Problem, city: City, code: str) -> Change:
    """Let a city bring somebody who speaks one more language."""
    words = f"{city.name} brings colleagues who speak the language “{code}”."
    return _city(problem, city, words, lambda one: {"languages": (*one.languages, code)})


def accept(problem: Problem, city: City, other: City) -> Change:
    """Let a city no longer refuse another."""
    kept = tuple(name for name in city.refuses if name != other.id)
    words = f"{city.name} no longer asks to be kept apart from {other.name}."
    return _city(problem, city, words, lambda one: {"refuses": kept})


def sessions(problem: Problem, value: int) -> Change:
    """Give every exchange a longer agenda."""
    words = f"Every exchange has up to {counted(value, 'session', 'sessions')} instead of "
    words += f"{problem.sessions_per_exchange}."
    return Change(words, replace(problem, sessions_per_exchange=value))


def exchanges(problem: Problem, value: int) -> Change:
    """Allow the network more exchanges."""
    words = f"The network holds up to {counted(value, 'exchange', 'exchanges')} instead of "
    words += f"{problem.max_exchanges}."
    return Change(words, replace(problem, max_exchanges=value))


def _city(problem: Problem, city: City, words: str, how: Callable[[City], dict[str, Any]]) -> Change:
    changed = tuple(replace(one, **how(one)) if one.id == city.id else one for one in problem.cities)
    return Change(words, replace(problem, cities=changed))
