"""How far a sheet is."""

from datetime import date
from typing import Any

import pytest

from survey_app.answers.progress import PageState, Progress, progress
from tests.questionnaire.written import compiled, with_pages

TODAY = date(2027, 3, 8)
ASKED = compiled(
    with_pages(
        """
        - name: one
          label: One
          questions:
            - {name: a, type: yes_no, label: A, required: true}
            - {name: b, type: integer, label: B, relevant: "${a} = 'yes'", required: true}
            - {name: c, type: text, label: C}
        - {name: two, label: Two, questions: [{name: d, type: text, label: D}]}
        - {name: three, label: Three, relevant: "${b} > 0", questions: [{name: e, type: text, label: E}]}
        - {name: four, label: Four, questions: [{name: n, type: note, label: N}]}
        """
    )
)
NOT, IN, DONE = PageState.NOT_STARTED, PageState.IN_PROGRESS, PageState.COMPLETE


@pytest.mark.parametrize(
    ("values", "pages", "answered", "asked", "percent"),
    [
        ({}, {"one": (NOT, 1), "two": (NOT, 0), "four": (DONE, 0)}, 0, 3, 0),
        ({"a": False}, {"one": (DONE, 0), "two": (NOT, 0), "four": (DONE, 0)}, 1, 3, 33),
        ({"a": True}, {"one": (IN, 1), "two": (NOT, 0), "four": (DONE, 0)}, 1, 4, 25),
        ({"c": "x"}, {"one": (IN, 1), "two": (NOT, 0), "four": (DONE, 0)}, 1, 3, 33),
        ({"a": True, "b": 0, "d": "x"}, {"one": (DONE, 0), "two": (DONE, 0), "four": (DONE, 0)}, 3, 4, 75),
        (
            {"a": True, "b": 1, "c": "x", "d": "x", "e": "x"},
            {"one": (DONE, 0), "two": (DONE, 0), "three": (DONE, 0), "four": (DONE, 0)},
            5,
            5,
            100,
        ),
        ({"a": False, "b": 1, "e": "x"}, {"one": (DONE, 0), "two": (NOT, 0), "four": (DONE, 0)}, 1, 3, 33),
    ],
)
def test_progress(
    values: dict[str, Any], pages: dict[str, tuple[PageState, int]], answered: int, asked: int, percent: int
) -> None:
    found = progress(ASKED, values, TODAY)
    assert {entry.page.name: (entry.state, entry.faults) for entry in found.pages} == pages
    assert (found.answered, found.asked, found.percent) == (answered, asked, percent)


def test_where_nothing_is_asked_nothing_is_done() -> None:
    assert Progress((), 0, 0).percent == 0
