"""Plan again after something fell through, keeping most of what was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from survey_app.programmes.model import AgreedExchange, Decision, Exchange, Objective, Problem

AIMS: frozenset[Objective] = frozenset({"served", "fairness", "learning", "points"})
"""Objectives that come before keeping what was agreed; the others come after."""
GIVES_WAY: frozenset[Objective] = frozenset({"fairness", "learning", "points"})
SLACK = 20
"""Thousandths of an aim that may be given up to keep what was agreed."""


@dataclass(frozen=True, slots=True)
class VisitChange:
    """Say what became of one visit: `kept`, `moved` (from one week to another), `dropped` or `new`."""

    kind: Literal["kept", "moved", "dropped", "new"]
    host: str
    visitor: str
    before: str | None
    after: str | None


def without_city(problem: Problem, city: str) -> Problem:
    """Return the problem after a city withdrew: whatever names it goes too."""
    cities = tuple(
        replace(
            one,
            prefers=tuple(name for name in one.prefers if name != city),
            refuses=tuple(name for name in one.refuses if name != city),
        )
        for one in problem.cities
        if one.id != city
    )
    decisions = tuple(one for one in problem.decisions if city not in (one.host, one.visitor))
    return replace(problem, cities=cities, decisions=decisions, agreed=_without(problem.agreed, city))


def without_date(problem: Problem, host: str, week: str) -> Problem:
    """Return the problem after a host's week fell through; decisions about just that date go too."""
    cities = tuple(
        replace(one, hosting=replace(one.hosting, weeks=tuple(w for w in one.hosting.weeks if w != week)))
        if one.id == host
        else one
        for one in problem.cities
    )
    return replace(problem, cities=cities, decisions=_undated(problem.decisions, host, week))


def _undated(decisions: Sequence[Decision], host: str, week: str) -> tuple[Decision, ...]:
    return tuple(one for one in decisions if (one.host, one.week) != (host, week))


def replanning(problem: Problem, exchanges: Sequence[Exchange], *, slack: int = SLACK) -> Problem:
    """Return the problem of planning again: the programme is what was agreed, and most of it is to be kept.

    `keep` comes after the aims and before travel and the like; fairness and learning may give way for it by
    `slack` thousandths where nothing else is said.
    """
    known = {city.id for city in problem.cities}
    agreed = tuple(
        AgreedExchange(one.host, one.week, visitors)
        for one in exchanges
        if one.host in known and (visitors := tuple(name for name in one.visitors if name in known))
    )
    aims = [one for one in problem.objectives if one in AIMS]
    rest = [one for one in problem.objectives if one not in AIMS and one != "keep"]
    given: dict[str, int] = {one: slack for one in aims if one in GIVES_WAY and slack}
    return replace(
        problem, agreed=agreed, objectives=(*aims, "keep", *rest), slack={**given, **problem.slack}
    )


def visit_changes(before: Sequence[Exchange], after: Sequence[Exchange]) -> tuple[VisitChange, ...]:
    """List what became of every visit: first the dropped, then the moved, the new and the kept ones."""
    was, now = _weeks(before), _weeks(after)
    found = [_visit_change(*pair, was.get(pair), now.get(pair)) for pair in {**was, **now}]
    order = ("dropped", "moved", "new", "kept")
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.before or one.after or "")))


def _visit_change(host: str, visitor: str, before: str | None, after: str | None) -> VisitChange:
    if before is None:
        return VisitChange("new", host, visitor, before, after)
    if after is None:
        return VisitChange("dropped", host, visitor, before, after)
    return VisitChange("kept" if before == after else "moved", host, visitor, before, after)


def _weeks(exchanges: Sequence[Exchange]) -> dict[tuple[str, str], str]:
    """Return the week of each visit; a city visits a host once at most."""
    return {(one.host, visitor): one.week for one in exchanges for visitor in one.visitors}


def _without(agreed: Sequence[AgreedExchange], city: str) -> tuple[AgreedExchange, ...]:
    kept = [
        replace(one, visitors=tuple(name for name in one.visitors if name != city))
        for one in agreed
        if one.host != city
    ]
    return tuple(one for one in kept if one.visitors)
