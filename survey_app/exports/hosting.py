"""Why a city hosts: the reasons that a coordinator can read aloud."""

from collections.abc import Sequence

from survey_app.exports.reading import Reading
from survey_app.programmes import wording
from survey_app.programmes.model import Exchange, Session

MOST_NAMED = 3


def why_host(exchange: Exchange, reading: Reading) -> tuple[str, ...]:
    """Say in sentences why this city hosts these visitors; what they learn better elsewhere is no reason."""
    own = [session for session in exchange.sessions if session.presenter == exchange.host]
    counting = [one for one in own if any(reading.counts(city, one, exchange) for city in exchange.visitors)]
    best = max(counting, key=lambda session: _points(session, exchange, reading), default=None)
    sentences = [_share(exchange, counting, reading)]
    if best is not None:
        sentences.append(_strongest(exchange, best, reading))
    alone = [reading.topic(one.topic) for one in counting if _is_best(exchange.host, one.topic, reading)]
    if alone:
        sentences.append(f"No other city offers as much on {_first_of(alone)}.")
    return (*sentences, *_wishes(exchange, reading))


def _points(session: Session, exchange: Exchange, reading: Reading) -> int:
    counted = (points for city, points in session.learners.items() if reading.counts(city, session, exchange))
    return sum(counted)


def _wishes(exchange: Exchange, reading: Reading) -> tuple[str, ...]:
    wished = [
        reading.name(city)
        for city in exchange.visitors
        if city in reading.cities and exchange.host in reading.cities[city].prefers
    ]
    verb = "names" if len(wished) == 1 else "name"
    told = f"{wording.listed(wished)} {verb} {reading.name(exchange.host)} as a host of choice."
    return (told,) if wished else ()


def _first_of(topics: Sequence[str]) -> str:
    if len(topics) <= MOST_NAMED:
        return wording.listed(topics)
    return wording.listed([*topics[: MOST_NAMED - 1], f"{len(topics) - MOST_NAMED + 1} more of these topics"])


def _share(exchange: Exchange, counting: Sequence[Session], reading: Reading) -> str:
    host = reading.name(exchange.host)
    guests = sum(1 for session in exchange.sessions if session.presenter != exchange.host)
    if not counting:
        return f"{host} can host in this week; what it shows, its visitors learn elsewhere too."
    words = f"{host} can host in this week and shows {wording.counted(len(counting), 'topic', 'topics')}"
    words += f" that {wording.listed(map(reading.name, exchange.visitors))} "
    words += "seeks" if len(exchange.visitors) == 1 else "seek"
    if not guests:
        return f"{words}."
    learnt = wording.counted(guests, "session", "sessions")
    return f"{words}; in {learnt} its guests show something in return."


def _strongest(exchange: Exchange, best: Session, reading: Reading) -> str:
    visitors = [city for city in best.learners if city != exchange.host]
    visitors.sort(key=lambda city: (-reading.need(city, best.topic), reading.name(city)))
    needs = (f"{reading.name(city)} (need {reading.need(city, best.topic)})" for city in visitors)
    offer = reading.offer(exchange.host, best.topic)
    who = wording.listed(needs)
    return f"Its strongest match is {reading.topic(best.topic)} (offer {offer}), sought by {who}."


def _is_best(host: str, topic: str, reading: Reading) -> bool:
    return reading.offer(host, topic) > reading.best_offer(host, topic)
