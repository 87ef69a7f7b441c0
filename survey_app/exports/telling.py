"""Tell a proposed programme in words, once, for every document format."""

from survey_app.exports.agenda_days import agenda_days
from survey_app.exports.city_cards import city_stories
from survey_app.exports.hosting import why_host
from survey_app.exports.reading import Reading
from survey_app.exports.story import (
    CalendarLine,
    ExchangeStory,
    Learner,
    ProgrammeWords,
    ProofLine,
    SessionStory,
    Story,
)
from survey_app.programmes import wording
from survey_app.programmes.agenda.dates import dates
from survey_app.programmes.conflict_words import conflict_sentences
from survey_app.programmes.model import City, Exchange, Problem, Proposal, Session
from survey_app.rounds import weeks

HOW_TO_READ = (
    "Every city says from 0 to 5 how much it wants to learn about a topic (need) and how well it can show "
    "it (offer). A session is worth need × offer points to each city that attends; of several sessions on "
    "one topic only the best counts. Fulfilment compares a city's points with what it could have if the "
    "best offer in the network met each of its needs. The aims below were looked at one after the other: "
    "each was made as good as possible before the next, and no later aim may spoil an earlier one beyond "
    "what was agreed."
)


def tell_programme(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> Story:
    """Put a proposal into the words of a document."""
    reading = Reading(problem, proposal, words)
    words = reading.words
    return Story(
        title=words.round_title,
        network=words.network_name,
        made_on=wording.day(words.made_on),
        what="Draft of an exchange programme" if words.draft else "Proposed exchange programme",
        language=words.language,
        status=words.draft or wording.status_sentence(proposal.status),
        how_to_read=HOW_TO_READ,
        figures=_figures(proposal),
        summary=_summary(reading),
        notes=words.notes,
        calendar=tuple(_calendar_line(exchange, reading) for exchange in reading.exchanges),
        exchanges=tuple(exchange_story(exchange, reading) for exchange in reading.exchanges),
        cities=city_stories(reading),
        proof=proof_lines(reading.proposal),
        conflict=tuple(conflict_sentences(reading.proposal.conflict, reading.problem)),
    )


def _figures(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    if not proposal.exchanges:
        return ()
    results = proposal.cities
    learning = sum(1 for result in results.values() if result.ideal)
    weakest = wording.weakest_served(results)
    lowest = wording.fulfilment_percent(results[weakest[0]]) if weakest else None
    average = wording.average_fulfilment(results.values())
    return (
        (str(len(proposal.exchanges)), "Exchanges"),
        (f"{sum(1 for result in results.values() if result.earned)} of {learning}", "Cities served"),
        (f"{lowest} %" if lowest is not None else "–", "Lowest fulfilment of a served city"),
        (f"{average} %" if average is not None else "–", "Fulfilment on average"),
    )


def _summary(reading: Reading) -> tuple[str, ...]:
    proposal, results = reading.proposal, reading.proposal.cities
    status = reading.words.draft or wording.status_sentence(proposal.status)
    if not proposal.exchanges:
        return (status,)
    kind = "draft" if reading.words.draft else "proposal"
    visits = sum(len(exchange.visitors) for exchange in proposal.exchanges)
    sessions = sum(len(exchange.sessions) for exchange in proposal.exchanges)
    served = sum(1 for result in results.values() if result.earned)
    lines = [
        f"In this {kind} {reading.words.network_name} comes together for "
        f"{wording.counted(len(proposal.exchanges), 'exchange', 'exchanges')} with "
        f"{wording.counted(visits, 'visit', 'visits')} and "
        f"{wording.counted(sessions, 'session', 'sessions')}. "
        f"{wording.counted(served, 'city learns something it seeks', 'cities learn something they seek')}.",
    ]
    average, weakest = wording.average_fulfilment(results.values()), wording.weakest_served(results)
    if average is not None and weakest:
        lowest = wording.fulfilment_percent(results[weakest[0]])
        who = wording.listed(reading.name(city) for city in weakest)
        lines.append(
            f"On average a city receives {average} % of what it could ideally learn in this network; "
            f"the lowest share of a served city is {lowest} % ({who})."
        )
    without = [reading.name(city) for city, result in results.items() if result.ideal and not result.earned]
    if without:
        lines.append(f"Without a match in this round: {wording.listed(without)}.")
    return (*lines, status)


def _calendar_line(exchange: Exchange, reading: Reading) -> CalendarLine:
    visitors = wording.listed(reading.name(city) for city in exchange.visitors)
    return CalendarLine(exchange.week, weeks.spoken(exchange.week), reading.name(exchange.host), visitors)


def tell_exchanges(
    problem: Problem, proposal: Proposal, words: ProgrammeWords
) -> tuple[tuple[Exchange, ExchangeStory], ...]:
    """Put each exchange beside its story, by week and host."""
    reading = Reading(problem, proposal, words)
    return tuple((exchange, exchange_story(exchange, reading)) for exchange in reading.exchanges)


def exchange_story(exchange: Exchange, reading: Reading) -> ExchangeStory:
    """Put one exchange with its agenda into words."""
    present = (exchange.host, *exchange.visitors)
    visitors = tuple(reading.name(city) for city in exchange.visitors)
    return ExchangeStory(
        title=f"{reading.name(exchange.host)} hosts {wording.listed(visitors)}",
        host=reading.name(exchange.host),
        week=exchange.week,
        days=_days(exchange, reading),
        visitors=tuple(_visitor(reading.cities.get(city), city) for city in exchange.visitors),
        why=why_host(exchange, reading),
        contacts=tuple(
            f"{reading.name(city)}: {reading.words.contacts[city]}"
            for city in present
            if reading.words.contacts.get(city)
        ),
        sessions=tuple(
            session_story(order, session, exchange, reading)
            for order, session in enumerate(exchange.sessions, start=1)
        ),
        agenda=agenda_days(exchange, reading),
    )


def _days(exchange: Exchange, reading: Reading) -> str:
    """Say when an exchange is: on the days of its agenda, or in the week as long as there is none."""
    made = reading.words.agendas.get((exchange.host, exchange.week))
    found = [one for one in dates(made, exchange.week) if one] if made else []
    if not found:
        return f"Monday to Friday, {weeks.spoken(exchange.week)}"
    first, last = wording.weekday(found[0]), wording.weekday(found[-1])
    return first if first == last else f"{first} to {last}"


def session_story(order: int, session: Session, exchange: Exchange, reading: Reading) -> SessionStory:
    """Put one session into words, the city that learns most first."""
    learners = (
        Learner(
            reading.name(city),
            reading.need(city, session.topic),
            reading.offer(session.presenter, session.topic),
            points,
            not reading.counts(city, session, exchange),
        )
        for city, points in session.learners.items()
    )
    return SessionStory(
        order=order,
        topic=reading.topic(session.topic),
        presenter=reading.name(session.presenter),
        role="host" if session.presenter == exchange.host else "guest",
        practice=reading.words.practices.get((session.presenter, session.topic), ""),
        learners=tuple(sorted(learners, key=lambda learner: (-learner.points, learner.city))),
    )


def _visitor(city: City | None, identifier: str) -> str:
    if city is None:
        return identifier
    return f"{city.name} ({wording.counted(city.visiting.people, 'person', 'people')})"


def proof_lines(proposal: Proposal) -> tuple[ProofLine, ...]:
    """Put every aim, in the order it was looked at, with its outcome and its proof into words."""
    learning = sum(1 for result in proposal.cities.values() if result.ideal)
    return tuple(
        ProofLine(
            title=wording.objective_title(result.name),
            aim=wording.objective_aim(result.name),
            reached=wording.objective_figure(result.name, result.value, learning),
            proof=wording.proof_sentence(result, learning),
        )
        for result in proposal.objectives
    )
