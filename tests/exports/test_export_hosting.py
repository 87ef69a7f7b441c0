"""Why a city hosts, and which session of a topic counts: the reasons that are read aloud."""

from dataclasses import replace

import pytest

from survey_app.exports.story import ProgrammeWords
from survey_app.exports.telling import tell_programme
from survey_app.programmes.model import Exchange, Problem, Proposal, Session


@pytest.fixture
def twice(proposal: Proposal) -> Proposal:
    """Give a programme in which Tartu shows Turku one topic in two exchanges."""
    again = Exchange("tartu", "2027-W10", ("turku",), (Session("dialogue", "tartu", {"turku": 12}),))
    return replace(proposal, exchanges=(again, *proposal.exchanges))


def test_the_reasons_for_a_host(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> None:
    (exchange,) = tell_programme(problem, proposal, words).exchanges
    assert exchange.why == (
        "Turku can host in this week and shows 1 topic that Rotterdam and Tartu seek; "
        "in 1 session its guests show something in return.",
        "Its strongest match is Citizen involvement (offer 5), "
        "sought by Tartu (need 4) and Rotterdam (need 1).",
        "No other city offers as much on Citizen involvement.",
        "Tartu names Turku as a host of choice.",
    )


def test_only_the_first_of_equal_sessions_counts(
    problem: Problem, twice: Proposal, words: ProgrammeWords
) -> None:
    early, late = tell_programme(problem, twice, words).exchanges
    assert [
        (learner.city, session.topic, learner.again)
        for exchange in (early, late)
        for session in exchange.sessions
        for learner in session.learners
    ] == [
        ("Turku", "Competitive dialogue", False),
        ("Tartu", "Citizen involvement", False),
        ("Rotterdam", "Citizen involvement", False),
        ("Turku", "Competitive dialogue", True),
        ("Rotterdam", "Competitive dialogue", False),
    ]


def test_what_counts_elsewhere_is_no_reason_to_host(
    problem: Problem, proposal: Proposal, words: ProgrammeWords
) -> None:
    late = Exchange("tartu", "2027-W15", ("turku",), (Session("dialogue", "tartu", {"turku": 12}),))
    told = tell_programme(problem, replace(proposal, exchanges=(*proposal.exchanges, late)), words)
    assert told.exchanges[1].why == (
        "Tartu can host in this week; what it shows, its visitors learn elsewhere too.",
        "Turku names Tartu as a host of choice.",
    )
