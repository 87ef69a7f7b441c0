"""Write a proposed programme as a calendar: one event, Monday to Friday, for each exchange."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vText

from survey_app.exports.left_out import Exported
from survey_app.exports.story import ExchangeStory, ProgrammeWords, SessionStory
from survey_app.exports.telling import tell_exchanges
from survey_app.exports.texts import with_legal_texts
from survey_app.programmes import wording
from survey_app.programmes.model import Exchange, Problem, Proposal

# the same exchange keeps its identity in every calendar that has it, whenever and wherever it is written
EXCHANGES = UUID("5f0c2b1e-6c0b-4d52-9a5e-3d7f4f0f7a11")


def programme_ics(
    problem: Problem, proposal: Proposal, words: ProgrammeWords, *, round_id: str, stamp: datetime
) -> Exported:
    """Give the exchanges as an iCalendar file; stamp (with a zone) says when it was made."""
    calendar = Calendar()
    calendar.add("prodid", "-//survey-app//exchange programme//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    told, left_out = with_legal_texts(tell_exchanges(problem, proposal, words), "calendar")
    (title,), lost = with_legal_texts((f"{words.round_title}, {words.network_name}",), "calendar")
    calendar.add("name", vText(title))
    calendar.add("x-wr-calname", vText(title))
    locations = {city.id: city.location for city in problem.cities}
    for exchange, story in told:
        event = _event(exchange, story, exchange_uid(round_id, exchange), stamp, words)
        if location := locations.get(exchange.host):
            event.add("geo", location)
        calendar.add_component(event)
    return Exported(calendar.to_ical(), (*left_out, *lost))


def exchange_uid(round_id: str, exchange: Exchange) -> str:
    """Give the identity of an exchange in calendars: the same for the same round, host and week."""
    return str(uuid5(EXCHANGES, "\n".join((round_id, exchange.host, exchange.week))))


def _event(
    exchange: Exchange, story: ExchangeStory, uid: str, stamp: datetime, words: ProgrammeWords
) -> Event:
    monday, friday = wording.week_dates(exchange.week)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", monday)
    event.add("dtend", friday + timedelta(days=1))
    state = "" if words.agreed else "Draft: " if words.draft else "Proposed: "
    event.add("summary", f"{state}{story.title}")
    if words.agreed:
        event.add("sequence", 1)  # it takes the place of the tentative event of the same identity
    event.add("description", "\n".join(_agenda(story)))
    event.add("location", story.host)
    event.add("status", "CONFIRMED" if words.agreed else "TENTATIVE")
    event.add("transp", "OPAQUE")
    return event


def _agenda(story: ExchangeStory) -> list[str]:
    lines = [f"{story.host} hosts {wording.listed(story.visitors)}.", "", "Agenda"]
    if not story.agenda:
        lines += [f"{session.order}. {_session_line(session)}" for session in story.sessions]
    for day in story.agenda:
        lines += [day.title, *(". ".join((f"{line.time} {line.what}", *line.beside)) for line in day.lines)]
    return [*lines, "", "Contacts", *story.contacts] if story.contacts else lines


def _session_line(session: SessionStory) -> str:
    learners = wording.listed(learner.city for learner in session.learners)
    return f"{session.topic}, presented by {session.presenter} ({session.role}), for {learners}"
