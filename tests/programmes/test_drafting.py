"""Steps by hand: what they make of a programme, which decisions they stand for, what they break."""

import pytest

from survey_app.programmes.checker import broken_rules
from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.programmes.drafting.breaches import findings
from survey_app.programmes.drafting.folding import GONE, TAKEN, THERE, UNKNOWN, folded, judged
from survey_app.programmes.drafting.steps import Step, read_exchanges, read_step, step_to_json
from survey_app.programmes.model import Decision
from survey_app.programmes.network import Network
from survey_app.programmes.wording import with_days
from tests.programmes.cast import WEEKS, city, exchange, problem

FIRST, SECOND = WEEKS
START = read_exchanges(
    [
        {
            "host": "oulu", "week": FIRST, "visitors": ["bern"],
            "sessions": [{"topic": "water", "presenter": "oulu"}, {"topic": "trams", "presenter": "bern"}],
        }
    ]
)  # fmt: skip


@pytest.fixture
def network():
    """Oulu shows water and food, Bern shows trams; Cork wants food and water, and travels in one week."""
    return Network(
        problem(
            city("oulu", {"trams": 4}, {"water": 5, "food": 2}, {"cities": 2}),
            city("bern", {"water": 3}, {"trams": 4}),
            city("cork", {"food": 5, "water": 1}, {}, visiting={"trips": 1, "weeks": [FIRST]}),
        )
    )


def fold(network, *steps, start=START):
    return folded(network, start, list(enumerate(steps, 1)))


def outline(found):
    return [
        (one.host, one.week, one.visitors, [(s.topic, s.presenter) for s in one.sessions])
        for one in found.exchanges
    ]


def join(visitor="cork"):
    return Step("join", "oulu", FIRST, visitor=visitor)


def test_a_city_that_joins_gets_what_it_needs_on_the_agenda(network):
    found = fold(network, join())
    assert outline(found) == [
        ("oulu", FIRST, ("bern", "cork"), [("water", "oulu"), ("food", "oulu"), ("trams", "bern")])
    ]
    assert found.decisions == (Decision("pin", "oulu", FIRST, "cork"),)
    assert found.origins == (1,)
    assert findings(network, found.exchanges) == []


def test_with_a_city_that_leaves_go_the_sessions_that_nobody_is_left_for(network):
    found = fold(network, join(), Step("leave", "oulu", FIRST, visitor="bern"))
    assert outline(found) == [("oulu", FIRST, ("cork",), [("food", "oulu"), ("water", "oulu")])]


def test_an_exchange_moves_with_all_that_was_decided_about_it(network):
    found = fold(network, join(), Step("move", "oulu", FIRST, to=SECOND))
    assert [one[:2] for one in outline(found)] == [("oulu", SECOND)]
    assert found.decisions == (
        Decision("pin", "oulu", SECOND, "cork"),
        Decision("forbid", "oulu", FIRST),
        Decision("pin", "oulu", SECOND),
    )
    assert found.origins == (1, 2, 2)


def test_a_new_exchange_has_an_agenda_and_a_dropped_one_is_gone(network):
    add = Step("add", "bern", SECOND, visitors=("oulu",))
    found = fold(network, add, Step("drop", "oulu", FIRST))
    assert outline(found) == [("bern", SECOND, ("oulu",), [("trams", "bern")])]
    assert found.decisions == (Decision("pin", "bern", SECOND, "oulu"), Decision("forbid", "oulu", FIRST))
    assert fold(network, add, add).idle == {2: TAKEN}


def test_a_topic_is_added_by_its_presenter_and_dropped(network):
    teach = Step("teach", "oulu", FIRST, topic="food", presenter="oulu")
    assert outline(fold(network, teach))[0][3] == [
        ("water", "oulu"), ("food", "oulu"), ("trams", "bern"),
    ]  # fmt: skip
    found = fold(network, teach, Step("skip", "oulu", FIRST, topic="trams"))
    assert outline(found)[0][3] == [("water", "oulu"), ("food", "oulu")]
    assert found.decisions[1] == Decision("forbid", "oulu", FIRST, topic="trams")


def test_an_agenda_is_not_filled_with_what_is_forbidden(network):
    found = fold(network, Step("skip", "oulu", FIRST, topic="food"), join())
    assert outline(found)[0][3] == [("water", "oulu"), ("trams", "bern")]


def test_keeping_fixes_visitors_and_topics_and_a_proposal_takes_the_place_of_all(network):
    keep = Step("keep", "oulu", FIRST, visitors=("bern",), topics=("water",))
    taken = Step("take-over", proposal=7, exchanges=fold(network, join()).exchanges)
    found = fold(network, keep, taken)
    assert outline(found) == outline(fold(network, join()))
    assert found.decisions == (
        Decision("pin", "oulu", FIRST, "bern"), Decision("pin", "oulu", FIRST, topic="water"),
    )  # fmt: skip
    assert read_step(step_to_json(keep)) == keep
    assert outline(fold(network, read_step(step_to_json(taken)))) == outline(fold(network, taken))


def test_a_later_decision_takes_the_place_of_one_that_it_contradicts(network):
    leave = Step("leave", "oulu", FIRST, visitor="cork")
    assert fold(network, join(), leave).decisions == (Decision("forbid", "oulu", FIRST, "cork"),)
    assert fold(network, leave, join()).decisions == (Decision("pin", "oulu", FIRST, "cork"),)
    never = Step("forbid", "oulu", visitor="cork")
    assert fold(network, join(), never).decisions == (Decision("forbid", "oulu", None, "cork"),)
    elsewhere = Step("forbid", "oulu", SECOND, visitor="cork")
    assert len(fold(network, join(), elsewhere).decisions) == 2


def test_a_step_whose_exchange_is_gone_changes_nothing_and_says_so(network):
    found = fold(network, Step("drop", "oulu", FIRST), join(), Step("join", "oslo", FIRST, visitor="bern"))
    assert (outline(found), found.idle) == ([], {2: GONE, 3: UNKNOWN})
    assert fold(network, join("bern")).idle == {1: THERE}


def test_decisions_make_a_problem_that_the_solver_can_read(network):
    found = fold(network, join(), Step("pin", "bern", visitor="oulu"))
    decided = problem(*problem_to_json(network.problem)["cities"], decisions=[])
    document = problem_to_json(decided) | {
        "decisions": [
            {"pin": {"host": "oulu", "week": FIRST, "visitor": "cork"}},
            {"pin": {"host": "bern", "visitor": "oulu"}},
        ]
    }
    assert read_problem(document).decisions == found.decisions


def test_a_programme_by_hand_has_the_figures_that_follow_from_it(network):
    found = judged(network.problem, fold(network, join()).exchanges)
    assert {name: (one.earned, one.ideal) for name, one in found.cities.items()} == {
        "oulu": (16, 16), "bern": (15, 15), "cork": (15, 15),
    }  # fmt: skip


def test_weeks_in_a_sentence_are_said_by_their_days():
    assert with_days("A can host in 2027-W10, 2027-W99.") == (
        "A can host in week 10 (8–12 March 2027), 2027-W99."
    )


STRICT = {
    "hosting": {"exchanges": 1, "cities": 1, "people": 3, "weeks": [FIRST]},
    "visiting": {"trips": 1, "people": 2, "weeks": [FIRST], "max_km": 100},
}
BROKEN = [
    ("host-week", [exchange("a", SECOND, ["b"], ("x", "a", {}))],
     "A cannot host 15–19 March 2027.", "Move the exchange: all of them can 8–12 March 2027."),
    ("host-count", [exchange("a", w, ["b"], ("x", "a", {})) for w in WEEKS],
     "A hosts 2 exchanges; it offered to host 1.", "Drop one of them, or ask A to host more."),
    ("host-room", [exchange("a", FIRST, ["b", "c"], ("x", "a", {}))],
     "2 cities with 4 people would visit A 8–12 March 2027; it has room for 1 city and 3 people.",
     "Take a city out of this exchange, or ask A for more room."),
    ("visitor-week", [exchange("a", SECOND, ["b"], ("x", "a", {}))],
     "B cannot travel 15–19 March 2027.", "Move the exchange: all of them can 8–12 March 2027."),
    ("visitor-trips", [exchange("a", FIRST, ["b"], ("x", "a", {})), exchange("c", SECOND, ["b"])],
     "B would make 2 trips; it offered 1.",
     "Take B out of one exchange (A and C), or ask it for one more trip."),
    ("one-place", [exchange("a", FIRST, ["b"], ("x", "a", {})), exchange("b", FIRST, ["c"])],
     "B cannot be in two places at once: 8–12 March 2027 it visits A and hosts.",
     "Move one of these exchanges to another week, or take B out of one."),
    ("language", [exchange("a", FIRST, ["d"], ("x", "a", {}))], "A and D have no language in common.",
     "Take D out of the exchange in A, or ask both for one more language in their answers."),
    ("distance", [exchange("a", FIRST, ["d"], ("x", "a", {}))],
     "D travels at most 100 km, and A is 1112 km away.",
     "Take D out of the exchange in A, or ask it whether it would travel further."),
    ("refusal", [exchange("a", FIRST, ["d"], ("x", "a", {}))], "D does not want to be matched with A.",
     "Take D out of the exchange in A, or ask both again."),
    ("agenda", [exchange("a", FIRST, ["b"])], "The agenda of A, 8–12 March 2027, is empty.",
     "Add a session, or drop the exchange."),
    ("guest-sessions", [exchange("a", FIRST, ["b"], ("x", "b", {}), ("y", "b", {}))],
     "Visiting cities present 2 sessions in A, 8–12 March 2027; the round's settings allow 1.",
     "Drop one of them, or allow more in the settings."),
    ("worthwhile", [exchange("a", FIRST, ["b"], ("y", "b", {}))],
     "Nothing that A presents 8–12 March 2027 is what B needs.", "Add a session by A on X."),
    ("network-limit", [exchange(h, FIRST, [v], ("x", h, {})) for h, v in (("a", "b"), ("c", "d"))],
     "There are 2 exchanges; the round's settings allow 1.",
     "Take exchanges out, or allow more in the settings."),
    ("decision", [exchange("a", FIRST, ["b"], ("x", "a", {}))],
     "Decided, and not so yet: C visits A, 8–12 March 2027.",
     "Improve the programme around what you fixed, change it by hand, or take the decision back."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "exchanges", "text", "remedy"), BROKEN, ids=[one[0] for one in BROKEN])
def test_each_broken_rule_is_told_with_its_remedy(label, exchanges, text, remedy):
    network = Network(
        problem(
            city("a", {"y": 1}, {"x": 5}, **STRICT),
            city("b", {"x": 3}, {"y": 2, "x": 1}, **STRICT),
            city("c", {"x": 2}, {}, **STRICT),
            city("d", {"x": 2}, {}, **STRICT, location=[10.0, 0.0], languages=["fi"], refuses=["a"]),
            max_exchanges=1,
            decisions=[{"pin": {"host": "a", "week": FIRST, "visitor": "c"}}],
        )
    )
    placed = [(f"exchanges[{i}]", one) for i, one in enumerate(exchanges)]
    found = findings(network, exchanges)
    assert {one.label for one in found} == {one.label for one in broken_rules(network, placed)}
    assert (text, remedy) in [(one.text, one.remedy) for one in found if one.label == label]
