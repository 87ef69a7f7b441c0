"""Write a proposed programme as a workbook: exchanges, sessions, visits, cities, unmet needs, proof."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from survey_app.exports.city_cards import gets, gives, points_so_far
from survey_app.exports.left_out import Exported
from survey_app.exports.reading import Reading
from survey_app.exports.story import ProgrammeWords
from survey_app.exports.tables import Cell, Column, Table
from survey_app.exports.telling import proof_lines, session_story
from survey_app.exports.workbook import write_xlsx
from survey_app.programmes import wording
from survey_app.programmes.model import Exchange, Problem, Proposal

Row = Sequence[Cell]
WHEN = (Column("Host"), Column("Week"), Column("From", "date"), Column("To", "date"))


def programme_xlsx(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> Exported:
    """Give a proposed programme as an XLSX workbook of six sheets."""
    target = io.BytesIO()
    left_out = write_xlsx(
        programme_tables(problem, proposal, words),
        target,
        title=f"{words.round_title}, {words.network_name}",
        made_at=datetime.combine(words.made_on, time()),
    )
    return Exported(target.getvalue(), tuple(left_out))


def programme_tables(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> tuple[Table, ...]:
    """Give the tables of a proposed programme; the rows of each can be read once."""
    reading = Reading(problem, proposal, words)
    tables = (exchanges_table, sessions_table, visits_table, cities_table, unmet_table, proof_table)
    return tuple(table(reading) for table in tables)


def exchanges_table(reading: Reading) -> Table:
    """List the exchanges by week: host, dates, visitors, how many people and sessions."""
    columns = (
        *WHEN,
        Column("Visitors", "long text"),
        Column("People", "number"),
        Column("Sessions", "number"),
    )
    title = "Exchanges (draft)" if reading.words.draft else "Exchanges"
    return Table(title, columns, (_exchange_row(exchange, reading) for exchange in reading.exchanges))


def _exchange_row(exchange: Exchange, reading: Reading) -> Row:
    people = sum(reading.cities[c].visiting.people for c in exchange.visitors if c in reading.cities)
    visitors = wording.listed(map(reading.name, exchange.visitors))
    return (*_when(exchange, reading), visitors, people, len(exchange.sessions))


def _when(exchange: Exchange, reading: Reading) -> tuple[str, str, date, date]:
    return (reading.name(exchange.host), exchange.week, *wording.week_dates(exchange.week))


def sessions_table(reading: Reading) -> Table:
    """List every session of every agenda with its presenter and its learners with points."""
    columns = (
        *WHEN,
        Column("Order", "number"),
        Column("Topic", "long text"),
        Column("Presenter"),
        Column("Presented by"),
        Column("Learners (points)", "long text"),
        Column("Points", "number"),
        Column("Example from the answers", "long text"),
    )
    return Table("Sessions", columns, _session_rows(reading))


def _session_rows(reading: Reading) -> Iterator[Row]:
    for exchange in reading.exchanges:
        for order, session in enumerate(exchange.sessions, start=1):
            told = session_story(order, session, exchange, reading)
            learners = ", ".join(f"{learner.city} ({learner.points})" for learner in told.learners)
            points = sum(session.learners.values())
            line = (order, told.topic, told.presenter, told.role, learners, points, told.practice or None)
            yield (*_when(exchange, reading), *line)


def visits_table(reading: Reading) -> Table:
    """List every visit: who goes where, when, with how many people and whether it was wished for."""
    columns = (Column("Visitor"), *WHEN, Column("People", "number"), Column("Preferred host", "yes or no"))
    return Table("Visits", columns, _visit_rows(reading))


def _visit_rows(reading: Reading) -> Iterator[Row]:
    for exchange in reading.exchanges:
        for visitor in exchange.visitors:
            city = reading.cities.get(visitor)
            known = (city.visiting.people, exchange.host in city.prefers) if city else (None, None)
            yield (reading.name(visitor), *_when(exchange, reading), *known)


def cities_table(reading: Reading) -> Table:
    """List what every city receives of what it could ideally learn, gets and gives."""
    columns = (
        Column("City"),
        Column("Country"),
        Column("Fulfilment in %", "number"),
        Column("Earned points", "number"),
        Column("Ideal points", "number"),
        Column("Gets", "long text"),
        Column("Gives", "long text"),
    )
    return Table("Cities", columns, _city_rows(reading))


def _city_rows(reading: Reading) -> Iterator[Row]:
    counted = reading.counted()
    for city in reading.problem.cities:
        result = reading.proposal.cities.get(city.id)
        if result is not None:
            figures = (wording.fulfilment_percent(result), result.earned, result.ideal)
            got, given = "\n".join(gets(city.id, reading, counted)), "\n".join(gives(city.id, reading))
            yield (city.name, city.country, *figures, got, given)


def unmet_table(reading: Reading) -> Table:
    """List the needs that stay unmet or partly met, each with its checked reason."""
    columns = (
        Column("City"),
        Column("Topic", "long text"),
        Column("Need", "number"),
        Column("Earned points", "number"),
        Column("Possible points", "number"),
        Column("Why", "long text"),
        Column("What would help", "long text"),
    )
    return Table("Unmet needs", columns, _unmet_rows(reading))


def _unmet_rows(reading: Reading) -> Iterator[Row]:
    counted = reading.counted()
    for city in reading.problem.cities:
        result = reading.proposal.cities.get(city.id)
        for unmet in result.unmet if result else ():
            figures = (
                reading.need(city.id, unmet.topic),
                *points_so_far(city.id, unmet.topic, reading, counted),
            )
            why = wording.reason_sentence(unmet, reading.names, reading.proposal.status)
            yield (city.name, reading.topic(unmet.topic), *figures, why, unmet.remedy or None)


def proof_table(reading: Reading) -> Table:
    """List the aims in the order they were looked at with best, bound, gap and what that means."""
    columns = (
        Column("Aim"),
        Column("What is made as good as possible", "long text"),
        Column("Value", "number"),
        Column("Best", "number"),
        Column("Bound", "number"),
        Column("Gap in %", "number"),
        Column("Reached"),
        Column("What it means", "long text"),
    )
    return Table("Proof", columns, _proof_rows(reading))


def _proof_rows(reading: Reading) -> Iterator[Row]:
    for result, told in zip(reading.proposal.objectives, proof_lines(reading.proposal), strict=True):
        gap = round(100 * wording.gap(result), 2)
        yield (told.title, told.aim, result.value, result.best, result.bound, gap, told.reached, told.proof)
    status = reading.words.draft or wording.status_sentence(reading.proposal.status)
    yield ("Status", status, *[None] * 6)
    for conflict in reading.proposal.conflict:
        yield ("Conflict", wording.conflict_sentence(conflict, reading.problem), *[None] * 6)
