"""The words for reasons, aims, proofs and weeks."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from survey_app.programmes import wording
from survey_app.programmes.model import (
    CityResult,
    Conflict,
    Decision,
    Objective,
    ObjectiveResult,
    Problem,
    Status,
    Unmet,
)


def test_every_label_has_words() -> None:
    assert set(wording.AIMS) == set(get_args(Objective))
    assert set(wording.STATUSES) == set(get_args(Status))
    assert list(wording.REASONS) == [
        "nobody-offers", "cannot-host", "refused", "no-common-language", "too-far", "no-common-week",
        "no-room", "no-trips-left", "agenda-full", "network-limit", "forbidden", "not-chosen",
    ]  # fmt: skip


def test_a_week_has_its_days() -> None:
    assert wording.week_dates("2027-W10") == (date(2027, 3, 8), date(2027, 3, 12))
    assert wording.week_dates("2026-W53") == (date(2026, 12, 28), date(2027, 1, 1))


@pytest.mark.parametrize("week", ["2027-W53", "2027", "W10", "2027-W"])
def test_what_is_no_week_is_refused(week: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wording.week_dates(week)


@pytest.mark.parametrize(
    ("earned", "ideal", "percent"),
    [
        (20, 45, Decimal("44.4")),
        (9999, 10000, Decimal("99.9")),
        (5, 5, Decimal("100.0")),
        (0, 7, Decimal("0.0")),
    ],
)
def test_fulfilment_is_cut_so_that_only_the_whole_is_100(earned: int, ideal: int, percent: Decimal) -> None:
    assert wording.fulfilment_percent(CityResult(earned, ideal, ())) == percent


def test_a_city_with_nothing_to_learn_has_no_fulfilment() -> None:
    nothing, half = CityResult(0, 0, ()), CityResult(1, 2, ())
    assert wording.fulfilment_percent(nothing) is None
    assert wording.average_fulfilment([nothing]) is None
    assert wording.average_fulfilment([nothing, half, CityResult(0, 4, ())]) == Decimal("25.0")
    assert wording.weakest_served({"a": nothing, "b": half, "c": CityResult(0, 4, ())}) == ["b"]


def test_names_are_listed_as_spoken() -> None:
    assert [wording.listed("ABC"[:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]


def test_a_reason_names_who_could_have_helped() -> None:
    names = {"r": "Rotterdam", "g": "Ghent"}
    assert wording.reason_sentence(Unmet("t", "no-room", ("r", "g")), names) == (
        "Offered by Rotterdam and Ghent. The host has no room for one more visiting city."
    )
    assert wording.reason_sentence(Unmet("t", "not-chosen", ("r",)), names, "feasible") == (
        "Offered by Rotterdam. It was possible. Time ran out before it was known whether something of more "
        "value would be lost."
    )
    assert wording.reason_sentence(Unmet("t", "nobody-offers", ()), names) == (
        "No other city in this round offers it."
    )


def test_a_gap_is_a_share_of_the_bound() -> None:
    assert wording.gap(ObjectiveResult("learning", 75, 100, 75)) == Decimal("0.25")
    assert wording.gap(ObjectiveResult("travel", 3, 0, 3)) == Decimal(3)
    assert wording.gap(ObjectiveResult("served", 3, 3, 3)) == Decimal(0)


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            ObjectiveResult("fairness", 444, 444, 444),
            "The city that is served least is served as well as possible. Reached: 44.4 %. "
            "Proven: within the rules and the aims before it, nothing better is possible.",
        ),
        (
            ObjectiveResult("served", 1, 2, 1),
            "As many cities as possible learn something. Reached: 1 city. "
            "Not proven: anything better than 2 cities is impossible; the gap is 50.0 %.",
        ),
        (
            ObjectiveResult("travel", 900, 0, 900),
            "People travel as few kilometres as possible. Reached: 900 person-km. "
            "Not proven: anything better than 0 person-km is impossible.",
        ),
        (
            ObjectiveResult("points", 40, 40, 38),
            "As many points of need × offer as possible are earned. Reached: 38 points. "
            "Proven: within the rules and the aims before it, nothing better is possible. "
            "The best alone is 40 points; it gives way to later aims as far as agreed.",
        ),
    ],
)
def test_an_aim_is_told_with_its_proof(result: ObjectiveResult, sentence: str) -> None:
    assert wording.objective_sentence(result) == sentence


def test_figures_have_their_units() -> None:
    assert [wording.objective_figure(name, 1_500_000, 3) for name in get_args(Objective)] == [
        "1\u202f500\u202f000 cities", "150000.0 %", "50.0 % on average", "1\u202f500\u202f000 points",
        "1\u202f500\u202f000 person-km", "1\u202f500\u202f000 exchanges", "1\u202f500\u202f000 visits",
        "1\u202f500\u202f000 visits",
    ]  # fmt: skip


def test_a_conflict_is_told_with_names(problem: Problem) -> None:
    decisions = (
        Decision("pin", "turku", week="2027-W10", visitor="tartu"),
        Decision("forbid", "turku", topic="involve"),
    )
    changed = Problem(problem.topics, problem.weeks, 6, 2, None, problem.cities, decisions)
    told = [
        wording.conflict_sentence(part, changed)
        for part in (
            Conflict(0),
            Conflict(1),
            Conflict(None, "host-count", ("turku",), "Turku hosts at most once."),
        )
    ]
    assert told == [
        "Decided: Tartu must visit Turku in week 10 (8–12 March 2027).",
        "Decided: Turku must not host an exchange with a session on Citizen involvement.",
        "Turku hosts at most once.",
    ]
