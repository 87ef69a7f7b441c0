"""Everything to take along: answers, statistics, profiles, the problem, and a proposal's documents."""

import json
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Any

from flask import Response, abort

from survey_app.answers.model import Sheet
from survey_app.exports.answers import answers_table, entries_tables, questions_table, statistics_table
from survey_app.exports.programme_docx import programme_docx
from survey_app.exports.programme_ics import programme_ics
from survey_app.exports.programme_pdf import programme_pdf
from survey_app.exports.programme_xlsx import programme_xlsx
from survey_app.exports.tables import CHUNK, Table, csv_chunks
from survey_app.exports.workbook import write_xlsx
from survey_app.profiles.building import topics_of
from survey_app.profiles.documents import profiles_to_json
from survey_app.programmes.documents import problem_to_json
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import City
from survey_app.storage import events, invitations, questionnaires
from survey_app.web.access import PROPOSAL, ROUND, allow, this_proposal, this_round
from survey_app.web.coordinator.blueprint import coordinator
from survey_app.web.coordinator.carried import Versions
from survey_app.web.coordinator.gathering import problem_of
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.proposals import documents, words_with_contacts
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.unit import database, now, session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HERE = "/rounds/<int:round_id>/downloads"
OF_PROPOSAL = "/rounds/<int:round_id>/proposals/<int:proposal_id>/downloads"


def handed(content: bytes | Iterator[bytes], kind: str, name: str) -> Response:
    """Send a file to be kept; its name begins with the round's, which is plain letters and hyphens."""
    disposition = f'attachment; filename="{this_round().slug}-{name}"'
    return Response(content, content_type=kind, headers={"Content-Disposition": disposition})


def _json(data: dict[str, Any], name: str) -> Response:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return handed(f"{text}\n".encode(), "application/json", name)


def _workbook(tables: list[Table], name: str) -> Response:
    """Write a workbook to a file of its own, then send it piece by piece; the file is gone afterwards."""
    target = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the reply has been sent
    write_xlsx(tables, target, title=this_round().title)
    target.seek(0)
    reply = handed(_pieces(target), XLSX, name)
    reply.call_on_close(target.close)  # also when nobody came to read it
    return reply


def _pieces(target: IO[bytes]) -> Iterator[bytes]:
    with target:
        while piece := target.read(CHUNK):
            yield piece


def _compiled() -> Compiled:
    """Return the round's questionnaire; without one there is nothing to take along."""
    gathered_version = this_round().version_id
    if gathered_version is None:
        return gathered().compiled  # sends the reader to choose one
    return questionnaire_of(session(), gathered_version, this_round())


def _sheets() -> Callable[[], Iterator[tuple[City, Sheet]]]:
    """Return what reads all sheets, few at a time, in a transaction of its own: the request's is over.

    Sheets of older versions come as the round's version asks them.
    """
    source, this = database(), this_round()

    def read() -> Iterator[tuple[City, Sheet]]:
        with source.begin() as own:

            def compiled(number: int) -> Compiled:
                return served(questionnaires.version_content(own, number).encode(), this.frame.weeks)

            versions = Versions(this.version_id or 0, events.adopted_versions(own, this.id), compiled)
            for city, sheet in invitations.all_sheets(own, this.id):
                yield city, versions.read(sheet)[0]

    return read


@coordinator.get(f"{HERE}/answers.csv")
@allow(ROUND)
def answers_csv(round_id: int) -> Response:
    """Stream all answers, one row a city."""
    table = answers_table(_compiled(), _sheets()(), now().date())
    return handed(csv_chunks(table), "text/csv; charset=utf-8", "answers.csv")


@coordinator.get(f"{HERE}/answers.xlsx")
@allow(ROUND)
def answers_xlsx(round_id: int) -> Response:
    """Send all answers as a workbook, the questions on a sheet of their own."""
    compiled = _compiled()
    read, today = _sheets(), now().date()
    tables = [answers_table(compiled, read(), today), *entries_tables(compiled, read, today)]
    return _workbook([*tables, questions_table(compiled)], "answers.xlsx")


@coordinator.get(f"{HERE}/answers.<name>.csv")
@allow(ROUND)
def entries_csv(round_id: int, name: str) -> Response:
    """Stream the entries of one repeat or table, one row each."""
    found = entries_tables(_compiled(), _sheets(), now().date())
    table = next((one for one in found if one.name == name), None) or abort(404)
    return handed(csv_chunks(table), "text/csv; charset=utf-8", f"answers.{name}.csv")


def _statistics() -> Table:
    said = gathered()
    return statistics_table(said.summaries(), said.names)


@coordinator.get(f"{HERE}/statistics.csv")
@allow(ROUND)
def statistics_csv(round_id: int) -> Response:
    """Send every figure of the submitted sheets with the cities behind it."""
    return handed(csv_chunks(_statistics()), "text/csv; charset=utf-8", "statistics.csv")


@coordinator.get(f"{HERE}/statistics.xlsx")
@allow(ROUND)
def statistics_xlsx(round_id: int) -> Response:
    """Send the same as a workbook."""
    return _workbook([_statistics(), questions_table(_compiled())], "statistics.xlsx")


@coordinator.get(f"{HERE}/profiles.json")
@allow(ROUND)
def profiles_json(round_id: int) -> Response:
    """Send the profiles of the cities that have submitted, each figure with its source."""
    said = gathered()
    return _json(profiles_to_json(topics_of(said.compiled), said.profiles()), "profiles.json")


@coordinator.get(f"{HERE}/problem.json")
@allow(ROUND)
def problem_json(round_id: int) -> Response:
    """Send what a programme would be computed from now."""
    return _json(problem_to_json(problem_of(this_round(), gathered())), "problem.json")


@coordinator.get(f"{OF_PROPOSAL}/proposal.json")
@allow(PROPOSAL)
def proposal_json(round_id: int, proposal_id: int) -> Response:
    """Send a finished proposal as data."""
    documents(this_proposal())
    return _json(dict(this_proposal().result or {}), "proposal.json")


@coordinator.get(f"{OF_PROPOSAL}/problem.json")
@allow(PROPOSAL)
def proposal_problem_json(round_id: int, proposal_id: int) -> Response:
    """Send what a proposal was computed from, so that anyone can check it."""
    return _json(dict(this_proposal().problem), "problem.json")


@coordinator.get(f"{OF_PROPOSAL}/programme.xlsx")
@allow(PROPOSAL)
def programme_as_xlsx(round_id: int, proposal_id: int) -> Response:
    """Send a programme as a workbook."""
    exported = programme_xlsx(*documents(this_proposal()), words_with_contacts(this_proposal().summary))
    return handed(exported.content, XLSX, "programme.xlsx")


@coordinator.get(f"{OF_PROPOSAL}/programme.docx")
@allow(PROPOSAL)
def programme_as_docx(round_id: int, proposal_id: int) -> Response:
    """Send a programme as a document to edit."""
    exported = programme_docx(*documents(this_proposal()), words_with_contacts(this_proposal().summary))
    return handed(exported.content, DOCX, "programme.docx")


@coordinator.get(f"{OF_PROPOSAL}/programme.pdf")
@allow(PROPOSAL)
def programme_as_pdf(round_id: int, proposal_id: int) -> Response:
    """Send a programme as a document to print."""
    exported = programme_pdf(*documents(this_proposal()), words_with_contacts(this_proposal().summary))
    return handed(exported.content, "application/pdf", "programme.pdf")


@coordinator.get(f"{OF_PROPOSAL}/programme.ics")
@allow(PROPOSAL)
def programme_as_calendar(round_id: int, proposal_id: int) -> Response:
    """Send a programme's exchanges for calendars."""
    summary, this = this_proposal().summary, this_round()
    exported = programme_ics(
        *documents(this_proposal()),
        words_with_contacts(summary),
        round_id=f"{this.network_id}/{this.slug}",
        stamp=summary.finished_at or summary.requested_at,
    )
    return handed(exported.content, "text/calendar; charset=utf-8", "programme.ics")
