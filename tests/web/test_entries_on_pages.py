"""Tables and repeats on a page, without scripts: entries added and taken away, nothing lost."""

import re

from werkzeug.datastructures import MultiDict

from tests.web.browser import Browser
from tests.web.site import City, Site
from tests.web.test_respondent_road import begun

STAFF = """
name: staff
version: "1"
title: Staff
language: en
lists:
  places:
    - {name: hall, label: Market hall}
    - {name: port, label: Port}
pages:
  - name: staff
    label: Staff
    questions:
      - name: people
        type: repeat
        label: Who comes?
        entry: Colleague
        max: 2
        questions:
          - {name: role, type: text, label: Role, required: true}
          - {name: nights, type: integer, label: Nights}
          - {name: why, type: text, label: "Why ${nights} nights?", relevant: "${nights} > 2"}
          - name: stays
            type: repeat
            label: Stays
            questions: [{name: street, type: text, label: Street}]
      - name: spending
        type: table
        label: Spending
        rows: places
        columns: [{name: euros, type: decimal, label: Euros}]
"""


def on_the_page(site: Site, city: City, name: str) -> Browser:
    return begun(site, city, name).open(f"{city.sheet}page/staff")


def entries_of(browser: Browser) -> list[str]:
    """Return the ids of the colleagues on the page."""
    return dict(browser.page.form.fields)["q.people"].split()


def pressed(browser: Browser, value: str, **fields: str) -> Browser:
    """Press the button with this value, after filling in fields named by their ends."""
    form = browser.page.form
    sent = dict(form.fields) | {
        next(name for name, _ in form.fields if name.endswith(f".{end}")): text
        for end, text in fields.items()
    }
    return browser.post(form.action, MultiDict({**sent, "go": value}))


def test_entries_are_added_filled_in_and_taken_away(site: Site) -> None:
    (city,) = site.ask(STAFF)
    mari = on_the_page(site, city, "Mari")
    assert entries_of(mari) == []
    pressed(mari, "add q.people")
    (first,) = entries_of(mari)
    assert (mari.status, f'id="q.people.{first}" tabindex="-1"' in mari.page.html) == (200, True)
    assert re.search(rf'id="q\.people\.{first}"[^>]* autofocus', mari.page.html)
    pressed(mari, "add q.people", role="Buyer", nights="x")
    assert (mari.status, len(entries_of(mari))) == (422, 2)
    assert mari.page.errors[0][0] == f"#q.people.{first}.nights"
    assert mari.page.errors[0][1].startswith("Who comes? – Colleague 1 – Nights: Write a whole number")
    assert dict(mari.page.form.fields)[f"q.people.{first}.nights"] == "x"
    assert "No more than 2 fit here." in mari.page.text
    pressed(mari, "next", nights="3")
    assert "q.people." + first + ".why" in mari.page.ids
    assert "Why 3 nights?" in mari.page.text
    assert site.values(city) == {"people": [{"_id": first, "role": "Buyer", "nights": 3}]}
    pressed(mari, f"add q.people.{first}.stays", why="Far")
    pressed(mari, "next", street="Quay")
    entry = site.values(city)["people"][0]  # type: ignore[index]
    assert ([*entry], entry["stays"][0]["street"]) == (["_id", "role", "nights", "why", "stays"], "Quay")
    mari.open(f"{city.sheet}page/staff")
    pressed(mari, f"remove q.people {first}")
    assert (mari.status, entries_of(mari), site.values(city)) == (200, [], {"people": None})


def test_what_an_entry_does_not_ask_now_keeps_its_answer(site: Site) -> None:
    (city,) = site.ask(STAFF)
    mari = on_the_page(site, city, "Mari")
    pressed(mari, "add q.people")
    pressed(mari, "add q.people", role="Buyer", nights="3")
    pressed(mari, "next", why="Far")
    mari.open(f"{city.sheet}page/staff")
    pressed(mari, "later", nights="1")
    entry = site.values(city)["people"][0]  # type: ignore[index]
    assert (entry["nights"], entry["why"]) == (1, "Far")
    mari.open(f"{city.sheet}review")
    assert ("Role: Buyer; Nights: 1" in mari.page.html, "Far" in mari.page.html) == (True, False)


def test_colleagues_add_at_once_and_both_entries_stay(site: Site) -> None:
    (city,) = site.ask(STAFF)
    mari, kati = on_the_page(site, city, "Mari"), on_the_page(site, city, "Kati")
    pressed(mari, "add q.people")
    pressed(kati, "add q.people")
    pressed(mari, "later", role="Buyer", **{"hall.euros": "1"})
    pressed(kati, "later", role="Mayor")
    people, spending = site.values(city)["people"], site.values(city)["spending"]
    assert [entry["role"] for entry in people] == ["Buyer", "Mayor"]  # type: ignore[attr-defined]
    assert spending == [{"_id": "hall", "euros": "1"}]


def test_one_answer_that_two_changed_is_shown_to_choose_from(site: Site) -> None:
    (city,) = site.ask(STAFF)
    mari = on_the_page(site, city, "Mari")
    pressed(mari, "add q.people")
    pressed(mari, "later", role="Buyer")
    mari, kati = on_the_page(site, city, "Mari"), on_the_page(site, city, "Kati")
    pressed(mari, "later", role="Mayor")
    pressed(kati, "later", role="Clerk", **{"port.euros": "7"})
    assert (kati.status, kati.page.errors[0][0]) == (409, "#choose.people")
    form = kati.page.form
    kati.post(form.action, MultiDict({**dict(form.fields), "choose.people": "mine", "go": "later"}))
    entry = site.values(city)["people"][0]  # type: ignore[index]
    assert (entry["role"], site.values(city)["spending"]) == ("Clerk", [{"_id": "port", "euros": "7"}])


def test_a_page_of_entries_can_be_read_by_ear_and_sent_by_enter(site: Site) -> None:
    (city,) = site.ask(STAFF)
    mari = on_the_page(site, city, "Mari")
    pressed(mari, "add q.people")
    (first,) = entries_of(mari)
    html = mari.page.html
    assert html.index('name="go" value="next"') < html.index('value="remove q.people')
    assert f'role="group" id="q.people.{first}"' in html
    assert f'aria-labelledby="q.people.{first}-title"' in html
    labels = re.findall(r'<label class="ask" for="(q\.people\.[^"]+|q\.spending\.[^"]+)"', html)
    assert set(labels) <= set(mari.page.ids)
    assert '>Remove<span class="vh">: Colleague 1</span>' in html
