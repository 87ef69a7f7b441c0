"""The whole road, as people walk it: a sheet completed, a programme proposed, everything downloaded."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import road
from tests.journeys.product import Product
from tests.journeys.walking import DESK, PHONE, walking

pytestmark = pytest.mark.browser

PASSED = [
    "What does your city want to learn, and what can it show?",
    "People and languages",
    "Please look at this again",
    "Your city’s answers",
    "Thank you, Tartu",
]
TURKU = {
    "Annual planning of procurement – Turku",
    "Use of contract and tender surveys – Turku",
    "Evaluating the innovation potential of a purchase – Turku",
    "Citizen involvement in procurement – Turku",
    "Role of a regional advisory organisation – Turku",
    "Motivation and engagement of staff and suppliers – Turku",
    "Legal questions and the choice of procedure – Rotterdam guest session",
    "Competitive procedure with negotiation – Tartu guest session",
}
DOWNLOADS = {
    "Programme, PDF": b"%PDF",
    "Programme, DOCX": b"PK",
    "Programme, XLSX": b"PK",
    "Calendar, ICS": b"BEGIN:VCALENDAR",
    "Proposal, JSON": b"{",
    "Problem, JSON": b"{",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_whole_road(browser: Browser, product: Product, tmp_path: Path, scripts: bool) -> None:
    """A city answers on a phone, the coordinator works at a desk; every page is looked at in both widths."""
    with walking(browser, PHONE, scripts=scripts) as city:
        assert road.complete_the_sheet(city, product.city) == PASSED
        assert product.city.rsplit("/", 1)[1] not in city.page.url
        assert city.found == []
    with walking(browser, DESK, scripts=scripts) as coordinator:
        road.sign_in(coordinator, product.sign_in)
        road.look_at_the_answers(coordinator)
        road.propose(coordinator)
        found = road.exchanges(coordinator)
        hosted = next(title for title in found if "Turku" in title)
        assert set(found[hosted]) == TURKU
        saved = {words: road.save_download(coordinator, words, tmp_path) for words in DOWNLOADS}
        begins = {words: path.read_bytes()[: len(DOWNLOADS[words])] for words, path in saved.items()}
        assert begins == DOWNLOADS
        assert coordinator.found == []
    with walking(browser, DESK, scripts=scripts) as late:
        late.page.goto(product.sign_in)
        assert late.title() == "This link no longer works"
