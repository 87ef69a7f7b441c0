"""Every newer question type answered by keyboard alone, as a screen reader hears it, in a real browser."""

import pytest
from playwright.sync_api import Browser, CDPSession

from tests.journeys.walking import Walk, walking
from tests.web.site import Site

pytestmark = pytest.mark.browser

ASKED = """
name: types
version: "1"
title: Every type
language: en
purpose: Planning
retention: A year
lists:
  topics: [{name: trams, label: Trams}, {name: bikes, label: Bikes}]
  often: [{name: never, label: Never}, {name: often, label: Often}]
pages:
  - name: types
    label: Your city
    questions:
      - {name: effort, type: slider, label: How much effort?, range: {from: 0, to: 100, step: 5}, unit: "%"}
      - {name: points, type: allocation, label: Share 20 points, choices: topics, total: 20}
      - {name: order, type: rank, label: What matters most?, choices: topics}
      - {name: learn, type: rating_grid, label: What to learn?, rows: topics, scale: {from: 0, to: 2}}
      - {name: used, type: select_grid, label: How often?, rows: topics, choices: often}
      - {name: weeks, type: availability, label: Which weeks?, weeks: {from: 2027-W10, to: 2027-W11}}
      - {name: doors, type: time, label: When do doors open?}
      - {name: arrival, type: datetime, label: When do you arrive?}
      - {name: stay, type: date_range, label: When could you stay?}
      - {name: home, type: city, label: Which city?, other: true}
      - {name: where, type: location, label: Where is it?}
      - {name: plans, type: file, label: Which plans?, most: 2}
      - name: budget
        type: table
        label: What could you spend?
        rows: topics
        columns: [{name: days, type: integer, label: Days}, {name: firm, type: yes_no, label: Is it firm?}]
      - name: people
        type: repeat
        label: Who comes?
        entry: Colleague
        questions: [{name: role, type: text, label: Role, required: true}]
"""


class Reader:
    """Hear what a screen reader says of the control that has the focus."""

    def __init__(self, session: CDPSession) -> None:
        self.session = session

    def hears(self) -> tuple[str, str, str]:
        """Return role, name and description."""
        found = self.session.send("Runtime.evaluate", {"expression": "document.activeElement"})
        asked = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        node = self.session.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        return tuple(str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description"))


class Keyboard:
    """Answer by keyboard alone; what a screen reader says on the way is kept."""

    def __init__(self, walk: Walk) -> None:
        self.page = walk.page
        self.reader = Reader(walk.page.context.new_cdp_session(walk.page))

    def to(self, role: str, name: str) -> None:
        """Press the Tab key until a control of this role and name has the focus."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.reader.hears()[:2] == (role, name):
                return
        raise AssertionError(f"No {role} “{name}” on the way")

    def types(self, role: str, name: str, *keys: str) -> None:
        """Go to a control, then press keys; a text is typed."""
        self.to(role, name)
        for key in keys:
            self.page.keyboard.press(key) if key in KEYS else self.page.keyboard.type(key)


KEYS = ("ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Space", "Home")


def answer(by: Keyboard) -> None:
    """Answer every question of the page, from the first to the last."""
    page = by.page
    by.types("slider", "How much effort?", "Home", "ArrowRight", "ArrowRight")
    assert by.reader.hears()[2] == "A figure from 0 to 100, in steps of 5. %"
    by.types("textbox", "Trams", "1", "5", "ArrowUp")
    by.types("textbox", "Bikes", "3")
    by.types("button", "More: Bikes", "Enter")
    status = page.locator("[data-left]")
    assert (status.inner_text(), status.get_attribute("role")) == ("0 of 20 points left", "status")
    by.types("button", "Up: Bikes", "Enter")
    assert page.locator("#app-status").inner_text() == "Bikes: place 1 of 2"
    by.types("radio", "Trams: 0", "ArrowRight", "ArrowRight")
    by.types("radio", "Bikes: 0", "Space")
    by.types("radio", "Trams: Never", "ArrowRight")
    by.types("radio", "Week 11 · 15–19 March 2027: Yes", "ArrowRight")
    by.types("textbox", "When do doors open? (optional)", "9:05")
    for parts in (("8", "3", "2027"), ("9", "3", "2027"), ("12", "3", "2027")):
        for label, part in zip(("Day", "Month", "Year"), parts, strict=True):
            by.types("textbox", label, part)
        if parts[0] == "8":
            by.types("textbox", "Time", "14.30")
    by.types("combobox", "Which city? (optional)", "turku")
    page.get_by_role("option", name="Turku", exact=False).first.wait_for()
    assert page.locator(".search [role=status]").inner_text() == "1 in the list"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    by.types("textbox", "Name of the place", "City hall")
    by.to("button", "Choose a file")
    by.types("textbox", "Days (optional)", "5")
    by.types("radio", "Yes", "Space")
    by.types("button", "Add: Colleague (Who comes?)", "Enter")
    page.get_by_role("group", name="Colleague 1").wait_for()
    assert by.reader.hears()[:2] == ("group", "Colleague 1")
    by.types("textbox", "Role", "Buyer")


def test_every_type_is_answered_by_keyboard_alone(site: Site, address: str, browser: Browser) -> None:
    (city,) = site.ask(ASKED)
    with walking(browser, 390) as walk:
        walk.page.goto(address + city.link)
        walk.page.goto(f"{address}{city.sheet}page/types")
        by = Keyboard(walk)
        answer(by)
        walk.look("every type, answered")
        walk.page.screenshot()
        by.types("button", "Save and continue", "Enter")
        walk.page.get_by_role("heading", level=1).filter(has_text="Your").wait_for()
        assert walk.found == []
    people = site.values(city).pop("people")
    assert isinstance(people, list)
    assert [entry["role"] for entry in people] == ["Buyer"]
    assert {name: value for name, value in site.values(city).items() if name != "people"} == {
        "effort": 10, "points": {"trams": 16, "bikes": 4}, "order": ["bikes", "trams"],
        "learn": {"trams": 2, "bikes": 0}, "used": {"trams": "often"}, "weeks": {"2027-W11": "if-needed"},
        "doors": "09:05", "arrival": "2027-03-08T14:30",
        "stay": {"from": "2027-03-09", "to": "2027-03-12"}, "home": {"chosen": "fi-turku"},
        "where": {"place": "City hall"}, "budget": [{"_id": "trams", "days": 5, "firm": True}],
    }  # fmt: skip
