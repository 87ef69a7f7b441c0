"""Forms that another site sent, or that grew too old: refused with what was typed still on the page."""

from datetime import timedelta

import pytest
import time_machine
from werkzeug.datastructures import MultiDict

from tests.web.browser import Browser
from tests.web.site import City, Site
from tests.web.test_respondent_road import SHORT, begun

HOURS_LATER = timedelta(hours=13)


def spoilt(kind: str, site: Site, city: City, fields: "MultiDict[str, str]") -> "MultiDict[str, str]":
    """Return a form's fields without its token, or with a foreign or a senseless one."""
    changed = MultiDict([pair for pair in fields.items(multi=True) if pair[0] != "csrf_token"])
    if kind == "foreign":
        changed.add("csrf_token", dict(begun(site, city).page.form.fields)["csrf_token"])
    elif kind == "senseless":
        changed.add("csrf_token", "ImFiYyI.é.Zm9v\0")
    return changed


def typed(browser: Browser, **answers: str) -> "MultiDict[str, str]":
    """Return what the page's form would send with these answers."""
    return MultiDict(
        [pair for pair in browser.page.form.fields if pair[0] not in answers] + [*answers.items()]
    )


@pytest.mark.parametrize("kind", ["missing", "foreign", "senseless"])
def test_a_page_without_its_own_token_is_not_saved_and_keeps_what_was_typed(
    any_site: Site, kind: str
) -> None:
    (city,) = any_site.ask(SHORT)
    browser = begun(any_site, city)
    fields = typed(browser, **{"q.spokesperson": "Liisa & Co", "q.buyers": "a dozen"})
    browser.post(f"{city.sheet}page/city", spoilt(kind, any_site, city, fields))
    assert (browser.status, any_site.history(city)) == (400, [])
    assert "This page had been open for too long" in browser.page.errors[0][1] or browser.page.text
    shown = dict(browser.page.form.fields)
    assert (shown["q.spokesperson"], shown["q.buyers"]) == ("Liisa & Co", "a dozen")
    browser.press("Save and continue", buyers="12")
    assert any_site.values(city) == {"spokesperson": "Liisa & Co", "buyers": 12}


def test_a_page_left_open_overnight_keeps_what_was_typed(site: Site) -> None:
    (city,) = site.ask(SHORT)
    with time_machine.travel("2027-03-01T18:00:00+00:00") as clock:
        browser = begun(site, city)
        clock.shift(HOURS_LATER)
        browser.press("Save and continue", spokesperson="Liisa", buyers="2")
        assert (browser.status, site.history(city)) == (400, [])
        assert "press the button again" in browser.page.text
        browser.press("Save and continue")
    assert site.values(city) == {"spokesperson": "Liisa", "buyers": 2}


def test_a_page_that_met_a_colleague_while_it_was_too_old_still_meets_it(site: Site) -> None:
    (city,) = site.ask(SHORT)
    with time_machine.travel("2027-03-01T18:00:00+00:00") as clock:
        browser = begun(site, city)
        clock.shift(HOURS_LATER)
        begun(site, city, "Kati").press("Save and finish later", spokesperson="Kati’s")
        browser.press("Save and continue", spokesperson="Mari’s")
        browser.press("Save and continue")
    assert (browser.status, browser.page.errors[0][0]) == (409, "#choose.spokesperson")
    assert site.values(city) == {"spokesperson": "Kati’s"}


def test_the_names_on_the_start_and_review_pages_are_kept(site: Site) -> None:
    (city,) = site.ask(SHORT)
    with time_machine.travel("2027-03-01T18:00:00+00:00") as clock:
        browser = site.browser().open(city.link)
        clock.shift(HOURS_LATER)
        browser.press("Start", name="Mari")
        assert (browser.status, dict(browser.page.form.fields)["name"]) == (400, "Mari")
        browser.press("Start").press("Save and continue", spokesperson="Liisa", buyers="0")
        clock.shift(HOURS_LATER)
        browser.press("Submit for Turku", name="Mari Tamm")
        assert (browser.status, site.sheet(city).submitted_by) == (400, None)
        browser.press("Submit for Turku")
    assert site.sheet(city).submitted_by == "Mari Tamm"


def test_the_address_on_the_sign_in_page_is_kept(site: Site) -> None:
    site.account()
    with time_machine.travel("2027-03-01T18:00:00+00:00") as clock:
        browser = site.browser().open("/sign-in")
        clock.shift(HOURS_LATER)
        browser.press("Send me a link", email="ada@nine.example")
        assert (browser.status, site.letterbox.letters) == (400, [])
        browser.press("Send me a link")
        assert [letter.to for letter in site.letterbox.letters] == ["ada@nine.example"]
