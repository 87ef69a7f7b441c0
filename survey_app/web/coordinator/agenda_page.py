"""The agenda of an exchange as its page shows it. Plain data."""

from dataclasses import dataclass, replace

from survey_app.exports.agenda_days import beside, title_of
from survey_app.exports.reading import Reading
from survey_app.programmes.agenda.dates import dates, firsts
from survey_app.programmes.agenda.editing import clashes
from survey_app.programmes.agenda.model import KINDS, RESTS, SESSIONS, Agenda, Item, clock
from survey_app.programmes.model import Exchange
from survey_app.programmes.wording import WEEKDAYS, weekday

OWN_KINDS = tuple((kind, words) for kind, words in KINDS.items() if kind not in SESSIONS)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one item; `moves` says whether it can go up and down."""

    item: Item
    time: str
    kind: str
    title: str
    beside: tuple[str, ...]
    quiet: bool
    moves: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class HalfView:
    """Hold half a day: its number in the agenda, its items, what is wrong with its times ("": nothing)."""

    number: int
    label: str
    start: str
    end: str
    rows: tuple[Row, ...]
    clash: str


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Hold all that an agenda's page shows; `days` are (label, date in words, halves).

    `places` are (half-day's number, words) to move an item to.

    `first` is the weekday on which the visit begins, `firsts` are those on which it could.
    """

    days: tuple[tuple[str, str, tuple[HalfView, ...]], ...]
    aside: tuple[Row, ...]
    lost: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    first: str
    firsts: tuple[tuple[str, str], ...]


def agenda_page(agenda: Agenda, lost: tuple[Item, ...], exchange: Exchange, reading: Reading) -> AgendaPage:
    """Return the page of an agenda that fits its exchange; lost: sessions that the exchange has no more."""
    clashing, last = clashes(agenda), len(agenda.halves) - 1
    views, told = [], set[str]()
    for number, half in enumerate(agenda.halves):
        rows = [
            _row(item, f"{clock(start)}–{clock(end)}", exchange, reading, told)
            for start, end, item in half.timed()
        ]
        ends = len(rows) - 1
        rows = [
            _movable(row, (at > 0 or number > 0, at < ends or number < last)) for at, row in enumerate(rows)
        ]
        clash = clashing.get(number, "")
        views.append(HalfView(number, half.label, clock(half.start), clock(half.end), tuple(rows), clash))
    days: list[tuple[str, str, tuple[HalfView, ...]]] = []
    at = 0
    for day, halves in agenda.days():
        on = dates(agenda, exchange.week)[len(days)]
        days.append((day, weekday(on) if on else "", tuple(views[at : at + len(halves)])))
        at += len(halves)
    return AgendaPage(
        days=tuple(days),
        aside=tuple(_row(item, "", exchange, reading, told) for item in agenda.aside),
        lost=tuple(title_of(item, reading) for item in lost),
        places=tuple(
            (str(number), f"{half.day}, {half.label.lower()}") for number, half in enumerate(agenda.halves)
        ),
        first=str(agenda.first),
        firsts=tuple((str(at), WEEKDAYS[at]) for at in range(len(firsts(len(agenda.days()))))),
    )


def _row(item: Item, time: str, exchange: Exchange, reading: Reading, told: set[str]) -> Row:
    kind = KINDS[item.kind] if item.kind in SESSIONS else ""
    words = beside(item, exchange, reading, told)
    return Row(item, time, kind, title_of(item, reading), words, item.kind in RESTS, (False, False))


def _movable(row: Row, moves: tuple[bool, bool]) -> Row:
    return replace(row, moves=moves)
