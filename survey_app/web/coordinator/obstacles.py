"""What keeps a round from having a programme, or a city out of it: each with its remedy. Plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey_app.programmes.drafting.pairs import WORDS, obstacles_between
from survey_app.programmes.model import City, Problem
from survey_app.programmes.network import Network
from survey_app.programmes.wording import counted, listed

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Lead:
    """Hold a link to where something can be mended: its words, its page, the city it is about."""

    words: str
    endpoint: str
    slug: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Hold one thing that is missing, what to do about it, and where."""

    what: str
    remedy: str
    leads: tuple[Lead, ...] = ()


SETTINGS = Lead("Open the settings", "settings")
WEEKS = Lead("Set the weeks", "settings", anchor="first_week")
CITIES = Lead("Go to the cities and their links", "home", anchor="cities")
ADD = Lead("Add cities", "add_cities")
PROFILES = Lead("See needs and offers", "profiles")


def obstacles(problem: Problem, waiting: int) -> list[Obstacle]:
    """Return what is missing for a proposal, the first to mend first; nothing when all is there."""
    return list(_of_round(problem, waiting)) or list(_of_answers(problem))


def _of_round(problem: Problem, waiting: int) -> Iterator[Obstacle]:
    if not problem.topics:
        yield Obstacle(
            "The questionnaire asks for no needs and offers.",
            "Choose one with a grid of needs and a grid of offers in the settings of a new round.",
            (Lead("Make a new round", "new_round"),),
        )
    if not problem.weeks:
        yield Obstacle(
            "The round has no weeks.", "Set the first and the last week in the settings.", (WEEKS,)
        )
    if len(problem.cities) >= 2:
        return
    have = "No city has submitted yet." if not problem.cities else "Only one city has submitted yet."
    if not problem.cities and not waiting:
        have = "No city takes part yet."
    elif len(problem.cities) == 1 and not waiting:
        have = "Only one city takes part."
    remedy = "An exchange needs at least two cities. "
    leads: tuple[Lead, ...] = (ADD,)
    if waiting:
        remedy += f"{waiting} more can still submit: send them their links again."
        leads = (CITIES, ADD) if len(problem.cities) + waiting < 2 else (CITIES,)
    else:
        remedy += "Add more cities to the round."
    yield Obstacle(have, remedy, leads)


def _of_answers(problem: Problem) -> Iterator[Obstacle]:
    cities = problem.cities
    ask = "Look at the profiles, and ask the cities about it."
    sheets = (PROFILES, *_sheets(cities))
    if not any(value > 0 for city in cities for value in city.offers.values()):
        yield Obstacle("No city offers anything.", ask, sheets)
    if not any(value > 0 for city in cities for value in city.needs.values()):
        yield Obstacle("No city wants to learn anything.", ask, sheets)
    if not any(city.hosting.exchanges and city.hosting.cities and city.hosting.weeks for city in cities):
        remedy = f"{ask} Or choose other weeks in the settings."
        yield Obstacle("No city can host in the weeks of the round.", remedy, (*_sheets(cities), WEEKS))
    if not any(city.visiting.trips and city.visiting.weeks for city in cities):
        remedy = f"{ask} Or choose other weeks in the settings."
        yield Obstacle("No city can travel in the weeks of the round.", remedy, (*_sheets(cities), WEEKS))


def _of_pairs(problem: Problem) -> Iterator[Obstacle]:
    """Say why no city can visit any other, the most frequent reason first."""
    found = obstacles_between(Network(problem))
    if not found:
        return
    pairs = [
        f"{counted(count, 'pair of host and visitor', 'pairs of host and visitor')}: "
        f"{WORDS[label]}. {REMEDIES[label]}"
        for label, count in found.items()
    ]
    what = "No two cities can meet in any week." if "week" in found else "No city can visit any other."
    weeks = (WEEKS,) if "week" in found else ()
    pairs.append("A programme would hold no exchange.")
    yield Obstacle(what, " ".join(pairs), (PROFILES, *weeks, *_sheets(problem.cities)))


REMEDIES = {
    "hosts": "Ask those who can show something whether they can host.",
    "travels": "Ask the cities whether they can travel.",
    "refusal": "Ask both cities again.",
    "language": "Ask the cities for more languages, such as one that they can work in with an interpreter.",
    "distance": "Ask the cities whether they would travel further.",
    "learns": "Ask the cities for more offers, or invite cities that can show what is wanted.",
    "week": "Ask the cities for more weeks, or widen the round’s weeks.",
}


def notices(problem: Problem) -> list[Obstacle]:
    """Return what leaves cities out without keeping anybody from asking for a proposal."""
    return [*_of_pairs(problem), *_silent(problem), *_unanswered(problem), *_without_place(problem)]


def _silent(problem: Problem) -> Iterator[Obstacle]:
    silent = [city for city in problem.cities if not any((*city.needs.values(), *city.offers.values()))]
    if silent:
        who, one = _named(silent), len(silent) == 1
        yield Obstacle(
            f"{who} {'has' if one else 'have'} said neither what {'it wants' if one else 'they want'} to "
            f"learn nor what {'it' if one else 'they'} can show.",
            "No exchange can be found for such a city. Open its sheet again and ask for these answers.",
            _sheets(silent),
        )


def _unanswered(problem: Problem) -> Iterator[Obstacle]:
    ideals = Network(problem).ideals
    alone = [city for city in problem.cities if any(city.needs.values()) and not ideals[city.id]]
    if alone:
        yield Obstacle(
            f"Nobody offers what {_named(alone)} {'seeks' if len(alone) == 1 else 'seek'}.",
            "Ask the other cities whether they can show it, or invite a city that can.",
            (PROFILES,),
        )


def _without_place(problem: Problem) -> Iterator[Obstacle]:
    lost = [city for city in problem.cities if city.location is None]
    if lost:
        yield Obstacle(
            f"Where {_named(lost)} {'lies' if len(lost) == 1 else 'lie'} is not known.",
            "Journeys count as 0 km there, and the map leaves such a city out. Write down its place.",
            tuple(Lead(f"Place of {city.name}", "edit_city", city.id) for city in lost[:MOST_NAMES]),
        )


def _named(cities: Iterable[City]) -> str:
    names = [city.name for city in cities]
    some = names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], "others"]
    return listed(some)


def _sheets(cities: Iterable[City]) -> tuple[Lead, ...]:
    return tuple(Lead(f"Answers of {city.name}", "sheet", city.id) for city in [*cities][:MOST_NAMES])
