"""A designer by keyboard alone: a finding, mended; two languages; a phone; nobody loses their place."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from survey_app.serving import application
from survey_app.web.preview.pages import preview_pages
from survey_app.web.preview.previewed import Previewed
from tests.journeys.walking import walking
from tests.web.site import SECRET_KEY, Site
from tests.web.test_preview import FINNISH, FORM

pytestmark = pytest.mark.browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a questionnaire with a mistake, and its translation beside it."""
    (tmp_path / "trip.fi.yaml").write_text(FINNISH, encoding="utf-8")
    path = tmp_path / "trip.yaml"
    path.write_text(FORM.replace("relevant:", "relevnt:"), encoding="utf-8")
    return path


@pytest.fixture
def preview(site: Site, file: Path) -> Iterator[str]:
    """Serve the preview of the file."""
    pages = preview_pages(Previewed(file, site.database, SECRET_KEY))
    server = make_server("127.0.0.1", 0, application(site.settings, site.database, [pages]), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/preview/"
    server.shutdown()
    thread.join()


def to(page: Page, words: str) -> None:
    """Press the Tab key until the link or summary that reads so has the focus."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == words:
            return
    raise AssertionError(f"“{words}” is not on the way")


def test_a_designer_mends_and_looks_by_keyboard_alone(file: Path, preview: str, browser: Browser) -> None:
    with walking(browser, 1280) as walk:
        page = walk.page
        page.goto(preview)
        expect(page.locator(".findings li")).to_contain_text("Did you mean “relevant”?")
        file.write_text(FORM, encoding="utf-8")
        inside = page.frame_locator("#served-page")
        expect(inside.locator("h1")).to_have_text("A trip")
        expect(page.get_by_text("Nothing to mend.")).to_be_visible()
        to(page, "Suomi")
        page.keyboard.press("Enter")
        expect(inside.locator("h1")).to_have_text("Matka")
        to(page, "Phone")
        page.keyboard.press("Enter")
        expect(page.locator("#served-page")).to_have_class("phone")
        expect(inside.locator("h1")).to_have_text("Matka")
        to(page, "not shown people")
        page.keyboard.press("Enter")
        file.with_name("trip.fi.yaml").write_text(FINNISH.replace("Matka", "Matkalle"), encoding="utf-8")
        expect(inside.locator("h1")).to_have_text("Matkalle")
        expect(page.locator("summary")).to_be_focused()
        expect(page.get_by_text("Does not hold for the question:")).to_be_visible()
        walk.look("the preview")
        assert walk.found == []
