"""Each question to a proposal in words, and its answer."""

import pytest

from survey_app.programmes.exploring import asked as ask
from survey_app.programmes.exploring.scenarios import BY_NAME
from survey_app.programmes.solver import propose
from tests.programmes.cast import WEEKS, city, problem

FIRST, SECOND = WEEKS


def network():
    return problem(
        city("turku", {"art": 1}, {"food": 5}, hosting={"exchanges": 0}),
        city("tartu", {"food": 4}, {"art": 3}),
        city("oulu", {"food": 2}, {"art": 3}),
        guest_sessions=0,
    )


def answered(question, basis):
    asked, changed = question
    return ask.compute_answer(asked, changed, basis, 20.0, 1, lambda progress: None, lambda: False)


def test_a_remedy_comes_with_the_programme_that_verifies_it():
    asked = network()
    question = ask.ask_remedy(asked, "tartu", "food")
    proposal, answer = answered(question, propose(asked))
    assert question[0]["words"] == "What would let Tartu learn all it can about Food?"
    assert answer == {"change": "Turku hosts up to 1 exchange instead of 0.", "refuted": [], "open": []}
    assert proposal.cities["tartu"].unmet == ()


def test_no_other_programme_as_good_is_an_answer_too():
    asked = network()
    question = ask.ask_alternative(asked, 9, 0)
    proposal, answer = answered(question, propose(asked))
    assert question[0]["words"] == "Another programme, just as good, with at least 9 other visits."
    assert (proposal.status, answer) == ("unknown", {"impossible": True})


def test_another_programme_visits_another_city():
    asked = network()
    basis = propose(asked)
    hosts = [one.host for one in basis.exchanges]
    proposal, answer = answered(ask.ask_alternative(asked, 1, 20), basis)
    assert sorted(hosts + [one.host for one in proposal.exchanges]) == ["oulu", "tartu"]
    assert answer == {"impossible": False}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda asked, basis: ask.ask_visit(asked, "turku", "tartu"), "What if Turku visits Tartu?"),
        (lambda asked, basis: ask.ask_scenario(asked, BY_NAME["least-travel"]), "Least travel"),
        (
            lambda asked, basis: ask.ask_without_city(asked, basis, "tartu"),
            "Tartu withdraws: plan again, and keep what can be kept.",
        ),
        (
            lambda asked, basis: ask.ask_without_date(asked, basis, "tartu", FIRST),
            "Tartu cannot host in week 10 (8–12 March 2027): plan again, and keep what can be kept.",
        ),
    ],
)
def test_the_other_questions_are_answered_by_a_programme(question, words):
    asked = network()
    basis = propose(asked)
    found = question(asked, basis)
    assert found[0]["words"] == words
    proposal, answer = answered(found, basis)
    assert (proposal.status, answer, len(proposal.exchanges)) == ("optimal", {}, 1)
