"""Cookies and sessions: their flags, what they survive, when they end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from werkzeug.datastructures import MultiDict

from survey_app.storage import Database, accounts
from survey_app.web import links
from tests.web.browser import Browser
from tests.web.site import Site
from tests.web.test_respondent_road import SHORT, begun

START = datetime(2027, 3, 1, 6, tzinfo=UTC)


def signed_in(site: Site, browser: Browser | None = None, email: str = "ada@nine.example") -> Browser:
    """Sign in by a mailed link."""
    browser = (browser or site.browser()).open("/sign-in").press("Send me a link", email=email)
    path = site.letterbox.letters[-1].text.split(site.settings.base_url)[1].strip()
    return browser.open(path).press("Sign in")


def cookie_line(site: Site, path: str) -> str:
    """Return the header by which a page sets its cookie."""
    reply = site.app.test_client().get(path, base_url=site.settings.base_url)
    return str(reply.headers["Set-Cookie"])


@pytest.mark.parametrize(
    ("base_url", "name", "flags"),
    [
        ("http://127.0.0.1:5000", "survey", {"HttpOnly", "Path=/", "SameSite=Lax"}),
        ("https://exchange.example", "__Host-survey", {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"}),
    ],
)
def test_cookies_carry_every_flag(
    tmp_path: Path, sqlite_database: Database, base_url: str, name: str, flags: set[str]
) -> None:
    site = Site(tmp_path, sqlite_database, base_url)
    (city,) = site.ask(SHORT)
    for path in (city.link, "/sign-in"):
        first, *rest = cookie_line(site, path).split("; ")
        assert first.partition("=")[0] == name
        assert {flag for flag in rest if not flag.startswith("Expires")} == flags


def test_the_cookie_stays_under_four_kilobytes_however_many_sheets_it_opened(site: Site) -> None:
    browser = site.browser()
    for number in range(25):
        (city,) = site.ask(SHORT, slug=f"round-{number}")
        browser.open(city.link).press("Start", name="Mari")
    assert len(browser.cookie()["sheets"]) == 20  # type: ignore[arg-type]
    assert len(cookie_of(browser)) < 4_000


def cookie_of(browser: Browser) -> str:
    """Return the cookie as it is sent."""
    cookie = browser.client.get_cookie("survey", domain="127.0.0.1")
    assert cookie is not None
    return cookie.value


def test_signing_in_takes_a_fresh_key_and_never_a_planted_one(site: Site) -> None:
    site.account()
    with time_machine.travel("2027-03-01T18:00:00+00:00"):
        planted = site.browser()
        planted.take({"key": "planted", "csrf_token": "planted", "more": "planted"})
        browser = signed_in(site, planted)
        first = browser.cookie()
        again = signed_in(site, browser).cookie()
    keys = ["planted", first["key"], again["key"]]
    assert len(set(keys)) == 3
    assert {"planted"} & {str(value) for value in first.values()} == set()
    with site.database.begin() as session:
        row = session.connection.exec_driver_sql("SELECT group_concat(key_hash) FROM sign_in").first()
    stored = str(row and row[0]).split(",")
    assert sorted(stored) == sorted(links.digest(str(key)) for key in keys[1:])  # the keys are nowhere


def test_a_sheet_that_was_open_stays_open_after_signing_in(site: Site) -> None:
    site.account()
    (city,) = site.ask(SHORT)
    browser = signed_in(site, begun(site, city))
    assert browser.open(f"{city.sheet}page/city").page.title == "Your city"


def test_signing_out_ends_the_session_on_the_server(site: Site) -> None:
    site.account()
    browser = signed_in(site)
    stolen = browser.cookie()
    assert site.browser().take(stolen).open("/rounds/").address == "/rounds/"
    browser.post("/sign-out", MultiDict({"csrf_token": token_of(browser)}))
    assert site.browser().take(stolen).open("/rounds/").address == "/sign-in"
    assert browser.open("/rounds/").address == "/sign-in"


def token_of(browser: Browser) -> str:
    """Return the token that the page's forms carry."""
    return next(value for form in browser.page.forms for name, value in form.fields if name == "csrf_token")


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        ".",
        "..",
        "eyJrZXkiOiJ4In0",
        "eyJrZXkiOiJ4In0.AAAA.BBBB",
        "\x7f",
        "é",
        "a" * 5000,
        '"; Path=/',
    ],
)
def test_a_malformed_cookie_gives_a_normal_page_and_a_fresh_session(site: Site, cookie: str) -> None:
    (city,) = site.ask(SHORT)
    client = site.app.test_client(use_cookies=False)
    reply = client.get(city.link, headers={"Cookie": f"survey={cookie}"}, base_url=site.settings.base_url)
    assert (reply.status_code, reply.headers["Location"]) == (303, city.sheet)
    assert reply.headers["Set-Cookie"].startswith("survey=")
    page = client.get("/sign-in", headers={"Cookie": f"survey={cookie}"}, base_url=site.settings.base_url)
    assert "<h1>Sign in</h1>" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "content", [{"key": 1}, {"key": None}, {"key": ""}, {"sheets": {}}, {"sheets": None}]
)
def test_a_cookie_of_ours_with_other_content_opens_nothing(site: Site, content: dict[str, object]) -> None:
    (city,) = site.ask(SHORT)
    browser = site.browser().take(content)
    assert browser.open("/rounds/").address == "/sign-in"
    assert browser.open(city.sheet).status == 404
    assert browser.open(city.link).page.title == "What does your city buy?"


def test_who_is_idle_for_too_long_signs_in_again_and_who_works_does_not(any_site: Site) -> None:
    any_site.account()
    with time_machine.travel(START, tick=False) as clock:
        browser = signed_in(any_site)
        for _ in range(4):
            clock.shift(timedelta(hours=11))
            assert browser.open("/rounds/").address == "/rounds/"
        clock.shift(timedelta(hours=12, minutes=1))
        assert browser.open("/rounds/").address == "/sign-in"


def test_a_session_ends_after_a_week_however_busy(site: Site) -> None:
    site.account()
    with time_machine.travel(START, tick=False) as clock:
        browser = signed_in(site)
        for _ in range(15):
            clock.shift(timedelta(hours=11))
            assert browser.open("/rounds/").address == "/rounds/"
        clock.shift(timedelta(hours=11))
        assert browser.open("/rounds/").address == "/sign-in"


def test_use_is_noted_every_few_minutes_only(site: Site) -> None:
    number = site.account()
    with time_machine.travel(START, tick=False) as clock:
        browser = signed_in(site)
        key = links.digest(str(browser.cookie()["key"]))
        told: list[str] = []
        site.database.on_statement = told.append
        for minutes in (1, 1, 1, 1, 2, 1):
            clock.shift(timedelta(minutes=minutes))
            browser.open("/rounds/")
        site.database.on_statement = None
        assert len([words for words in told if words.startswith("UPDATE sign_in")]) == 1
        with site.database.begin() as session:
            found = accounts.find_sign_in(session, key, START + timedelta(minutes=7))
    assert found is not None
    assert (found.account.id, found.seen_at) == (number, START + timedelta(minutes=6))
