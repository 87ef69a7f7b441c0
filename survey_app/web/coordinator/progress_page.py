"""How far a computation is, aim by aim, in words. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from survey_app.programmes import wording
from survey_app.programmes.model import Objective

AIMS = get_args(Objective)


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold one aim of a computation: its state, its best value and its bound, in words."""

    title: str
    state: str
    best: str
    bound: str


@dataclass(frozen=True, slots=True)
class Stages:
    """Hold how far a computation is; seconds spent, done of all aims."""

    current: str
    done: int
    seconds: int
    lines: tuple[Stage, ...]


def stages_of(news: Mapping[str, Any] | None, objectives: Sequence[Objective], cities: int) -> Stages | None:
    """Return how far a computation is; None before its first news."""
    if not news:
        return None
    name, done = str(news["stage"]), int(news["stages_done"])
    told = {**dict(news.get("told") or {}), name: [news["best"], news["bound"]]}
    lines = tuple(
        _stage(aim, number, done, told.get(aim, [None, None]), cities)
        for number, aim in enumerate(objectives)
        if aim in AIMS
    )
    current = next((line.title for line in lines if line.state == "in work"), "Last touches")
    return Stages(current, done, round(float(news["seconds"])), lines)


def _stage(aim: Objective, number: int, done: int, told: Sequence[int | None], cities: int) -> Stage:
    best, bound = told
    if aim == "served" and bound is not None:
        bound = min(bound, cities)
    state = "done" if number < done else "in work" if number == done else "to come"
    if state == "done":
        state = "proven" if best == bound else "as good as time allowed"
    return Stage(wording.objective_title(aim), state, _figure(aim, best, cities), _figure(aim, bound, cities))


def _figure(aim: Objective, value: int | None, cities: int) -> str:
    return "" if value is None else wording.objective_figure(aim, value, cities)
