"""Placing the sessions of an exchange into a template; what finds no slot is set aside, never dropped."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from survey_app.programmes.agenda.model import KINDS, SESSIONS, Agenda, Half, Item, Key, Slot, Template
from survey_app.programmes.model import Exchange, Session

SESSION_MINUTES = 60  # of a session that found no slot, until it is given one


def place(exchange: Exchange, template: Template) -> Agenda:
    """Return an exchange's agenda: the host's sessions in session slots, guests' in guest slots, in order.

    What finds no slot of its kind takes one of the other kind; then it is set aside. A slot that no
    session needs vanishes or becomes open time, as the template says.
    """
    slots = [slot for day in template.days for half in day.halves for slot in half.slots]
    taken, left = _assigned(exchange, slots)
    count = 0
    halves = []
    for day in template.days:
        for half in day.halves:
            items = []
            for slot in half.slots:
                item = _item(count, slot, taken.get(count), exchange, template)
                items += [item] if item else []
                count += 1
            halves.append(Half(day.label, half.label, half.start, tuple(items)))
    aside = tuple(_session_item(count + at, one, exchange) for at, one in enumerate(left))
    return Agenda(template.name, tuple(halves), aside, template.first)


def _assigned(exchange: Exchange, slots: Sequence[Slot]) -> tuple[dict[int, Session], list[Session]]:
    """Return the session in each slot (by its place among all slots), and the sessions without one."""
    free = {kind: [at for at, slot in enumerate(slots) if slot.kind == kind] for kind in SESSIONS}
    waiting = {kind: [one for one in exchange.sessions if _kind(one, exchange) == kind] for kind in SESSIONS}
    taken: dict[int, Session] = {}
    for kind, other in (*zip(SESSIONS, SESSIONS, strict=True), SESSIONS, SESSIONS[::-1]):
        while waiting[kind] and free[other]:
            taken[free[other].pop(0)] = waiting[kind].pop(0)
    return taken, [*chain(*waiting.values())]


def _kind(session: Session, exchange: Exchange) -> str:
    return "session" if session.presenter == exchange.host else "guest"


def _item(
    number: int, slot: Slot, session: Session | None, exchange: Exchange, template: Template
) -> Item | None:
    if session is not None:
        return replace(_session_item(number, session, exchange), minutes=slot.minutes)
    if slot.kind not in SESSIONS:
        return Item(number, slot.kind, slot.label, slot.minutes)
    return Item(number, "open", KINDS["open"], slot.minutes) if template.open_time else None


def _session_item(number: int, session: Session, exchange: Exchange) -> Item:
    return Item(number, _kind(session, exchange), "", SESSION_MINUTES, "", key_of(session))


def key_of(session: Session) -> Key:
    """Return what a session is known by within its exchange."""
    return session.topic, session.presenter


def fitted(agenda: Agenda, exchange: Exchange) -> tuple[Agenda, tuple[Item, ...]]:
    """Return an agenda as it fits an exchange whose sessions have changed since, and what it lost by that.

    A session that the agenda does not have is set aside in it; one that is no longer in the exchange is lost.
    """
    known = {key_of(session) for session in exchange.sessions}
    lost = tuple(item for item in agenda.items() if item.session is not None and item.session not in known)
    gone = {item.id for item in lost}
    halves = tuple(
        replace(half, items=tuple(item for item in half.items if item.id not in gone))
        for half in agenda.halves
    )
    held = {item.session for item in agenda.items()}
    new = [session for session in exchange.sessions if key_of(session) not in held]
    first = next_id(agenda)
    added = tuple(_session_item(first + at, session, exchange) for at, session in enumerate(new))
    aside = tuple(item for item in agenda.aside if item.id not in gone)
    return replace(agenda, halves=halves, aside=(*aside, *added)), lost


def placed_anew(agenda: Agenda, exchange: Exchange, template: Template) -> Agenda:
    """Return the agenda that another template gives; what people wrote of sessions, or added, is kept."""
    new = place(exchange, template)
    said = {item.session: (item.title, item.note) for item in agenda.items() if item.session}

    def kept(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            replace(item, title=said[item.session][0], note=said[item.session][1])
            if item.session in said
            else item
            for item in items
        )

    halves = tuple(replace(half, items=kept(half.items)) for half in new.halves)
    first = next_id(new)
    own = [item for item in agenda.items() if item.own]
    added = tuple(replace(item, id=first + at) for at, item in enumerate(own))
    return replace(new, halves=halves, aside=(*kept(new.aside), *added))


def next_id(agenda: Agenda) -> int:
    """Return a number that no item of an agenda has."""
    return max((item.id for item in agenda.items()), default=-1) + 1
