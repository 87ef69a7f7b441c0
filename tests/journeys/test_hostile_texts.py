"""Texts that look like code, everywhere and in a real browser: nothing runs, and nothing is saved twice."""

from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from survey_app.storage import Database, networks
from tests.journeys.walking import Walk, walking
from tests.web.coordinator.cast import ASKED, TARTU, TURKU, WEEKS, fill, signed_in
from tests.web.site import City, Site

pytestmark = pytest.mark.browser

RUN, DRAW = "<img src=x onerror=alert(1)>", "<svg onload=alert(2)></svg>"
END = "</textarea></title></script><script>alert(3)</script>"
LEAD = "[x](javascript:alert(4)) javascript:alert(5) {{7*7}} ${7*7} {SID}"
HOSTILE = (
    ASKED.replace("How does your city move?", f"Move {RUN}")
    .replace("label: Trams", f'label: "Trams {DRAW}"')
    .replace("What stands in your way?", f'"In your way? {RUN}"')
    .replace("label: Wishes", f'label: "Wishes {DRAW}"')
)
PAGES = [
    "", "cities/tartu/", "cities/tartu/renew", "profiles", "profiles/needs-and-offers.svg", "profiles/trams",
    "statistics/wishes?sheets=all", "statistics/city/plan?key=yes",
    "proposals/1/",
]  # fmt: skip


@pytest.fixture
def site(tmp_path: Path, sqlite_database: Database) -> Site:
    """Give the product with a network whose cities bear such names."""
    site = Site(tmp_path / "instance", sqlite_database)
    with sqlite_database.begin(write=True) as session:
        network = networks.add_network(session, "Nine towns")
        for slug, name in (("tartu", f"Tartu {RUN}"), ("turku", f"Turku {DRAW}")):
            networks.add_city(session, network, slug, name, "FI")
    return site


def go(page: Page, address: str) -> None:
    """Go to a page; that of a second click may still come in between."""
    with suppress(Error):
        page.goto(address)
    page.wait_for_load_state("networkidle")
    if page.url != address:
        page.goto(address)


def complete_twice_as_fast(walk: Walk, address: str, city: City) -> None:
    """Go through a city's sheet with a double click on every button."""
    page = walk.page
    page.goto(address + city.link)
    page.get_by_label("Your name").fill(RUN)
    page.get_by_role("button", name="Continue").dblclick()
    page.wait_for_load_state("networkidle")  # the second click's page is still to come
    go(page, f"{address}{city.sheet}page/wishes")
    page.get_by_label("In your way?").fill(f"{END} {LEAD}")
    page.get_by_role("button", name="Save and finish later").dblclick()
    page.wait_for_url("**/?saved=1")
    go(page, f"{address}{city.sheet}review")
    page.get_by_label("Your name").fill(f"{RUN} {DRAW}")
    page.get_by_role("button", name="Submit for Tartu").dblclick()
    page.wait_for_url("**/receipt")


def test_nothing_that_was_typed_runs_and_a_double_click_saves_once(
    browser: Browser, site: Site, address: str
) -> None:
    tartu, turku = site.ask(HOSTILE, "tartu", "turku", weeks=WEEKS)
    fill(site, tartu, TARTU, submit=False)
    fill(site, turku, {**TURKU, "practice": END, "challenge": RUN, "contact": DRAW}, by=RUN)
    with walking(browser, 1280) as walk:
        complete_twice_as_fast(walk, address, tartu)
        assert [change.kind.value for change in site.history(tartu)] == ["save", "save", "submit"]
        carla = signed_in(site)
        carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5")
        cookie = carla.client.get_cookie("survey", domain="127.0.0.1")
        assert cookie is not None
        walk.page.context.add_cookies([{"name": "survey", "value": cookie.value, "url": address}])
        for path in PAGES:
            reply = walk.page.goto(f"{address}/rounds/1/{path}")
            assert (path, reply and reply.status) == (path, 200)
            if not path.endswith(".svg"):
                assert RUN in walk.page.inner_text("body") or DRAW in walk.page.inner_text("body"), path
        assert walk.found == []
