"""A sheet in several languages: the first guess, the switch, and everything that is said in between."""

import re

import pytest

from survey_app.storage import respondents
from tests.web.browser import Browser
from tests.web.site import City, Site

ASKED = """
name: short
version: "1"
title: What do you buy?
language: en
purpose: Planning
retention: 2 years
lists:
  ways: [{name: visit, label: A visit}, {name: talk, label: A talk}]
pages:
  - name: city
    label: Your city
    questions:
      - {name: buyers, type: integer, label: How many buyers?, required: true,
         constraint: ". <= 5000", constraint_message: At most 5000.}
      - {name: way, type: select_one, choices: ways, other: true, label: Which way?}
      - {name: plan, type: yes_no, label: "Is there a plan for ${buyers} buyers?"}
      - {name: day, type: date, label: Which day?}
      - {name: hosts, type: availability, label: Which weeks?}
"""
FINNISH = """
language: fi
title: Mitä ostatte?
purpose: Suunnittelu
retention: 2 vuotta
lists:
  ways: {visit: Vierailu, talk: Keskustelu}
pages:
  city: {label: Kaupunkinne}
questions:
  buyers: {label: Montako ostajaa?, constraint_message: Enintään 5000.}
  way: {label: Millä tavalla?}
  plan: {label: "Onko suunnitelma ${buyers} ostajalle?"}
  day: {label: Minä päivänä?}
  hosts: {label: Millä viikoilla?}
"""
ARABIC = "language: ar\ntitle: ماذا تشترون؟\n"
TONGUES = {"fi": FINNISH}
WEEKS = ("2027-W10", "2027-W13")


def reading(site: Site, city: City, languages: str = "") -> Browser:
    """Open a city's link in a browser that likes these languages."""
    browser = site.browser()
    if languages:
        browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = languages
    return browser.open(city.link)


def spoken(browser: Browser) -> tuple[str, str]:
    """Return the language and the direction that the page says it has."""
    found = re.search(r'<html[^>]* lang="([^"]*)" dir="([^"]*)"', browser.page.html)
    assert found
    return found[1], found[2]


def test_the_whole_road_in_finnish_gives_the_same_answers(site: Site) -> None:
    (city,) = site.ask(ASKED, translations=TONGUES, weeks=WEEKS)
    browser = reading(site, city, "fi-FI, en;q=0.5")
    assert (spoken(browser), browser.page.title) == (("fi", "ltr"), "Mitä ostatte?")
    assert "Jotta kolleganne näkevät, kuka vastasi mihinkin." in browser.page.text
    browser.press("Aloita", name="Mari").press("Tallenna ja jatka", buyers="tusina", way="other", plan="no")
    assert browser.page.errors == [
        ("#q.buyers", "Montako ostajaa? Kirjoittakaa kokonaisluku numeroin, esimerkiksi 12."),
        ("#q.way.other", "Millä tavalla? Kertokaa, mitä ”muu” on."),
    ]
    assert "Onko suunnitelma … ostajalle?" in browser.page.text
    assert "8.–12. maaliskuuta 2027" in browser.page.text
    assert "29. maaliskuuta 2027 – 2. huhtikuuta 2027" in browser.page.text
    browser.press("Tallenna ja jatka", buyers="6000")
    assert ("#q.buyers", "Montako ostajaa? Enintään 5000.") in browser.page.errors
    day = {"day.day": "8", "day.month": "3", "day.year": "2027"}
    browser.press("Tallenna ja jatka", buyers="12", way="visit", **{"hosts.2027-W10": "if-needed"}, **day)
    assert browser.page.title == "Kaupunkinne vastaukset"
    for told in ("Vierailu", "8. maaliskuuta 2027", "Tarvittaessa", "Onko suunnitelma 12 ostajalle? Ei"):
        assert told in browser.page.text
    assert site.values(city) == {
        "buyers": 12, "way": {"chosen": "visit"}, "plan": False, "day": "2027-03-08",
        "hosts": {"2027-W10": "if-needed"},
    }  # fmt: skip
    browser.press("Lähetä: Turku", name="Mari")
    assert (browser.page.title, spoken(browser)) == ("Kiitos, Turku", ("fi", "ltr"))


def test_what_is_typed_is_kept_when_the_language_changes_and_the_choice_with_the_device(site: Site) -> None:
    (city,) = site.ask(ASKED, translations=TONGUES, weeks=WEEKS)
    browser = reading(site, city, "en").press("Start", name="Mari")
    browser.press("Suomi", buyers="a dozen", way="talk")
    assert (browser.status, spoken(browser)[0]) == (422, "fi")
    assert ("q.buyers", "a dozen") in [pair for form in browser.page.forms for pair in form.fields]
    assert site.values(city) == {"way": {"chosen": "talk"}}
    browser.press("English", buyers="3")
    assert (browser.status, spoken(browser)[0], browser.page.title) == (200, "en", "Your city")
    browser.press("Suomi").open(city.link)
    assert spoken(browser)[0] == "fi"
    with site.database.begin() as session:
        (colleague,) = respondents.contributors(session, city.invitation)
    assert (colleague.name, colleague.language) == ("Mari", "fi")
    browser.open(f"{city.sheet}page/nowhere")
    assert (browser.status, browser.page.title) == (404, "Tässä osoitteessa ei ole mitään")
    browser.open("/city/nobody")
    assert spoken(browser) == ("fi", "ltr")


@pytest.mark.parametrize(
    ("rule", "finnish", "offered"),
    [
        ("", FINNISH.replace("title: Mitä ostatte?\n", ""), False),
        (
            "",
            FINNISH.replace("title: Mitä ostatte?", "title: {text: Mitä ostatte?, source: abcdefgh}"),
            False,
        ),
        ("", FINNISH.replace("${buyers} ostajalle", "ostajalle"), False),
        ("languages: {fi: partial}", FINNISH.replace("title: Mitä ostatte?\n", ""), True),
        ("languages: {fi: withheld}", FINNISH, False),
        ("languages: {fi: complete}", FINNISH, True),
    ],
)
def test_a_language_is_offered_when_it_is_complete_or_need_not_be(
    site: Site, rule: str, finnish: str, offered: bool
) -> None:
    (city,) = site.ask(ASKED.replace("language: en", f"language: en\n{rule}"), translations={"fi": finnish})
    browser = reading(site, city, "fi")
    assert spoken(browser)[0] == ("fi" if offered else "en")
    assert ('class="tongues"' in browser.page.html) is offered
    part = "Osaa tämän kyselyn teksteistä ei ole vielä käännetty; ne näkyvät kielellä English."
    assert (part in browser.page.text) is (rule == "languages: {fi: partial}")


def test_a_language_written_from_the_right_is(site: Site) -> None:
    source = ASKED.replace("language: en", "language: en\nlanguages: {ar: partial}")
    (city,) = site.ask(source, translations={"ar": ARABIC})
    browser = reading(site, city, "ar")
    assert (spoken(browser), browser.page.title) == (("ar", "rtl"), "ماذا تشترون؟")
    assert "العربية" in browser.page.text


def test_without_translations_a_page_speaks_as_its_questionnaire_does(site: Site) -> None:
    (city,) = site.ask(ASKED.replace("language: en", "language: nl"))
    browser = reading(site, city, "fi, en")
    assert (spoken(browser)[0], 'class="tongues"' in browser.page.html) == ("nl", False)
    assert "Uw naam" in browser.page.text


def test_a_name_that_was_typed_comes_back_in_the_other_language(site: Site) -> None:
    (city,) = site.ask(ASKED, translations=TONGUES)
    anna = reading(site, city, "en").press("Suomi", name="Anna Ä")
    assert (spoken(anna)[0], anna.address) == ("fi", city.sheet)
    assert ("name", "Anna Ä") in [pair for form in anna.page.forms for pair in form.fields]
    anna.press("Aloita", name="Anna Ä").open(f"{city.sheet}review").press("English", name="Anna Ääri")
    assert (spoken(anna)[0], anna.address) == ("en", f"{city.sheet}review")
    assert ("name", "Anna Ääri") in [pair for form in anna.page.forms for pair in form.fields]
    anna.open(f"{city.sheet}review")
    assert ("name", "Anna Ä") in [pair for form in anna.page.forms for pair in form.fields]
