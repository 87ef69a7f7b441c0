"""From profiles to the problem of a round: its frame, and nothing that a city did not say."""

from typing import Any

import pytest

from survey_app.profiles.building import topics_of
from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.programmes.from_profiles import problem_from_profiles
from survey_app.programmes.model import City, Hosting, Problem, Topic, Visiting
from survey_app.rounds.model import ProgrammeFrame

from .asking import COMPILED, FULL, TARTU, WEEKS, profile

FRAME = ProgrammeFrame(WEEKS[:2], 4, 1, 7, ("served", "travel"))


def one(answers: dict[str, Any]) -> City:
    (city,) = problem_from_profiles(FRAME, (), [profile(answers)]).cities
    return city


def test_a_whole_problem() -> None:
    problem = problem_from_profiles(FRAME, topics_of(COMPILED), [profile(FULL), profile({}, TARTU)])
    assert problem == Problem(
        topics=(Topic("dialogue", "Dialogue"), Topic("surveys", "Surveys"), Topic("planning", "Planning")),
        weeks=("2027-W10", "2027-W11"),
        sessions_per_exchange=4,
        guest_sessions=1,
        max_exchanges=7,
        cities=(
            City(
                id="turku",
                name="Turku",
                country="FI",
                location=(60.45, 22.27),
                languages=("en", "fi"),
                needs={"dialogue": 4},
                offers={"surveys": 5},
                hosting=Hosting(1, 3, 12, ("2027-W10",)),
                visiting=Visiting(2, 3, ("2027-W11",), 0),
                prefers=("tartu",),  # Riga has not answered
                refuses=(),
            ),
            City(
                id="tartu",
                name="Tartu",
                country="EE",
                location=None,
                languages=(),
                needs={},
                offers={},
                hosting=Hosting(0, 0, 1, ()),
                visiting=Visiting(0, 1, (), None),
            ),
        ),
        objectives=("served", "travel"),
    )


def test_the_problem_can_be_written_and_read_again() -> None:
    problem = problem_from_profiles(FRAME, topics_of(COMPILED), [profile(FULL), profile({}, TARTU)])
    assert read_problem(problem_to_json(problem)) == problem


def test_a_city_neither_prefers_nor_refuses_itself() -> None:
    city = one(FULL | {"like": ["turku"], "shun": ["turku"]})
    assert (city.prefers, city.refuses) == ((), ())


@pytest.mark.parametrize(
    ("answers", "hosting"),
    [
        ({"guests": None}, Hosting(0, 3, 1, ("2027-W10",))),
        ({"guests": 0}, Hosting(0, 3, 1, ("2027-W10",))),
        ({"cities": None}, Hosting(1, 0, 12, ("2027-W10",))),
        ({"times": 0}, Hosting(0, 3, 12, ("2027-W10",))),
        ({"host_weeks": None}, Hosting(1, 3, 12, ())),
    ],
)
def test_who_says_nothing_or_none_hosts_nobody(answers: dict[str, Any], hosting: Hosting) -> None:
    assert one(FULL | answers).hosting == hosting


@pytest.mark.parametrize(
    ("answers", "visiting"),
    [
        ({"people": None}, Visiting(2, 1, ("2027-W11",), 0)),
        ({"people": 0}, Visiting(0, 1, ("2027-W11",), 0)),
        ({"trips": None}, Visiting(0, 3, ("2027-W11",), 0)),
        ({"km": None}, Visiting(2, 3, ("2027-W11",), None)),
    ],
)
def test_who_says_nothing_or_none_stays_at_home(answers: dict[str, Any], visiting: Visiting) -> None:
    assert one(FULL | answers).visiting == visiting
