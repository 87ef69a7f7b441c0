"""Every unmet need has the reason that a coordinator can read aloud."""

import pytest

from survey_app.programmes.model import CityResult, Unmet
from survey_app.programmes.network import Network
from survey_app.programmes.proposal_documents import REASONS
from survey_app.programmes.reasons import Reasons
from tests.programmes.cast import WEEKS, city, exchange, problem

FIRST, SECOND = WEEKS
ART = ("art", "turku", {"cork": 1})
FOOD = ("food", "turku", {"tartu": 20})


def tartu_misses_food(turku=None, tartu=None, exchanges=(), offers=None, **rest):
    """The reason why Tartu learns nothing about food, which Turku offers."""
    members = (
        city("turku", {}, {"food": 5, "art": 1} if offers is None else offers, **(turku or {})),
        city("tartu", {"food": 4}, {"art": 3}, **(tartu or {})),
        city("cork", {"art": 1}, {}, hosting={"exchanges": 0}),
    )
    network = Network(problem(*members, **rest))
    return Reasons(network, exchanges).unmet(network.cities["tartu"], "food")


AT_TURKU = exchange("turku", FIRST, ["cork"], ART)
AWAY = exchange("cork", FIRST, ["tartu"], ("water", "cork", {}))
FORBID = [{"forbid": {"host": "turku", "visitor": "tartu"}}]

CASES = [
    ("nobody-offers", {"offers": {"art": 1}}),
    ("cannot-host", {"turku": {"hosting": {"exchanges": 0}}}),
    ("cannot-host", {"turku": {"hosting": {"weeks": []}}}),
    ("refused", {"turku": {"refuses": ["tartu"]}}),
    ("no-common-language", {"tartu": {"languages": ["et"]}}),
    ("too-far", {"tartu": {"location": [9.0, 0.0], "visiting": {"max_km": 1000}}}),
    (
        "no-common-week",
        {"turku": {"hosting": {"weeks": [FIRST]}}, "tartu": {"visiting": {"weeks": [SECOND]}}},
    ),
    ("no-room", {"turku": {"hosting": {"people": 1}}}),
    ("no-room", {"turku": {"hosting": {"cities": 1}}, "exchanges": [AT_TURKU]}),
    ("no-trips-left", {"tartu": {"visiting": {"trips": 1}}, "exchanges": [AWAY]}),
    ("agenda-full", {"exchanges": [AT_TURKU], "sessions_per_exchange": 1}),
    ("network-limit", {"exchanges": [AWAY], "max_exchanges": 1}),
    ("forbidden", {"decisions": FORBID}),
    ("not-chosen", {}),
    ("not-chosen", {"exchanges": [AT_TURKU]}),
]


@pytest.mark.parametrize(("reason", "changed"), CASES)
def test_the_reason_of_an_unmet_need(reason, changed):
    presenters = () if reason == "nobody-offers" else ("turku",)
    assert tartu_misses_food(**changed) == Unmet("food", reason, presenters)


def test_every_reason_has_a_case():
    assert {reason for reason, _ in CASES} == set(REASONS)


def test_a_decision_about_something_else_forbids_nothing():
    others = [
        {"forbid": {"host": "turku", "visitor": "cork"}},
        {"forbid": {"host": "turku", "topic": "art"}},
        {"forbid": {"host": "turku", "week": FIRST}},
    ]
    assert tartu_misses_food(decisions=others).reason == "not-chosen"


def test_the_candidate_that_comes_furthest_gives_the_reason():
    members = (
        city("tartu", {"food": 4}),
        city("cork", {}, {"food": 5}, hosting={"exchanges": 0}),
        city("delft", {}, {"food": 2}, hosting={"people": 1}),
        city("bergen", {}, {"food": 3}, hosting={"people": 1}),
    )
    network = Network(problem(*members))
    found = Reasons(network, ()).unmet(network.cities["tartu"], "food")
    assert found == Unmet("food", "no-room", ("bergen", "delft"))


def test_a_need_met_worse_than_possible_is_unmet_and_only_better_offers_are_candidates():
    members = (
        city("tartu", {"food": 4}),
        city("cork", {}, {"food": 2}),
        city("delft", {}, {"food": 2}),
        city("bergen", {}, {"food": 3}),
    )
    met = exchange("cork", FIRST, ["tartu"], ("food", "cork", {"tartu": 8}))
    results = Reasons(Network(problem(*members)), [met]).results()
    assert results["tartu"] == CityResult(8, 12, (Unmet("food", "not-chosen", ("bergen",)),))


def test_a_need_met_as_well_as_possible_and_a_need_of_0_are_not_unmet():
    members = city("tartu", {"food": 4, "art": 0}), city("cork", {}, {"food": 2, "art": 2})
    met = exchange("cork", FIRST, ["tartu"], ("food", "cork", {"tartu": 8}))
    results = Reasons(Network(problem(*members)), [met]).results()
    assert results == {"tartu": CityResult(8, 8, ()), "cork": CityResult(0, 0, ())}


def test_a_visitor_is_there_already_so_only_the_agenda_can_be_in_the_way():
    there = exchange("turku", FIRST, ["tartu"], ART)
    trips = {"visiting": {"trips": 1}}
    assert tartu_misses_food(tartu=trips, exchanges=[there]).reason == "not-chosen"
    assert tartu_misses_food(tartu=trips, exchanges=[there], sessions_per_exchange=1).reason == "agenda-full"
