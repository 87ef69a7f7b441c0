"""The documents of one exchange for its host and its visitors: programme, invitation, participants."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from survey_app.exports.beside import Beside
from survey_app.exports.programme_docx import story_docx
from survey_app.exports.programme_ics import programme_ics
from survey_app.exports.programme_pdf import story_pdf
from survey_app.exports.story import ProgrammeWords, Story
from survey_app.exports.tables import Column, Table
from survey_app.exports.telling import tell_programme
from survey_app.exports.workbook import write_xlsx
from survey_app.programmes.agreement import cities_of
from survey_app.programmes.model import Problem, Proposal

KINDS: Mapping[str, str] = {
    "programme.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "programme.pdf": "application/pdf",
    "invitation.ics": "text/calendar",
    "participants.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Handout:
    """Hold one exchange with the words around it; round_id names the round in calendars."""

    problem: Problem
    proposal: Proposal
    words: ProgrammeWords
    people: Mapping[str, Beside]
    round_id: str
    stamp: datetime


def document(handout: Handout, name: str) -> bytes:
    """Return the document of this name, one of KINDS; KeyError for any other."""
    return _MAKERS[name](handout)


def exchange_story(handout: Handout) -> Story:
    """Tell one exchange as a story of its own: when, who, the agenda; nothing about a whole programme."""
    whole = tell_programme(handout.problem, handout.proposal, handout.words)
    (exchange,) = whole.exchanges
    agreed = handout.words.agreed
    state = "Host and visitors have agreed." if agreed else "Not all cities have agreed yet."
    return replace(
        whole,
        title=exchange.title,
        what="Agreed exchange" if agreed else "Proposed exchange",
        status=state,
        how_to_read="",
        figures=(),
        summary=(f"{handout.words.round_title}. {state}",),
        exchanges=(replace(exchange, why=()),),
        cities=(),
        proof=(),
    )


def participants(handout: Handout) -> Table:
    """Return who takes part: the host first, with people and contacts as the cities said them."""
    (exchange,) = handout.proposal.exchanges
    known = {city.id: city for city in handout.problem.cities}
    columns = (
        Column("City"), Column("Country"), Column("Part"), Column("People travelling", "number"),
        Column("Contact", "long text"), Column("E-mail", "long text"),
    )  # fmt: skip
    nobody = Beside("", (), ())
    rows = [
        (
            known[slug].name if slug in known else slug,
            known[slug].country if slug in known else "",
            "host" if slug == exchange.host else "visitor",
            None if slug == exchange.host or slug not in known else known[slug].visiting.people,
            handout.people.get(slug, nobody).contact,
            ", ".join(handout.people.get(slug, nobody).addresses),
        )
        for slug in cities_of(exchange)
    ]
    return Table("Participants", columns, rows)


def _docx(handout: Handout) -> bytes:
    return story_docx(exchange_story(handout), handout.words).content


def _pdf(handout: Handout) -> bytes:
    return story_pdf(exchange_story(handout), handout.words).content


def _ics(handout: Handout) -> bytes:
    problem, proposal, words = handout.problem, handout.proposal, handout.words
    return programme_ics(problem, proposal, words, round_id=handout.round_id, stamp=handout.stamp).content


def _xlsx(handout: Handout) -> bytes:
    target, made = io.BytesIO(), datetime.combine(handout.words.made_on, time())
    write_xlsx([participants(handout)], target, title=exchange_story(handout).title, made_at=made)
    return target.getvalue()


_MAKERS: Mapping[str, Callable[[Handout], bytes]] = {
    "programme.docx": _docx,
    "programme.pdf": _pdf,
    "invitation.ics": _ics,
    "participants.xlsx": _xlsx,
}
