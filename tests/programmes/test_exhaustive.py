"""The solver against every programme there is, on networks small enough to try them all."""

from collections import Counter

import pytest

from survey_app.programmes.checker import verify
from survey_app.programmes.documents import read_problem
from survey_app.programmes.solver import propose
from tests.programmes.exhaustive import Exhaustive
from tests.programmes.tiny import tiny_problem

SIZES = ({}, {"cities": 4}, {"weeks": 3}, {"cities": 4, "topics": 2, "weeks": 3})
SEEDS = range(540)
LARGER = 200
"""So many networks are of these sizes; all others are smaller, which takes a tenth of the time."""


def tiny(seed):
    return tiny_problem(seed, **SIZES[seed % len(SIZES)] if seed < LARGER else {"topics": 2})


def holds(data, numbers):
    """Say whether some programme holds these decisions and every rule."""
    fewer = {**data, "decisions": [data["decisions"][number] for number in numbers]}
    return next(Exhaustive(fewer).programmes(), None) is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_every_stage_is_as_good_as_the_best_of_all_programmes(seed):
    data = tiny(seed)
    problem = read_problem(data)
    proposal = propose(problem, seconds=30)
    bests = Exhaustive(data).bests()
    assert proposal.status == ("infeasible" if bests is None else "optimal")
    assert [one.best for one in proposal.objectives] == (bests or [])
    assert verify(problem, proposal) == []
    named = [one.decision for one in proposal.conflict if one.decision is not None]
    assert holds(data, named) == (bests is not None)
    assert [holds(data, [other for other in named if other != one]) for one in named] == [True] * len(named)


def test_the_networks_tried_are_of_every_sort():
    found = [tiny(seed) for seed in SEEDS]
    outcomes = Counter(next(Exhaustive(one).programmes(), None) is not None for one in found)
    kinds = Counter(kind for one in found for decision in one["decisions"] for kind in decision)
    orders = {tuple(one["objectives"]) for one in found}
    assert outcomes[False] > 60
    assert outcomes[True] > 300
    assert min(kinds["pin"], kinds["forbid"]) > 30
    assert {name for order in orders for name in order[:1]} == {
        "served", "fairness", "learning", "points", "travel", "exchanges", "wishes", "keep",
    }  # fmt: skip
    assert sum(bool(one["slack"]) for one in found) > 50
    assert sum(one["max_exchanges"] is not None for one in found) > 50
    assert sum(bool(one["agreed"]) for one in found) > 50
