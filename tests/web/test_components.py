"""The parts that pages are put together from, and the pages that say what went wrong."""

from typing import Any

import pytest

from tests.web.question_pages import HOSTILE, Rendered, environment


def part(file: str, macro: str, *values: Any, **keys: Any) -> Rendered:
    module: Any = environment().get_template(f"components/{file}.html").module
    return Rendered(str(getattr(module, macro)(*values, **keys)))


def words(page: Rendered, *tags: str) -> list[str]:
    return [" ".join(element.text.split()) for element in page.all(*tags)]


def test_an_error_summary_leads_to_each_fault() -> None:
    page = part("error_summary", "error_summary", [("q.learn.citizens", "Choose a figure."), ("", HOSTILE)])
    assert words(page, "li") == ["Choose a figure.", HOSTILE]
    assert [link.attributes["href"] for link in page.all("a")] == ["#q.learn.citizens"]


def test_nothing_wrong_shows_no_summary() -> None:
    assert part("error_summary", "error_summary", []).elements == []


def test_the_way_through_the_pages_says_where_one_is() -> None:
    steps = [
        {"title": "City", "href": "/1", "state": "complete", "current": False},
        {"title": "Needs", "href": "/2", "state": "in progress", "current": True},
        {"title": "Weeks", "href": "", "state": "not started", "current": False},
    ]
    page = part("progress", "page_steps", steps)
    assert words(page, "li") == [
        "Page 1 of 3: City, complete",
        "Page 2 of 3: Needs, in progress",
        "Page 3 of 3: Weeks, not started",
    ]
    assert [link.attributes["href"] for link in page.all("a")] == ["/1"]
    assert [e.text for e in page.elements if e.attributes.get("aria-current")] == [
        "Page 2 of 3: Needs, in progress"
    ]


@pytest.mark.parametrize(
    ("state", "faults", "shown"),
    [
        ("not started", 9, "Needs not started"),
        ("in progress", 1, "Needs 1 answer to look at in progress"),
        ("in progress", 2, "Needs 2 answers to look at in progress"),
        ("complete", 0, "Needs complete"),
    ],
)
def test_a_page_not_yet_begun_is_not_called_faulty(state: str, faults: int, shown: str) -> None:
    steps = [{"title": "Needs", "href": "/2", "state": state, "current": False, "faults": faults}]
    assert words(part("progress", "page_list", steps), "li") == [shown]


def test_a_summary_tells_no_answer_from_zero() -> None:
    rows = [
        {"key": "Trips", "values": 0, "href": "/1"},
        {"key": "Weeks", "values": [], "fault": "Answer this."},
        {"key": "Learn", "values": [("Risk", "0 (nothing)"), ("Dialogue", "5")]},
    ]
    page = part("summary", "summary_list", rows)
    assert words(page, "dt") == ["Trips", "Weeks", "Learn"]
    assert words(page, "dd") == [
        "0",
        "Change: Trips",
        "No answer Answer this.",
        "Risk 0 (nothing) Dialogue 5",
    ]


def test_a_table_has_headers_a_caption_and_keeps_zero() -> None:
    heads = ["City", {"text": "Answered", "number": True}]
    page = part(
        "table", "data_table", "Cities", heads, [[{"text": "Turku", "href": "/t"}, 0], ["Tartu", None]]
    )
    assert words(page, "caption", "th", "td") == ["Cities", "City", "Answered", "Turku", "0", "Tartu", "–"]
    assert [e.attributes["scope"] for e in page.all("th")] == ["col", "col", "row", "row"]
    region = next(e for e in page.elements if e.attributes.get("role") == "region")
    assert (region.attributes["tabindex"], region.attributes["aria-label"]) == ("0", "Cities")


def test_a_link_to_hand_on_can_be_copied_without_script() -> None:
    page = part("copy_link", "copy_link", "turku", "Link for Turku", "https://x.example/?a=1&b=2")
    control = page.ids["turku"]
    assert (control.attributes["value"], "readonly" in control.attributes, page.name_of(control)) == (
        "https://x.example/?a=1&b=2",
        True,
        "Link for Turku",
    )
    assert ["hidden" in button.attributes for button in page.all("button")] == [True]


def test_a_confirmation_sends_its_token_and_what_it_is_about() -> None:
    page = part(
        "confirm",
        "confirm",
        "Sure?",
        "/go",
        "token",
        "Yes",
        "/back",
        ["Gone for good."],
        hidden={"city": "t"},
    )
    assert page.sent() == [("csrf_token", "token"), ("city", "t")]
    assert (page.all("form")[0].attributes["action"], words(page, "button", "a")) == (
        "/go",
        ["Yes", "No, go back"],
    )


def test_two_answers_stand_side_by_side_and_none_is_chosen_beforehand() -> None:
    collision = {"name": "learn", "label": "How many?", "mine": [], "theirs": [(None, "5")], "who": "Aino"}
    page = part("conflict", "conflict_chooser", [collision])
    assert page.offered() == [("keep.learn", "mine"), ("keep.learn", "theirs")]
    assert page.sent() == []
    assert words(page, "label") == ["Your answer No answer", "Your colleague’s answer Aino 5"]


def test_fields_of_our_own_forms_tie_hint_and_error() -> None:
    page = part("fields", "text_field", "email", "E-mail", HOSTILE, "Once.", "Write one.", type="email")
    control = page.ids["email"]
    described = str(control.attributes["aria-describedby"]).split()
    assert [" ".join(page.ids[i].text.split()) for i in described] == ["Once.", "Error: Write one."]
    assert (control.attributes["value"], control.attributes["aria-invalid"]) == (HOSTILE, "true")


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_an_error_page_says_why_and_what_to_do(code: int) -> None:
    template = environment().get_template(f"errors/{code}.html")
    page = Rendered(template.render(asset=lambda name: f"/static/{name}", detail=HOSTILE))
    assert words(page, "h2") == ["Why this happens", "What you can do"]
    assert words(page, "title") == [f"{words(page, 'h1')[0]} – Survey App"]
    assert HOSTILE in words(page, "p")
