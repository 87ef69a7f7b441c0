"""When the database is away, full or busy: words and 503, never a stack trace; reading goes on."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.datastructures import MultiDict

from survey_app.storage import Database, Unavailable, UnstorableText
from survey_app.web import unit
from survey_app.web.access import ANYONE, allow, enforce
from tests.web.browser import Page, filled
from tests.web.site import Site
from tests.web.test_respondent_road import SHORT, begun
from tests.web.test_sessions import signed_in


def with_route(site: Site, view: Callable[[], str]) -> Flask:
    """Return the app with one more page."""
    app = site.make_app()
    app.add_url_rule("/more", "more", allow(ANYONE)(view))
    return app


def opened(app: Flask) -> tuple[int, str, str | None]:
    """Open the page; return its status, its heading and when to come again."""
    reply = app.test_client().get("/more", base_url="http://127.0.0.1:5000")
    page = Page(reply.get_data(as_text=True))
    assert "Traceback" not in page.html
    return reply.status_code, page.title, reply.headers.get("Retry-After")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Unavailable("locked"), (503, "We will be back shortly", "5")),
        (UnstorableText("NUL"), (422, "A text holds a character that cannot be kept", None)),
        (RuntimeError("secret detail"), (500, "Something broke on our side", None)),
    ],
)
def test_an_error_in_a_view_is_told_in_words(
    site: Site, error: Exception, told: tuple[int, str, str | None], caplog: pytest.LogCaptureFixture
) -> None:
    def view() -> str:
        raise error

    assert opened(with_route(site, view)) == told


def test_a_commit_that_fails_is_told_as_unavailable(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    begin = Database.begin

    @contextlib.contextmanager
    def full(self: Database, *, write: bool = False) -> Iterator[object]:
        with begin(self, write=write) as session:
            yield session
            if write:
                raise Unavailable("the disk is full")

    monkeypatch.setattr(Database, "begin", full)
    browser.press("Save and continue", spokesperson="Liisa", buyers="1")
    assert (browser.status, browser.page.title) == (503, "We will be back shortly")
    assert browser.reply.headers["Retry-After"] == "5"
    assert site.history(city) == []
    assert browser.open(f"{city.sheet}page/city").page.title == "Your city"  # reading goes on
    monkeypatch.undo()
    browser.press("Save and continue", spokesperson="Liisa", buyers="1")
    assert site.values(city) == {"spokesperson": "Liisa", "buyers": 1}


def test_a_database_that_takes_no_writes_still_lets_people_who_were_idle_read(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.account()
    browser = signed_in(site)
    monkeypatch.setattr("survey_app.web.access.NOTED_EVERY", timedelta(0))
    begin = Database.begin

    def locked(self: Database, *, write: bool = False) -> contextlib.AbstractContextManager[object]:
        if write:
            raise Unavailable("locked")
        return begin(self)

    monkeypatch.setattr(Database, "begin", locked)
    assert browser.open("/rounds/").address == "/rounds/"


def test_a_view_that_raises_after_writing_leaves_no_trace(site: Site) -> None:
    (city,) = site.ask(SHORT)

    def view() -> str:
        with unit.noting() as own:
            own.change(text("DELETE FROM answer_sheet"))
            raise RuntimeError

    assert opened(with_route(site, view))[0] == 500
    assert site.sheet(city).revision == 0


def test_a_route_without_a_permission_keeps_the_product_from_starting(site: Site) -> None:
    app = site.make_app()
    app.add_url_rule("/bare", "bare", lambda: "")
    with pytest.raises(RuntimeError, match="These routes declare no permission: bare"):
        enforce(app)


def statements(site: Site, act: Callable[[], object]) -> int:
    """Return how many SQL statements an action takes."""
    told: list[str] = []
    site.database.on_statement = told.append
    act()
    site.database.on_statement = None
    return len(told)


def test_pages_and_saves_take_few_statements(any_site: Site) -> None:
    warm, city = any_site.ask(SHORT, "warm", "turku")
    begun(any_site, warm)
    browser = any_site.browser()
    # The link, then the start page with the exchanges that were sent to the city.
    assert statements(any_site, lambda: browser.open(city.link)) == 3
    assert statements(any_site, lambda: browser.press("Start", name="Mari")) == 4  # known, stored; the page
    first, moved = browser.page.form, {"q.buyers": "2"}
    fields = filled(first, {"q.buyers": "0", "q.spokesperson": "Liisa"})

    def send(sent: "MultiDict[str, str]") -> int:
        return statements(
            any_site, lambda: browser.client.post(first.action, data=sent, base_url=browser.base_url)
        )

    # The sheet, its update, its history; one more where the page was shown before the last change.
    assert [send(fields), send(fields), send(filled(first, moved))] == [3, 2, 4]
