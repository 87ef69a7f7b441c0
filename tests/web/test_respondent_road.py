"""The respondent's road: from the link to the receipt, and back when the coordinator reopens the sheet."""

from datetime import date

import pytest

from survey_app.answers.model import ChangeKind
from tests.web.browser import Browser
from tests.web.site import City, Site

SHORT = """
name: short
version: "1"
title: What does your city buy?
language: en
introduction: |
  First paragraph.

  Second paragraph.
purpose: Planning of the 2027 exchanges
retention: 24 months
contact: team@nine.example
minutes: 5
pages:
  - name: city
    label: Your city
    questions:
      - {name: spokesperson, type: text, label: Who speaks for the city?, required: true}
      - {name: buyers, type: integer, label: How many buyers?, required: true,
         constraint: ". <= 500", constraint_message: At most 500.}
      - {name: plan, type: yes_no, label: Is there a plan?}
      - {name: plan_name, type: text, label: What is the plan called?, relevant: "${plan}", required: true}
  - name: wishes
    label: Wishes of ${spokesperson}
    hint: ${spokesperson} has ${buyers} buyers.
    relevant: ${buyers} > 0
    questions:
      - {name: wish, type: text, appearance: multiline, label: "What would ${spokesperson} like to learn?"}
"""

EVERY_TYPE = """
name: types
version: "1"
title: Every type
language: en
purpose: Planning
retention: 2 years
lists:
  topics:
    - {name: dialogue, label: Competitive dialogue}
    - {name: citizens, label: Involving citizens}
    - {name: risk, label: Risk}
  ways:
    - {name: visit, label: Visit}
    - {name: talk, label: Talk}
pages:
  - name: all
    label: Everything
    questions:
      - {name: words, type: text, label: Words}
      - {name: mail, type: text, format: email, label: Mail}
      - {name: whole, type: integer, label: Whole}
      - {name: exact, type: decimal, label: Exact}
      - {name: yesno, type: yes_no, label: Yes or no}
      - {name: one, type: select_one, choices: topics, other: true, comment: Why, label: One}
      - {name: dropped, type: select_one, choices: topics, appearance: minimal, label: Dropped down}
      - {name: many, type: select_multiple, choices: topics, other: Other, comments: true, label: Many}
      - {name: order, type: rank, choices: topics, label: Order}
      - {name: figure, type: rating, scale: {from: 0, to: 5}, label: Figure}
      - {name: grid, type: rating_grid, rows: topics, scale: {from: 0, to: 3}, label: Grid}
      - {name: table, type: select_grid, rows: topics, choices: ways, label: Table}
      - {name: day, type: date, label: Day}
      - {name: weeks, type: availability, label: Weeks}
      - {name: agreed, type: consent, label: I agree}
      - {name: said, type: note, label: Only words}
"""


def begun(site: Site, city: City, name: str = "Mari") -> Browser:
    """Open a city's link on a new device and press the first button."""
    browser = site.browser().open(city.link)
    word = next(text for text, _, _ in browser.page.forms[0].buttons)
    return browser.press(word, name=name)


def test_the_whole_road(any_site: Site) -> None:
    (city,) = any_site.ask(SHORT, deadline=date(2027, 3, 5))
    browser = any_site.browser().open(city.link)
    assert (browser.status, browser.address) == (200, city.sheet)
    assert browser.page.title == "What does your city buy?"
    for told in (
        "First paragraph.", "Second paragraph.", "Planning of the 2027 exchanges", "24 months",
        "team@nine.example", "About 5 minutes", "5 March 2027", "1 page, 0 of 3 questions answered",
    ):  # fmt: skip
        assert told in browser.page.text
    browser.press("Start", name=" Mari   Tamm ")
    assert (browser.page.title, browser.address) == ("Your city", f"{city.sheet}page/city")
    browser.press("Save and continue", spokesperson="Liisa", buyers="3", plan="yes")
    assert browser.status == 200
    assert ("#q.plan_name", "Go to the first new question") in browser.page.links
    browser.press("Save and continue", plan_name="Plan B")
    assert (browser.page.title, browser.address) == ("Wishes of Liisa", f"{city.sheet}page/wishes")
    assert "Liisa has 3 buyers." in browser.page.text
    assert "What would Liisa like to learn?" in browser.page.text
    browser.press("Save and continue", wish="Much.\r\nVery much.")
    assert (browser.page.title, browser.address) == ("Your city’s answers", f"{city.sheet}review")
    assert browser.page.errors == []
    browser.press("Submit for Turku", name="Mari Tamm")
    assert (browser.page.title, browser.address) == ("Thank you, Turku", f"{city.sheet}receipt")
    assert f"spring-{city.public_id}-4" in browser.page.text
    assert any_site.values(city) == {
        "spokesperson": "Liisa", "buyers": 3, "plan": True, "plan_name": "Plan B",
        "wish": "Much.\nVery much.",
    }  # fmt: skip
    assert [(change.kind, change.author) for change in any_site.history(city)] == [
        (ChangeKind.SAVE, "Mari Tamm"),
        (ChangeKind.SAVE, "Mari Tamm"),
        (ChangeKind.SAVE, "Mari Tamm"),
        (ChangeKind.SUBMIT, "Mari Tamm"),
    ]
    token = city.link.removeprefix("/city/")
    assert [address for address in browser.addresses if token in address] == [city.link]
    assert token not in browser.page.html


def test_conditions_bring_questions_and_pages_and_take_them_away(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    browser.press("Save and continue", spokesperson="Liisa", buyers="0", plan="yes")
    browser.press("Save and continue", plan_name="Plan B")
    assert browser.page.title == "Your city’s answers"
    browser.open(f"{city.sheet}page/city").press("Save and continue", plan="no")
    assert "Plan B" not in browser.page.html
    assert site.values(city)["plan_name"] == "Plan B"  # kept: it is shown again with the next yes
    browser.open(f"{city.sheet}page/wishes")
    assert browser.address == city.sheet


def test_errors_stand_beside_the_question_and_in_a_summary_that_leads_there(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city).press("Save and continue", buyers="a dozen", plan="no")
    assert browser.status == 422
    assert browser.page.errors == [
        ("#q.spokesperson", "Who speaks for the city? Write an answer."),
        ("#q.buyers", "How many buyers? Write a whole number in digits, such as 12."),
    ]
    assert browser.page.by_id["q.spokesperson-error"] == "Error: Write an answer."
    assert browser.page.by_id["q.buyers-error"] == "Error: Write a whole number in digits, such as 12."
    assert ("q.buyers", "a dozen") in browser.page.form.fields
    assert site.values(city) == {"plan": False}  # the rest of the page is saved nevertheless
    browser.press("Save and continue", spokesperson="Liisa", buyers="501")
    assert browser.page.errors == [("#q.buyers", "How many buyers? At most 500.")]
    assert site.values(city) == {"plan": False, "spokesperson": "Liisa", "buyers": 501}


def test_back_and_later_take_unfinished_pages_but_nothing_unreadable(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city).press("Back to the start", spokesperson="Liisa")
    assert (browser.address, site.values(city)) == (city.sheet, {"spokesperson": "Liisa"})
    browser.press("Continue", name="Mari").press("Save and finish later", buyers="4")
    assert browser.address == f"{city.sheet}?saved=1"
    assert "Your answers are saved." in browser.page.text
    assert "2 of 4 questions answered" in browser.page.text
    browser.press("Continue", name="Mari")
    assert browser.page.title == "Wishes of Liisa"  # the first page that is not complete
    browser.press("Back").press("Back to the start", buyers="4 or 5")
    assert (browser.status, browser.page.errors[0][0]) == (422, "#q.buyers")
    assert ("q.buyers", "4 or 5") in browser.page.form.fields
    browser.press("Save and continue", buyers="5").press("Back")
    assert browser.page.title == "Your city"


def test_every_type_goes_in_and_comes_back_as_it_was_given(site: Site) -> None:
    (city,) = site.ask(EVERY_TYPE, weeks=("2027-W10", "2027-W11"))
    given: dict[str, str | list[str]] = {
        "words": "0", "mail": "mari@turku.example", "whole": "0", "exact": "12.50", "yesno": "no",
        "one": "other", "one.other": "Trams", "one.comment": "They ring", "dropped": "risk",
        "many": ["citizens", "other"], "many.other": "Bells", "many.comment.citizens": "Often",
        "order.dialogue": "3", "order.citizens": "1", "order.risk": "2", "figure": "0",
        "grid.dialogue": "0", "grid.risk": "3", "table.citizens": "talk",
        "day.day": "7", "day.month": "3", "day.year": "2027",
        "weeks.2027-W10": "if-needed", "weeks.2027-W11": "no", "agreed": "yes",
    }  # fmt: skip
    browser = begun(site, city).press("Save and continue", **given)
    assert browser.page.title == "Your city’s answers"
    assert site.values(city) == {
        "words": "0", "mail": "mari@turku.example", "whole": 0, "exact": "12.50", "yesno": False,
        "one": {"chosen": "other", "other": "Trams", "comment": "They ring"}, "dropped": "risk",
        "many": {"chosen": ["citizens", "other"], "other": "Bells", "comments": {"citizens": "Often"}},
        "order": ["citizens", "risk", "dialogue"], "figure": 0, "grid": {"dialogue": 0, "risk": 3},
        "table": {"citizens": "talk"}, "day": "2027-03-07",
        "weeks": {"2027-W10": "if-needed", "2027-W11": "no"}, "agreed": True,
    }  # fmt: skip
    fields = browser.open(f"{city.sheet}page/all").page.form.fields
    shown: dict[str, str | list[str]] = {}
    for name, value in fields:
        if name.startswith("q.") and value:
            key = name.removeprefix("q.")
            shown[key] = [*shown.get(key, []), value] if key == "many" else value
    assert shown == given


def test_emptied_answers_are_empty_again(site: Site) -> None:
    (city,) = site.ask(EVERY_TYPE, weeks=("2027-W10",))
    full = {"words": "x", "whole": "1", "yesno": "yes", "figure": "2", "grid.risk": "1", "agreed": "yes"}
    browser = begun(site, city).press("Save and continue", **full)
    browser.open(f"{city.sheet}page/all")
    nothing: dict[str, str | list[str]] = {name: "" for name in full if name != "agreed"}
    browser.press("Save and continue", **nothing, agreed=[])
    assert site.values(city) == {
        "words": None, "whole": None, "yesno": None, "figure": None, "grid": None, "agreed": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"one": "other"}, [("#q.one.other", "One: Say what “other” is.")]),
        ({"mail": "nobody"}, [("#q.mail", "Mail: Write one e-mail address, such as name@city.eu.")]),
        ({"many": ["other"]}, [("#q.many.other", "Many: Say what “other” is.")]),
        (
            {"day.day": "31", "day.month": "2", "day.year": "2027"},
            [("#q.day", "Day: Write a real date as day, month and year, such as 27 3 2027.")],
        ),
    ],
)
def test_each_error_leads_to_a_field_of_the_page(
    site: Site, answers: dict[str, str | list[str]], errors: list[tuple[str, str]]
) -> None:
    (city,) = site.ask(EVERY_TYPE, weeks=("2027-W10",))
    browser = begun(site, city).press("Save and continue", **answers)
    assert (browser.status, browser.page.errors) == (422, errors)
    assert {href.removeprefix("#") for href, _ in errors} <= set(browser.page.ids)
    sent = {(f"q.{name}", value) for name, value in answers.items() if isinstance(value, str)}
    assert sent <= set(browser.page.form.fields)


def test_every_anchor_exists_whatever_is_wrong(site: Site) -> None:
    lists, pages, questions = EVERY_TYPE.partition("    questions:")
    required = questions.replace(", label:", ", required: true, label:")
    required = lists + pages + required.replace("note, required: true,", "note,")
    (city,) = site.ask(required, weeks=("2027-W10", "2027-W11"))
    browser = begun(site, city).press(
        "Save and continue", **{"order.dialogue": "9", "order.citizens": "x", "day.day": "99"}
    )
    anchors = [href.removeprefix("#") for href, _ in browser.page.errors]
    assert len(anchors) > 15
    assert set(anchors) <= set(browser.page.ids)
    assert len(browser.page.ids) == len(set(browser.page.ids))
    browser.open(f"{city.sheet}review")
    anchors = [href.removeprefix("#") for href, _ in browser.page.errors]
    assert anchors[0] == "r.words"
    assert set(anchors) <= set(browser.page.ids)


def test_nobody_submits_with_answers_missing_or_without_a_name(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city).open(f"{city.sheet}review").press("Submit for Turku", name="Mari")
    assert (browser.status, site.sheet(city).submitted_by) == (422, None)
    assert [href for href, _ in browser.page.errors] == ["#r.spokesperson", "#r.buyers"]
    browser.open(f"{city.sheet}page/city").press("Save and continue", spokesperson="Liisa", buyers="0")
    browser.press("Submit for Turku", name="  ")
    assert browser.page.errors == [("#name", "Write the name of the person who signs off for the city.")]
    browser.press("Submit for Turku", name="x" * 101)
    assert browser.page.errors == [("#name", "At most 100 characters fit here; shorten the text by 1.")]
    browser.press("Submit for Turku", name="Mari")
    assert (browser.page.title, site.sheet(city).submitted_by) == ("Thank you, Turku", "Mari")


def test_answers_changed_during_the_review_are_not_signed_off_unseen(site: Site) -> None:
    (city,) = site.ask(SHORT)
    mari, kati = begun(site, city), begun(site, city, "Kati")
    mari.press("Save and continue", spokesperson="Liisa", buyers="0")
    kati.open(f"{city.sheet}page/city").press("Save and continue", buyers="0", plan="no")
    mari.press("Submit for Turku", name="Mari")
    assert (mari.status, site.sheet(city).submitted_by) == (409, None)
    assert mari.page.errors[0][1].startswith("A colleague changed answers while you were looking at them")
    mari.press("Submit for Turku", name="Mari")
    assert site.sheet(city).submitted_by == "Mari"
