"""Write a proposed programme as a calendar: an event for each exchange, and its agenda's items with times."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vText

from survey_app.exports.left_out import Exported
from survey_app.exports.story import AgendaLine, ExchangeStory, ProgrammeWords, SessionStory
from survey_app.exports.telling import tell_exchanges
from survey_app.exports.texts import with_legal_texts
from survey_app.programmes import wording
from survey_app.programmes.agenda.dates import dates
from survey_app.programmes.agenda.model import RESTS
from survey_app.programmes.agenda.placing import fitted
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
        timed = _timed(exchange, story, round_id, stamp, words)
        _span(event, exchange, words, bool(timed))
        for one in (event, *timed):
            if location := locations.get(exchange.host):
                one.add("geo", location)
            calendar.add_component(one)
    return Exported(calendar.to_ical(), (*left_out, *lost))


def exchange_uid(round_id: str, exchange: Exchange, *part: str) -> str:
    """Give the identity of an exchange, or a part of it, in calendars: the same for round, host and week."""
    return str(uuid5(EXCHANGES, "\n".join((round_id, exchange.host, exchange.week, *part))))


def _event(
    exchange: Exchange, story: ExchangeStory, uid: str, stamp: datetime, words: ProgrammeWords
) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    state = "" if words.agreed else "Draft: " if words.draft else "Proposed: "
    event.add("summary", f"{state}{story.title}")
    if words.agreed:
        event.add("sequence", 1)  # it takes the place of the tentative event of the same identity
    event.add("description", "\n".join(_agenda(story)))
    event.add("location", story.host)
    event.add("status", "CONFIRMED" if words.agreed else "TENTATIVE")
    return event


def _span(event: Event, exchange: Exchange, words: ProgrammeWords, timed: bool) -> None:
    """Let the whole exchange take its days: those of its agenda, which alone make busy, else the week."""
    first, last = wording.week_dates(exchange.week)
    if timed:
        made = words.agendas[exchange.host, exchange.week]
        days = [one for one in dates(made, exchange.week) if one]
        first, last = days[0], days[-1]
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("transp", "TRANSPARENT" if timed else "OPAQUE")


def _timed(
    exchange: Exchange, story: ExchangeStory, round_id: str, stamp: datetime, words: ProgrammeWords
) -> list[Event]:
    """Give an agenda's items but its breaks as entries of their own, in the host's local time."""
    made = words.agendas.get((exchange.host, exchange.week))
    if made is None:
        return []
    agenda, _ = fitted(made, exchange)
    found = []
    for (_, halves), on, day in zip(agenda.days(), dates(agenda, exchange.week), story.agenda, strict=False):
        timed = (one for half in halves for one in half.timed())
        for (start, end, item), line in zip(timed, day.lines, strict=True):
            if on and item.kind not in (*RESTS, "open"):
                uid = exchange_uid(round_id, exchange, f"item {item.id}")
                found.append(_entry(uid, on, (start, end), line, story, stamp, words))
    return found


def _entry(  # noqa: PLR0913, PLR0917 - what an entry says
    uid: str,
    on: date,
    minutes: tuple[int, int],
    line: AgendaLine,
    story: ExchangeStory,
    stamp: datetime,
    words: ProgrammeWords,
) -> Event:
    event, midnight = Event(), datetime.combine(on, time())
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", midnight + timedelta(minutes=minutes[0]))
    event.add("dtend", midnight + timedelta(minutes=minutes[1]))
    state = "" if words.agreed else "Draft: " if words.draft else "Proposed: "
    event.add("summary", f"{state}{line.what}")
    event.add("description", "\n".join((f"{story.title}.", *line.beside)))
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
