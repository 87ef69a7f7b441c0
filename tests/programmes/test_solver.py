"""What a computation promises besides the best: the same answer twice, progress, an end in time."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.network import network as random_network
from survey_app.programmes.checker import verify
from survey_app.programmes.documents import read_problem
from survey_app.programmes.model import Problem
from survey_app.programmes.objectives import LESS_IS_BETTER
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, problem
from tests.programmes.tiny import tiny_problem

SMALL = settings(max_examples=15, deadline=None)
LARGER = settings(max_examples=8, deadline=None)


def bests(proposal):
    return [(one.name, one.best, one.bound, one.value) for one in proposal.objectives]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_problem_and_seed_give_the_same_proposal(seed):
    problem = read_problem(random_network(seed, 8, 20, 12))
    first, second = (propose(problem, seconds=60) for _ in range(2))
    assert first.status == "optimal"
    assert replace(first, seconds=0.0) == replace(second, seconds=0.0)


def test_a_random_network_is_solved_with_every_stage_proven():
    problem = read_problem(random_network(1, 8, 20, 12))
    proposal = propose(problem, seconds=60)
    assert bests(proposal) == [
        ("served", 8, 8, 8),
        ("fairness", 21, 21, 21),
        ("learning", 4766683, 4766683, 4766683),
        ("travel", 21680, 21680, 21680),
    ]


@SMALL
@given(st.integers(0, 10**6))
def test_another_week_never_makes_the_first_objective_worse(seed):
    data = tiny_problem(seed)
    more = tiny_problem(seed)
    more["weeks"] = [*data["weeks"], "2027-W20"]
    for one in more["cities"]:
        one["hosting"]["weeks"] = [*one["hosting"]["weeks"], "2027-W20"]
        one["visiting"]["weeks"] = [*one["visiting"]["weeks"], "2027-W20"]
    before, after = (propose(read_problem(one), seconds=20) for one in (data, more))
    if before.status == "optimal":
        first, other = before.objectives[0], after.objectives[0]
        better = other.best <= first.best if first.name in LESS_IS_BETTER else other.best >= first.best
        assert better


def first_of_a_network(seed, change, objective):
    """Solve seven cities for one objective; return what was reached, and what can be after a change."""
    before, after = (random_network(seed, 7, 12, 10) | {"objectives": [objective]} for _ in range(2))
    change(after)
    reached, possible = (propose(read_problem(one), seconds=1).objectives[0] for one in (before, after))
    return reached.best, possible.bound


@LARGER
@given(st.integers(1, 10**6), st.sampled_from(["served", "points"]), st.integers(0, 6), st.integers(0, 11))
def test_a_better_offer_never_makes_fewer_served_or_fewer_points(seed, objective, who, topic):
    def offer(problem):
        offers = problem["cities"][who]["offers"]
        offers[problem["topics"][topic]["id"]] = 5

    before, possible = first_of_a_network(seed, offer, objective)
    assert possible >= before


@LARGER
@given(st.integers(1, 10**6), st.sampled_from(["served", "fairness", "learning", "points"]))
def test_a_week_more_in_a_larger_network_never_makes_the_first_objective_worse(seed, objective):
    def week(problem):
        problem["weeks"].append("2027-W40")
        for one in problem["cities"]:
            one["hosting"]["weeks"].append("2027-W40")
            one["visiting"]["weeks"].append("2027-W40")

    before, possible = first_of_a_network(seed, week, objective)
    assert possible >= before


@SMALL
@given(st.integers(0, 10**6), st.randoms())
def test_new_names_in_another_order_change_no_objective(seed, draw):
    data = tiny_problem(seed)
    names = [one["id"] for one in data["cities"]]
    new = dict(zip(names, draw.sample(["a", "b", "c", "d", "e"], len(names)), strict=True))
    renamed = renaming(data, new)
    draw.shuffle(renamed["cities"])
    found, other = (propose(read_problem(one), seconds=20) for one in (data, renamed))
    assert (found.status, bests(found)) == (other.status, bests(other))


def renaming(value, new):
    """The same JSON with other names of cities."""
    if isinstance(value, dict):
        return {key: renaming(item, new) for key, item in value.items()}
    if isinstance(value, list):
        return [renaming(item, new) for item in value]
    return new.get(value, value) if isinstance(value, str) else value


def two_cities(**rest):
    return problem(city("turku", {"water": 3}, {"food": 5}), city("tartu", {"food": 4}, {"water": 5}), **rest)


def test_an_agenda_is_filled_with_what_those_present_need():
    members = (
        city("turku", {"water": 3}, {"food": 5, "arts": 1, "parks": 2}),
        city("tartu", {"food": 4, "arts": 2, "parks": 1}, {"water": 5}, hosting={"exchanges": 0}),
    )
    proposal = propose(problem(*members, sessions_per_exchange=4, objectives=["served"]), seconds=20)
    sessions = [(one.topic, one.presenter, one.learners) for one in proposal.exchanges[0].sessions]
    assert sessions == [
        ("food", "turku", {"tartu": 20}),
        ("arts", "turku", {"tartu": 2}),
        ("parks", "turku", {"tartu": 2}),
        ("water", "tartu", {"turku": 15}),
    ]


def test_no_visit_and_no_exchange_more_than_the_objectives_need():
    members = (
        city("turku", {}, {"food": 5}, hosting={"exchanges": 2}),
        city("tartu", {"food": 4}),
        city("cork", {}, {"food": 5}),
    )
    proposal = propose(problem(*members, objectives=["served"]), seconds=20)
    assert [(one.week, len(one.visitors)) for one in proposal.exchanges] == [(WEEKS[0], 1)]


def test_no_objective_at_all_is_an_empty_programme():
    proposal = propose(two_cities(objectives=[]), seconds=20)
    assert (proposal.status, proposal.exchanges, proposal.objectives) == ("optimal", (), ())


def test_a_network_without_cities():
    empty = Problem((), (), 3, 1, None, ())
    proposal = propose(empty, seconds=20)
    assert (proposal.status, proposal.exchanges, dict(proposal.cities)) == ("optimal", (), {})
    assert bests(proposal) == [
        ("served", 0, 0, 0),
        ("fairness", 0, 0, 0),
        ("learning", 0, 0, 0),
        ("travel", 0, 0, 0),
    ]


def test_figures_beyond_all_measure_are_no_harm():
    huge = 10**30
    one = city("turku", {}, {"food": 5}, hosting={"exchanges": huge, "cities": huge, "people": huge})
    other = city("tartu", {"food": 4}, visiting={"trips": huge, "people": huge, "max_km": huge})
    limits = {"sessions_per_exchange": huge, "guest_sessions": huge, "max_exchanges": huge}
    proposal = propose(
        problem(one, other, objectives=["served"], slack={"served": huge}, **limits), seconds=20
    )
    assert (proposal.status, bests(proposal)) == ("optimal", [("served", 1, 1, 1)])


def test_a_pin_is_held_even_where_it_costs_something():
    members = (
        city("turku", {}, {"food": 1}),
        city("tartu", {"food": 4}, visiting={"trips": 1}),
        city("cork", {}, {"food": 5}),
    )
    proposal = propose(problem(*members, decisions=[{"pin": {"host": "turku", "visitor": "tartu"}}]), 20)
    assert [(one.host, one.visitors) for one in proposal.exchanges] == [("turku", ("tartu",))]


def test_progress_tells_every_stage_in_order():
    heard = []
    propose(two_cities(), seconds=20, on_progress=heard.append)
    ends = [(one.stage, one.stages_done, one.stages, one.best, one.bound) for one in heard]
    assert [
        one for one in ends if one[1] == ("served", "fairness", "learning", "travel").index(one[0]) + 1
    ] == [
        ("served", 1, 4, 2, 2),
        ("fairness", 2, 4, 1000, 1000),
        ("learning", 3, 4, 1999990, 1999990),
        ("travel", 4, 4, 0, 0),
    ]


def test_cancelled_at_once_is_an_empty_programme_with_honest_bounds():
    proposal = propose(two_cities(), seconds=20, cancelled=lambda: True)
    assert (proposal.status, proposal.exchanges) == ("feasible", ())
    assert bests(proposal) == [
        ("served", 0, 2, 0),
        ("fairness", 0, 1000, 0),
        ("learning", 0, 1999990, 0),
        ("travel", 0, 0, 0),
    ]


def test_cancelled_in_the_middle_keeps_what_was_found():
    calls = []

    def cancelled():
        calls.append(1)
        return len(calls) > 12

    data = read_problem(random_network(2, 15, 25, 16))
    proposal = propose(data, seconds=60, cancelled=cancelled)
    assert proposal.status == "feasible"
    assert proposal.seconds < 15
    assert verify(data, proposal) == []


def test_no_time_with_a_pin_is_unknown():
    tight = two_cities(decisions=[{"pin": {"host": "turku", "week": WEEKS[0]}}])
    proposal = propose(tight, seconds=0.0)
    assert (proposal.status, proposal.exchanges, proposal.objectives) == ("unknown", (), ())
    assert verify(tight, proposal) == []
