"""The BUILD round: its facts, and the programme that follows from its figures without any pin."""

from dataclasses import replace

import pytest

from survey_app.demonstration.model import RoundFile
from survey_app.demonstration.reader import CheckedSheet
from survey_app.programmes.model import DEFAULT_OBJECTIVES, Decision, Problem, Proposal
from survey_app.programmes.solver import propose
from survey_app.rounds.model import ProgrammeFrame, RoundStatus
from survey_app.rounds.weeks import weeks_between

FIRST_EXCHANGE = (
    "annual-planning",
    "citizen-involvement",
    "contract-surveys",
    "innovation-potential",
    "motivation-engagement",
    "regional-advice",
)
SECONDS = 20.0  # far more than needed


@pytest.fixture(scope="module")
def proposal(build_problem: Problem) -> Proposal:
    return propose(build_problem, seconds=SECONDS)


def bests(proposal: Proposal) -> tuple[int, ...]:
    """Return what each stage reached, more being better."""
    assert proposal.status == "optimal"
    return tuple(-one.best if one.name == "travel" else one.best for one in proposal.objectives)


def test_the_frame_is_the_spring_of_2024(build_round: RoundFile) -> None:
    assert build_round.frame() == ProgrammeFrame(
        weeks=tuple(weeks_between("2024-W10", "2024-W26")),
        sessions_per_exchange=8,
        guest_sessions=2,
        max_exchanges=None,
        objectives=("served", "fairness", "learning", "travel"),
    )
    assert build_round.status is RoundStatus.OPEN


def test_the_remark_tells_what_is_set_and_where_the_facts_are_from(build_round: RoundFile) -> None:
    remark = build_round.remark
    assert [words in remark for words in ("were set by us", "Horizon Europe 101070745", "invented")] == [
        True
    ] * 3


def test_two_cities_signed_off_and_tartu_left_to_be_completed(build_sheets: tuple[CheckedSheet, ...]) -> None:
    assert [
        (sheet.city.slug, sheet.city.country, sheet.city.submitted, sheet.values["languages"])
        for sheet in build_sheets
    ] == [
        ("turku", "FI", True, ["en", "fi", "sv"]),
        ("rotterdam", "NL", True, ["nl", "en"]),
        ("tartu", "EE", False, ["en", "et"]),
    ]


def test_nothing_is_pinned(build_problem: Problem) -> None:
    assert (build_problem.decisions, build_problem.agreed, build_problem.slack) == ((), (), {})
    assert build_problem.objectives == DEFAULT_OBJECTIVES


def test_every_stage_is_proven(proposal: Proposal) -> None:
    assert [(one.name, one.best, one.bound) for one in proposal.objectives] == [
        ("served", 3, 3),
        ("fairness", 918, 918),
        ("learning", 2895340, 2895340),
        ("travel", 10380, 10380),
    ]


def test_turku_hosts_rotterdam_and_tartu_then_visits_both(proposal: Proposal) -> None:
    assert [(one.host, one.week, one.visitors) for one in proposal.exchanges] == [
        ("turku", "2024-W12", ("rotterdam", "tartu")),
        ("tartu", "2024-W20", ("turku",)),
        ("rotterdam", "2024-W24", ("turku",)),
    ]


def test_the_agenda_in_turku_is_the_one_of_the_first_exchange(proposal: Proposal) -> None:
    sessions = {session.topic: session.presenter for session in proposal.exchanges[0].sessions}
    assert sessions == dict.fromkeys(FIRST_EXCHANGE, "turku") | {
        "legal-procedures": "rotterdam",
        "negotiated-procedure": "tartu",
    }


@pytest.mark.parametrize("topic", [*FIRST_EXCHANGE, "legal-procedures", "negotiated-procedure"])
def test_without_any_of_its_topics_the_programme_is_worse(
    build_problem: Problem, proposal: Proposal, topic: str
) -> None:
    without = replace(build_problem, decisions=(Decision("forbid", "turku", topic=topic),))
    assert bests(propose(without, seconds=SECONDS)) < bests(proposal)


@pytest.mark.parametrize("visitor", ["rotterdam", "tartu"])
def test_without_either_visitor_the_programme_is_worse(
    build_problem: Problem, proposal: Proposal, visitor: str
) -> None:
    without = replace(build_problem, decisions=(Decision("forbid", "turku", visitor=visitor),))
    assert bests(propose(without, seconds=SECONDS)) < bests(proposal)
