"""What a raw answer becomes: shared words of the question types."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from survey_app.questionnaire.phrases import Phrase

MAX_TEXT = 10_000
MAX_DIGITS = 15  # of a number, on each side of the decimal point
MAX_TYPED = 100  # characters that are read as one number

# Minus signs and blanks that keyboards, telephones and spreadsheets put into numbers.
_AS_TYPED = str.maketrans({"−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " "})
_DIGITS_AND_MARKS = re.compile(r"[0-9 .,]*[0-9][0-9 .,]*")
_MARKS = re.compile(r"[ .,]")
_NO_WHOLE = Phrase("Write a whole number in digits, such as 12.")
_NO_NUMBER = Phrase(
    "Write a number in digits, such as 1200.5: a point before the decimals, nothing between the thousands."
)
_TOO_LONG_WHOLE = Phrase("This number is too long; at most {digits} digits fit.", digits=MAX_DIGITS)
_TOO_LONG = Phrase(
    "This number is too long; at most {digits} digits fit before the point and as many after it.",
    digits=MAX_DIGITS,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Tell what is wrong with an answer.

    part names a row of a grid, an entry of a ranking, a choice (its comment), "comment" or "other" (the text
    beside that choice); None is the answer as a whole.
    """

    question: str
    message: str
    part: str | None = None


class Unreadable(ValueError):  # noqa: N818 - it names the answer, as its callers do
    """Raised when a raw answer is not of its question's type; faults tell where and what to do."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def is_empty(raw: object) -> bool:
    """Tell whether nothing was given: None or no characters; 0, False and empty lists are something."""
    return raw is None or (isinstance(raw, str) and not raw)


def clean_text(raw: object, question: str, limit: int, part: str | None = None) -> str | None:
    """Return trimmed text with a single kind of line ends, None when empty; refuse what cannot be stored."""
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise Unreadable(Fault(question, Phrase("Write text here."), part))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(ch == "\x00" or "\ud800" <= ch <= "\udfff" for ch in text):
        message = Phrase("This text holds a character that cannot be stored. Type it anew, without it.")
        raise Unreadable(Fault(question, message, part))
    if len(text) > limit:
        over = len(text) - limit
        message = Phrase(
            "At most {limit:,} characters fit here; shorten the text by {over:,}.", limit=limit, over=over
        )
        raise Unreadable(Fault(question, message, part))
    return text or None


def read_number(raw: object, question: str, *, whole: bool) -> Decimal | None:
    """Return the number of a raw answer, None when empty; raise Unreadable for anything else."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    number = _number_of(raw, whole)
    if number is None or (whole and number != number.to_integral_value()):
        raise Unreadable(Fault(question, _NO_WHOLE if whole else _NO_NUMBER))
    if number.adjusted() >= MAX_DIGITS or _decimals(number) > MAX_DIGITS:
        raise Unreadable(Fault(question, _TOO_LONG_WHOLE if whole else _TOO_LONG))
    return number if number else abs(number)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _number_of(raw: object, whole: bool) -> Decimal | None:
    if isinstance(raw, str):
        return exact_number(raw, whole=whole)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        return Decimal(repr(raw)) if math.isfinite(raw) else None
    if isinstance(raw, Decimal):
        return raw if raw.is_finite() else None
    return Decimal(raw) if isinstance(raw, int) else None


def exact_number(raw: str, *, whole: bool = False) -> Decimal | None:
    """Read a number as people type it ("1 200", "12,5", "1.200,50"), None when it is none.

    A single point or comma begins the decimals. Where only a whole number makes sense, it parts thousands
    when three digits follow: 185.000 inhabitants are never 185. A single comma before three digits of a
    number that may have decimals could be either, and is refused.
    """
    text = raw.strip().translate(_AS_TYPED)
    sign, body = ("-" if text[:1] == "-" else "", text[1:]) if text[:1] in ("-", "+") else ("", text)
    if len(body) > MAX_TYPED or not _DIGITS_AND_MARKS.fullmatch(body):
        return None
    mark = _decimal_mark(body, whole)
    if mark is None:
        return None
    head, _, decimals = body.rpartition(mark) if mark else (body, "", "")
    digits = _without_groups(head)
    if digits is None:
        return None
    return Decimal(f"{sign}{digits or '0'}.{decimals}" if decimals else f"{sign}{digits or '0'}")


def _decimal_mark(body: str, whole: bool) -> str | None:
    """Return what begins the decimals, "" where there are none, None where it cannot be told."""
    marks = _MARKS.findall(body)
    if not marks or marks[-1] == " ":
        return ""
    if len(marks) > 1:
        return str(marks[-1]) if marks.count(marks[-1]) == 1 else ""
    head, tail = body.split(marks[0])
    if len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0"):
        return str(marks[0])
    if whole:
        return ""
    return "." if marks[0] == "." else None


def _without_groups(head: str) -> str | None:
    """Return digits without what parts their thousands, None where they are parted otherwise."""
    marks = set(_MARKS.findall(head))
    first, *groups = _MARKS.split(head)
    if len(marks) > 1 or any(len(group) != 3 for group in groups) or (groups and not 1 <= len(first) <= 3):
        return None
    return first + "".join(groups)
