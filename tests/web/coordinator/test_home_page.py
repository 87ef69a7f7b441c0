"""The next step of a round, and what is late: plain data in, plain data out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from survey_app.answers.model import Answer, Sheet, SheetStatus
from survey_app.programmes.agreement import ReplyState
from survey_app.rounds.model import ProgrammeFrame, Round, RoundStatus
from survey_app.storage.records import ProposalStatus, ProposalSummary, Reply, SentExchange
from survey_app.web.coordinator.home_page import CityRow, last_change, lateness, next_step

NOW = datetime(2027, 3, 8, 9, tzinfo=UTC)
ROUND = Round(
    1, 1, "spring", "Spring", "", "", 1, RoundStatus.OPEN, None, ProgrammeFrame(weeks=("2027-W10",))
)
EMPTY = Sheet(1, 1, 1, SheetStatus.DRAFT, 0)


def rows(*states: str) -> list[CityRow]:
    return [
        CityRow(f"c{i}", f"City {i}", "FI", state, 0, "", "", None, "", False, state == "not started")
        for i, state in enumerate(states, 1)
    ]


def made(*states: ProposalStatus) -> list[ProposalSummary]:
    return [
        ProposalSummary(i, 1, state, NOW, "Carla", None, None, 60, 1, None, None, "f")
        for i, state in enumerate(states, 1)
    ]


SENT, DRAFT = "submitted", "in progress"


@pytest.mark.parametrize(
    ("this", "cities", "proposals", "title"),
    [
        (replace(ROUND, version_id=None), (), (), "Choose a questionnaire"),
        (ROUND, (), (), "Add the cities"),
        (replace(ROUND, frame=ProgrammeFrame()), (DRAFT,), (), "Set the weeks"),
        (replace(ROUND, status=RoundStatus.DRAFT), ("not started",), (), "Open the round"),
        (ROUND, (DRAFT, "not started"), (), "Send each city its link"),
        (replace(ROUND, status=RoundStatus.CLOSED), (DRAFT,), (), "Open the round again"),
        (ROUND, (SENT, DRAFT), (), "1 of 2 cities have submitted"),
        (replace(ROUND, status=RoundStatus.CLOSED), (SENT, DRAFT), (), "Propose programmes"),
        (ROUND, (SENT, SENT), (), "Propose programmes"),
        (ROUND, (SENT, SENT), (ProposalStatus.FAILED,), "Propose programmes"),
        (ROUND, (SENT, DRAFT), (ProposalStatus.QUEUED, ProposalStatus.DONE), "A proposal is being computed"),
        (ROUND, (SENT, SENT), (ProposalStatus.RUNNING,), "A proposal is being computed"),
        (ROUND, (SENT, SENT), (ProposalStatus.DONE,), "A proposal is ready"),
    ],
)
def test_there_is_one_next_step(
    this: Round, cities: tuple[str, ...], proposals: tuple[ProposalStatus, ...], title: str
) -> None:
    assert next_step(this, rows(*cities), made(*proposals)).title == title


@pytest.mark.parametrize(
    ("states", "confirmed", "title", "text"),
    [
        ("waiting accepted", None, "The cities are asked", "1 of 2 replies are acceptances. See who has"),
        (
            "declined accepted",
            None,
            "1 reply asks for something else",
            "1 of 2 replies are acceptances. Read",
        ),
        ("accepted accepted", NOW, "The programme is agreed", "1 exchange is confirmed by all cities."),
    ],
)
def test_once_cities_are_asked_their_replies_come_first(
    states: str, confirmed: datetime | None, title: str, text: str
) -> None:
    replies = [
        Reply(i, 1, i, "c", "C", ReplyState(state), "", None, None, False, None, None)
        for i, state in enumerate(states.split())
    ]
    sent = SentExchange(
        1, 1, 1, None, "c", "2027-W10", {}, NOW, "Carla", None, None, False, confirmed, replies
    )
    step = next_step(ROUND, rows(SENT, DRAFT), made(ProposalStatus.DONE), [sent])
    assert (step.title, step.text.startswith(text), step.endpoint) == (title, True, "agreement")


def test_many_cities_still_expected_are_counted_not_named() -> None:
    few = next_step(ROUND, rows(SENT, *[DRAFT] * 5), [])
    many = next_step(ROUND, rows(SENT, *[DRAFT] * 6), [])
    assert "City 2, City 3, City 4, City 5 and City 6." in few.text
    assert "Still expected: 6 cities." in many.text


@pytest.mark.parametrize(
    ("deadline", "submitted", "words"),
    [
        (None, None, ""),
        (date(2027, 3, 8), None, ""),
        (date(2027, 3, 7), None, "1 day late"),
        (date(2027, 2, 1), None, "35 days late"),
        (date(2026, 3, 7), None, "late"),
        (date(2027, 3, 7), NOW.replace(day=7), ""),
        (date(2027, 3, 4), NOW.replace(day=6), "2 days late"),
    ],
)
def test_lateness(deadline: date | None, submitted: datetime | None, words: str) -> None:
    assert lateness(replace(EMPTY, submitted_at=submitted), deadline, NOW.date()) == words


def test_the_last_change_is_the_newest_answers_or_the_signature() -> None:
    answers = {"a": Answer(0, "Mari", NOW, 2), "b": Answer("", "Jaan", NOW, 3)}
    draft = replace(EMPTY, revision=3, answers=answers, updated_at=NOW)
    assert last_change(EMPTY) == ("", None)
    assert last_change(draft) == ("Jaan", NOW)
    assert last_change(replace(draft, submitted_at=NOW, submitted_by="Anna")) == ("Anna", NOW)
