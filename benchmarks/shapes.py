"""Networks of other shapes than the usual one: what makes programmes hard differs from network to network."""

from collections.abc import Callable, Mapping
from typing import Any

Shape = Callable[[dict[str, Any]], dict[str, Any]]


def one_popular_host(problem: dict[str, Any]) -> dict[str, Any]:
    """Let the first city alone show what everybody seeks, and host as often and as many as anybody can."""
    first, *others = problem["cities"]
    first["offers"] = {topic["id"]: 5 for topic in problem["topics"]}
    first["hosting"] = {"exchanges": 3, "cities": 5, "people": 15, "weeks": problem["weeks"]}
    for city in others:
        city["offers"] = dict(list(city["offers"].items())[:1])
    return problem


def disjoint_languages(problem: dict[str, Any]) -> dict[str, Any]:
    """Let every city speak the language of its country alone."""
    for city in problem["cities"]:
        city["languages"] = [city["country"].lower()]
    return problem


def weeks_alike(problem: dict[str, Any]) -> dict[str, Any]:
    """Let every city host and travel in any week, so that any two weeks can be swapped."""
    for city in problem["cities"]:
        city["hosting"]["weeks"] = city["visiting"]["weeks"] = problem["weeks"]
    return problem


SHAPES: Mapping[str, Shape] = {
    "usual": lambda problem: problem,
    "one-popular-host": one_popular_host,
    "disjoint-languages": disjoint_languages,
    "weeks-alike": weeks_alike,
}
