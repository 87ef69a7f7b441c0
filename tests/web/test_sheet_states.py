"""What a sheet goes through: several devices, signing off, reopening, closed rounds, renewed links."""

from datetime import UTC, datetime

import pytest

from survey_app.rounds.model import RoundStatus
from survey_app.storage import invitations, sheets
from tests.web.site import Site
from tests.web.test_respondent_road import SHORT, begun


def test_work_goes_on_on_another_device(site: Site) -> None:
    (city,) = site.ask(SHORT)
    begun(site, city).press("Save and finish later", spokesperson="Liisa")
    phone = site.browser().open(city.link)
    assert "1 of 3 questions answered" in phone.page.text
    phone.press("Continue", name="")
    assert ("q.spokesperson", "Liisa") in phone.page.form.fields
    phone.press("Save and finish later", buyers="2")
    first, second = [change.author for change in site.history(city)]
    assert (first, second[:13], len(second)) == ("Mari", "A colleague (", 18)


def test_a_submitted_sheet_is_shut_until_it_is_reopened(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city).press("Save and continue", spokesperson="Liisa", buyers="0")
    early = begun(site, city, "Kati").open(f"{city.sheet}page/city")
    browser.press("Submit for Turku", name="Mari")
    for path in ("", "page/city", "receipt"):
        assert browser.open(f"{city.sheet}{path}").page.title == "Thank you, Turku"
    review = browser.open(f"{city.sheet}review").page
    assert (review.title, [form.action for form in review.forms]) == (
        "Your city’s answers",
        [f"{city.sheet}leave"],
    )
    early.press("Save and continue", spokesperson="Kati’s long text", buyers="7")
    assert (early.status, site.values(city)["spokesperson"]) == (409, "Liisa")
    assert "Nothing of this page was saved" in early.page.text
    assert ("q.spokesperson", "Kati’s long text") in early.page.form.fields
    assert [button[0] for button in early.page.form.buttons] == []
    with site.database.begin(write=True) as session:
        sheets.reopen_sheet(session, site.sheet(city), author="Ada", now=datetime.now(UTC))
    browser.open(city.link)
    assert browser.page.title == "What does your city buy?"
    browser.press("Continue", name="Mari").press("Submit for Turku", name="Mari")
    kinds = [change.kind.value for change in site.history(city)]
    assert kinds == ["save", "submit", "reopen", "submit"]


@pytest.mark.parametrize(
    ("status", "told"),
    [(RoundStatus.DRAFT, "This round is not open yet."), (RoundStatus.CLOSED, "This round is closed.")],
)
def test_a_round_that_is_not_open_takes_no_answers_and_says_so(
    site: Site, status: RoundStatus, told: str
) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    site.set_status(city, status)
    browser.press("Save and continue", spokesperson="Liisa")
    assert (browser.status, site.history(city)) == (409, [])
    assert ("q.spokesperson", "Liisa") in browser.page.form.fields
    for path in ("", "page/city", "receipt"):
        assert told in browser.open(f"{city.sheet}{path}").page.text
        assert [form.action for form in browser.page.forms] == [f"{city.sheet}leave"]


def test_leaving_ends_the_device_on_the_server_and_the_link_opens_it_again(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    stolen = browser.cookie()
    assert site.browser().take(stolen).open(city.sheet).status == 200
    browser.press("Close the sheet on this device")
    assert browser.page.title == "You have left"
    assert browser.open(city.sheet).status == 404
    thief = site.browser().take(stolen)
    assert thief.open(city.sheet).status == 404
    assert thief.open(city.link).page.title == "What does your city buy?"  # the link gives a fresh key
    assert browser.open(city.link).page.title == "What does your city buy?"


def test_a_device_that_gave_no_name_yet_can_leave_too(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = site.browser().open(city.link)
    stolen = browser.cookie()
    browser.press("Close the sheet on this device")
    thief = site.browser().take(stolen)
    assert thief.open(city.sheet).status == 404


def test_a_revoked_or_renewed_link_shuts_out_devices_that_came_by_the_old_one(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    with site.database.begin(write=True) as session:
        invitations.renew_link(session, city.invitation, "another nonce")
    assert browser.press("Save and continue", spokesperson="Liisa").status == 404
    assert browser.open(city.link).status == 404
    assert site.history(city) == []


def test_one_browser_keeps_the_sheets_of_several_cities_apart(site: Site) -> None:
    turku, tartu = site.ask(SHORT, "turku", "tartu")
    browser = begun(site, turku)
    browser.open(tartu.link).press("Start", name="Mari")
    browser.press("Save and finish later", spokesperson="Tõnu")
    browser.open(f"{turku.sheet}page/city").press("Save and finish later", spokesperson="Liisa")
    assert site.values(turku) == {"spokesperson": "Liisa"}
    assert site.values(tartu) == {"spokesperson": "Tõnu"}
