"""What keeps a round from having a programme proposed: each obstacle with its remedy. Plain data."""

from collections.abc import Iterator

from survey_app.programmes.model import Problem


def obstacles(problem: Problem, waiting: int) -> list[tuple[str, str]]:
    """Return (what is missing, what to do) pairs, the first to mend first; nothing when all is there."""
    return list(_of_round(problem, waiting)) or list(_of_answers(problem))


def _of_round(problem: Problem, waiting: int) -> Iterator[tuple[str, str]]:
    if not problem.topics:
        yield (
            "The questionnaire asks for no needs and offers.",
            "Choose one with a grid of needs and a grid of offers in the settings of a new round.",
        )
    if not problem.weeks:
        yield "The round has no weeks.", "Set the first and the last week in the settings."
    if len(problem.cities) < 2:
        have = "No city has submitted yet." if not problem.cities else "Only one city has submitted yet."
        remedy = "An exchange needs at least two cities. "
        remedy += (
            f"{waiting} more can still submit: send them their links again."
            if waiting
            else "Add more cities to the round."
        )
        yield have, remedy


def _of_answers(problem: Problem) -> Iterator[tuple[str, str]]:
    cities = problem.cities
    ask = "Look at the profiles, and ask the cities about it."
    if not any(value > 0 for city in cities for value in city.offers.values()):
        yield "No city offers anything.", ask
    if not any(value > 0 for city in cities for value in city.needs.values()):
        yield "No city wants to learn anything.", ask
    if not any(city.hosting.exchanges and city.hosting.cities and city.hosting.weeks for city in cities):
        yield "No city can host in the weeks of the round.", f"{ask} Or choose other weeks in the settings."
    if not any(city.visiting.trips and city.visiting.weeks for city in cities):
        yield "No city can travel in the weeks of the round.", f"{ask} Or choose other weeks in the settings."
