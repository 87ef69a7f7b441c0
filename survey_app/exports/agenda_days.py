"""Tell the agenda of an exchange in words, day by day, where somebody has made one."""

from survey_app.exports.reading import Reading
from survey_app.exports.story import AgendaDay, AgendaLine
from survey_app.programmes import wording
from survey_app.programmes.agenda.dates import dates
from survey_app.programmes.agenda.model import KINDS, SESSIONS, Item, clock
from survey_app.programmes.agenda.placing import fitted, key_of
from survey_app.programmes.model import Exchange


def agenda_days(exchange: Exchange, reading: Reading) -> tuple[AgendaDay, ...]:
    """Return the days of an exchange's agenda, empty while there is none; what is not placed comes last."""
    made = reading.words.agendas.get((exchange.host, exchange.week))
    if made is None:
        return ()
    agenda, _ = fitted(made, exchange)
    told: set[str] = set()
    days = [
        AgendaDay(
            f"{day}, {wording.weekday(on)}" if on else day,
            tuple(
                AgendaLine(
                    f"{clock(start)}–{clock(end)}",
                    title_of(item, reading),
                    beside(item, exchange, reading, told),
                )
                for half in halves
                for start, end, item in half.timed()
            ),
        )
        for (day, halves), on in zip(agenda.days(), dates(agenda, exchange.week), strict=True)
    ]
    waiting = [item for item in agenda.aside if item.session]
    if waiting:
        lines = [
            AgendaLine("–", title_of(item, reading), beside(item, exchange, reading, told))
            for item in waiting
        ]
        days.append(AgendaDay("Without a time yet", tuple(lines)))
    return tuple(days)


def title_of(item: Item, reading: Reading) -> str:
    """Return what an item is called: a session without a title of its own goes by its topic."""
    return item.title or (reading.topic(item.session[0]) if item.session else KINDS[item.kind])


def beside(item: Item, exchange: Exchange, reading: Reading, told: set[str]) -> tuple[str, ...]:
    """Return what stands beside an item: who presents it and for whom, whom to ask, an example, its note.

    A city's examples stand beside its first session alone; told holds the cities whose examples were told.
    """
    lines = []
    session = next((one for one in exchange.sessions if key_of(one) == item.session), None)
    if session and item.kind in SESSIONS:
        role = "host" if session.presenter == exchange.host else "guest"
        learners = wording.listed(sorted(reading.name(city) for city in session.learners))
        lines.append(f"Presented by {reading.name(session.presenter)} ({role}), for {learners}")
        if item.title:
            lines.append(f"Topic: {reading.topic(session.topic)}")
        if contact := reading.words.contacts.get(session.presenter):
            lines.append(f"Contact: {contact}")
        if session.presenter not in told:
            told.add(session.presenter)
            lines += [f"Example: {text}" for text in reading.words.examples.get(session.presenter, ())]
    return (*lines, item.note) if item.note else tuple(lines)
