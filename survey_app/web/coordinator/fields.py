"""Fields of the coordinator's forms: plain words where something is wrong, nothing typed lost."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import Length, StopValidation

NUMBER = "Write a whole number in digits, such as 6."


class WholeNumber(IntegerField):  # type: ignore[misc]
    """Take a whole number; None when left empty."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        text = valuelist[0].strip() if valuelist else ""
        try:
            self.data = int(text) if text else None
        except ValueError:
            self.data = None
            raise ValueError(NUMBER) from None


class Degrees(StringField):  # type: ignore[misc]
    """Take degrees with a comma or a point; None when left empty."""

    errors: Any
    number: float | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read what was typed."""
        text = (self.data or "").strip().replace(",", ".").replace("−", "-")
        try:
            self.number = float(text) if text else None
        except ValueError:
            self.errors = [*self.errors, "Write degrees as a number, such as 60.45."]


class Choice(StringField):  # type: ignore[misc]
    """Take one of the entries offered: (value, words) pairs."""

    def __init__(
        self, label: str, validators: Any = None, options: Sequence[tuple[str, str]] = (), **words: Any
    ) -> None:
        super().__init__(label, validators, **words)
        self.options = options

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not offered."""
        if self.data not in {key for key, _ in self.options}:
            raise StopValidation("Choose from the list.")


def storable(form: Any, field: Any) -> None:
    """Refuse characters that cannot be kept."""
    if any(ch == "\x00" or "\ud800" <= ch <= "\udfff" for ch in field.data or ""):
        raise StopValidation("This text holds a character that cannot be stored. Type it anew, without it.")


def said(message: str) -> Any:
    """Return a validator that asks for what is missing, in these words."""

    def ask(form: Any, field: Any) -> None:
        if field.data is None and field.errors:
            raise StopValidation  # what was typed could not be read; that has been said
        if field.data is None or (isinstance(field.data, str) and not field.data.strip()):
            raise StopValidation(message)

    return ask


def at_most(limit: int) -> Any:
    """Return a validator of a text's length."""
    return Length(max=limit, message=f"At most {limit:,} characters fit here; shorten the text.")


def faults(form: Any) -> list[tuple[str, str]]:
    """Return the (field, message) pairs of a form, in the order of the page."""
    return [(field.id, str(field.errors[0])) for field in form if field.errors]
