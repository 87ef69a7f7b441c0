"""What is done for large networks only, tried on one that is small enough to know the truth."""

from itertools import islice

import pytest

from benchmarks.network import network as random_network
from survey_app.programmes import staging
from survey_app.programmes.checker import verify
from survey_app.programmes.documents import read_problem
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.narrowing import narrowings
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import value
from survey_app.programmes.relaxation import relax
from survey_app.programmes.search import Search
from survey_app.programmes.solver import propose
from survey_app.programmes.stages import Stage

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


def test_every_narrowing_leaves_the_best_programme_possible():
    formulation = Formulation(Network(PROBLEM))
    search = Search(formulation, 1, lambda: False)
    search.aim(Stage(formulation, "learning").expression, False)
    best = search.run(20).exchanges
    assert best is not None
    search.aim(Stage(formulation, "points").expression, False)
    relaxation = relax(formulation.model, 20)
    assert relaxation is not None
    points = value(formulation.network, best, "points")
    for only in islice(narrowings(formulation, relaxation, lambda: best, 1), 5):
        outcome = search.run(20, only=only)
        assert outcome.exchanges is not None
        assert not outcome.proven
        assert value(formulation.network, outcome.exchanges, "points") >= points


def test_a_large_network_has_the_same_answer(monkeypatch):
    plain = propose(PROBLEM, seconds=20)
    monkeypatch.setattr(staging, "LARGE", 0)
    monkeypatch.setattr(staging, "PATIENCE", 2)
    large = propose(PROBLEM, seconds=60)
    assert verify(PROBLEM, large) == []
    assert (large.status, large.objectives, large.exchanges) == (
        plain.status,
        plain.objectives,
        plain.exchanges,
    )
