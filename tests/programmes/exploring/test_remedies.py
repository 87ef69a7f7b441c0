"""A remedy is one change after which the best programme meets the need."""

import pytest

from survey_app.programmes.exploring.change import Change
from survey_app.programmes.exploring.remedies import candidates, find_remedy, meets
from survey_app.programmes.model import Proposal
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, problem

FIRST, SECOND = WEEKS
FAR = {"location": [9.0, 0.0]}


def food(turku=None, tartu=None, **rest):
    """Turku can show food, which Tartu seeks."""
    return problem(
        city("turku", {}, {"food": 5}, **(turku or {})),
        city("tartu", {"food": 4}, {}, **({"hosting": {"exchanges": 0}} | (tartu or {}))),
        **rest,
    )


CASES = [
    ({"turku": {"hosting": {"exchanges": 0}}}, "Turku hosts up to 1 exchange instead of 0."),
    ({"turku": {"hosting": {"weeks": []}}}, f"Turku can host in {FIRST} too."),
    ({"turku": {"refuses": ["tartu"]}}, "Turku no longer asks to be kept apart from Tartu."),
    ({"tartu": {"languages": ["et"]}}, "Tartu brings colleagues who speak the language “en”."),
    ({"tartu": FAR | {"visiting": {"max_km": 900}}}, "Tartu travels up to 1001 km instead of 900."),
    ({"tartu": {"visiting": {"weeks": []}}}, f"Tartu can travel in {FIRST} too."),
    ({"turku": {"hosting": {"people": 1}}}, "Turku hosts up to 2 visitors at once instead of 1."),
    ({"tartu": {"visiting": {"trips": 0}}}, "Tartu makes up to 1 trip instead of 0."),
    ({"sessions_per_exchange": 0}, "Every exchange has up to 1 session instead of 0."),
    ({"max_exchanges": 0}, "The network holds up to 1 exchange instead of 0."),
    (
        {"decisions": [{"forbid": {"host": "turku", "visitor": "tartu"}}]},
        "Take back the decision: Tartu must not visit Turku.",
    ),
    (
        {"objectives": ["exchanges"]},
        "Decide: Tartu must visit Turku with a session on Food.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "words"), CASES, ids=[words for _, words in CASES])
def test_one_change_meets_the_need(changed, words):
    asked = food(**changed)
    before = propose(asked)
    assert not meets(before, "tartu", "food")
    remedy = find_remedy(asked, before.exchanges, "tartu", "food")
    assert remedy.change is not None and remedy.change.words == words
    assert meets(propose(remedy.change.problem), "tartu", "food")


def test_what_takes_two_changes_has_no_remedy():
    asked = food(turku={"hosting": {"exchanges": 0}}, tartu={"visiting": {"trips": 0}})
    remedy = find_remedy(asked, (), "tartu", "food")
    assert (remedy.change, remedy.proposal) == (None, None)
    assert [one.words for one in remedy.refuted] == ["Turku hosts up to 1 exchange instead of 0."]


def test_nobody_to_learn_from_leaves_nothing_to_change():
    asked = problem(city("turku", {}, {"art": 5}), city("tartu", {"food": 4}, {}))
    assert list(candidates(asked, (), "tartu", "food")) == []


def test_a_change_that_time_was_too_short_for_is_left_open():
    asked = food(turku={"hosting": {"exchanges": 0}})

    def too_slow(problem, seconds, seed):
        return Proposal("unknown", (), {}, (), (), seed, seconds)

    remedy = find_remedy(asked, (), "tartu", "food", solve=too_slow)
    assert [one.words for one in remedy.open] == ["Turku hosts up to 1 exchange instead of 0."]
    assert remedy.refuted == ()


def test_no_change_is_tried_twice():
    asked = problem(
        city("turku", {}, {"food": 5}), city("oulu", {}, {"food": 5}),
        city("tartu", {"food": 4}, {}, visiting={"trips": 0}),
    )  # fmt: skip
    found: list[Change] = list(candidates(asked, (), "tartu", "food"))
    assert [one.words for one in found] == ["Tartu makes up to 1 trip instead of 0."]
