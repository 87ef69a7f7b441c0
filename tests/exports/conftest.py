"""A small network with a proposal that has every kind of line, and the real programs that open our files."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.model import (
    City,
    CityResult,
    Exchange,
    Hosting,
    ObjectiveResult,
    Problem,
    Proposal,
    Session,
    Topic,
    Unmet,
    Visiting,
)


def program(name: str) -> str:
    """Find a program; without it fail where programs are required, and skip elsewhere."""
    found = shutil.which(name)
    if found is None and os.environ.get("REQUIRE_PROGRAMS") == "1":
        pytest.fail(f"{name} is not installed")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


Convert = Callable[..., Path]


@pytest.fixture(scope="session")
def nasty() -> tuple[str, ...]:
    """Give texts that some format or program would run, style or hide."""
    return (
        "=1+1",
        "@SUM(1)",
        "{{7*7}}",
        "<script>alert(1)</script>",
        "#import",
        "*bold*",
        "\u202eright to left",
        "😀 smile",
        "<r>rich</r>",
        "$x^2$ `code` \\n // note",
    )


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert files with LibreOffice under a profile of its own; gives the folder of the results."""
    command, profile = program("soffice"), tmp_path_factory.mktemp("profile")

    def convert(target: str, files: list[Path], *options: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        run = [command, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
        run += [*options, "--convert-to", target, "--outdir", str(folder), *map(str, files)]
        subprocess.run(run, check=True, capture_output=True, timeout=120)
        return folder

    return convert


@pytest.fixture(scope="session")
def pdftotext() -> Callable[[Path], str]:
    """Give the text of a PDF in reading order."""
    command = program("pdftotext")

    def text(path: Path) -> str:
        run = [command, "-raw", "-enc", "UTF-8", str(path), "-"]
        return subprocess.run(run, check=True, capture_output=True, text=True).stdout

    return text


@pytest.fixture(scope="session")
def pdfinfo() -> Callable[[Path], dict[str, str]]:
    """Give what pdfinfo says of a PDF."""
    command = program("pdfinfo")

    def facts(path: Path) -> dict[str, str]:
        lines = subprocess.run([command, str(path)], check=True, capture_output=True, text=True).stdout
        return {key: value.strip() for key, _, value in (line.partition(":") for line in lines.splitlines())}

    return facts


def city(identifier: str, name: str, needs: dict[str, int], offers: dict[str, int], **more: object) -> City:
    """Make a city that hosts once and travels twice with three people."""
    fields: dict[str, object] = {
        "country": "FI", "location": None, "languages": ("en",),
        "hosting": Hosting(1, 3, 12, ("2027-W10", "2027-W13")),
        "visiting": Visiting(2, 3, ("2027-W10", "2027-W13"), None),
    }  # fmt: skip
    return City(id=identifier, name=name, needs=needs, offers=offers, **{**fields, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def problem() -> Problem:
    """Give three cities, one of which only learns a little and one nothing."""
    topics = (
        Topic("involve", "Citizen involvement"),
        Topic("dialogue", "Competitive dialogue"),
        Topic("risk", "Risk assessment"),
        Topic("data", "Open data"),
    )
    turku = city(
        "turku", "Turku", {"dialogue": 4}, {"involve": 5}, location=(60.4518, 22.2666), prefers=("tartu",)
    )
    tartu = city(
        "tartu", "Tartu", {"involve": 4, "risk": 5}, {"dialogue": 3}, country="EE", prefers=("turku",)
    )
    rotterdam = city("rotterdam", "Rotterdam", {"involve": 1, "dialogue": 2}, {"risk": 5}, country="NL")
    ghent = city("ghent", "Ghent", {"data": 3}, {"dialogue": 2}, country="BE")
    return Problem(topics, ("2027-W10", "2027-W13"), 6, 2, None, (turku, tartu, rotterdam, ghent))


@pytest.fixture(scope="session")
def proposal() -> Proposal:
    """Give one exchange of two sessions with its results."""
    exchange = Exchange(
        "turku",
        "2027-W13",
        ("rotterdam", "tartu"),
        (
            Session("involve", "turku", {"rotterdam": 5, "tartu": 20}),
            Session("dialogue", "tartu", {"turku": 12, "rotterdam": 6}),
        ),
    )
    cities = {
        "turku": CityResult(12, 12, ()),
        "tartu": CityResult(
            20, 45, (Unmet("risk", "no-common-week", ("rotterdam",), "Rotterdam hosts in 2027-W10."),)
        ),
        "rotterdam": CityResult(11, 11, ()),
        "ghent": CityResult(0, 0, (Unmet("data", "nobody-offers", ()),)),
    }
    objectives = (
        ObjectiveResult("served", 3, 3, 3),
        ObjectiveResult("fairness", 444, 444, 444),
        ObjectiveResult("learning", 2_444_435, 2_500_000, 2_444_435),
        ObjectiveResult("travel", 1500, 1500, 1500),
    )
    return Proposal("feasible", (exchange,), cities, objectives, (), 1, 0.4)


@pytest.fixture(scope="session")
def words() -> ProgrammeWords:
    """Give the words around the programme."""
    return ProgrammeWords(
        round_title="Spring round 2027",
        network_name="Procurement network",
        made_on=date(2026, 11, 23),
        notes=("Needs and offers are our reading of the facts.",),
        contacts={"turku": "Aino Virtanen, aino@turku.example"},
        practices={
            ("turku", "involve"): "A citizens' jury of 40 people wrote the tender for the new library."
        },
    )
