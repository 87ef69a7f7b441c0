"""ISO weeks: their days, their order, how people say them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.rounds.weeks import MOST_WEEKS, friday, monday, name_of, spoken, weeks_between

DAYS = st.dates(date(1000, 1, 1), date(9998, 1, 1))


@pytest.mark.parametrize(
    ("week", "first", "last"),
    [
        ("2027-W10", date(2027, 3, 8), date(2027, 3, 12)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 2)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 1)),
        ("2024-W09", date(2024, 2, 26), date(2024, 3, 1)),
    ],
)
def test_days_of_a_week(week: str, first: date, last: date) -> None:
    assert (monday(week), friday(week)) == (first, last)


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("2027-W53", "the year 2027 has no week 53; choose another"),
        ("2027-W00", "“2027-W00” is no week; write it as 2027-W10"),
        ("2027-W1", "“2027-W1” is no week; write it as 2027-W10"),
        ("2027-W1_0", "“2027-W1_0” is no week; write it as 2027-W10"),
        ("2027-W10\n", "“2027-W10\n” is no week; write it as 2027-W10"),
        ("２０２７-W10", "“２０２７-W10” is no week; write it as 2027-W10"),
        ("0000-W10", "the year 0000 has no week 10; choose another"),
        ("", "“” is no week; write it as 2027-W10"),
    ],
)
def test_what_is_no_week(week: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:
        monday(week)
    assert str(caught.value) == words


@given(DAYS)
def test_the_week_of_a_day_holds_it(day: date) -> None:
    first = monday(name_of(day))
    assert (first.weekday(), timedelta(0) <= day - first <= timedelta(6)) == (0, True)
    assert friday(name_of(day)) - first == timedelta(4)


@given(DAYS, st.integers(1, MOST_WEEKS))
def test_weeks_follow_one_another(day: date, count: int) -> None:
    weeks = weeks_between(name_of(day), name_of(day + timedelta(weeks=count - 1)))
    assert [name_of(monday(weeks[0]) + timedelta(weeks=n)) for n in range(count)] == weeks
    assert weeks == sorted(weeks)


def test_weeks_go_on_over_the_year() -> None:
    assert weeks_between("2026-W52", "2027-W02") == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2027-W12", "2027-W10", "week 2027-W10 is before 2027-W12; swap them"),
        ("2027-W01", "2029-W03", "107 weeks are more than 106; choose a shorter span"),
    ],
)
def test_spans_that_are_none(first: str, last: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:
        weeks_between(first, last)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("2027-W10", "8–12 March 2027"),
        ("2027-W13", "29 March – 2 April 2027"),
        ("2026-W53", "28 December 2026 – 1 January 2027"),
    ],
)
def test_weeks_as_people_say_them(week: str, words: str) -> None:
    assert spoken(week) == words
