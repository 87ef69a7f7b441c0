"""After a withdrawal most of what was agreed stays."""

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.programmes.exploring.replanning import (
    VisitChange,
    replanning,
    visit_changes,
    without_city,
    without_date,
)
from survey_app.programmes.exploring.scenarios import SCENARIOS, under
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, exchange, problem
from tests.programmes.tiny import tiny_problem

FIRST, SECOND = WEEKS


def three():
    return problem(
        city("turku", {}, {"food": 5}, hosting={"cities": 1, "exchanges": 2}),
        city("oulu", {}, {"food": 5}, hosting={"cities": 1, "exchanges": 2}),
        city("tartu", {"food": 4}, {}, hosting={"exchanges": 0}, visiting={"trips": 1}),
        city("cork", {"food": 4}, {}, hosting={"exchanges": 0}, visiting={"trips": 1}),
    )


AGREED = (exchange("turku", SECOND, ["tartu"]), exchange("oulu", SECOND, ["cork"]))


def test_what_was_agreed_is_kept_where_nothing_is_lost():
    again = propose(replanning(three(), AGREED))
    assert visit_changes(AGREED, again.exchanges) == (
        VisitChange("kept", "turku", "tartu", SECOND, SECOND),
        VisitChange("kept", "oulu", "cork", SECOND, SECOND),
    )


def test_after_a_date_falls_the_others_stay():
    again = propose(replanning(without_date(three(), "turku", SECOND), AGREED))
    assert visit_changes(AGREED, again.exchanges)[-1] == VisitChange("kept", "oulu", "cork", SECOND, SECOND)
    assert [one.value for one in again.objectives if one.name in ("served", "keep")] == [2, 1]


def test_after_a_city_withdraws_nothing_names_it_any_more():
    asked = problem(
        city("turku", {}, {"food": 5}, prefers=["tartu"], refuses=["cork"]),
        city("tartu", {"food": 4}, {}, prefers=["cork"], refuses=["cork"]),
        city("cork", {"food": 4}, {}),
        decisions=[{"pin": {"host": "turku", "visitor": "cork"}}, {"pin": {"host": "turku", "week": FIRST}}],
        agreed=[{"host": "turku", "week": FIRST, "visitors": ["cork", "tartu"]}],
    )
    left = without_city(asked, "cork")
    assert "cork" not in str(problem_to_json(left))
    assert len(left.decisions) == 1
    assert [one.visitors for one in left.agreed] == [("tartu",)]


def test_aims_come_first_and_travel_last():
    asked = replanning(problem(city("turku"), city("tartu")), ())
    assert asked.objectives == ("served", "fairness", "learning", "keep", "travel")
    assert asked.slack == {"fairness": 20, "learning": 20}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_replanning_a_city_out_of_any_network_is_a_problem_that_can_be_read(seed):
    asked = read_problem(tiny_problem(seed))
    gone = asked.cities[0].id
    again = replanning(without_city(asked, gone), ())
    assert read_problem(problem_to_json(again)) == again


def test_visit_changes_name_every_visit_once():
    before = (exchange("a", FIRST, ["b", "c"]), exchange("d", FIRST, ["e"]))
    after = (exchange("a", FIRST, ["b"]), exchange("a", SECOND, ["c"]), exchange("d", FIRST, ["f"]))
    assert visit_changes(before, after) == (
        VisitChange("dropped", "d", "e", FIRST, None),
        VisitChange("moved", "a", "c", FIRST, SECOND),
        VisitChange("new", "d", "f", None, FIRST),
        VisitChange("kept", "a", "b", FIRST, FIRST),
    )


def test_every_scenario_is_a_problem_that_can_be_read():
    for scenario in SCENARIOS:
        asked = under(three(), scenario)
        assert read_problem(problem_to_json(asked)) == asked
