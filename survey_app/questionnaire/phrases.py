"""Sentences of the product's own that respondents read: said in English, ready for any other language.

A phrase is a text like any other. Beside its English words it carries what they were made of, so that the
pages can say the same in a respondent's language; `make words` finds every `Phrase("…")` in the source.
"""

from collections.abc import Mapping
from datetime import date
from string import Formatter
from types import MappingProxyType
from typing import Any, Self

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class English(Formatter):
    """Fill in a template; a day reads as 8 March 2027."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return one value in words."""
        if isinstance(value, date):
            return f"{value.day} {value:%B %Y}"
        return str(super().format_field(value, format_spec))


_ENGLISH = English()


class Phrase(str):
    """Hold a sentence with its template and the values in it: Phrase("At most {most}.", most=3)."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        """Say a sentence in English; braces are filled in only where there are values."""
        phrase = super().__new__(cls, _ENGLISH.vformat(template, (), values) if values else template)
        phrase.template, phrase.values = template, values or _NOTHING
        return phrase


_DAY = "{day}"


def spoken_day(day: date) -> Phrase:
    """Return a day in words."""
    return Phrase(_DAY, day=day)
