"""ISO weeks, such as "2027-W10": their order, their days."""

import re
from datetime import date, timedelta

WEEK = r"^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$"
MOST_WEEKS = 106


def monday(week: str) -> date:
    """Return the Monday of an ISO week; ValueError for anything else, and for a week that its year lacks."""
    if not re.fullmatch(WEEK, week):
        raise ValueError(f"“{week[:40]}” is no week; write it as 2027-W10")
    try:
        return date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
    except ValueError:
        raise ValueError(f"the year {week[:4]} has no week {week[-2:]}; choose another") from None


def friday(week: str) -> date:
    """Return the Friday of an ISO week."""
    return monday(week) + timedelta(days=4)


def name_of(day: date) -> str:
    """Return the ISO week that a day stands in."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def weeks_between(first: str, last: str) -> list[str]:
    """Return the weeks from first to last, both included; ValueError when out of order or too many."""
    start, end = monday(first), monday(last)
    if end < start:
        raise ValueError(f"week {last} is before {first}; swap them")
    count = (end - start).days // 7 + 1
    if count > MOST_WEEKS:
        raise ValueError(f"{count} weeks are more than {MOST_WEEKS}; choose a shorter span")
    return [name_of(start + timedelta(weeks=offset)) for offset in range(count)]


def spoken(week: str) -> str:
    """Return a week as people say it: "8–12 March 2027", "29 March – 2 April 2027"."""
    first, last = monday(week), friday(week)
    if first.month == last.month:
        return f"{first.day}–{last.day} {first:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
