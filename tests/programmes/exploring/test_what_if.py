"""What a change costs is the difference of two optima, exact where both are proven."""

from dataclasses import replace

import pytest

from survey_app.programmes.documents import read_problem
from survey_app.programmes.exploring.difference import Difference, differences
from survey_app.programmes.exploring.what_if import sending, what_if
from survey_app.programmes.model import ObjectiveResult, Proposal
from survey_app.programmes.solver import propose
from tests.programmes.cast import city, problem
from tests.programmes.exhaustive import Exhaustive
from tests.programmes.tiny import tiny_problem


@pytest.mark.parametrize("seed", range(20))
def test_the_cost_of_a_visit_is_that_of_all_programmes_with_it(seed):
    data = {**tiny_problem(seed), "decisions": [], "slack": {}}
    asked = read_problem(data)
    visitor, host = asked.cities[0].id, asked.cities[1].id
    answer = what_if(sending(asked, visitor, host), propose(asked))
    forced = Exhaustive({**data, "decisions": [{"pin": {"host": host, "visitor": visitor}}]}).bests()
    assert answer.possible == (forced is not None)
    bests = Exhaustive(data).bests()
    costs = [] if forced is None else [after - before for before, after in zip(bests, forced, strict=True)]
    assert [(one.least, one.most) for one in answer.differences] == [(cost, cost) for cost in costs]


def test_what_is_impossible_says_what_stands_in_the_way():
    asked = problem(
        city("turku", {}, {"food": 5}, refuses=["tartu"]), city("tartu", {"food": 4}, {})
    )  # fmt: skip
    answer = what_if(sending(asked, "tartu", "turku"), propose(asked))
    assert (answer.possible, answer.differences) == (False, ())
    assert [one.rule for one in answer.proposal.conflict] == [None, "refusal"]


def proposed(*results):
    return Proposal("feasible", (), {}, tuple(ObjectiveResult(*one) for one in results), (), 1, 0.0)


def test_an_unproven_optimum_gives_an_interval():
    before = proposed(("learning", 100, 110, 100), ("travel", 50, 50, 50))
    after = proposed(("learning", 90, 95, 90), ("travel", 40, 30, 40))
    assert differences(before, after) == (
        Difference("learning", -20, -5), Difference("travel", -20, -10),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("difference", "better"),
    [
        (Difference("learning", 1, 5), True),
        (Difference("learning", -5, -1), False),
        (Difference("learning", -5, 1), None),
        (Difference("learning", 0, 0), None),
        (Difference("travel", -5, -1), True),
        (Difference("travel", 1, 5), False),
    ],
)
def test_more_learning_and_less_travel_are_better(difference, better):
    assert difference.better is better


def test_orders_of_objectives_are_compared_as_far_as_they_agree():
    one = proposed(("served", 1, 1, 1), ("travel", 2, 2, 2))
    other = replace(one, objectives=(ObjectiveResult("served", 3, 3, 3), ObjectiveResult("keep", 1, 1, 1)))
    assert differences(one, other) == (Difference("served", 2, 2),)
