"""Agendas in a programme's documents: day by day, with who presents, whom to ask and an example."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from survey_app.exports.programme_docx import programme_docx
from survey_app.exports.programme_ics import programme_ics
from survey_app.exports.programme_pdf import programme_pdf
from survey_app.exports.story import AgendaDay, AgendaLine, ProgrammeWords
from survey_app.exports.telling import tell_programme
from survey_app.programmes.agenda.model import Agenda, Half, Item
from survey_app.programmes.model import Problem, Proposal

MADE = Agenda(
    "two-days",
    (
        Half(
            "First day",
            "Morning",
            540,
            (
                Item(0, "welcome", "Welcome", 30, "Town hall"),
                Item(1, "session", "Juries", 60, "", ("involve", "turku")),
            ),
        ),
        Half("Second day", "Morning", 570, (Item(2, "break", "Coffee break", 20),)),
    ),
    (Item(3, "site-visit", "Site visit", 60),),
    first=1,
)
DAYS = (
    AgendaDay(
        "First day, Tuesday 30 March 2027",
        (
            AgendaLine("09:00–09:30", "Welcome", ("Town hall",)),
            AgendaLine(
                "09:30–10:30",
                "Juries",
                (
                    "Presented by Turku (host), for Rotterdam and Tartu",
                    "Topic: Citizen involvement",
                    "Contact: Aino Virtanen, aino@turku.example",
                    "Example: A jury of 40 people.",
                ),
            ),
        ),
    ),
    AgendaDay("Second day, Wednesday 31 March 2027", (AgendaLine("09:30–09:50", "Coffee break"),)),
    AgendaDay(
        "Without a time yet",
        (AgendaLine("–", "Competitive dialogue", ("Presented by Tartu (guest), for Rotterdam and Turku",)),),
    ),
)


@pytest.fixture
def with_agenda(words: ProgrammeWords) -> ProgrammeWords:
    """Give the words with an agenda that lacks one session of the exchange."""
    examples = {"turku": ("A jury of 40 people.",)}
    return replace(words, agendas={("turku", "2027-W13"): MADE}, examples=examples)


def test_an_agenda_is_told_day_by_day_and_no_session_is_left_out(
    problem: Problem, proposal: Proposal, with_agenda: ProgrammeWords
) -> None:
    (exchange,) = tell_programme(problem, proposal, with_agenda).exchanges
    assert exchange.agenda == DAYS


def test_an_agenda_stands_in_docx_pdf_and_calendar(
    problem: Problem,
    proposal: Proposal,
    with_agenda: ProgrammeWords,
    pdftotext: Callable[[Path], str],
    tmp_path: Path,
) -> None:
    written = docx.Document(io.BytesIO(programme_docx(problem, proposal, with_agenda).content))
    first = next(table for table in written.tables if table.cell(0, 0).text == "Time")
    rows = [
        (time, what.split("\n")) for time, what in ([cell.text for cell in row.cells] for row in first.rows)
    ]
    assert rows[1:] == [(line.time, [line.what, *line.beside]) for line in DAYS[0].lines]
    (tmp_path / "p.pdf").write_bytes(programme_pdf(problem, proposal, with_agenda).content)
    text = "".join(pdftotext(tmp_path / "p.pdf").split())
    for day in DAYS:
        for line in day.lines:
            assert all("".join(words.split()) in text for words in (day.title, line.what, *line.beside))
    stamp = datetime(2026, 11, 23, tzinfo=UTC)
    made = programme_ics(problem, proposal, with_agenda, round_id="r", stamp=stamp)
    event, *timed = Calendar.from_ical(made.content).events
    assert str(event["description"]).split("\n")[2:7] == [
        "Agenda",
        "First day, Tuesday 30 March 2027",
        "09:00–09:30 Welcome. Town hall",
        "09:30–10:30 Juries. Presented by Turku (host), for Rotterdam and Tartu. Topic: Citizen involvement."
        " Contact: Aino Virtanen, aino@turku.example. Example: A jury of 40 people.",
        "Second day, Wednesday 31 March 2027",
    ]
    whole = (event["dtstart"].dt, event["dtend"].dt, str(event["transp"]))
    assert whole == (date(2027, 3, 30), date(2027, 4, 1), "TRANSPARENT")
    assert [
        " ".join((one["dtstart"].dt.isoformat(), one["dtend"].dt.isoformat()[11:], str(one["summary"])))
        for one in timed
    ] == ["2027-03-30T09:00:00 09:30:00 Proposed: Welcome", "2027-03-30T09:30:00 10:30:00 Proposed: Juries"]
    assert {str(one["transp"]) for one in timed} == {"OPAQUE"}
    (told,) = tell_programme(problem, proposal, with_agenda).exchanges
    assert told.days == "Tuesday 30 March 2027 to Wednesday 31 March 2027"
    assert len({str(one["uid"]) for one in (event, *timed)}) == 3
