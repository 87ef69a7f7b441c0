"""What a raw answer becomes: shared words of the question types."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

MAX_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Tell what is wrong with an answer; part names a row of a grid, "other", a choice's comment, or nothing."""

    question: str
    message: str
    part: str | None = None


class Unreadable(ValueError):
    """Raised when a raw answer is not of its question's type; faults tell where and what to do."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


def clean_text(raw: object, question: str, limit: int, part: str | None = None) -> str | None:
    """Return trimmed text with single kind of line ends, None when empty; refuse what cannot be stored."""
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise Unreadable(Fault(question, "Write text here.", part))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(ch == "\x00" or "\ud800" <= ch <= "\udfff" for ch in text):
        raise Unreadable(
            Fault(
                question, "This text holds a character that cannot be stored. Type it anew, without it.", part
            )
        )
    if len(text) > limit:
        over = len(text) - limit
        raise Unreadable(
            Fault(question, f"At most {limit:,} characters fit here; shorten the text by {over:,}.", part)
        )
    return text or None


def exact_number(raw: str) -> Decimal | None:
    """Read a number as people type it ("1 200", "12,5", "12.50"), None when it is none."""
    text = raw.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("−", "-")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    if not text or len(text) > 40 or not set(text) <= set("0123456789.+-"):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
