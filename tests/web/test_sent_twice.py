"""What is sent twice is done once: double clicks, lost replies, impatient people."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.browser import Browser, filled
from tests.web.site import City, Site
from tests.web.test_colleagues import PAGE, SAVE, kinds, on_the_page
from tests.web.test_respondent_road import begun


@pytest.fixture
def city(site: Site) -> City:
    """Store a city's part in a round."""
    (city,) = site.ask(PAGE)
    return city


def test_the_same_page_sent_twice_at_once_and_twenty_times_more_is_saved_once(any_site: Site) -> None:
    (city,) = any_site.ask(PAGE)
    browser = begun(any_site, city)
    path, fields = f"{city.sheet}page/both", filled(browser.page.form, {"q.a": "x", "q.b": "0"})
    devices = [any_site.browser().take(browser.cookie()) for _ in range(2)]
    at_once = threading.Barrier(2)

    def send(device: Browser) -> tuple[int, str | None]:
        reply = device.client.post(path, data=fields, base_url=device.base_url)
        return reply.status_code, reply.headers.get("Location")

    def send_at_once(device: Browser) -> tuple[int, str | None]:
        at_once.wait(timeout=10)
        return send(device)

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(send_at_once, devices))
    replies += [send(browser) for _ in range(20)]
    assert set(replies) == {(303, f"{city.sheet}review")}
    assert kinds(any_site, city) == [("save", "Mari", {"a": (None, "x"), "b": (None, 0)})]


def test_a_collision_sent_again_stands_in_the_history_once(site: Site, city: City) -> None:
    mari, kati = on_the_page(site, city, "Mari", "Kati")
    mari.press(SAVE, a="Mari’s")
    kati.press(SAVE, a="Kati’s", b="7")
    first = kati.page.html
    for _ in range(3):
        kati.again()
        assert (kati.status, kati.page.by_id["choose.a"]) == (409, kati.page.by_id["choose.a"])
    assert [kind for kind, _, _ in kinds(site, city)] == ["save", "save", "conflict"]
    assert len(kati.page.html) == len(first)


def test_submitting_twice_is_submitting_once(site: Site, city: City) -> None:
    browser = begun(site, city).open(f"{city.sheet}review").press("Submit for Turku", name="Mari")
    for _ in range(3):
        browser.again()
        assert (browser.address, browser.page.title) == (f"{city.sheet}receipt", "Thank you, Turku")
    assert [kind for kind, _, _ in kinds(site, city)] == ["submit"]
