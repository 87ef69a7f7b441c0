"""Programmes side by side, answers before and after, and what keeps a whole network apart."""

from dataclasses import replace
from decimal import Decimal

from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.programmes.drafting.comparing import Figure, Meeting, Programme, compared, effect
from survey_app.programmes.drafting.folding import judged
from survey_app.programmes.drafting.outdated import Change, changes
from survey_app.programmes.drafting.pairs import obstacles_between
from survey_app.programmes.network import Network
from tests.programmes.cast import WEEKS, city, exchange, problem

FIRST, SECOND = WEEKS
ASKED = problem(
    city("oulu", {"trams": 4}, {"water": 5}),
    city("bern", {"water": 3}, {"trams": 4}),
    city("cork", {"trams": 2, "water": 2}, {}),
)
WATER = exchange("oulu", FIRST, ["bern"], ("water", "oulu", {}), ("trams", "bern", {}))
TRAMS = exchange("bern", SECOND, ["cork"], ("trams", "bern", {}))


def programme(name, *exchanges):
    return Programme(name, ASKED, judged(ASKED, exchanges))


def test_means_over_other_cities_are_held_against_each_other_as_means():
    fewer = replace(ASKED, cities=ASKED.cities[:2])
    without = Programme("Without Cork", fewer, judged(fewer, [WATER]))
    found = compared([programme("With Cork", WATER), without])
    (learning,) = [row for row in found.aims if row.id == "learning"]
    assert [(one.text, one.change) for one in learning.figures] == [
        ("66.7 % on average", ""),
        ("100.0 % on average", "+33.3 percentage points"),
    ]


def test_programmes_stand_side_by_side():
    wider = replace(WATER, visitors=("bern", "cork"))
    found = compared([programme("One", WATER, TRAMS), programme("Two", wider, TRAMS)])
    assert found.names == ("One", "Two")
    assert [(row.title, [one.text for one in row.figures]) for row in found.aims] == [
        ("Cities served", ["3 cities", "3 cities"]),
        ("Fairness", ["44.4 %", "100.0 %"]),
        ("Learning", ["81.5 % on average", "100.0 % on average"]),
        ("Travel", ["0 person-km", "0 person-km"]),
        ("Number of exchanges", ["2 exchanges", "2 exchanges"]),
    ]
    assert found.aims[1].figures[1] == Figure("100.0 %", "+55.6 percentage points", better=True)
    cork = found.cities[1]
    assert (cork.title, cork.figures) == (
        "Cork",
        (
            Figure("44.4 %", percent=Decimal("44.4")),
            Figure("100.0 %", "+55.6", better=True, percent=Decimal("100.0")),
        ),
    )
    assert found.same == ("Bern hosts Cork, 15–19 March 2027",)
    (oulu,) = found.hosts
    topics = (("Water", True), ("Trams", True))
    assert oulu.meetings[0] == (Meeting("8–12 March 2027", (("Bern", True),), topics),)
    assert oulu.meetings[1][0].visitors == (("Bern", True), ("Cork", False))


def test_what_a_change_means_for_the_cities():
    before = programme("before", WATER, TRAMS)
    assert effect(before, programme("after", WATER)) == "Fulfilment: Cork 44.4 % → 0.0 %."
    assert effect(before, before) == "No city’s fulfilment changes."


def test_what_changed_since_is_told_city_by_city():
    document = problem_to_json(ASKED)
    oulu, bern, _ = document["cities"]
    oulu["offers"] = {"water": 3}
    oulu["hosting"]["weeks"] = [SECOND]
    bern["visiting"]["max_km"] = 900
    document |= {"guest_sessions": 0, "cities": [oulu, bern, city("dund", {}, {})], "decisions": []}
    assert changes(ASKED, read_problem(document)) == (
        Change(None, "Settings", "Of these, presented by visitors, at most", "1", "0"),
        Change("bern", "Bern", "How far it travels", "no limit", "900 km"),
        Change("cork", "Cork", "Its answers", "submitted", "not submitted (its sheet is open again)"),
        Change("dund", "Dund", "Its answers", "not submitted", "submitted"),
        Change("oulu", "Oulu", "Can show Water", "5", "3"),
        Change("oulu", "Oulu", "When it can host", "8–12 March 2027, 15–19 March 2027", "15–19 March 2027"),
    )
    assert changes(ASKED, ASKED) == ()


def test_what_keeps_a_whole_network_apart_is_counted():
    def between(*cities):
        return obstacles_between(Network(problem(*cities)))

    early, late = ({"weeks": [week]} for week in WEEKS)
    assert between(
        city("a", {"x": 1}, {"x": 1}, early, early), city("b", {"x": 1}, {"x": 1}, late, late)
    ) == {"week": 2}
    assert between(city("a", {"x": 1}, {}), city("b", {}, {"x": 1}, {"exchanges": 0})) == {
        "hosts": 1,
        "learns": 1,
    }
    assert between(city("a", {"x": 1}), city("b", {}, {"x": 1})) == {}
