"""What functions do with texts; None is the empty text, and nothing here raises."""

from collections.abc import Iterator
from decimal import Decimal

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.values import Inner, scalar_text


def ends_with(text: str | None, end: str | None) -> bool:
    """Tell whether a text ends with another; never when either is empty."""
    return text is not None and end is not None and text.endswith(end)


def substr(text: str | None, start: Decimal | None, end: Decimal | None = None) -> str | None:
    """Give the characters from one place up to another, counted from 0; negative ones from the end."""
    if text is None or start is None:
        return None
    return text[_index(start) : None if end is None else _index(end)] or None


def _index(number: Decimal) -> int:
    return int(max(min(number, Decimal(limits.TEXT_CHARACTERS)), Decimal(-limits.TEXT_CHARACTERS)))


def substring_before(text: str | None, part: str | None) -> str | None:
    """Give what stands before the first place of a part; empty where there is none."""
    if text is None or part is None or part not in text:
        return None
    return text.partition(part)[0] or None


def substring_after(text: str | None, part: str | None) -> str | None:
    """Give what stands behind the first place of a part; empty where there is none."""
    if text is None or part is None:
        return None
    return text.partition(part)[2] or None


def normalize_space(text: str | None) -> str | None:
    """Give a text without blanks at its ends, and with a single one wherever there are several."""
    return " ".join(text.split()) or None if text else None


def translate(text: str | None, letters: str | None, others: str | None) -> str | None:
    """Give a text with each of some letters swapped for the one in the same place, or left out."""
    if text is None or letters is None:
        return text
    swapped: dict[int, str | None] = {}
    for place, letter in enumerate(letters):
        swapped.setdefault(ord(letter), (others or "")[place : place + 1] or None)
    return text.translate(swapped) or None


def join(between: str | None, *values: Inner) -> str | None:
    """Give the values that are not empty as one text, something between each two of them."""
    told = [scalar_text(value) for value in _each(values) if value is not None]
    return (between or "").join(told)[: limits.TEXT_CHARACTERS] or None


def _each(values: tuple[Inner, ...]) -> Iterator[Inner]:
    for value in values:
        if isinstance(value, dict):
            yield from value.values()
        elif isinstance(value, tuple):
            yield from value
        else:
            yield value


def boolean_from_string(text: str | None) -> bool:
    """Read "true", "yes" and "1" as yes, everything else as no."""
    return text in ("true", "yes", "1")
