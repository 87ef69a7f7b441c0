"""Questions of one page that depend on one another, brought up to date by a button where no scripts run."""

import pytest

from survey_app.questionnaire.expressions import Expression
from tests.web.browser import Browser
from tests.web.site import City, Site

ASKED = """
name: trip
version: "1"
title: A trip
language: en
purpose: Planning
retention: A year
pages:
  - name: trip
    label: Your trip
    questions:
      - {name: going, type: yes_no, label: Are you going?, required: true}
      - {name: people, type: integer, label: How many people?, required: true, relevant: "${going}"}
      - {name: why, type: text, label: "Why do ${people} people go?", relevant: "${people} > 1"}
  - name: end
    label: The end
    questions:
      - {name: last, type: text, label: Anything else?}
      - {name: regret, type: text, label: Why not?, relevant: "${going} = 'no'"}
"""


@pytest.fixture
def city(site: Site) -> City:
    """Ask one city."""
    return site.ask(ASKED)[0]


def opened(site: Site, city: City) -> Browser:
    return site.browser().open(city.link).open(f"{city.sheet}page/trip")


def test_the_page_grows_with_its_answers_and_asks_for_nothing_yet(site: Site, city: City) -> None:
    anna = opened(site, city).press("Update this page", going="yes")
    assert (anna.status, anna.page.title, anna.page.errors) == (200, "Your trip", [])
    assert "q.people" in {name for form in anna.page.forms for name, _ in form.fields}
    anna.press("Update this page", people="3")
    assert any("Why do 3 people go?" in text for text in anna.page.texts["label"])
    assert site.values(city) == {"going": True, "people": 3}


def test_what_cannot_be_read_is_told_and_kept(site: Site, city: City) -> None:
    anna = opened(site, city).press("Update this page", going="yes")
    anna.press("Update this page", people="many")
    assert anna.page.errors[0][0] == "#q.people"
    assert ("q.people", "many") in [pair for form in anna.page.forms for pair in form.fields]


def test_a_page_on_which_nothing_depends_on_anything_has_no_such_button(site: Site, city: City) -> None:
    page = site.browser().open(city.link).open(f"{city.sheet}page/end").page
    assert "Update this page" not in {words for form in page.forms for words, *_ in form.buttons}


def test_a_changed_answer_brings_only_what_hangs_on_it_up_to_date(
    site: Site, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = opened(site, city).press("Update this page", going="yes")
    looked: list[str] = []
    holds = Expression.holds

    def looking(self: Expression, *given: object, **told: object) -> bool:
        looked.append(self.text)
        return holds(self, *given, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(Expression, "holds", looking)
    anna.press("Update this page", people="3")
    every, again = ["${going}", "${people} > 1", "${going} = 'no'"], ["${going}", "${people} > 1"]
    assert looked == every + again  # all when the sheet is opened, then what is about people, or hangs on it
