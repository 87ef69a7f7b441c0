"""What the template of each question type sends to the browser, control by control."""

from collections import Counter

import pytest

from tests.web.question_pages import DRAWN, TEMPLATES, door, filled, make, render, view_of


def test_every_type_has_a_template_and_every_template_a_type() -> None:
    files = {path.stem for path in (TEMPLATES / "questions").glob("*.html")} - {"shared", "all"}
    assert files == DRAWN


def test_the_one_door_knows_every_type() -> None:
    assert set(door().fields) == DRAWN


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("text", [("q.x", "Turku")]),
        ("integer", [("q.x", "12")]),
        ("decimal", [("q.x", "12.5")]),
        ("yes_no", [("q.x", "no")]),
        ("rating", [("q.x", "0")]),
        ("consent", [("q.x", "yes")]),
        ("select_one", [("q.x", "c1")]),
        ("select_multiple", [("q.x", "c0"), ("q.x", "c2")]),
        ("rank", [("q.x.c0", "2"), ("q.x.c1", "1"), ("q.x.c2", "3")]),
        ("rating_grid", [("q.x.c0", "0"), ("q.x.c2", "2")]),
        ("select_grid", [("q.x.c1", "c1")]),
        ("date", [("q.x.day", "27"), ("q.x.month", "3"), ("q.x.year", "2027")]),
        ("city", [("q.x", "c1")]),
        ("location", [("q.x.place", "Turku"), ("q.x.latitude", "60.45"), ("q.x.longitude", "22.27")]),
        ("file", [("q.x.new", "")]),
        ("slider", [("q.x", "0")]),
        ("allocation", [("q.x.c0", "60"), ("q.x.c1", "0"), ("q.x.c2", "")]),
        ("time", [("q.x", "14:30")]),
        ("datetime", [("q.x.day", "27"), ("q.x.month", "3"), ("q.x.year", "2027"), ("q.x.time", "14:30")]),
        (
            "date_range",
            [
                (f"q.x.{end}.{part}", figure)
                for end, day in (("from", "27"), ("to", "28"))
                for part, figure in (("day", day), ("month", "3"), ("year", "2027"))
            ],
        ),
        ("availability", [("q.x.2027-W12", "if-needed")]),
        ("note", []),
    ],
)
def test_an_answer_that_was_given_is_what_the_form_sends_again(
    kind: str, sent: list[tuple[str, str]]
) -> None:
    assert filled(kind).sent() == sent


@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_no_answer_sends_nothing_or_empty_fields(kind: str) -> None:
    assert {value for _, value in render(view_of(make(kind))).sent()} <= {""}


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("yes_no", [("q.x", "yes"), ("q.x", "no")]),
        ("rating", [("q.x", "0"), ("q.x", "1"), ("q.x", "2")]),
        ("consent", [("q.x", "yes")]),
        ("select_one", [("q.x", "c0"), ("q.x", "c1"), ("q.x", "c2")]),
        ("select_multiple", [("q.x", "c0"), ("q.x", "c1"), ("q.x", "c2")]),
        ("rating_grid", [(f"q.x.c{row}", figure) for row in range(3) for figure in "012"]),
        ("select_grid", [(f"q.x.c{row}", choice) for row in range(3) for choice in ("c0", "c1")]),
        (
            "availability",
            [(f"q.x.2027-W{week}", said) for week in (12, 13) for said in ("yes", "if-needed", "no")],
        ),
    ],
)
def test_a_required_question_offers_exactly_its_choices(kind: str, offered: list[tuple[str, str]]) -> None:
    assert filled(kind, required=True).offered() == offered


@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        ("yes_no", [("q.x", "")]),
        ("rating", [("q.x", "")]),
        ("select_one", [("q.x", "")]),
        ("rating_grid", [("q.x.c0", ""), ("q.x.c1", ""), ("q.x.c2", "")]),
        ("select_grid", [("q.x.c0", ""), ("q.x.c1", ""), ("q.x.c2", "")]),
        ("availability", [("q.x.2027-W12", ""), ("q.x.2027-W13", "")]),
        ("select_multiple", []),
    ],
)
def test_an_optional_question_lets_an_answer_be_taken_back(kind: str, extra: list[tuple[str, str]]) -> None:
    required = filled(kind, required=True).offered()
    optional = filled(kind).offered()
    assert Counter(optional) - Counter(required) == Counter(extra)


def test_other_and_comment_of_one_choice() -> None:
    given = {"chosen": "other", "other": "Swimming", "comment": "Soon"}
    page = filled("select_one", given, other="Something else", comment="Why?")
    assert page.sent() == [("q.x", "other"), ("q.x.other", "Swimming"), ("q.x.comment", "Soon")]
    assert [page.name_of(page.ids[f"q.x.{part}"]) for part in ("other", "comment")] == [
        "In your words",
        "Why?",
    ]


def test_other_and_comments_of_several_choices() -> None:
    given = {"chosen": ["c0", "other"], "other": "Swimming", "comments": {"c0": "Soon"}}
    page = filled("select_multiple", given, other=True, comments=True, most=2)
    assert page.sent() == [
        ("q.x", "c0"),
        ("q.x.comment.c0", "Soon"),
        ("q.x.comment.c1", ""),
        ("q.x.comment.c2", ""),
        ("q.x", "other"),
        ("q.x.other", "Swimming"),
        ("q.x.comment.other", ""),
    ]
    assert page.ids["q.x-bounds"].text == "Choose at most 2."


def test_a_minimal_choice_is_a_native_list() -> None:
    page = filled("select_one", {"chosen": "other", "other": "Me"}, appearance="minimal", other=True)
    options = [(e.attributes["value"], e.text, "selected" in e.attributes) for e in page.all("option")]
    assert options == [
        ("", "No answer", False),
        ("c0", "Dialogue", False),
        ("c1", "Citizens", False),
        ("c2", "Risk", False),
        ("other", "Other, please say", True),
    ]
    assert page.sent() == [("q.x", "other"), ("q.x.other", "Me")]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"format": "email"}, ("input", "email", "email", "email")),
        ({"format": "url"}, ("input", "url", "url", "url")),
        ({"format": "telephone"}, ("input", "tel", "tel", "tel")),
        ({"appearance": "multiline"}, ("textarea", None, None, None)),
        ({}, ("input", None, None, None)),
    ],
)
def test_a_text_gets_the_keyboard_of_its_format(
    keys: dict[str, str], expected: tuple[str | None, ...]
) -> None:
    control = filled("text", **keys).controls[0]
    attributes = [control.attributes.get(name) for name in ("type", "inputmode", "autocomplete")]
    assert (control.tag, *attributes) == expected


def test_the_first_line_of_a_long_text_may_be_empty() -> None:
    assert filled("text", "\n\nThird", appearance="multiline").sent() == [("q.x", "\n\nThird")]


def test_a_figure_has_its_keyboard_and_its_unit() -> None:
    page = filled("integer", unit="people", hint="All of them")
    control = page.ids["q.x"]
    described = str(control.attributes["aria-describedby"]).split()
    assert (control.attributes["inputmode"], [page.ids[i].text for i in described]) == (
        "numeric",
        ["All of them", "people"],
    )
