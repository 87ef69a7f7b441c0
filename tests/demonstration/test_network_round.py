"""The round of 24 cities with invented answers."""

from pathlib import Path

from benchmarks.draw_network import network_file
from survey_app.demonstration.model import RoundFile
from survey_app.demonstration.reader import CheckedSheet
from survey_app.questionnaire.yaml_text import MAX_BYTES

from .conftest import ROUNDS

Sheets = tuple[CheckedSheet, ...]


def test_the_shipped_file_is_the_one_drawn() -> None:
    assert (ROUNDS / "network.yaml").read_text("utf-8") == network_file()


def test_the_file_leaves_room_below_the_limit() -> None:
    assert Path(ROUNDS / "network.yaml").stat().st_size * 2 < MAX_BYTES


def test_24_cities_of_21_countries_two_of_them_still_filling_in(network_round: RoundFile) -> None:
    cities = network_round.cities
    assert (len(cities), len({city.country for city in cities})) == (24, 21)
    assert [city.slug for city in cities if not city.submitted] == ["valencia", "kosice"]


def test_the_remark_says_that_all_is_invented(network_round: RoundFile) -> None:
    assert network_round.remark.startswith("All answers are invented.")


def test_how_far_the_drafts_are(network_sheets: Sheets) -> None:
    drafts = {sheet.city.slug: list(sheet.values) for sheet in network_sheets if not sheet.city.submitted}
    assert drafts["valencia"] == ["city", "inhabitants", "organisation", "procedures"]
    assert len(drafts["kosice"]) == 9


def test_cities_with_their_own_limits(network_sheets: Sheets) -> None:
    values = {sheet.city.slug: sheet.values for sheet in network_sheets}
    assert values["freiburg"]["can_host"] is False
    assert values["cork"]["can_travel"] is False
    assert [week for week, said in values["varna"]["travel_weeks"].items() if said != "no"] == [
        "2027-W15",
        "2027-W21",
    ]
    assert values["nantes"]["languages"] == ["fr"]
    assert [slug for slug, given in values.items() if len(given.get("languages", "xx")) == 1] == ["nantes"]


def test_texts_differ_from_city_to_city(network_sheets: Sheets) -> None:
    for name, count in (("challenge", 23), ("practice", 22)):
        texts = [sheet.values[name] for sheet in network_sheets if name in sheet.values]
        assert (len(texts), len(set(texts))) == (count, count)
