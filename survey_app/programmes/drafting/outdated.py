"""Say what has changed between the problem that a programme rests on and the answers as they are now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from survey_app.programmes import wording
from survey_app.programmes.model import City, Problem

NONE = "none"
AIMS = "Aims"


@dataclass(frozen=True, slots=True)
class Change:
    """Hold one figure that changed, in words; city is None for a setting of the round."""

    city: str | None
    name: str
    what: str
    before: str
    after: str


def changes(before: Problem, after: Problem) -> tuple[Change, ...]:
    """Return what changed, settings first, then city by city; decisions and agreements are no answers."""
    return (*_settings(before, after), *_cities(before, after))


SETTINGS: tuple[tuple[str, Callable[[Problem], str]], ...] = (
    ("Weeks of the round", lambda one: _weeks(one.weeks)),
    ("Topics", lambda one: _list([topic.title for topic in one.topics])),
    ("Sessions in one exchange, at most", lambda one: str(one.sessions_per_exchange)),
    ("Of these, presented by visitors, at most", lambda one: str(one.guest_sessions)),
    ("Exchanges in the whole round, at most", lambda one: _limit(one.max_exchanges, "")),
    (AIMS, lambda one: _list([wording.objective_title(aim) for aim in one.objectives])),
)
FIGURES: tuple[tuple[str, Callable[[City], str]], ...] = (
    ("Exchanges that it hosts, at most", lambda city: str(city.hosting.exchanges)),
    ("Cities that it has room for", lambda city: str(city.hosting.cities)),
    ("People that it has room for", lambda city: str(city.hosting.people)),
    ("When it can host", lambda city: _weeks(city.hosting.weeks)),
    ("Trips, at most", lambda city: str(city.visiting.trips)),
    ("People who travel", lambda city: str(city.visiting.people)),
    ("When it can travel", lambda city: _weeks(city.visiting.weeks)),
    ("How far it travels", lambda city: _limit(city.visiting.max_km, " km")),
    ("Languages", lambda city: _list(city.languages)),
    ("Place", lambda city: "{}, {}".format(*city.location) if city.location else NONE),
)


def _settings(before: Problem, after: Problem) -> Iterator[Change]:
    for what, told in SETTINGS:
        if told(before) != told(after):
            yield Change(None, "Settings", what, told(before), told(after))


def _cities(before: Problem, after: Problem) -> Iterator[Change]:
    old, new = ({city.id: city for city in one.cities} for one in (before, after))
    names = {city.id: city.name for city in (*before.cities, *after.cities)}
    titles = {topic.id: topic.title for topic in (*before.topics, *after.topics)}
    for city, name in sorted(names.items(), key=lambda pair: pair[1].casefold()):
        if city not in new:
            yield Change(city, name, "Its answers", "submitted", "not submitted (its sheet is open again)")
        elif city not in old:
            yield Change(city, name, "Its answers", "not submitted", "submitted")
        else:
            both = {one: names[one] for one in names if one in old and one in new}
            yield from _city(old[city], new[city], titles, both)


def _city(before: City, after: City, titles: dict[str, str], names: dict[str, str]) -> Iterator[Change]:
    for words, grid in (("Wants to learn about", "needs"), ("Can show", "offers")):
        old, new = getattr(before, grid), getattr(after, grid)
        for topic in dict.fromkeys((*old, *new)):
            if old.get(topic, 0) != new.get(topic, 0):
                what = f"{words} {titles.get(topic, topic)}"
                yield Change(after.id, after.name, what, str(old.get(topic, 0)), str(new.get(topic, 0)))
    for what, told in FIGURES:
        if told(before) != told(after):
            yield Change(after.id, after.name, what, told(before), told(after))
    for what, grid in (("Hosts that it prefers", "prefers"), ("Cities that it will not meet", "refuses")):
        # Whoever came or went has a line of its own.
        one, other = (
            _list([names[i] for i in getattr(city, grid) if i in names]) for city in (before, after)
        )
        if one != other:
            yield Change(after.id, after.name, what, one, other)


def _list(items: Sequence[str]) -> str:
    return ", ".join(items) if items else NONE


def _limit(figure: int | None, unit: str) -> str:
    return "no limit" if figure is None else f"{figure}{unit}"


def _weeks(weeks: Sequence[str]) -> str:
    """Say weeks by their days; weeks of one run by its ends."""
    if not weeks:
        return "in no week"
    if len(weeks) <= 2:
        return ", ".join(map(wording.said_week, weeks))
    return f"{len(weeks)} weeks: " + ", ".join(_short(week) for week in weeks)


def _short(week: str) -> str:
    return f"week {int(week[-2:])}" if week[-2:].isdigit() else week
