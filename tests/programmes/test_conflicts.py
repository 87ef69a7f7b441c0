"""What cannot hold together is named, nothing that is not needed for it, and in words."""

from dataclasses import replace
from random import Random

import pytest

from benchmarks.conflicts import KINDS, kept
from benchmarks.network import network
from survey_app.programmes.conflict_words import conflict_sentences
from survey_app.programmes.documents import read_problem
from survey_app.programmes.model import Conflict
from survey_app.programmes.network import Network
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, problem
from tests.programmes.relaxed import Relaxed
from tests.programmes.tiny import tiny_problem

TURKU = {"offers": {"food": 5}}
TARTU = {"needs": {"food": 4}}


def members(*cities, decisions, **rest):
    return propose(problem(*cities, decisions=decisions, **rest), seconds=20).conflict


def pin(host="turku", **named):
    return {"pin": {"host": host, **named}}


def forbid(host="turku", **named):
    return {"forbid": {"host": host, **named}}


def test_a_pin_against_a_forbid():
    found = members(
        city("turku", **TURKU),
        city("tartu", **TARTU),
        city("cork", **TARTU),
        decisions=[pin(week=WEEKS[1]), pin(visitor="tartu"), forbid(visitor="tartu")],
    )
    assert found == (Conflict(decision=1), Conflict(decision=2))


def test_a_week_in_which_the_host_cannot_host():
    found = members(
        city("turku", **TURKU, hosting={"weeks": WEEKS[:1]}),
        city("tartu", **TARTU),
        decisions=[pin(week=WEEKS[1])],
    )
    text = "Turku can host in 2027-W10, and only one exchange in a week."
    assert found == (Conflict(decision=0), Conflict(rule="host-week", cities=("turku",), text=text))


def test_two_exchanges_where_one_is_allowed():
    decisions = [pin(week=WEEKS[0]), pin(week=WEEKS[1])]
    found = members(city("turku", **TURKU), city("tartu", **TARTU), decisions=decisions)
    text = "Turku hosts at most 1 exchange."
    assert found == (
        Conflict(decision=0),
        Conflict(decision=1),
        Conflict(rule="host-count", cities=("turku",), text=text),
    )


@pytest.mark.parametrize(
    ("turku", "tartu", "rule", "text"),
    [
        (
            {"hosting": {"people": 1}},
            {},
            "host-room turku",
            "An exchange at Turku has at least 1 and at most 3 visiting cities with 1 person together.",
        ),
        ({}, {"visiting": {"weeks": []}}, "visitor-week tartu", "Tartu can travel in no week."),
        (
            {},
            {"visiting": {"trips": 0}},
            "visitor-trips tartu",
            "Tartu makes at most 0 trips and visits the same host only once.",
        ),
        ({}, {"languages": ["et"]}, "language turku tartu", "Turku and Tartu have no language in common."),
        (
            {},
            {"location": [10.0, 0.0], "visiting": {"max_km": 900}},
            "distance turku tartu",
            "Tartu travels at most 900 km, and Turku is 1112 km away.",
        ),
        ({}, {"refuses": ["turku"]}, "refusal turku tartu", "Tartu does not want to be matched with Turku."),
        (
            {"offers": {"food": 0}},
            {},
            "worthwhile turku tartu",
            "Tartu visits Turku only for a session by Turku on a topic that it needs.",
        ),
    ],
)
def test_a_rule_against_a_visit(turku, tartu, rule, text):
    cities = city("turku", **{**TURKU, **turku}), city("tartu", **TARTU, **tartu)
    found = members(*cities, decisions=[pin(visitor="tartu")])
    label, *names = rule.split()
    assert found == (Conflict(decision=0), Conflict(rule=label, cities=tuple(names), text=text))


def test_a_city_cannot_be_in_two_places():
    decisions = [pin(week=WEEKS[0]), pin("tartu", week=WEEKS[0])]
    both = {"needs": {"food": 4}, "offers": {"food": 5}}
    found = members(city("turku", **both), city("tartu", **both), decisions=decisions)
    assert {one.rule for one in found} >= {"one-place"}


def test_more_exchanges_than_the_network_holds():
    found = members(
        city("turku", **TURKU), city("tartu", **TARTU), decisions=[pin(week=WEEKS[0])], max_exchanges=0
    )
    text = "The whole network holds at most 0 exchanges."
    assert found == (Conflict(decision=0), Conflict(rule="network-limit", cities=(), text=text))


def test_a_refusal_is_an_empty_proposal():
    found = propose(problem(city("turku"), city("tartu"), decisions=[pin(visitor="tartu")]), seconds=20)
    assert (found.status, found.exchanges, found.objectives, dict(found.cities)) == ("infeasible", (), (), {})


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.parametrize(("kind", "rules"), [("host-count", {"host-count"}), ("one-place", {"one-place"})])
def test_a_conflict_among_very_many_decisions_is_named_by_its_few(kind, rules, late):
    whole = replace(read_problem(network(2, 30, 30, 20)), max_exchanges=None)
    planted = KINDS[kind](Network(whole), Random(2))
    about = {city for one in planted for city in (one.host, one.visitor) if city}
    others = [one for one in kept(whole) if not {one.host, one.visitor} & about]
    decisions = (*others, *planted) if late else (*planted, *others)
    found = propose(replace(whole, decisions=decisions), seconds=60)
    named = {decisions[one.decision] for one in found.conflict if one.rule is None}
    assert (len(others) > 100, found.status) == (True, "infeasible")
    assert (named, {one.rule for one in found.conflict if one.rule}) == (set(planted), rules)


def test_what_a_rule_says_of_very_many_cities_is_said_once():
    cities = [city(name, **TARTU, visiting={"weeks": []}) for name in ("tartu", "cork", "ghent", "graz")]
    found = members(city("turku", **TURKU), *cities, decisions=[pin(week=WEEKS[0])])
    assert conflict_sentences(found, problem(city("turku"), *cities, decisions=[pin(week=WEEKS[0])])) == [
        "Decided: Turku must host an exchange in week 10 (8–12 March 2027).",
        "An exchange at Turku has at least 1 and at most 3 visiting cities with 9 people together.",
        "None of these can travel when it would have to: Cork, Ghent, Graz, Tartu.",
    ]


def infeasible_networks(wanted):
    """Some infeasible tiny networks with one or two pins in their conflict, so that all can be tried."""
    for seed in range(5000, 6000):
        data = tiny_problem(seed, topics=1)
        if any("pin" in one for one in data["decisions"]):
            proposal = propose(read_problem(data), seconds=20)
            numbers = [one.decision for one in proposal.conflict if one.rule is None]
            if proposal.status == "infeasible" and sum("pin" in data["decisions"][n] for n in numbers) < 3:
                yield data, numbers, [(one.rule, one.cities) for one in proposal.conflict if one.rule]
                wanted -= 1
        if wanted == 0:
            return


def test_no_decision_and_no_rule_of_a_conflict_can_be_left_out():
    for data, numbers, rules in infeasible_networks(40):
        relaxed = Relaxed(data)
        assert not relaxed.holds(numbers, rules)
        for number in numbers:
            assert relaxed.holds([other for other in numbers if other != number], rules)
        for rule in rules:
            assert relaxed.holds(numbers, [other for other in rules if other != rule])
