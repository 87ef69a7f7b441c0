"""A proposed programme as its page tells it to people who have to explain it to others. Plain data."""

from dataclasses import dataclass
from decimal import Decimal

from survey_app.exports.city_cards import city_stories
from survey_app.exports.network_pictures import Place, exchange_map_svg
from survey_app.exports.reading import Reading
from survey_app.exports.story import CityStory, ExchangeStory, ProgrammeWords, Story
from survey_app.exports.telling import exchange_story, tell_programme
from survey_app.programmes import wording
from survey_app.programmes.model import Exchange, Objective, ObjectiveResult, Problem, Proposal
from survey_app.rounds.weeks import spoken


@dataclass(frozen=True, slots=True)
class ExchangeCard:
    """Hold one exchange with its place on the page."""

    anchor: str
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
class ProgrammePage:
    """Hold all that a finished proposal's page shows."""

    story: Story
    drawing: str | None
    cards: tuple[ExchangeCard, ...]
    cities: tuple[CityCard, ...]
    visits: Visits
    proof: tuple[ProofRow, ...]
    proven: bool


def programme_page(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> ProgrammePage:
    """Return a proposal's page."""
    reading = Reading(problem, proposal, words)
    return ProgrammePage(
        story=tell_programme(problem, proposal, words),
        drawing=_drawing(reading) if proposal.exchanges else None,
        cards=tuple(_card(exchange, reading) for exchange in reading.exchanges),
        cities=_city_cards(reading),
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


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold how far a computation is, in words."""

    title: str
    number: int
    stages: int
    best: str
    bound: str
    seconds: int


def stage_of(news: dict[str, object] | None, cities: int) -> Stage | None:
    """Return how far a computation is; None before its first news."""
    if not news:
        return None
    name, best, bound = str(news["stage"]), news["best"], news["bound"]
    known = name in wording.AIMS
    return Stage(
        wording.AIMS[name][0] if known else name.replace("-", " ").capitalize(),  # type: ignore[index]
        int(str(news["stages_done"])) + 1,
        int(str(news["stages"])),
        _figure(name, best, cities) if known else "",
        _figure(name, min(bound, cities) if name == "served" and isinstance(bound, int) else bound, cities)
        if known
        else "",
        round(float(str(news["seconds"]))),
    )


def _figure(name: str, value: object, cities: int) -> str:
    objective: Objective = name  # type: ignore[assignment]  # the caller knows it to be one
    return wording.objective_figure(objective, value, cities) if isinstance(value, int) else ""
