"""What the template of each question type says: names, marks, faults, and words that try to be more."""

from collections import Counter
from typing import Any

import pytest

from tests.web.question_pages import (
    DRAWN,
    EMPTY,
    FILLED,
    HOSTILE,
    PARTS,
    SCALE,
    choices,
    filled,
    make,
    render,
    view_of,
)


def test_a_cell_of_a_grid_is_named_by_row_figure_and_words() -> None:
    page = filled("rating_grid", required=True)
    assert [page.name_of(control) for control in page.controls[:3]] == [
        "Dialogue: 0 (nothing)",
        "Dialogue: 1",
        "Dialogue: 2 (much)",
    ]
    assert [" ".join(e.text.split()) for e in page.all("th")[:3]] == ["0 nothing", "1", "2 much"]


def test_weeks_are_spoken_and_grouped_by_month() -> None:
    page = filled("availability", required=True)
    assert [e.text for e in page.all("th") if "scope" in e.attributes and e.attributes["scope"] != "col"] == [
        "March 2027",
        "Week 12 · 22–26 March 2027",
        "April 2027",
        "Week 13 · 29 March – 2 April 2027",
    ]
    assert page.name_of(page.controls[1]) == "Week 12 · 22–26 March 2027: If needed"


@pytest.mark.parametrize("kind", sorted(DRAWN - {"note"}))
@pytest.mark.parametrize("required", [True, False])
def test_only_optional_questions_are_marked(kind: str, required: bool) -> None:
    page = render(view_of(make(kind, required=required)))
    marks = [e.text for e in page.elements if e.attributes.get("class") == "optional"]
    assert marks == ([] if required else ["(optional)"])


@pytest.mark.parametrize("kind", sorted(DRAWN - {"note"}))
def test_every_control_has_a_name_and_every_group_a_legend(kind: str) -> None:
    question = make(kind)
    page = render(view_of(question, FILLED[kind], number=3))
    seen = [control for control in page.controls if control.attributes.get("type") != "hidden"]
    assert [control for control in seen if not page.name_of(control)] == []
    legends = [" ".join(legend.text.split()) for legend in page.all("legend")]
    assert legends == (["3. Which? (optional)"] if question.grouped and kind != "consent" else [])


@pytest.mark.parametrize("kind", sorted(DRAWN - {"note"}))
def test_hint_and_fault_are_tied_to_the_control_and_can_be_jumped_to(kind: str) -> None:
    part = PARTS.get(kind)
    faults = {"": "Whole.", **({part: "Part."} if part else {})}
    page = render(view_of(make(kind, hint="A hint."), FILLED[kind], faults=faults))
    ids = [str(e.attributes["id"]) for e in page.elements if "id" in e.attributes]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert " ".join(page.ids["q.x-error"].text.split()) == "Error: Whole."

    tied = [
        str(e.attributes["aria-describedby"]).split()
        for e in page.elements
        if "aria-describedby" in e.attributes
    ]
    assert {"q.x-hint", "q.x-error"} <= {i for each in tied for i in each} <= set(ids)
    anchors = ["q.x", *([f"q.x.{part}"] if part else [])]
    focusable = [page.ids[a].tag != "fieldset" or page.ids[a].attributes["tabindex"] == "-1" for a in anchors]
    assert focusable == [True] * len(anchors)
    if part:
        assert " ".join(page.ids[f"q.x.{part}-error"].text.split()) == "Error: Part."


@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_hostile_words_stay_words(kind: str) -> None:
    lists = {"topics": choices(HOSTILE, HOSTILE), "often": choices(HOSTILE, "Always")}
    given: Any = {
        "select_one": {"chosen": "other", "other": HOSTILE, "comment": HOSTILE},
        "select_multiple": {"chosen": ["c0"], "other": HOSTILE, "comments": {"c0": HOSTILE}},
        "rank": {"c0": HOSTILE},
        "date": {"day": HOSTILE, "month": HOSTILE, "year": HOSTILE},
        "datetime": {"day": HOSTILE, "time": HOSTILE},
        "date_range": {"from": {"day": HOSTILE}, "to": {"year": HOSTILE}},
        "allocation": {"c0": HOSTILE},
        "file": [{"id": "ab" * 32, "name": HOSTILE, "size": 1, "kind": "pdf"}],
        "city": {"chosen": HOSTILE, "other": HOSTILE},
        "location": {"place": HOSTILE, "latitude": HOSTILE},
        "rating_grid": {"c0": HOSTILE},
        "select_grid": {"c0": HOSTILE},
        "availability": {"2027-W12": HOSTILE},
    }.get(kind, HOSTILE)
    all_keys: dict[str, dict[str, Any]] = {
        "select_one": {"other": HOSTILE, "comment": HOSTILE},
        "select_multiple": {"other": HOSTILE, "comments": True},
        "rating": {"scale": {**SCALE, "low": HOSTILE}},
        "rating_grid": {"scale": {**SCALE, "low": HOSTILE}},
        "slider": {"range": {"from": 0, "to": 5, "low": HOSTILE}, "unit": HOSTILE},
        "allocation": {"unit": HOSTILE},
        "city": {"other": HOSTILE, "comment": HOSTILE},
        "integer": {"unit": HOSTILE},
    }
    keys = all_keys.get(kind, {})
    faults = dict.fromkeys(("", "other", "comment", "c0", "c1", "2027-W12"), HOSTILE)
    view = view_of(make(kind, **keys), given, label=HOSTILE, hint=HOSTILE, lists=lists, faults=faults)
    page = render(view)

    assert [e.tag for e in page.all("script", "img")] == []
    assert {
        name for e in page.elements for name in e.attributes if name.startswith("on") or name == "style"
    } == set()
    assert HOSTILE in "".join(e.text for e in page.elements)


@pytest.mark.parametrize("kind", ["text", "integer", "decimal", "rank", "date", "select_one"])
def test_a_hostile_answer_comes_back_as_it_was_written(kind: str) -> None:
    given: Any = {
        "rank": {"c0": HOSTILE},
        "date": {"day": HOSTILE},
        "select_one": {"chosen": "other", "other": HOSTILE},
    }.get(kind, HOSTILE)
    keys = {"other": True} if kind == "select_one" else {}
    assert HOSTILE in [value for _, value in filled(kind, given, **keys).sent()]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", ["Turku"]),
        ("integer", ["12"]),
        ("yes_no", ["No"]),
        ("rating", ["0 (nothing)"]),
        ("select_one", ["Citizens"]),
        ("select_multiple", ["Dialogue", "Risk"]),
        ("rank", ["1. Citizens", "2. Dialogue", "3. Risk"]),
        ("rating_grid", ["Dialogue: 0 (nothing)", "Risk: 2 (much)"]),
        ("date", ["27 March 2027"]),
        ("slider", ["0"]),
        ("allocation", ["Dialogue: 60 points", "Citizens: 0 points"]),
        ("city", ["Citizens"]),
        ("location", ["Turku (60.45, 22.27)"]),
        ("file", ["plan.pdf (2 kB)"]),
        ("time", ["14:30"]),
        ("datetime", ["27 March 2027, 14:30"]),
        ("date_range", ["27 March 2027 to 28 March 2027"]),
        ("availability", ["Week 12 · 22–26 March 2027: If needed"]),
    ],
)
def test_what_may_only_be_read_has_words_and_no_controls(kind: str, words: list[str]) -> None:
    page = filled(kind, read_only=True)
    stated = [" ".join(e.text.split()) for e in page.elements if e.attributes.get("class") == "stated"]
    assert (page.controls, stated) == ([], words)


@pytest.mark.parametrize("kind", sorted(EMPTY))
def test_what_may_only_be_read_says_that_there_is_no_answer(kind: str) -> None:
    page = render(view_of(make(kind, read_only=True)))
    assert [e.text for e in page.all("p")][-1] == "No answer"
