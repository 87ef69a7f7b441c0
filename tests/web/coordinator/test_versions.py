"""Publishing another version of a questionnaire that has answers."""

import csv
import io
from datetime import UTC, datetime

import pytest

from survey_app.questionnaire.reader import read
from survey_app.storage import questionnaires
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import fill, within
from tests.web.site import City, Site

FIRST = """
name: mobility
version: "1"
title: How does your city move?
language: en
purpose: Planning
retention: 2 years
lists:
  modes:
    - {name: tram, label: Tram}
    - {name: bus, label: Bus}
pages:
  - name: city
    label: Your city
    questions:
      - {name: people, type: integer, label: How many people live there?}
      - {name: modes, type: select_multiple, choices: modes, label: Which of these run?}
      - {name: boss, type: text, label: Who is in charge?}
"""
SAFE = FIRST.replace('version: "1"', 'version: "2"').replace("name: boss,", "name: head, renamed_from: boss,")
BREAKING = SAFE.replace('version: "2"', 'version: "3"').replace(
    "name: bus, label: Bus", "name: ferry, label: Ferry"
)
ANSWERS = {"people": 97_000, "modes": ["tram", "bus"], "boss": "Mari"}


def stored(site: Site, text: str) -> str:
    """Store a version and return the key by which it is chosen."""
    reading = read(text.encode())
    assert reading.compiled is not None, reading.problems
    form = reading.compiled.questionnaire
    with site.database.begin(write=True) as session:
        number = questionnaires.store_version(session, form.name, form.version, text, datetime.now(UTC))
    return f"version:{number}"


@pytest.fixture
def cities(site: Site) -> list[City]:
    """Let Tartu answer and sign off, and Turku answer."""
    tartu, turku, oulu = site.ask(FIRST, "tartu", "turku", "oulu")
    fill(site, tartu, ANSWERS)
    fill(site, turku, ANSWERS, submit=False, by="Anna")
    return [tartu, turku, oulu]


def table(carla: Browser) -> list[list[str]]:
    """Return the answers as exported: city, people, and what follows."""
    rows = list(csv.reader(io.StringIO(carla.open("/rounds/1/downloads/answers.csv").reply.text)))
    return [[row[0], *row[6:]] for row in rows]


def test_a_harmless_version_is_published_and_drafts_move_on(
    site: Site, carla: Browser, cities: list[City]
) -> None:
    key = stored(site, SAFE)
    page = carla.open(f"/rounds/1/versions?choice={key}").page
    assert [text for text in page.texts["strong"] if text in ("harmless", "breaking")] == ["harmless"] * 2
    carla.press("Publish version 2")
    tartu, turku, _ = cities
    assert site.values(turku) == {"people": 97_000, "modes": ["tram", "bus"], "head": "Mari"}
    assert site.sheet(turku).answers["head"].author == "Anna"
    assert site.values(tartu) == ANSWERS
    assert site.history(turku)[-1].changes == {"boss": ("Mari", None), "head": (None, "Mari")}
    assert [row[-1] for row in table(carla)] == ["head", "Mari", "Mari", ""]
    assert "Tartu All answers show." in carla.open("/rounds/1/versions").page.texts["li"]


def test_a_version_that_costs_answers_is_refused_until_that_is_decided(
    site: Site, carla: Browser, cities: list[City]
) -> None:
    key = stored(site, BREAKING)
    carla.open(f"/rounds/1/versions?choice={key}").press("Publish version 3")
    assert carla.status == 422
    ((anchor, message),) = carla.page.errors
    assert message == ("The list “modes”: the entry “bus” is gone. Decide what becomes of the 2 answers.")
    assert site.values(cities[1]) == ANSWERS
    carla.press("Publish version 3", leave_out=[anchor.removeprefix("#leave.")])
    assert site.values(cities[1]) == {"people": 97_000, "modes": ["tram"], "head": "Mari"}
    assert site.history(cities[1])[-1].changes["modes"] == (["tram", "bus"], ["tram"])
    assert site.values(cities[0]) == ANSWERS
    kept = within(carla.open("/rounds/1/versions").page, 'aria-labelledby="kept"')
    assert kept.texts["li"] == ["Tartu modes: bus: The choice is no longer in the list."]


def test_a_decision_about_two_answers_is_none_about_three(
    site: Site, carla: Browser, cities: list[City]
) -> None:
    key = stored(site, BREAKING)
    carla.open(f"/rounds/1/versions?choice={key}").press("Publish version 3")
    decided = carla.page.errors[0][0].removeprefix("#leave.")
    fill(site, cities[2], {"modes": ["bus"]}, submit=False, by="Ulla")
    carla.press("Publish version 3", leave_out=[decided])
    assert carla.status == 422
    assert "3 answers" in carla.page.errors[0][1]


def test_a_sheet_that_is_opened_again_moves_on(site: Site, carla: Browser, cities: list[City]) -> None:
    carla.open(f"/rounds/1/versions?choice={stored(site, SAFE)}").press("Publish version 2")
    carla.open("/rounds/1/cities/tartu/reopen").press("Yes, open it again")
    assert site.values(cities[0]) == {"people": 97_000, "modes": ["tram", "bus"], "head": "Mari"}


def test_names_that_changed_twice_are_followed(site: Site, carla: Browser, cities: list[City]) -> None:
    twice = SAFE.replace('version: "2"', 'version: "4"').replace(
        "name: head, renamed_from: boss,", "name: mayor, renamed_from: head,"
    )
    for text, version in ((SAFE, "2"), (twice, "4")):
        carla.open(f"/rounds/1/versions?choice={stored(site, text)}").press(f"Publish version {version}")
    assert [row[-1] for row in table(carla)] == ["mayor", "Mari", "Mari", ""]


def test_what_is_typed_while_a_version_is_published_is_not_lost(
    site: Site, carla: Browser, cities: list[City]
) -> None:
    anna = site.browser().open(cities[1].link)
    anna.open(f"{cities[1].sheet}page/city")
    carla.open(f"/rounds/1/versions?choice={stored(site, SAFE)}").press("Publish version 2")
    anna.press("Save and continue", boss="Mari Maasikas")
    assert (anna.status, anna.page.title) == (409, "The questionnaire has changed")
    assert list(zip(anna.page.texts["dt"], anna.page.texts["dd"], strict=True)) == [("boss", "Mari Maasikas")]


def test_other_questionnaires_are_not_offered(site: Site, carla: Browser, cities: list[City]) -> None:
    stored(site, FIRST.replace("name: mobility", "name: other"))
    page: Page = carla.open("/rounds/1/versions").page
    assert page.texts["h2"] == ["Other versions"]
    assert within(page, 'aria-labelledby="others"').texts.get("a", []) == []
