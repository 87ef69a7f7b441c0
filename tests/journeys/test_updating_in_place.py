"""A page that grows while it is filled in, in a real browser: the server decides, the cursor stays."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.walking import walking
from tests.web.site import Site

pytestmark = pytest.mark.browser

ASKED = """
name: trip
version: "1"
title: A trip
language: en
purpose: Planning
retention: A year
lists:
  aims:
    - {name: learn, label: Learning}
    - {name: show, label: Showing}
pages:
  - name: trip
    label: Your trip
    questions:
      - {name: going, type: yes_no, label: Are you going?, required: true}
      - {name: people, type: integer, label: How many people?, required: true, relevant: "${going}"}
      - {name: aims, type: rank, choices: aims, label: What matters most?, relevant: "${people} > 1"}
      - {name: remark, type: text, label: Anything else?}
"""


def test_questions_come_and_go_where_the_cursor_is(site: Site, address: str, browser: Browser) -> None:
    city = site.ask(ASKED)[0]
    with walking(browser, 390) as walk:
        page = walk.page
        page.goto(address + city.link)
        page.goto(f"{address}{city.sheet}page/trip")
        expect(page.get_by_role("button", name="Update this page")).to_be_hidden()
        page.get_by_label("Yes").check()
        people = page.get_by_label("How many people?")
        expect(people).to_be_visible()
        expect(page.get_by_label("Yes")).to_be_focused()
        expect(page.locator("#app-status")).to_have_text(
            "Your answer is saved. There is more to ask on this page now."
        )
        people.fill("3")
        page.keyboard.press("Tab")
        up = page.get_by_role("button", name="Up: Showing")
        expect(up).to_be_visible()
        expect(page.get_by_label("Anything else?")).to_have_value("")
        up.click()
        page.get_by_label("Anything else?").fill("Not yet")
        walk.look("a page that grew")
        page.get_by_label("No", exact=True).check()
        expect(people).to_have_count(0)
        expect(page.get_by_label("Anything else?")).to_have_value("Not yet")
        assert walk.found == []
    assert site.values(city) == {"going": False, "people": 3, "aims": ["show", "learn"], "remark": "Not yet"}
