"""The statistics of each question."""

from decimal import Decimal

import pytest

from survey_app.rounds.model import RoundStatus
from survey_app.web.coordinator.blueprint import figure
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import ASKED, TARTU, answered, fill, the_round, within
from tests.web.site import Site


def table(page: Page, heading: str) -> list[str]:
    return within(page, f">{heading}</h2>").texts.get("tr", [])


def test_statistics_begin_with_the_first_page(site: Site, carla: Browser) -> None:
    the_round(site)
    carla.open("/rounds/1/statistics")
    assert carla.address == "/rounds/1/statistics/city"
    assert carla.page.texts["h2"] == ["No city has submitted yet"]


@pytest.mark.parametrize("part", ["statistics/city", "profiles"])
@pytest.mark.parametrize(
    ("status", "title", "button"),
    [
        (RoundStatus.DRAFT, "The round is not open yet", "Go to the round"),
        (RoundStatus.CLOSED, "No city has submitted", "Go to the round"),
        (RoundStatus.OPEN, "No city has submitted yet", "Go to the links"),
    ],
)
def test_before_anything_is_said_the_next_step_is_told(
    site: Site, carla: Browser, part: str, status: RoundStatus, title: str, button: str
) -> None:
    site.ask(ASKED, status=status)
    page = carla.open(f"/rounds/1/{part}").page
    assert page.texts["h2"] == [title]
    assert button in [text for _, text in page.links]


def test_without_cities_the_way_leads_to_adding_them(site: Site, carla: Browser) -> None:
    carla.open("/rounds/new").press("Make the round", title="First")
    for part in ("statistics/city", "profiles"):
        page = carla.open(f"/rounds/1/{part}").page
        assert page.texts["h2"] == ["No cities yet"]
        assert ("/rounds/1/cities/add", "Add cities") in page.links


def test_figures_count_cities(site: Site, carla: Browser) -> None:
    answered(site)
    page = carla.open("/rounds/1/statistics/wishes").page
    assert table(page, "What do you want to learn?") == [
        "0 (nothing) 1 2 3 4 5 (all) Mean Median",
        "Trams 1 city: Trams 0 (nothing) 0 0 0 0 1 city: Trams 5 (all) 2.5 2.5",
        "Bicycle lanes 1 city: Bicycle lanes 0 (nothing) 0 0 0 1 city: Bicycle lanes 4 0 2 2",
        "Ferries 1 city: Ferries 0 (nothing) 0 0 1 city: Ferries 3 0 0 1.5 1.5",
    ]
    page = carla.open("/rounds/1/statistics/city").page
    assert table(page, "Is there a plan?") == ["Answer Cities", "Yes 1 city: Yes", "No 1 city: No"]
    assert table(page, "Since when?") == ["Answer Cities", "12 August 2019 1 city: 12 August 2019"]
    notes = [text for text in page.texts["p"] if " answered “" in text and text[0].isdigit()]
    assert notes == [
        "2 answered “How many people live there?” , 0 empty · mean 148,500, median 148,500",
        "2 answered “Is there a plan?” , 0 empty",
        "1 answered “What is it called?” , 0 empty, 1 not asked “What is it called?”",
        "1 answered “Since when?” , 1 empty “Since when?”",
    ]


def test_texts_stand_with_their_cities(site: Site, carla: Browser) -> None:
    answered(site)
    page = carla.open("/rounds/1/statistics/wishes").page
    assert "=We have no trams & <none> planned. Tartu" in page.texts["li"]
    assert ("/rounds/1/cities/tartu/#q.challenge", "Tartu") in page.links


def test_every_drawing_has_words_and_no_style_of_its_own(site: Site, carla: Browser) -> None:
    answered(site)
    html = carla.open("/rounds/1/statistics/city").page.html
    drawings = [part.partition("</svg>")[0] for part in html.split('<svg xmlns="http')[1:]]
    said = [drawing.partition("<desc ")[2].partition(">")[2].partition("<")[0] for drawing in drawings]
    assert said == [
        "Bars in people. Turku: 200,000; Tartu: 97,000",
        "Bars in cities. Yes: 1; No: 1",
        "Bars in cities. 12 August 2019: 1",
    ]
    assert "style=" not in html
    assert "<script>" not in html


def test_each_figure_leads_to_the_cities_and_to_their_answers(site: Site, carla: Browser) -> None:
    answered(site)
    links = carla.open("/rounds/1/statistics/wishes").page.links
    (href,) = [href for href, text in links if text == "1 city: Trams 5 (all)"]
    page = carla.open(href).page
    assert page.title == "What do you want to learn?"
    assert page.texts["h2"] == ["Trams: 5 (all)"]
    assert ("/rounds/1/cities/tartu/#q.learn.trams", "Tartu") in page.links
    links = carla.open("/rounds/1/statistics/city").page.links
    assert ("/rounds/1/cities/tartu/#q.size", "97,000 in Tartu") in links
    (href,) = [href for href, text in links if text == "1 not asked “What is it called?”"]
    page = carla.open(href).page
    assert (page.texts["h2"], page.title) == (["not asked"], "What is it called?")
    assert ("/rounds/1/cities/tartu/#q.plan_name", "Tartu") in page.links
    links = carla.open("/rounds/1/statistics/visits").page.links
    (href,) = [href for href, text in links if text == "1 city: Week 11: 15–19 March 2027 If needed"]
    assert ("/rounds/1/cities/tartu/#q.host_weeks.2027-W11", "Tartu") in carla.open(href).page.links


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "wishes/size",
        "city/plan?key=maybe",
        "city/plan?row=x&key=yes",
        "wishes/learn?key=5",
        "city/x",
        "city/plan?who=nobody",
        "city/plan?who=unasked",
    ],
)
def test_what_is_not_counted_is_not_there(site: Site, carla: Browser, path: str) -> None:
    answered(site)
    assert carla.open(f"/rounds/1/statistics/{path}").status == 404


def test_drafts_count_when_they_are_asked_for(site: Site, carla: Browser) -> None:
    tartu, turku, _ = the_round(site, "tartu", "turku", "ghent")
    fill(site, tartu, TARTU)
    fill(site, turku, {"plan": True}, submit=False)
    page = carla.open("/rounds/1/statistics/city").page
    assert table(page, "Is there a plan?") == ["Answer Cities", "Yes 0", "No 1 city: No"]
    (href,) = [href for href, text in page.links if text == "Count drafts too"]
    page = carla.open(href).page
    assert table(page, "Is there a plan?") == ["Answer Cities", "Yes 1 city: Yes", "No 1 city: No"]
    assert [text.split(" Count")[0] for text in page.texts["p"] if text.startswith("From")] == [
        "From the answers of 2 cities. 1 city has not submitted and is left out. 1 of them not submitted yet."
    ]
    (href,) = [href for href, text in page.links if text == "1 city: Yes"]
    assert ("/rounds/1/cities/turku/#q.plan", "Turku") in carla.open(href).page.links


@pytest.mark.parametrize(
    ("number", "words"),
    [("0", "0"), ("100", "100"), ("1250.50", "1,250.5"), ("3.335", "3.34"), ("0.001", "0")],
)
def test_figures_are_written_shortly(number: str, words: str) -> None:
    assert figure(Decimal(number)) == words
