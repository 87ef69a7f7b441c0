"""Bounds by columns against the proven best of tiny networks, under what earlier stages keep."""

import pytest

from benchmarks.network import network as random_network
from survey_app.programmes.columns.bounding import bound_by_columns
from survey_app.programmes.columns.groups import Groups, count
from survey_app.programmes.documents import read_problem
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import at_least_as_good
from survey_app.programmes.possibilities import Possibilities
from survey_app.programmes.solver import propose
from tests.programmes.tiny import tiny_problem


def bounded(problem, exchanges, kept, objective):
    network = Network(problem)
    cells = Possibilities(network).cells
    return bound_by_columns(network, cells, kept, objective, exchanges, lambda: 60.0, lambda bound: None)


def check(problem):
    """Every stage's bound holds, and the best programme is among those left possible."""
    proposal = propose(problem, seconds=30)
    kept = []
    for one in proposal.objectives:
        found = bounded(problem, proposal.exchanges, kept, one.name)
        kept.append((one.name, one.best))
        if found is None:
            assert proposal.exchanges == ()
            continue
        assert at_least_as_good(one.name, found.bound, one.best), one
        possible = found.possible(one.best)
        for exchange in proposal.exchanges:
            assert possible[exchange.host, exchange.week] >= set(exchange.visitors), one


@pytest.mark.parametrize("seed", range(0, 120, 3))
def test_bounds_hold_in_tiny_networks(seed):
    data = {**tiny_problem(seed, cities=4, topics=4), "slack": {}}
    check(read_problem({**data, "decisions": [one for one in data["decisions"] if "forbid" in one]}))


def test_bounds_hold_in_a_small_network():
    check(read_problem(random_network(2, 8, 20, 12)))


def test_a_bound_is_close_where_nothing_is_fought_over():
    problem = read_problem({**random_network(2, 8, 20, 12), "objectives": ["points"]})
    best = propose(problem, seconds=30)
    found = bounded(problem, best.exchanges, [], "points")
    assert found.bound <= best.objectives[0].best * 1.05


def test_groups_are_counted_before_they_are_listed():
    network = Network(read_problem(random_network(1, 15, 25, 16)))
    cells = Possibilities(network).cells
    assert len(Groups(network, cells).cells) <= count(network, cells)
