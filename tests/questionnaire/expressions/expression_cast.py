"""The questions that the tests of expressions ask, and one set of answers."""

from datetime import date, datetime, time
from decimal import Decimal

from survey_app.questionnaire.expressions import Expression, ExpressionError, Kind, Name, parse

ROWS = frozenset({"bidding", "citizens", "climate"})
NIGHTS = Name(Kind.NUMBERS, key="nights[]", one=Name(Kind.NUMBER), holder="people")
TOWNS = Name(Kind.ANSWERS, key="towns[]", one=Name(Kind.TEXT), holder="people")
DAYS = Name(Kind.DATES, key="days[]", one=Name(Kind.DATE), holder="people")
NAMES = {
    "age": Name(Kind.NUMBER),
    "price": Name(Kind.NUMBER),
    "note": Name(Kind.TEXT),
    "agrees": Name(Kind.BOOLEAN),
    "start": Name(Kind.DATE),
    "end": Name(Kind.DATE),
    "opens": Name(Kind.TIME),
    "meets": Name(Kind.DATETIME),
    "topic": Name(Kind.CHOICE, frozenset({"direct", "open", "3"})),
    "tools": Name(Kind.CHOICES, frozenset({"maps", "votes", "chat"})),
    "order": Name(Kind.RANK, frozenset({"maps", "votes", "chat"})),
    "learn": Name(Kind.NUMBERS, ROWS),
    "plan": Name(Kind.CHOICES_BY_ROW, frozenset({"yes", "no", "maybe"}), ROWS),
    "paper": Name(Kind.NOTHING),
    "people": Name(Kind.ENTRIES),
    "nights": NIGHTS,
    "nights[]": NIGHTS,
    "towns": TOWNS,
    "towns[]": TOWNS,
    "days": DAYS,
    "days[]": DAYS,
}
ANSWERS = {
    "age": 40,
    "price": Decimal("2.50"),
    "note": "Bus 12",
    "agrees": False,
    "start": date(2027, 1, 31),
    "end": date(2027, 3, 1),
    "opens": time(8, 30),
    "meets": datetime(2027, 1, 31, 14, 0),  # noqa: DTZ001 - as people write it, without a zone
    "topic": "direct",
    "tools": ("maps", "chat"),
    "order": ("votes", "maps"),
    "learn": {"bidding": 0, "citizens": 4},
    "plan": {"bidding": "maybe"},
    "paper": {"file": "plan.pdf"},
    "people": {"a": True, "b": True, "c": True},
    "nights[]": {"a": 3, "c": 5},
    "towns[]": {"a": "Turku", "b": "Riga"},
    "days[]": {"a": date(2027, 3, 1), "b": date(2027, 2, 1)},
}
TODAY = date(2027, 2, 3)


def legal(text: str, this: Name | None = None, expect: Kind | None = None) -> Expression:
    """Parse an expression over the cast."""
    return parse(text, NAMES, this=this, expect=expect)


def value(text: str, **answers: object) -> object:
    """Evaluate over the cast's answers, some of them replaced."""
    return legal(text).evaluate(ANSWERS | answers, today=TODAY)


def findings(text: str, this: Name | None = None, expect: Kind | None = None) -> list[tuple[int, int, str]]:
    """Give place and code of all that is wrong, nothing for a legal expression."""
    try:
        legal(text, this, expect)
    except ExpressionError as error:
        return [(found.offset, found.length, found.code) for found in error.findings]
    return []


def remedy(text: str, this: Name | None = None) -> str:
    """Give the one remedy for an expression with one defect."""
    try:
        legal(text, this)
    except ExpressionError as error:
        (found,) = error.findings
        return found.remedy
    raise AssertionError(f"{text} is legal")
