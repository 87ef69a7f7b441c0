"""A proposed programme as its page tells it to people who have to explain it to others. Plain data."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from survey_app.exports.city_cards import city_stories
from survey_app.exports.exchange_map import Place, exchange_map_svg
from survey_app.exports.reading import Reading
from survey_app.exports.story import CityStory, ExchangeStory, ProgrammeWords, Story
from survey_app.exports.telling import exchange_story, tell_programme
from survey_app.programmes import wording
from survey_app.programmes.model import Exchange, ObjectiveResult, Problem, Proposal
from survey_app.rounds.weeks import monday, spoken


@dataclass(frozen=True, slots=True)
class ExchangeCard:
    """Hold one exchange with its place on the page."""

    anchor: str
    slug: str
    host: str
    week: str
    days: str
    story: ExchangeStory


@dataclass(frozen=True, slots=True)
class CityCard:
    """Hold one city's part; percent is None for a city that seeks nothing that others offer."""

    slug: str
    story: CityStory
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class ProofRow:
    """Hold one aim: the value reached, the bound that nothing can pass, and what that means."""

    title: str
    aim: str
    reached: str
    bound: str
    proven: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Visits:
    """Hold who visits whom: hosts as columns, cities as rows; a cell is (week, anchor) or None."""

    hosts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str] | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one week of one host: its exchange by anchor, or whether it could host then."""

    week: str
    days: str
    visitors: tuple[str, ...]
    anchor: str
    could: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold the weeks of a round, and for each host what happens in them; months are (name, weeks) pairs."""

    months: tuple[tuple[str, int], ...]
    weeks: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Hold all that a finished proposal's page shows."""

    story: Story
    drawing: str | None
    nowhere: tuple[str, ...]
    cards: tuple[ExchangeCard, ...]
    cities: tuple[CityCard, ...]
    calendar: Calendar
    visits: Visits
    proof: tuple[ProofRow, ...]
    proven: bool


def programme_page(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> ProgrammePage:
    """Return a proposal's page."""
    reading = Reading(problem, proposal, words)
    return ProgrammePage(
        story=tell_programme(problem, proposal, words),
        drawing=_drawing(reading) if proposal.exchanges else None,
        nowhere=tuple(city.name for city in reading.problem.cities if city.location is None),
        cards=tuple(_card(exchange, reading) for exchange in reading.exchanges),
        cities=_city_cards(reading),
        calendar=_calendar(reading),
        visits=_visits(reading),
        proof=tuple(_proof(one, _learning(proposal)) for one in proposal.objectives),
        proven=proposal.status == "optimal",
    )


def _anchor(exchange: Exchange) -> str:
    return f"exchange.{exchange.host}.{exchange.week}"


def _drawing(reading: Reading) -> str:
    places = [Place(city.id, city.name, city.location) for city in reading.problem.cities]
    visits = [(visitor, one.host) for one in reading.exchanges for visitor in one.visitors]
    return exchange_map_svg("Who travels where", places, visits)


def _card(exchange: Exchange, reading: Reading) -> ExchangeCard:
    story = exchange_story(exchange, reading)
    return ExchangeCard(
        _anchor(exchange),
        exchange.host,
        story.host,
        exchange.week,
        spoken(exchange.week),
        story,
    )


def _city_cards(reading: Reading) -> tuple[CityCard, ...]:
    known = sorted(
        (city.name, city.id) for city in reading.problem.cities if city.id in reading.proposal.cities
    )
    stories = city_stories(reading)
    return tuple(
        CityCard(slug, story, wording.fulfilment_percent(reading.proposal.cities[slug]))
        for (_, slug), story in zip(known, stories, strict=True)
    )


def _calendar(reading: Reading) -> Calendar:
    hosts = sorted({one.host for one in reading.exchanges}, key=reading.name)
    held = {(one.host, one.week): one for one in reading.exchanges}
    weeks = sorted({*reading.problem.weeks, *(week for _, week in held)})
    rows = tuple(
        (reading.name(host), tuple(_cell(host, week, held.get((host, week)), reading) for week in weeks))
        for host in hosts
    )
    months = [f"{monday(week):%B %Y}" for week in weeks]
    spans = tuple((month, sum(1 for _ in run)) for month, run in groupby(months))
    return Calendar(spans, tuple(int(week[-2:]) for week in weeks), rows)


def _cell(host: str, week: str, one: Exchange | None, reading: Reading) -> Cell:
    could = host in reading.cities and week in reading.cities[host].hosting.weeks
    visitors = tuple(map(reading.name, one.visitors)) if one else ()
    return Cell(week, spoken(week), visitors, _anchor(one) if one else "", could)


def _visits(reading: Reading) -> Visits:
    hosts = sorted({one.host for one in reading.exchanges}, key=reading.name)
    going = {
        (visitor, one.host): (f"Week {int(one.week[-2:])}", _anchor(one))
        for one in reading.exchanges
        for visitor in one.visitors
    }
    cities = sorted(reading.problem.cities, key=lambda city: city.name)
    rows = tuple((city.name, tuple(going.get((city.id, host)) for host in hosts)) for city in cities)
    return Visits(tuple(map(reading.name, hosts)), rows)


def _learning(proposal: Proposal) -> int:
    return sum(1 for result in proposal.cities.values() if result.ideal)


def _proof(one: ObjectiveResult, cities: int) -> ProofRow:
    return ProofRow(
        wording.objective_title(one.name),
        wording.objective_aim(one.name),
        wording.objective_figure(one.name, one.value, cities),
        wording.objective_figure(one.name, one.bound, cities),
        one.best == one.bound,
        wording.proof_sentence(one, cities),
    )
