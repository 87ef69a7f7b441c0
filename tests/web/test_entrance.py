"""Signing in by a mailed link: once, in time, and the same words for everybody else."""

from datetime import timedelta

import pytest
import time_machine

from survey_app.mail import MailFailed
from survey_app.storage import events
from tests.web.browser import Browser
from tests.web.site import Letterbox, Site
from tests.web.test_sessions import signed_in


def link_of(site: Site) -> str:
    """Return the path of the link in the last letter."""
    return site.letterbox.letters[-1].text.split(site.settings.base_url)[1].strip()


def asked(site: Site, email: str = "ada@nine.example") -> Browser:
    """Ask for a link."""
    return site.browser().open("/sign-in").press("Send me a link", email=email)


def test_a_link_signs_in_once(any_site: Site) -> None:
    any_site.account()
    asked(any_site, " Ada@Nine.example ")
    (letter,) = any_site.letterbox.letters
    assert (letter.to, letter.subject) == ("ada@nine.example", "Your sign-in link")
    assert letter.text.startswith("Open this link and press “Sign in”. It works once, for 30 minutes.")
    browser = any_site.browser()
    for _ in range(3):  # looking at it does not spend it: mail scanners do
        assert browser.open(link_of(any_site)).page.title == "Sign in"
    browser.press("Sign in")
    assert browser.address == "/rounds/"
    late = any_site.browser().open(link_of(any_site))
    assert (late.status, late.page.title) == (404, "This link no longer works")
    with any_site.database.begin() as session:
        assert [(one.actor, one.what) for one in events.events(session)] == [
            ("ada@nine.example", "signed in")
        ]


def test_of_two_who_press_the_button_one_is_let_in(site: Site) -> None:
    site.account()
    asked(site)
    first, second = (site.browser().open(link_of(site)) for _ in range(2))
    assert first.press("Sign in").address == "/rounds/"
    assert (second.press("Sign in").status, second.page.title) == (404, "This link no longer works")
    assert second.open("/rounds/").address == "/sign-in"


def test_expired_spent_and_wrong_links_get_the_same_page(site: Site) -> None:
    site.account()
    with time_machine.travel("2027-03-01T06:00:00+00:00", tick=False) as clock:
        signed_in(site)
        spent = site.browser().open(link_of(site))
        asked(site)
        clock.shift(timedelta(minutes=30))
        expired = site.browser().open(link_of(site))
        wrong = site.browser().open("/sign-in/wrong%00")
    assert {(one.status, one.page.html) for one in (spent, expired, wrong)} == {(404, wrong.page.html)}


def test_an_unknown_address_gets_the_same_reply_and_takes_the_same_way(site: Site) -> None:
    site.account()
    known, unknown = asked(site), asked(site, "eve@nine.example")
    assert known.status == unknown.status == 200
    assert known.page.html.replace("ada@", "eve@") == unknown.page.html
    assert ([letter.to for letter in site.letterbox.letters], site.letterbox.reached) == (
        ["ada@nine.example"],
        1,
    )


@pytest.mark.parametrize("email", ["", "nobody", "x" * 250 + "@city.eu"])
def test_what_is_no_address_is_said_so(site: Site, email: str) -> None:
    browser = asked(site, email)
    assert (browser.status, browser.page.errors) == (
        422,
        [("#email", "Write your e-mail address, such as name@city.eu.")],
    )
    assert dict(browser.page.form.fields)["email"] == email


@pytest.mark.parametrize(
    "email", ["a\0da@nine.example", "ada@nine.example\r\nBcc: eve@evil.example", "{{7*7}}@x.y"]
)
def test_odd_addresses_get_the_usual_reply(any_site: Site, email: str) -> None:
    any_site.account()
    browser = asked(any_site, email)
    assert (browser.status, browser.page.title, any_site.letterbox.letters) == (
        200,
        "Look into your mail",
        [],
    )


def test_asking_for_links_is_throttled(site: Site) -> None:
    site.account()
    with time_machine.travel("2027-03-01T06:00:00+00:00", tick=False) as clock:
        statuses = [asked(site).status for _ in range(22)]
        assert statuses == [200] * 20 + [429] * 2
        assert len(site.letterbox.letters) == 20
        clock.shift(timedelta(minutes=10, seconds=1))
        assert asked(site).status == 200


def test_guessing_sign_in_links_is_throttled_and_a_right_one_still_works(any_site: Site) -> None:
    any_site.account()
    asked(any_site)
    with time_machine.travel("2027-03-01T06:00:00+00:00", tick=False):
        statuses = [any_site.browser().open(f"/sign-in/wrong-{number}").status for number in range(22)]
        assert statuses == [404] * 20 + [429] * 2
    assert any_site.browser().open(link_of(any_site)).press("Sign in").address == "/rounds/"


class Away(Letterbox):
    """Be a mail server that is away."""

    def send(self, letter: object) -> None:
        raise MailFailed("away")

    def reach(self) -> None:
        raise MailFailed("away")


def test_a_mail_server_that_is_away_is_told_in_words_to_everybody(site: Site) -> None:
    site.account()
    site.letterbox = Away()
    site.app = site.make_app()
    pages = {asked(site, email).page.html for email in ("ada@nine.example", "eve@nine.example")}
    browser = asked(site)
    assert pages == {browser.page.html}
    assert (browser.status, browser.page.title) == (503, "We will be back shortly")
    assert browser.reply.headers["Retry-After"] == "5"


def test_the_front_page_leads_in(site: Site) -> None:
    assert site.browser().open("/").address == "/sign-in"
    site.account()
    assert signed_in(site).open("/").address == "/rounds/"


def test_a_form_sent_by_nobody_is_refused(site: Site) -> None:
    site.account()
    browser = signed_in(site)
    stranger = site.browser().open("/sign-in")
    reply = stranger.client.post(
        "/sign-out", data=dict(stranger.page.form.fields), base_url=stranger.base_url
    )
    assert reply.status_code == 403
    assert browser.open("/rounds/").address == "/rounds/"
