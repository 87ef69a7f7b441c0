"""What is done for large networks only, tried on some that are small enough to know the truth."""

import pytest

from benchmarks.network import network as random_network
from survey_app.programmes import staging, whole
from survey_app.programmes.beginning import beginning
from survey_app.programmes.checker import broken_rules, verify
from survey_app.programmes.documents import read_problem
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.greedy import Greedy
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import at_least_as_good, value
from survey_app.programmes.possibilities import Possibilities, cells_around
from survey_app.programmes.relaxation import relax
from survey_app.programmes.search import Search
from survey_app.programmes.solver import propose
from survey_app.programmes.stages import Stage
from survey_app.programmes.standing import Standing
from tests.programmes.tiny import tiny_problem

PROBLEM = read_problem(random_network(2, 8, 20, 12))


@pytest.mark.parametrize(
    ("objective", "best"), [("learning", 1468014), ("points", 78), ("served", 5), ("travel", 0)]
)
def test_the_relaxation_bounds_every_programme(objective, best):
    formulation = Formulation(Network(PROBLEM))
    stage = Stage(formulation, objective)
    search = Search(formulation, 1, lambda: False)
    search.aim(stage.expression, stage.less_is_better)
    outcome = search.run(20)
    assert (outcome.proven, outcome.bound) == (True, best)
    relaxation = relax(formulation.model, 20)
    assert relaxation is not None
    assert relaxation.bound <= best if stage.less_is_better else relaxation.bound >= best


def test_a_large_network_has_the_same_answer(monkeypatch):
    plain = propose(PROBLEM, seconds=20)
    monkeypatch.setattr(staging, "PARTED", 0)
    monkeypatch.setattr(whole, "LARGE", 0)
    large = propose(PROBLEM, seconds=60)
    assert verify(PROBLEM, large) == []
    assert (large.status, large.objectives, large.exchanges) == (
        plain.status,
        plain.objectives,
        plain.exchanges,
    )


@pytest.mark.parametrize("seed", range(0, 40, 3))
def test_in_parts_every_value_and_bound_is_honest(seed, monkeypatch):
    problem = read_problem(tiny_problem(seed, cities=4))
    plain = propose(problem, seconds=20)
    monkeypatch.setattr(staging, "PARTED", 0)
    monkeypatch.setattr(staging, "WHOLE", -1)
    monkeypatch.setattr(staging, "PATIENCE", dict.fromkeys(problem.objectives, 2))
    parts = propose(problem, seconds=20)
    assert verify(problem, parts) == []
    assert (parts.status == "infeasible") == (plain.status == "infeasible")
    for found, truth in list(zip(parts.objectives, plain.objectives, strict=True))[:1]:
        assert at_least_as_good(found.name, truth.best, found.best)
        assert at_least_as_good(found.name, found.bound, truth.best)


@pytest.mark.parametrize("seed", range(1, 60, 2))
def test_a_greedy_programme_breaks_no_rule(seed):
    problem = read_problem({**tiny_problem(seed, cities=4, topics=4), "decisions": []})
    network = Network(problem)
    found = Greedy(network, Possibilities(network).cells).programme()
    assert broken_rules(network, [("", one) for one in found]) == []


def test_a_programme_to_start_from_is_never_lost():
    network = Network(PROBLEM)
    cells = Possibilities(network).cells
    best = propose(PROBLEM, seconds=20).exchanges
    assert beginning(network, cells, (), best, lambda: False) == best
    assert value(network, beginning(network, cells, (), best[:1], lambda: False), "served") > 0
    again = propose(PROBLEM, seconds=0, start=best)
    assert again.exchanges == best


def test_what_is_planned_around_others_counts_with_them():
    """Leave out each exchange of the best programme: planned anew around the others, it is as good."""
    network = Network(PROBLEM)
    cells = Possibilities(network).cells
    best = propose(PROBLEM, seconds=20).exchanges
    for out in best:
        standing = Standing(network, [one for one in best if one is not out])
        around = dict(cells_around(cells, list(cells), standing))
        formulation = Formulation(network, cells=around, standing=standing)
        search = Search(formulation, 1, lambda: False)
        for objective in ("served", "fairness"):
            Stage(formulation, objective).keep(value(network, best, objective))
        search.aim(Stage(formulation, "learning").expression, False)
        outcome = search.run(20)
        assert (outcome.proven, outcome.bound) == (True, value(network, best, "learning"))
