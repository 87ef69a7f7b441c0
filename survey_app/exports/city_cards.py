"""Tell what each city gets from a programme, gives to it and misses."""

from survey_app.exports.reading import Reading
from survey_app.exports.story import CityStory, UnmetLine
from survey_app.programmes import wording
from survey_app.programmes.model import CityResult, Exchange, Session, Unmet
from survey_app.rounds import weeks

Counted = dict[tuple[str, str], tuple[int, Exchange, Session]]


def city_stories(reading: Reading) -> tuple[CityStory, ...]:
    """Give a card for every city of the problem, by name."""
    counted = reading.counted()
    known = [(city.name, city.id) for city in reading.problem.cities if city.id in reading.proposal.cities]
    return tuple(_city_story(city, reading, counted) for _, city in sorted(known))


def gets(city: str, reading: Reading, counted: Counted) -> tuple[str, ...]:
    """Say which topics a city learns, from whom and where; the most valuable first."""
    mine = [(found, topic) for (who, topic), found in counted.items() if who == city]
    mine.sort(key=lambda line: (-line[0][0], reading.topic(line[1])))
    return tuple(
        f"{reading.topic(topic)}: from {reading.name(session.presenter)}, {_where(city, exchange, reading)}"
        for (_, exchange, session), topic in mine
    )


def gives(city: str, reading: Reading) -> tuple[str, ...]:
    """Say which topics a city presents, where, and to whom."""
    return tuple(
        f"{reading.topic(session.topic)}: to {learners(session, reading)}, {_where(city, exchange, reading)}"
        for exchange in reading.exchanges
        for session in exchange.sessions
        if session.presenter == city
    )


def learners(session: Session, reading: Reading) -> str:
    """Name the cities that learn in a session."""
    return wording.listed(reading.name(city) for city in session.learners)


def points_so_far(city: str, topic: str, reading: Reading, counted: Counted) -> tuple[int, int]:
    """Give the points a city earns on a topic and the most it could earn."""
    earned = counted[city, topic][0] if (city, topic) in counted else 0
    return earned, reading.need(city, topic) * reading.best_offer(city, topic)


def fulfilment_sentence(result: CityResult) -> str:
    """Say how much of what it could ideally learn a city receives."""
    share = wording.fulfilment_percent(result)
    if share is None:
        return "No other city in this network offers what this city seeks."
    return f"Receives {share} % of what it could ideally learn ({result.earned} of {result.ideal} points)."


def _city_story(city: str, reading: Reading, counted: Counted) -> CityStory:
    result = reading.proposal.cities[city]
    contact = reading.words.contacts.get(city)
    return CityStory(
        name=reading.name(city),
        fulfilment=fulfilment_sentence(result),
        plans=(*_plans(city, reading), *([f"Contact: {contact}"] if contact else [])),
        gets=gets(city, reading, counted),
        gives=gives(city, reading),
        unmet=tuple(_unmet_line(city, unmet, reading, counted) for unmet in result.unmet),
    )


def _plans(city: str, reading: Reading) -> tuple[str, ...]:
    lines = []
    for exchange in reading.exchanges:
        days = weeks.spoken(exchange.week)
        if exchange.host == city:
            lines.append(f"Hosts {wording.listed(map(reading.name, exchange.visitors))}, {days}")
        elif city in exchange.visitors:
            lines.append(f"Visits {reading.name(exchange.host)}, {days}")
    return tuple(lines)


def _where(city: str, exchange: Exchange, reading: Reading) -> str:
    place = "at home" if exchange.host == city else f"in {reading.name(exchange.host)}"
    return f"{place}, {weeks.spoken(exchange.week)}"


def _unmet_line(city: str, unmet: Unmet, reading: Reading, counted: Counted) -> UnmetLine:
    earned, possible = points_so_far(city, unmet.topic, reading, counted)
    return UnmetLine(
        topic=reading.topic(unmet.topic),
        so_far=f"met in part ({earned} of {possible} points)" if earned else "not met",
        why=wording.reason_sentence(unmet, reading.names, reading.proposal.status),
        remedy=unmet.remedy,
    )
