"""What an expression works with: the kinds of answers and the answers themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Context, Decimal
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeAlias, cast

Value: TypeAlias = (
    str
    | int
    | Decimal
    | bool
    | date
    | time
    | datetime
    | tuple[str, ...]
    | Mapping[str, str | int | Decimal]
    | None
)


class Kind(Enum):
    """What sort of answer a question gives, or an expression computes.

    A question of the kind NOTHING or OTHER has no value to compute with; whether it is empty can be asked.
    """

    TEXT = "a text"
    NUMBER = "a number"
    BOOLEAN = "a yes or no"
    DATE = "a date"
    TIME = "a time"
    DATETIME = "a date with a time"
    CHOICE = "one choice from a list"
    CHOICES = "several choices from a list"
    RANK = "choices in an order"
    NUMBERS = "the numbers of a grid's rows"
    CHOICES_BY_ROW = "the choices of a grid's rows"
    DATES = "the dates of several entries"
    ANSWERS = "the answers of several entries"
    ENTRIES = "entries"
    OTHER = "an answer in several parts"
    NOTHING = "always empty"


GRIDS = frozenset({Kind.NUMBERS, Kind.CHOICES_BY_ROW})
SETS = frozenset({Kind.DATES, Kind.ANSWERS, Kind.ENTRIES})
SEVERAL = frozenset({Kind.CHOICES, Kind.RANK, Kind.OTHER}) | GRIDS | SETS
TEXTUAL = frozenset({Kind.TEXT, Kind.CHOICE})
MOMENTS = frozenset({Kind.DATE, Kind.TIME, Kind.DATETIME})


@dataclass(frozen=True)
class Name:
    """Describe what `${name}` refers to.

    choices: the names of the list it is answered from. rows: the names of a grid's rows; for a grid of
    numbers, which has no choices, the rows may stand in `choices` as well. None means "not known here":
    nothing is checked against it. For the answers of all entries of a table or repeat (`holder`): under
    which key they stand, and what a single one of them is.
    """

    kind: Kind
    choices: frozenset[str] | None = None
    rows: frozenset[str] | None = None
    key: str | None = None
    one: "Name | None" = None
    holder: str | None = None

    @property
    def row_names(self) -> frozenset[str] | None:
        """Give the rows of a grid, wherever they were declared."""
        if self.rows is None and self.kind is Kind.NUMBERS:
            return self.choices
        return self.rows


POSITION = "position(..)"  # under which an entry's place stands; no question is named so

# Inside the engine an answer is one of these; a text, a selection or a grid without content is None.
Inner: TypeAlias = (
    str
    | Decimal
    | bool
    | date
    | time
    | datetime
    | tuple[str, ...]
    | dict[str, Decimal]
    | dict[str, str]
    | dict[str, Any]
    | None
)

# 34 significant digits, magnitudes from 1e-67 to below 1e34; what leaves that range becomes infinite
# or zero without an exception, so that a text made of a number stays short.
ARITHMETIC = Context(prec=34, Emin=-34, Emax=33, traps=[])


def finite(number: Decimal) -> Decimal | None:
    """Give the number, or empty when a calculation left the numbers that can be written."""
    return number if number.is_finite() else None


def as_number(value: object) -> Decimal | None:
    """Admit whole numbers and Decimals; refuse booleans, floats and what is out of range."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return finite(ARITHMETIC.create_decimal(value)) if value.bit_length() <= 128 else None
    return finite(ARITHMETIC.create_decimal(value)) if isinstance(value, Decimal) else None


def _as_text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _as_boolean(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _as_date(value: object) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _as_time(value: object) -> time | None:
    return value if isinstance(value, time) and value.tzinfo is None else None


def _as_datetime(value: object) -> datetime | None:
    return value if isinstance(value, datetime) and value.tzinfo is None else None


def _as_selection(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, tuple | list):
        return None
    return tuple(item for item in value if isinstance(item, str) and item) or None


def _as_numbers(value: object) -> dict[str, Decimal] | None:
    if not isinstance(value, Mapping):
        return None
    cells = ((row, as_number(cell)) for row, cell in value.items())
    return {row: cell for row, cell in cells if isinstance(row, str) and cell is not None} or None


def _as_choices_by_row(value: object) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    cells = ((row, _as_text(cell)) for row, cell in value.items())
    return {row: cell for row, cell in cells if isinstance(row, str) and cell is not None} or None


def _as_dates(value: object) -> dict[str, Any] | None:
    return _kept(value, lambda one: _as_date(one) is not None)


def _as_answers(value: object) -> dict[str, Any] | None:
    def usable(one: object) -> bool:
        if isinstance(one, tuple):
            return all(isinstance(part, str) for part in one)
        return isinstance(one, str | bool | date | time) or as_number(one) is not None

    return _kept(value, usable)


def _as_entries(value: object) -> dict[str, Any] | None:
    return _kept(value, lambda one: one is True)


def _kept(value: object, usable: Callable[[object], bool]) -> dict[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    return {key: one for key, one in value.items() if isinstance(key, str) and usable(one)} or None


def _as_presence(value: object) -> bool | None:
    return None if value is None or value in ("", (), [], {}) else True


# An answer of another type than its question gives is treated as empty: no answer makes an expression raise.
ADMIT: Mapping[Kind, Callable[[object], Inner]] = MappingProxyType(
    {
        Kind.TEXT: _as_text,
        Kind.NUMBER: as_number,
        Kind.BOOLEAN: _as_boolean,
        Kind.DATE: _as_date,
        Kind.TIME: _as_time,
        Kind.DATETIME: _as_datetime,
        Kind.CHOICE: _as_text,
        Kind.CHOICES: _as_selection,
        Kind.RANK: _as_selection,
        Kind.NUMBERS: _as_numbers,
        Kind.CHOICES_BY_ROW: _as_choices_by_row,
        Kind.DATES: _as_dates,
        Kind.ANSWERS: _as_answers,
        Kind.ENTRIES: _as_entries,
        Kind.OTHER: _as_presence,
        Kind.NOTHING: _as_presence,
    }
)


def _shortest(number: Decimal) -> Decimal | int:
    return int(number) if number == number.to_integral_value() else number.normalize(ARITHMETIC)


def given(value: Inner) -> Value:
    """Give a computed value to the outside: whole numbers as int, others as Decimal without idle zeros."""
    if isinstance(value, Decimal):
        return _shortest(value)
    if isinstance(value, dict):
        return {row: _shortest(cell) if isinstance(cell, Decimal) else cell for row, cell in value.items()}
    return value or None if isinstance(value, str | tuple) else value


def number_text(number: Decimal) -> str:
    """Write a number in its shortest decimal form: 3, 0.5, -12."""
    shortest = _shortest(number)
    return str(shortest) if isinstance(shortest, int) else f"{shortest:f}"


def scalar_text(value: Inner) -> str:
    """Write a value as string() and concat() do: empty as no characters, choices with blanks between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else cast(str, value)
