"""The shipped questionnaire and rounds, read once."""

from datetime import date
from pathlib import Path

import pytest

from survey_app.demonstration.model import RoundFile
from survey_app.demonstration.reader import CheckedSheet, checked_answers, read_round_file
from survey_app.places import QUESTIONNAIRES
from survey_app.profiles.building import build_profile, topics_of
from survey_app.programmes.from_profiles import problem_from_profiles
from survey_app.programmes.model import Problem
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import City

TODAY = date(2027, 1, 15)
ROUNDS = QUESTIONNAIRES / "rounds"


def source(path: Path) -> bytes:
    """Return a shipped file's bytes."""
    return path.read_bytes()


@pytest.fixture(scope="session")
def city_needs() -> bytes:
    return source(QUESTIONNAIRES / "city-needs.yaml")


@pytest.fixture(scope="session")
def compiled(city_needs: bytes) -> Compiled:
    return served(city_needs, ("2027-W10", "2027-W11"))


@pytest.fixture(scope="session")
def build_round() -> RoundFile:
    return read_round_file(source(ROUNDS / "build.yaml"))


@pytest.fixture(scope="session")
def build_sheets(city_needs: bytes) -> tuple[CheckedSheet, ...]:
    return checked_answers(source(ROUNDS / "build.yaml"), city_needs, TODAY)


@pytest.fixture(scope="session")
def network_round() -> RoundFile:
    return read_round_file(source(ROUNDS / "network.yaml"))


@pytest.fixture(scope="session")
def network_sheets(city_needs: bytes) -> tuple[CheckedSheet, ...]:
    return checked_answers(source(ROUNDS / "network.yaml"), city_needs, TODAY)


@pytest.fixture(scope="session")
def build_problem(
    build_round: RoundFile, build_sheets: tuple[CheckedSheet, ...], city_needs: bytes
) -> Problem:
    compiled = served(city_needs, build_round.frame().weeks)
    profiles = [
        build_profile(
            compiled,
            City(number, 1, sheet.city.slug, sheet.city.name, sheet.city.country, sheet.city.location),
            sheet.values,
            TODAY,
        )
        for number, sheet in enumerate(build_sheets, 1)
    ]
    return problem_from_profiles(build_round.frame(), topics_of(compiled), profiles)
