"""The respondent's road: from the link to the receipt, and back when the coordinator reopens the sheet."""

from datetime import UTC, date, datetime

import pytest

from survey_app.answers.model import ChangeKind
from survey_app.rounds.model import RoundStatus
from survey_app.storage import invitations, sheets
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
        "team@nine.example", "About 5 minutes", "5 March 2027", "1 pages, 0 of 3 questions answered",
    ):  # fmt: skip
        assert told in browser.page.text
    browser.press("Start", name=" Mari   Tamm ")
    assert (browser.page.title, browser.address) == ("Your city", f"{city.sheet}page/city")
    browser.press("Save and continue", spokesperson="Liisa", buyers="3", plan="yes")
    assert browser.status == 200
    assert ("#q.plan_name", "go to the first new question") in browser.page.links
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
        ("#q.spokesperson", "Who speaks for the city?: Write an answer."),
        ("#q.buyers", "How many buyers?: Write a whole number in digits, such as 12."),
    ]
    assert browser.page.by_id["q.spokesperson-error"] == "Error: Write an answer."
    assert browser.page.by_id["q.buyers-error"] == "Error: Write a whole number in digits, such as 12."
    assert ("q.buyers", "a dozen") in browser.page.form.fields
    assert site.values(city) == {"plan": False}  # the rest of the page is saved nevertheless
    browser.press("Save and continue", spokesperson="Liisa", buyers="501")
    assert browser.page.errors == [("#q.buyers", "How many buyers?: At most 500.")]
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


def test_work_goes_on_on_another_device(site: Site) -> None:
    (city,) = site.ask(SHORT)
    begun(site, city).press("Save and finish later", spokesperson="Liisa")
    phone = site.browser().open(city.link)
    assert "1 of 3 questions answered" in phone.page.text
    phone.press("Continue", name="")
    assert ("q.spokesperson", "Liisa") in phone.page.form.fields
    phone.press("Save and finish later", buyers="2")
    first, second = [change.author for change in site.history(city)]
    assert (first, second[:13], len(second)) == ("Mari", "A colleague (", 18)


def test_a_submitted_sheet_is_shut_until_it_is_reopened(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city).press("Save and continue", spokesperson="Liisa", buyers="0")
    early = begun(site, city, "Kati").open(f"{city.sheet}page/city")
    browser.press("Submit for Turku", name="Mari")
    for path in ("", "page/city", "receipt"):
        assert browser.open(f"{city.sheet}{path}").page.title == "Thank you, Turku"
    review = browser.open(f"{city.sheet}review").page
    assert (review.title, [form.action for form in review.forms]) == (
        "Your city’s answers",
        [f"{city.sheet}leave"],
    )
    early.press("Save and continue", spokesperson="Kati’s long text", buyers="7")
    assert (early.status, site.values(city)["spokesperson"]) == (409, "Liisa")
    assert "Nothing of this page was saved" in early.page.text
    assert ("q.spokesperson", "Kati’s long text") in early.page.form.fields
    assert [button[0] for button in early.page.form.buttons] == []
    with site.database.begin(write=True) as session:
        sheets.reopen_sheet(session, site.sheet(city), author="Ada", now=datetime.now(UTC))
    browser.open(city.link)
    assert browser.page.title == "What does your city buy?"
    browser.press("Continue", name="Mari").press("Submit for Turku", name="Mari")
    kinds = [change.kind.value for change in site.history(city)]
    assert kinds == ["save", "submit", "reopen", "submit"]


@pytest.mark.parametrize(
    ("status", "told"),
    [(RoundStatus.DRAFT, "This round is not open yet."), (RoundStatus.CLOSED, "This round is closed.")],
)
def test_a_round_that_is_not_open_takes_no_answers_and_says_so(
    site: Site, status: RoundStatus, told: str
) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    site.set_status(city, status)
    browser.press("Save and continue", spokesperson="Liisa")
    assert (browser.status, site.history(city)) == (409, [])
    assert ("q.spokesperson", "Liisa") in browser.page.form.fields
    for path in ("", "page/city", "receipt"):
        assert told in browser.open(f"{city.sheet}{path}").page.text
        assert [form.action for form in browser.page.forms] == [f"{city.sheet}leave"]


def test_leaving_ends_the_device_on_the_server_and_the_link_opens_it_again(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    stolen = browser.cookie()
    assert site.browser().take(stolen).open(city.sheet).status == 200
    browser.press("Leave on this device")
    assert browser.page.title == "You have left"
    assert browser.open(city.sheet).status == 404
    thief = site.browser().take(stolen)
    assert thief.open(city.sheet).status == 404
    assert thief.open(city.link).page.title == "What does your city buy?"  # the link gives a fresh key
    assert browser.open(city.link).page.title == "What does your city buy?"


def test_a_device_that_gave_no_name_yet_can_leave_too(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = site.browser().open(city.link)
    stolen = browser.cookie()
    browser.press("Leave on this device")
    thief = site.browser().take(stolen)
    assert thief.open(city.sheet).status == 404


def test_a_revoked_or_renewed_link_shuts_out_devices_that_came_by_the_old_one(site: Site) -> None:
    (city,) = site.ask(SHORT)
    browser = begun(site, city)
    with site.database.begin(write=True) as session:
        invitations.renew_link(session, city.invitation, "another nonce")
    assert browser.press("Save and continue", spokesperson="Liisa").status == 404
    assert browser.open(city.link).status == 404
    assert site.history(city) == []


def test_one_browser_keeps_the_sheets_of_several_cities_apart(site: Site) -> None:
    turku, tartu = site.ask(SHORT, "turku", "tartu")
    browser = begun(site, turku)
    browser.open(tartu.link).press("Start", name="Mari")
    browser.press("Save and finish later", spokesperson="Tõnu")
    browser.open(f"{turku.sheet}page/city").press("Save and finish later", spokesperson="Liisa")
    assert site.values(turku) == {"spokesperson": "Liisa"}
    assert site.values(tartu) == {"spokesperson": "Tõnu"}
