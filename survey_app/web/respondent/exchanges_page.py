"""A city's exchanges as its page shows them. Plain data: the words around it stand in the template."""

from dataclasses import dataclass

from survey_app.exports.agenda_days import title_of
from survey_app.exports.agreed import Handout
from survey_app.exports.reading import Reading
from survey_app.programmes.agenda.dates import dates
from survey_app.programmes.agenda.model import SESSIONS, Item, clock
from survey_app.programmes.agenda.placing import fitted, key_of
from survey_app.programmes.agreement_changes import changes_since_asked, is_asked_anew
from survey_app.programmes.model import Exchange, Session
from survey_app.storage.records import Reply, SentExchange
from survey_app.web.languages.speaking import tongue


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one item of an agenda; `time` is empty where there is none, `presenter` where it is no session."""

    time: str
    title: str
    presenter: str = ""
    learners: str = ""
    contact: str = ""
    examples: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """Hold one exchange: who comes (with how many people), its days, this city's reply and the others'."""

    sent: SentExchange
    host: str
    visitors: tuple[tuple[str, int], ...]
    contacts: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, tuple[Line, ...]], ...]
    mine: Reply
    hosting: bool
    changes: tuple[str, ...] = ()


def exchange_view(sent: SentExchange, handout: Handout, invitation_id: int) -> ExchangeView:
    """Return an exchange as the city of this invitation sees it."""
    reading = Reading(handout.problem, handout.proposal, handout.words)
    (exchange,) = reading.exchanges
    mine = next(reply for reply in sent.replies if reply.invitation_id == invitation_id)
    present = (exchange.host, *exchange.visitors)
    contacts = reading.words.contacts
    return ExchangeView(
        sent=sent,
        host=reading.name(exchange.host),
        visitors=tuple((reading.name(slug), _people(slug, reading)) for slug in exchange.visitors),
        contacts=tuple((reading.name(slug), contacts[slug]) for slug in present if slug in contacts),
        days=_days(exchange, reading),
        mine=mine,
        hosting=mine.slug == exchange.host,
        changes=changes_since_asked(sent.content, tongue().week)
        if sent.open and is_asked_anew(sent.content, mine.slug)
        else (),
    )


def _people(slug: str, reading: Reading) -> int:
    return reading.cities[slug].visiting.people if slug in reading.cities else 1


def _days(exchange: Exchange, reading: Reading) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    """Return the agenda by days; the sessions alone, without a day and times, while there is none."""
    made = reading.words.agendas.get((exchange.host, exchange.week))
    told: set[str] = set()
    if made is None:
        return (("", tuple(_session("", "", one, "", reading, told) for one in exchange.sessions)),)
    agenda, _ = fitted(made, exchange)
    days = [
        (
            f"{day}, {tongue().weekday(on)}" if on else day,
            tuple(
                _line(f"{clock(start)}–{clock(end)}", item, exchange, reading, told)
                for half in halves
                for start, end, item in half.timed()
            ),
        )
        for (day, halves), on in zip(agenda.days(), dates(agenda, exchange.week), strict=True)
    ]
    waiting = tuple(_line("", item, exchange, reading, told) for item in agenda.aside if item.session)
    return (*days, ("", waiting)) if waiting else tuple(days)


def _line(time: str, item: Item, exchange: Exchange, reading: Reading, told: set[str]) -> Line:
    session = next((one for one in exchange.sessions if key_of(one) == item.session), None)
    if session is not None and item.kind in SESSIONS:
        return _session(time, item.title, session, item.note, reading, told)
    return Line(time, title_of(item, reading), note=item.note)


def _session(  # noqa: PLR0913, PLR0917 - a line's parts, and whose examples were told
    time: str, title: str, session: Session, note: str, reading: Reading, told: set[str]
) -> Line:
    words, first = reading.words, session.presenter not in told
    told.add(session.presenter)
    return Line(
        time=time,
        title=title or reading.topic(session.topic),
        presenter=reading.name(session.presenter),
        learners=", ".join(sorted(reading.name(city) for city in session.learners)),
        contact=words.contacts.get(session.presenter, ""),
        examples=words.examples.get(session.presenter, ()) if first else (),
        note=note,
    )
