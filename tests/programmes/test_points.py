"""Distances, points and objectives, against figures worked out by hand."""

import pytest

from survey_app.programmes.network import Network, distance_km
from survey_app.programmes.objectives import anchor, counted_points, values
from tests.programmes.cast import WEEKS, city, exchange, problem

TURKU, TARTU = (60.4518, 22.2666), (58.38, 26.7225)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (TURKU, TARTU, 341),
        (TURKU, TURKU, 0),
        ((0.0, 0.0), (0.0, 180.0), 20015),
        ((90.0, 0.0), (-90.0, 77.0), 20015),
        ((0.0, 179.5), (0.0, -179.5), 111),
        (None, TARTU, 0),
        (TURKU, None, 0),
    ],
)
def test_great_circle_distance_in_whole_km(one, other, km):
    assert distance_km(one, other) == km


def learners():
    members = (
        city("turku", {"water": 3}, {"food": 5}, hosting={"exchanges": 2}),
        city("tartu", {"food": 4, "water": 1}, {"water": 5}, prefers=["turku"], location=[1.0, 0.0]),
        city("cork", {"food": 2}, {"food": 2}, visiting={"people": 3}, location=[2.0, 0.0]),
        city("delft", {"arts": 3}),
    )
    return Network(problem(*members, agreed=[{"host": "turku", "week": WEEKS[0], "visitors": ["tartu"]}]))


def test_the_ideal_is_the_best_offer_of_another_city():
    assert learners().ideals == {"turku": 15, "tartu": 20, "cork": 10, "delft": 0}


def test_only_the_best_session_counts():
    network = learners()
    programme = (
        exchange("turku", WEEKS[0], ["tartu", "cork"], ("food", "turku", {}), ("water", "tartu", {})),
        exchange("cork", WEEKS[1], ["tartu"], ("food", "cork", {})),
    )
    assert counted_points(network, programme) == {
        "turku": {"water": 15},
        "tartu": {"food": 20},
        "cork": {"food": 10},
        "delft": {},
    }
    assert values(network, programme) == {
        "served": 3,
        "fairness": 1000,
        "learning": 15 * 66666 + 20 * 50000 + 10 * 100000,
        "points": 45,
        "travel": 111 * 2 + 222 * 3 + 111 * 2,
        "exchanges": 2,
        "wishes": 1,
        "keep": 1,
    }


def test_fairness_looks_at_the_served_cities_alone():
    network = learners()
    programme = (exchange("cork", WEEKS[1], ["tartu"], ("food", "cork", {})),)
    assert values(network, programme) == {
        "served": 1,
        "fairness": 400,
        "learning": 8 * 50000,
        "points": 8,
        "travel": 222,
        "exchanges": 1,
        "wishes": 0,
        "keep": 0,
    }
    assert values(network, ())["fairness"] == 0


@pytest.mark.parametrize(
    ("objective", "best", "slack", "kept"),
    [
        ("fairness", 444, 20, 436),
        ("fairness", 444, 0, 444),
        ("travel", 1999, 10, 2018),
        ("served", 3, 300, 3),
        ("served", 3, 1000, 0),
    ],
)
def test_slack_is_in_thousandths_of_the_best(objective, best, slack, kept):
    assert anchor(objective, best, slack) == kept
