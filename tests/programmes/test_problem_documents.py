"""A problem is read strictly: everything that is wrong is reported at once, with its place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.programmes.documents import (
    BadProblem,
    problem_to_json,
    proposal_to_json,
    read_problem,
    read_proposal,
)
from survey_app.programmes.model import DEFAULT_OBJECTIVES, AgreedExchange, Decision
from survey_app.programmes.reading import object_of_pairs
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, network
from tests.programmes.tiny import tiny_problem


def findings(data, read=read_problem):
    with pytest.raises(BadProblem) as caught:
        read(data)
    return caught.value.problems


def two(**rest):
    return network(city("turku", {"food": 3}, {"water": 1}), city("tartu"), **rest)


def changed(place, value, data=None):
    """A valid problem with one value put in its place, a path of keys."""
    data = json.loads(json.dumps(data or two()))
    *path, last = place
    inner = data
    for key in path:
        inner = inner[key]
    inner[last] = value
    return data


def test_what_is_read_is_what_was_written():
    data = two(
        decisions=[
            {"pin": {"host": "turku", "week": WEEKS[0]}},
            {"forbid": {"host": "turku", "visitor": "tartu", "topic": "food"}},
        ],
        agreed=[{"host": "turku", "week": WEEKS[0], "visitors": ["tartu"]}],
        objectives=["keep", "served"],
        slack={"keep": 20},
        max_exchanges=3,
    )
    problem = read_problem(data)
    assert problem.decisions == (
        Decision("pin", "turku", week=WEEKS[0]),
        Decision("forbid", "turku", visitor="tartu", topic="food"),
    )
    assert problem.agreed == (AgreedExchange("turku", WEEKS[0], ("tartu",)),)
    assert (problem.objectives, problem.slack, problem.max_exchanges) == (("keep", "served"), {"keep": 20}, 3)
    assert problem_to_json(problem) == data


def test_what_may_be_absent_is_empty():
    data = two()
    for one in data["cities"]:
        del one["prefers"], one["refuses"]
    problem = read_problem(data)
    assert (problem.decisions, problem.agreed, dict(problem.slack)) == ((), (), {})
    assert problem.objectives == DEFAULT_OBJECTIVES
    assert [(one.prefers, one.refuses) for one in problem.cities] == [((), ()), ((), ())]


def test_no_objective_is_not_the_usual_objectives():
    assert read_problem(two(objectives=[])).objectives == ()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6))
def test_any_problem_survives_writing_and_reading(seed):
    data = tiny_problem(seed)
    assert problem_to_json(read_problem(data)) == data


def test_everything_is_reported_at_once():
    data = two(
        decisions=[{"pin": {"host": "turk", "week": WEEKS[0]}}, {"pin": {"host": "turku"}}, {}],
        agreed=[{"host": "turku", "week": "2027-W13", "visitors": ["tartu", "tartu"]}],
        objectives=["served", "served", "lerning"],
        slack={"fairness": -1},
        slacks={},
    )
    data["cities"][0]["needs"] = {"foot": 3, "food": 6}
    data["cities"][0]["prefers"] = ["turku"]
    data["cities"][1]["visiting"]["people"] = 0
    data["cities"][1]["hosting"]["weeks"] = [WEEKS[0], WEEKS[0]]
    del data["max_exchanges"]
    assert findings(data) == [
        ("slacks", "is not a known key; did you mean 'slack'?"),
        ("max_exchanges", "is missing; add it"),
        ("cities[0].needs.foot", "'foot' is not a known topic; did you mean 'food'?"),
        ("cities[0].needs.food", "is 6; write an integer from 0 to 5"),
        ("cities[0].prefers[0]", "is the city itself; remove it"),
        (
            "cities[1].hosting.weeks[1]",
            "'2027-W10' stands in cities[1].hosting.weeks[0] too; remove one",
        ),
        ("cities[1].visiting.people", "is 0; write an integer of at least 1"),
        ("decisions[0].pin.host", "'turk' is not a known city; did you mean 'turku'?"),
        ("decisions[1].pin", "names a host alone; add at least one of week, visitor, topic"),
        ("decisions[2]", "is a pin or a forbid; write exactly one of the two"),
        ("agreed[0].week", "'2027-W13' is not a known week; did you mean '2027-W11'?"),
        ("agreed[0].visitors[1]", "'tartu' stands in agreed[0].visitors[0] too; remove one"),
        ("objectives[2]", "'lerning' is not a known objective; did you mean 'learning'?"),
        ("objectives[1]", "'served' stands in objectives[0] too; remove one"),
        ("slack.fairness", "is -1; write an integer of at least 0"),
    ]


INTEGER = "write an integer of at least 0"


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (["sessions_per_exchange"], True, f"is true or false; {INTEGER}"),
        (["sessions_per_exchange"], 2.0, f"is a decimal number; {INTEGER}"),
        (["sessions_per_exchange"], "2", f"is text; {INTEGER}"),
        (["guest_sessions"], None, f"is null; {INTEGER}"),
        (["guest_sessions"], -1, f"is -1; {INTEGER}"),
        (["max_exchanges"], False, f"is true or false; {INTEGER}"),
        (["format"], "exchange-problem/2", "is 'exchange-problem/2'; write 'exchange-problem/1'"),
        (["weeks"], {}, "is an object; write a list"),
        (["cities", 0, "needs", "food"], True, "is true or false; write an integer from 0 to 5"),
        (["cities", 0, "offers", "water"], -1, "is -1; write an integer from 0 to 5"),
        (["cities", 0, "needs"], [], "is a list; write an object from topic to integer"),
        (["cities", 0, "hosting", "people"], 0, "is 0; write an integer of at least 1"),
        (["cities", 0, "hosting", "weeks", 0], 10, "is an integer; write text"),
        (["cities", 0, "visiting", "max_km"], "far", f"is text; {INTEGER}"),
        (["cities", 0, "id"], "", "is empty; give it a name of its own"),
        (["cities", 0, "name"], None, "is null; write text"),
        (["cities", 0, "country"], 358, "is an integer; write text"),
        (["cities", 0, "languages", 0], "", "is empty; give it a name of its own"),
        (["cities", 0, "location", 0], 91, "is 91; write a number of degrees from -90 to 90"),
        (["cities", 0, "location", 1], float("nan"), "is nan; write a number of degrees from -180 to 180"),
        (["cities", 0, "location", 1], True, "is true or false; write a number from -180 to 180"),
        (
            ["cities", 0, "location"],
            [1.0],
            "is not a pair; write [latitude, longitude] in degrees, or null",
        ),
        (["decisions"], None, "is null; write a list"),
        (["slack"], {"fair": 1}, "'fair' is not a known objective; did you mean 'fairness'?"),
    ],
)
def test_one_wrong_value_is_one_finding(place, value, message):
    where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).lstrip(".")
    if where == "slack":
        where = "slack.fair"
    assert findings(changed(place, value)) == [(where, message)]


def test_two_cities_topics_or_agreed_exchanges_of_one_name():
    data = two(agreed=[{"host": "turku", "week": WEEKS[0], "visitors": []}] * 2)
    data["cities"].append(city("turku"))
    data["topics"].append({"id": "food", "title": "Food again"})
    assert findings(data) == [
        ("topics[2].id", "'food' stands in topics[0] too; remove one"),
        ("cities[2].id", "'turku' stands in cities[0] too; remove one"),
        ("agreed[1]", "'turku 2027-W10' stands in agreed[0] too; remove one"),
    ]


def test_a_list_that_cannot_be_read_is_not_reported_again_at_every_name():
    assert findings(changed(["weeks"], None)) == [("weeks", "is null; write a list")]


@pytest.mark.parametrize("data", [None, 3, "text", []])
def test_something_else_altogether(data):
    kinds = {type(None): "null", int: "an integer", str: "text", list: "a list"}
    keys = "format, topics, weeks, sessions_per_exchange, guest_sessions, max_exchanges, cities"
    assert findings(data) == [("file", f"is {kinds[type(data)]}; write an object with {keys}")]


def test_a_key_written_twice():
    text = json.dumps(two()).replace('"food": 3', '"food": 3, "food": 4')
    data = json.loads(text, object_pairs_hook=object_of_pairs)
    assert findings(data) == [("cities[0].needs.food", "is written twice; keep one of them")]


def test_a_proposal_survives_writing_and_reading():
    for seed in (1, 2, 3, 24):
        proposal = propose(read_problem(tiny_problem(seed)), seconds=20)
        written = json.loads(json.dumps(proposal_to_json(proposal)))
        assert read_proposal(written) == proposal


def test_a_proposal_of_a_wrong_shape():
    data = proposal_to_json(propose(read_problem(two()), seconds=20))
    data["exchanges"] = [{"host": 1, "week": WEEKS[0], "visitors": "tartu", "sessions": [{}]}]
    data["status"] = "best"
    data["seconds"] = "1"
    data["objectives"][0]["best"] = 1.5
    data["cities"]["tartu"]["unmet"] = [{"topic": "food", "reason": "no-rom", "presenters": [], "remedy": ""}]
    data["conflict"] = [{"rule": "agenda"}]
    assert findings(data, read_proposal) == [
        ("status", "'best' is not a known status; known: feasible, infeasible, optimal, unknown"),
        ("exchanges[0].host", "is an integer; write text"),
        ("exchanges[0].visitors", "is text; write a list"),
        ("exchanges[0].sessions[0].topic", "is missing; add it"),
        ("exchanges[0].sessions[0].presenter", "is missing; add it"),
        ("exchanges[0].sessions[0].learners", "is missing; add it"),
        ("cities.tartu.unmet[0].reason", "'no-rom' is not a known reason; did you mean 'no-room'?"),
        (
            "objectives[0].best",
            "is a decimal number; write an integer from -9223372036854775808 to 9223372036854775808",
        ),
        ("conflict[0].cities", "is missing; add it"),
        ("conflict[0].text", "is missing; add it"),
        ("seconds", "is no duration; write a number of seconds of at least 0"),
    ]
