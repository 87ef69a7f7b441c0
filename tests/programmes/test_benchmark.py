"""The benchmark's shapes are problems, and its flat model and the product agree on what is best."""

import pytest

from benchmarks.network import network
from benchmarks.plain_model import plain_stages
from benchmarks.shapes import SHAPES
from survey_app.programmes.documents import read_problem
from survey_app.programmes.solver import propose


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_problem(shape):
    assert len(read_problem(SHAPES[shape](network(1, 15, 25, 16))).cities) == 15


def test_the_flat_model_finds_the_same_optimum():
    problem = read_problem(network(2, 8, 20, 12))
    stages, _ = plain_stages(problem, 30)
    assert stages == [(one.name, one.best, one.bound) for one in propose(problem, 30).objectives]
