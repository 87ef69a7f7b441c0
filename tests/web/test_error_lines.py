"""What a summary says about a grid, and how a grid looks in which two colleagues' rows met."""

import pytest

from survey_app.web.forms.faults import sentence
from tests.web.site import City, Site
from tests.web.test_respondent_road import begun

GRID = """
name: grid
version: "1"
title: Grid
language: en
purpose: Planning
retention: 2 years
lists:
  topics:
    - {name: trams, label: Trams}
    - {name: buses, label: Buses}
    - {name: bikes, label: Bikes}
    - {name: feet, label: Walking}
pages:
  - name: all
    label: All
    questions:
      - {name: learn, type: rating_grid, rows: topics, scale: {from: 0, to: 5}, required: true,
         label: How much would you gain from …}
"""
PAGE = "Save and continue"


@pytest.fixture
def city(site: Site) -> City:
    (city,) = site.ask(GRID)
    return city


def test_few_rows_are_named_and_many_are_counted(site: Site, city: City) -> None:
    browser = begun(site, city).press(PAGE)
    assert browser.page.errors == [
        ("#q.learn.trams", "How much would you gain from … Rows that still need an answer: 4.")
    ]
    browser.press(PAGE, **{"learn.trams": "0", "learn.buses": "1"})
    assert browser.page.errors == [
        ("#q.learn.bikes", "How much would you gain from … Bikes: Choose a figure in this row."),
        ("#q.learn.feet", "How much would you gain from … Walking: Choose a figure in this row."),
    ]


def test_the_review_says_how_many_rows_lack_an_answer_and_leads_there_and_back(
    site: Site, city: City
) -> None:
    browser = begun(site, city).open(f"{city.sheet}review")
    assert browser.page.errors == [
        ("#r.learn", "How much would you gain from … Rows that still need an answer: 4.")
    ]
    (change,) = [href for href, text in browser.page.links if text.startswith("Change")]
    browser.open(change.partition("#")[0])
    rows = {"learn.trams": "0", "learn.buses": "1", "learn.bikes": "2", "learn.feet": "3"}
    browser.press("Save and return to the review", **rows)
    assert (browser.address, browser.page.errors) == (f"{city.sheet}review", [])


@pytest.mark.parametrize(("side", "trams"), [("mine", 2), ("theirs", 1)])
def test_only_the_rows_that_met_are_chosen_between(site: Site, city: City, side: str, trams: int) -> None:
    mari, kati = (begun(site, city, name) for name in ("Mari", "Kati"))
    for browser in (mari, kati):
        browser.open(f"{city.sheet}page/all")
    mari.press("Save and finish later", **{"learn.trams": "1", "learn.buses": "1"})
    kati.press(PAGE, **{"learn.trams": "2", "learn.bikes": "2"})
    assert (kati.status, site.values(city)) == (409, {"learn": {"trams": 1, "buses": 1, "bikes": 2}})
    assert "Keep theirs Trams: 1 Use mine Trams: 2 Yours" in kati.page.text
    kati.press("Save and finish later", **{"choose.learn": side})
    assert site.values(city) == {"learn": {"trams": trams, "buses": 1, "bikes": 2}}


@pytest.mark.parametrize(
    ("label", "whole"),
    [("Which?", "Which? Write."), ("About …", "About … Write."), ("Name", "Name: Write.")],
)
def test_a_message_follows_the_words_of_its_question(label: str, whole: str) -> None:
    assert sentence(label, "Write.") == whole
