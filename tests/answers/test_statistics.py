"""What all sheets say together: every figure with exactly the cities that said so."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.answers.statistics import SUMMARIES, Series, Summary, summarise
from survey_app.questionnaire.types import QUESTION_TYPES
from tests.questionnaire.every_type import COMPILED, QUESTIONS, TOPICS, VALUES, WEEKS

LONG = "999999999999999.999999999999999"
Told = dict[str, dict[str, list[str]]]


def summary(name: str, answers: dict[str, Any]) -> Summary:
    """Summarise one question over sheets, given as its answer by city; None is an empty answer."""
    sheets = {city: {} if answer is None else {name: answer} for city, answer in answers.items()}
    found = {one.question.name: one for one in summarise(COMPILED, sheets)}
    assert list(found) == [question.name for question in QUESTIONS.values() if question.answered]
    return found[name]


def bars(series: tuple[Series, ...]) -> Told:
    """Return the cities by row and answer, bars that nobody stands behind left out."""
    return {one.key: {bar.key: list(bar.cities) for bar in one.bars if bar.cities} for one in series}


def test_every_type_that_is_answered_has_its_function() -> None:
    assert set(SUMMARIES) == {name for name, cls in QUESTION_TYPES.items() if cls.answered}


@pytest.mark.parametrize(
    ("name", "answers", "told"),
    [
        ("integer", {"turku": 3, "tartu": 0, "riga": 3}, {"": {"0": ["tartu"], "3": ["turku", "riga"]}}),
        (
            "decimal",
            {"turku": "12.50", "tartu": "12.5", "riga": "100"},
            {"": {"12.5": ["turku", "tartu"], "100": ["riga"]}},
        ),
        ("yes_no", {"turku": False, "tartu": True, "riga": None}, {"": {"yes": ["tartu"], "no": ["turku"]}}),
        ("consent", {"turku": True, "tartu": None}, {"": {"yes": ["turku"]}}),
        (
            "date",
            {"turku": "2027-03-08", "tartu": "2027-03-01"},
            {"": {"2027-03-01": ["tartu"], "2027-03-08": ["turku"]}},
        ),
        ("one", {"turku": "surveys", "tartu": "surveys"}, {"": {"surveys": ["turku", "tartu"]}}),
        (
            "one_other",
            {"turku": {"chosen": "other", "other": "X"}, "tartu": {"chosen": "surveys"}},
            {"": {"other": ["turku"], "surveys": ["tartu"]}},
        ),
        (
            "several",
            {"turku": ["dialogue", "planning"], "tartu": ["planning"]},
            {"": {"dialogue": ["turku"], "planning": ["turku", "tartu"]}},
        ),
        (
            "rank",
            {"turku": ["planning", "dialogue"], "tartu": ["planning"]},
            {"planning": {"1": ["turku", "tartu"]}, "dialogue": {"2": ["turku"]}, "surveys": {}, "none": {}},
        ),
        ("rating", {"turku": 0, "tartu": 5}, {"": {"0": ["turku"], "5": ["tartu"]}}),
        (
            "rating_grid",
            {"turku": {"dialogue": 0, "surveys": 4}, "tartu": {"dialogue": 0}},
            {"dialogue": {"0": ["turku", "tartu"]}, "surveys": {"4": ["turku"]}, "planning": {}, "none": {}},
        ),
        (
            "select_grid",
            {"turku": {"dialogue": "never"}},
            {"dialogue": {"never": ["turku"]}, "surveys": {}, "planning": {}, "none": {}},
        ),
        (
            "weeks",
            {"turku": {"2027-W10": "no"}, "tartu": {"2027-W10": "if-needed", "2027-W12": "yes"}},
            {
                "2027-W10": {"no": ["turku"], "if-needed": ["tartu"]},
                "2027-W11": {},
                "2027-W12": {"yes": ["tartu"]},
            },
        ),
        ("text", {"turku": "a"}, {}),
    ],
)
def test_the_cities_behind_each_figure(name: str, answers: dict[str, Any], told: Told) -> None:
    assert bars(summary(name, answers).series) == told


def test_answers_that_nobody_gave_are_told_with_none() -> None:
    (series,) = summary("rating", {"turku": 5}).series
    assert [(bar.key, bar.label, bar.count) for bar in series.bars] == [
        ("0", "0 (nothing)", 0),
        *((str(figure), str(figure), 0) for figure in range(1, 5)),
        ("5", "5 (all)", 1),
    ]


@pytest.mark.parametrize(
    ("name", "answers", "mean", "median"),
    [
        ("integer", {"a": 1, "b": 2, "c": 6}, "3.00", "2"),
        ("integer", {"a": 0, "b": 1}, "0.50", "0.5"),
        ("decimal", {"a": "0.1", "b": "0.2"}, "0.15", "0.15"),
        ("decimal", {"a": LONG}, "1000000000000000.00", LONG),
        ("rating", {"a": 0, "b": 5, "c": 5}, "3.33", "5"),
    ],
)
def test_mean_and_median(name: str, answers: dict[str, Any], mean: str, median: str) -> None:
    (series,) = summary(name, answers).series
    assert (series.mean, series.median) == (Decimal(mean), Decimal(median))


def test_rows_have_their_own_mean() -> None:
    series = summary("rating_grid", {"a": {"dialogue": 0}, "b": {"dialogue": 3, "surveys": 5}}).series
    assert {one.key: (one.mean, one.median) for one in series} == {
        "dialogue": (Decimal("1.50"), Decimal("1.5")),
        "surveys": (Decimal("5.00"), Decimal(5)),
        "planning": (None, None),
        "none": (None, None),
    }


def test_places_have_a_mean_and_choices_have_none() -> None:
    (dialogue, *_) = summary("rank", {"a": ["surveys", "dialogue"], "b": ["dialogue"]}).series
    (choices,) = summary("one", {"a": "surveys"}).series
    assert (dialogue.mean, choices.mean) == (Decimal("1.50"), None)


@pytest.mark.parametrize(
    ("name", "answers", "texts"),
    [
        ("text", {"turku": "A", "tartu": None, "riga": "0"}, [("turku", "A"), ("riga", "0")]),
        (
            "one_other",
            {"turku": {"chosen": "other", "other": "X", "comment": "C"}, "tartu": {"comment": "D"}},
            [("turku", "X"), ("turku", "C"), ("tartu", "D")],
        ),
        (
            "several_other",
            {"turku": {"chosen": ["dialogue", "other"], "other": "X", "comments": {"dialogue": "D"}}},
            [("turku", "X"), ("turku", "Dialogue: D")],
        ),
        ("one", {"turku": "surveys"}, []),
    ],
)
def test_texts(name: str, answers: dict[str, Any], texts: list[tuple[str, str]]) -> None:
    assert list(summary(name, answers).texts) == texts


def test_a_comment_alone_counts_as_empty() -> None:
    found = summary("one_comment", {"turku": {"comment": "C"}, "tartu": {"chosen": "surveys"}, "riga": None})
    assert (found.answered, found.empty, found.texts) == (1, 2, (("turku", "C"),))


def test_without_sheets_nothing_is_counted() -> None:
    assert {(one.answered, one.empty, one.texts) for one in summarise(COMPILED, {})} == {(0, 0, ())}


def said(name: str, value: Any) -> set[tuple[str, str]]:
    """Return the rows and answers that a stored answer stands behind, read without the product's help."""
    kind = QUESTIONS[name].type  # type: ignore[attr-defined]
    if kind in ("text", "hidden", "file", "datetime", "date_range", "location"):
        return set()
    if kind == "rank":
        return {(entry, str(value.index(entry) + 1)) for entry in value}
    if kind in ("rating_grid", "select_grid", "availability"):
        return {(row, str(cell)) for row, cell in value.items()}
    if kind == "allocation":
        return {(entry, str(value.get(entry, 0))) for entry in TOPICS}
    if kind in ("yes_no", "consent"):
        return {("", "yes" if value else "no")}
    if kind in ("select_one", "city", "select_multiple"):
        chosen = value["chosen"] if isinstance(value, dict) else value
        return {("", one) for one in ([chosen] if isinstance(chosen, str) else chosen)}
    if kind in ("decimal", "slider") and isinstance(value, str):
        return {("", value.rstrip("0").rstrip(".") or "0" if "." in value else value)}
    return {("", str(value))}


@pytest.mark.parametrize("name", [name for name in VALUES if name not in ("table", "repeat")])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_each_bar_holds_exactly_those_who_said_so(name: str, data: st.DataObject) -> None:
    cities = ["turku", "tartu", "riga"]
    answers = {city: data.draw(st.none() | VALUES[name]) for city in cities}
    found = summary(name, answers)
    given_answers = {city: value for city, value in answers.items() if value is not None}
    behind: dict[tuple[str, str], list[str]] = {}
    for city, value in given_answers.items():
        for place in said(name, value):
            behind.setdefault(place, []).append(city)
    told = {(row, key): cities for row, held in bars(found.series).items() for key, cities in held.items()}
    assert told == behind
    assert (found.answered, found.empty) == (len(given_answers), 3 - len(given_answers))
    rows = {one.key for one in found.series}
    assert rows <= {"", *TOPICS, *WEEKS}
