"""Every rule that is broken is named by its label, its place and how; nothing else is."""

from dataclasses import replace

import pytest

from survey_app.programmes.checker import Broken, verify
from survey_app.programmes.model import CityResult, Conflict, ObjectiveResult, Proposal, Unmet
from survey_app.programmes.rules import LABELS
from tests.programmes.cast import WEEKS, city, exchange, problem

FIRST, SECOND = WEEKS
FOOD = ("food", "turku", {"tartu": 20, "cork": 10})
WATER = ("water", "tartu", {"turku": 15})


def cities(turku=None, tartu=None, cork=None):
    return (
        city("turku", {"water": 3}, {"food": 5}, **(turku or {})),
        city("tartu", {"food": 4}, {"water": 5}, **(tartu or {})),
        city("cork", {"food": 2}, {"arts": 1}, **(cork or {})),
    )


def proposal(*exchanges, **rest):
    """The proposal of an expert: both visit Turku, and all that can be earned is earned."""
    found = {
        "status": "optimal",
        "exchanges": exchanges or (exchange("turku", FIRST, ["cork", "tartu"], FOOD, WATER),),
        "cities": {
            "turku": CityResult(15, 15, ()),
            "tartu": CityResult(20, 20, ()),
            "cork": CityResult(10, 10, ()),
        },
        "objectives": (ObjectiveResult("served", 3, 3, 3), ObjectiveResult("fairness", 1000, 1000, 1000)),
        "conflict": (),
        "seed": 1,
        "seconds": 0.1,
    }
    return Proposal(**{**found, **rest})


def broken(found, *members, **rest):
    rest = {"objectives": ["served", "fairness"], **rest}
    return verify(problem(*(members or cities()), **rest), found)


def rules(found):
    """What is broken but for the figures, which do not follow any more when a programme is changed."""
    return [one for one in found if one.label != "figures"]


def test_an_expert_proposal_breaks_nothing():
    assert broken(proposal()) == []


ALONE = exchange("turku", FIRST, ["cork", "tartu"], FOOD, WATER)
LATER = exchange("turku", SECOND, ["tartu"], ("food", "turku", {"tartu": 20}))

CASES = [
    (
        "host-week",
        {"turku": {"hosting": {"weeks": [SECOND]}}},
        {},
        (),
        "exchanges[0]",
        "turku cannot host in 2027-W10",
    ),
    (
        "host-count",
        {"turku": {"hosting": {"exchanges": 0}}},
        {},
        (),
        "cities.turku",
        "turku hosts 1 exchanges, at most 0",
    ),
    (
        "host-room",
        {"turku": {"hosting": {"cities": 1}}},
        {},
        (),
        "exchanges[0]",
        "2 cities with 4 people visit turku, at most 1 cities and 9 people",
    ),
    (
        "host-room",
        {"turku": {"hosting": {"people": 3}}},
        {},
        (),
        "exchanges[0]",
        "2 cities with 4 people visit turku, at most 3 cities and 3 people",
    ),
    (
        "visitor-week",
        {"cork": {"visiting": {"weeks": [SECOND]}}},
        {},
        (),
        "exchanges[0]",
        "cork cannot travel in 2027-W10",
    ),
    (
        "visitor-trips",
        {"cork": {"visiting": {"trips": 0}}},
        {},
        (),
        "cities.cork",
        "cork makes 1 trips, at most 0",
    ),
    (
        "language",
        {"cork": {"languages": ["ga"]}},
        {},
        (),
        "exchanges[0]",
        "turku and cork have no language in common",
    ),
    (
        "distance",
        {"cork": {"location": [1.0, 0.0], "visiting": {"max_km": 110}}},
        {},
        (),
        "exchanges[0]",
        "cork travels 111 km to turku, at most 110",
    ),
    (
        "refusal",
        {"turku": {"refuses": ["cork"]}},
        {},
        (),
        "exchanges[0]",
        "turku and cork do not both accept each other",
    ),
    ("agenda", {}, {"sessions_per_exchange": 1}, (), "exchanges[0]", "2 sessions, from 1 to 1"),
    (
        "guest-sessions",
        {},
        {"guest_sessions": 0},
        (),
        "exchanges[0]",
        "1 sessions are presented by visiting cities, at most 0",
    ),
    ("network-limit", {}, {"max_exchanges": 0}, (), "exchanges", "1 exchanges, at most 0"),
    (
        "decision",
        {},
        {"decisions": [{"pin": {"host": "turku", "week": SECOND}}]},
        (),
        "decisions[0]",
        "no exchange is what is pinned",
    ),
    (
        "decision",
        {},
        {"decisions": [{"forbid": {"host": "turku", "topic": "water"}}]},
        (),
        "decisions[0]",
        "exchanges[0] is what is forbidden",
    ),
    (
        "agenda",
        {},
        {},
        (exchange("turku", FIRST, ["cork", "tartu"], FOOD, ("arts", "cork", {})),),
        "exchanges[0].sessions[1]",
        "no other city that is present needs arts",
    ),
    (
        "agenda",
        {},
        {},
        (exchange("turku", FIRST, ["cork", "tartu"], FOOD, ("water", "cork", {"turku": 0})),),
        "exchanges[0].sessions[1]",
        "cork does not offer water",
    ),
    (
        "agenda",
        {},
        {},
        (exchange("turku", FIRST, ["cork"], FOOD, WATER),),
        "exchanges[0].sessions[1]",
        "tartu is not present",
    ),
    (
        "agenda",
        {},
        {},
        (exchange("turku", FIRST, ["cork", "tartu"], FOOD, FOOD),),
        "exchanges[0]",
        "two sessions are on the same topic",
    ),
    (
        "worthwhile",
        {},
        {},
        (exchange("tartu", FIRST, ["turku", "cork"], WATER),),
        "exchanges[0]",
        "cork needs nothing that tartu presents",
    ),
]


@pytest.mark.parametrize(("label", "changed", "rest", "exchanges", "place", "message"), CASES)
def test_the_checker_names_the_rule(label, changed, rest, exchanges, place, message):
    found = broken(proposal(*exchanges), *cities(**changed), **rest)
    assert rules(found) == [Broken(label, place, message)]


def test_rules_that_need_two_exchanges():
    twice = {"turku": {"hosting": {"exchanges": 2}}}
    assert rules(broken(proposal(ALONE, LATER), *cities(**twice))) == [
        Broken("visitor-trips", "cities.tartu", "tartu visits turku 2 times")
    ]
    assert rules(broken(proposal(ALONE, replace(LATER, week=FIRST)), *cities(**twice))) == [
        Broken("host-week", "exchanges[1]", "turku has another exchange in 2027-W10"),
        Broken("visitor-trips", "cities.tartu", "tartu visits turku 2 times"),
        Broken("one-place", "cities.turku", "turku is in 2 places in 2027-W10"),
        Broken("one-place", "cities.tartu", "tartu is in 2 places in 2027-W10"),
    ]


def test_a_city_that_hosts_and_travels_in_one_week():
    away = exchange("tartu", FIRST, ["turku"], WATER)
    assert rules(broken(proposal(exchange("turku", FIRST, ["cork"], FOOD), away))) == [
        Broken("one-place", "cities.turku", "turku is in 2 places in 2027-W10")
    ]


@pytest.mark.parametrize(
    ("visitors", "message"),
    [
        ([], "nobody visits turku"),
        (["tartu", "tartu"], "a city visits turku twice in one exchange"),
        (["tartu", "turku"], "turku visits itself"),
    ],
)
def test_visitors_are_other_cities_each_once(visitors, message):
    found = broken(proposal(exchange("turku", FIRST, visitors, FOOD)))
    assert Broken("host-room", "exchanges[0]", message) in found


def test_every_label_has_a_case():
    named = {case[0] for case in CASES} | {"one-place"}
    assert named == set(LABELS)


def objectives(*found):
    return {"objectives": tuple(ObjectiveResult(*one) for one in found)}


SERVED, FAIR = ("served", 3, 3, 3), ("fairness", 1000, 1000, 1000)


@pytest.mark.parametrize(
    ("changed", "place", "message"),
    [
        (
            {
                "exchanges": (
                    exchange("turku", FIRST, ["cork", "tartu"], ("food", "turku", {"tartu": 20}), WATER),
                )
            },
            "exchanges[0]",
            "learners of food are {'tartu': 20}, expected {'cork': 10, 'tartu': 20}",
        ),
        (
            {"cities": {**proposal().cities, "cork": CityResult(9, 10, ())}},
            "cities.cork.earned",
            "is 9, expected 10",
        ),
        (
            {"cities": {**proposal().cities, "cork": CityResult(10, 11, ())}},
            "cities.cork.ideal",
            "is 11, expected 10",
        ),
        (
            {
                "cities": {
                    **proposal().cities,
                    "cork": CityResult(10, 10, (Unmet("food", "no-room", ("turku",)),)),
                }
            },
            "cities.cork.unmet",
            "names ['food'], expected []",
        ),
        (
            {"cities": {key: one for key, one in proposal().cities.items() if key != "cork"}},
            "cities.cork",
            "is missing",
        ),
        (objectives(SERVED), "objectives", "are ['served'], expected ['served', 'fairness']"),
        (
            objectives(SERVED, ("fairness", 1000, 999, 1000)),
            "objectives[1].bound",
            "is 999, which the best 1000 passes",
        ),
        ({"status": "feasible"}, "status", "is feasible, expected optimal: every stage is proven"),
        ({"conflict": (Conflict(decision=0),)}, "conflict[0].decision", "is 0, and there are 0 decisions"),
    ],
)
def test_figures_follow_from_the_exchanges(changed, place, message):
    assert Broken("figures", place, message) in broken(proposal(**changed))


def test_a_value_that_is_not_what_the_exchanges_are_worth():
    assert broken(proposal(**objectives(("served", 3, 3, 2), FAIR))) == [
        Broken("figures", "objectives[0].value", "is 2, expected 3"),
        Broken("figures", "objectives[0].value", "is 2, expected 3 or better"),
        Broken("figures", "objectives[0].value", "is 2, expected the best 3: there is no slack"),
    ]


def test_optimal_means_that_best_is_the_bound():
    assert broken(proposal(**objectives(SERVED, ("fairness", 1000, 1001, 1000)))) == [
        Broken("figures", "objectives[1].bound", "is 1001, best is 1000: not optimal")
    ]


def test_the_bound_of_what_should_be_less_is_below():
    rest = {"objectives": ["exchanges"]}
    assert broken(proposal(**objectives(("exchanges", 1, 1, 1))), **rest) == []
    assert broken(proposal(status="feasible", **objectives(("exchanges", 1, 0, 1))), **rest) == []
    assert broken(proposal(status="feasible", **objectives(("exchanges", 1, 2, 1))), **rest) == [
        Broken("figures", "objectives[0].bound", "is 2, which the best 1 passes"),
        Broken("figures", "objectives[0].value", "is 1, which passes the bound 2"),
    ]


def test_slack_lets_a_value_stay_behind_its_best_but_no_further():
    found = proposal(**objectives(("served", 4, 4, 3), FAIR))
    assert broken(found, slack={"served": 250}) == []
    assert broken(found, slack={"served": 249}) == [
        Broken("figures", "objectives[0].value", "is 3, expected 4 or better")
    ]


def test_a_refusal_has_no_programme_and_names_a_pin():
    pinned = {"decisions": [{"pin": {"host": "turku", "week": FIRST}}]}
    found = proposal(status="infeasible", cities={}, objectives=(), conflict=(Conflict(decision=0),))
    assert broken(replace(found, exchanges=()), **pinned) == []
    assert broken(found, **pinned) == [
        Broken("figures", "exchanges", "are 1, expected none: the status is infeasible")
    ]
    assert broken(replace(found, exchanges=(), conflict=()), **pinned) == [
        Broken("figures", "conflict", "names no pin, and only pins can make a problem infeasible")
    ]


def test_names_that_nobody_knows():
    strange = exchange("turk", FIRST, ["tartu"], FOOD)
    other = exchange("turku", "2027-W12", ["corck"], ("foot", "turku", {"corck": 1}))
    found = broken(proposal(ALONE, strange, other))
    assert found == [
        Broken("unknown-name", "exchanges[1].host", "'turk' is not a known city; did you mean 'turku'?"),
        Broken(
            "unknown-name", "exchanges[2].week", "'2027-W12' is not a known week; did you mean '2027-W11'?"
        ),
        Broken(
            "unknown-name", "exchanges[2].visitors[0]", "'corck' is not a known city; did you mean 'cork'?"
        ),
        Broken(
            "unknown-name",
            "exchanges[2].sessions[0].topic",
            "'foot' is not a known topic; did you mean 'food'?",
        ),
        Broken(
            "unknown-name",
            "exchanges[2].sessions[0].learners.corck",
            "'corck' is not a known city; did you mean 'cork'?",
        ),
    ]
