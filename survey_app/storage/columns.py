"""Column types: text that every database can keep, JSON, and times that are always UTC."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import JSON, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from survey_app.storage.errors import UnstorableText

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
# In JSON text, NUL is the escape \u0000; after an odd number of backslashes it would be text about it.
_ESCAPED_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def check_text(text: str) -> str:
    """Return the text; raise UnstorableText for NUL or a lone surrogate, naming the position."""
    if "\0" in text:
        raise UnstorableText(f"The text holds the character NUL at position {text.index(chr(0)) + 1}.")
    broken = _half_a_pair(text)
    if broken is not None:
        raise UnstorableText(f"The text holds half a surrogate pair, no character, at position {broken + 1}.")
    return text


def _half_a_pair(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def is_storable(text: str) -> bool:
    """Say whether a text can stand in a database at all: what cannot is found nowhere."""
    try:
        check_text(text)
    except UnstorableText:
        return False
    return True


def to_json(value: object) -> str:
    """Return a value as JSON text; raise UnstorableText for NUL or a lone surrogate in any of its texts."""
    text = _encode(value)
    if "\\u0000" in text and _ESCAPED_NUL.search(text):
        raise UnstorableText("A text holds the character NUL.")
    if _half_a_pair(text) is not None:
        raise UnstorableText("A text holds half a surrogate pair, no character.")
    return text


def of_json(text: str | bytes) -> Any:
    """Return the value that JSON text stands for."""
    return from_json(text)


class Words(TypeDecorator[str]):
    """Hold text of any length; refuses what a database cannot keep before the driver sees it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else check_text(value)


class Moment(TypeDecorator[datetime]):
    """Hold a moment in UTC with its time zone, to the microsecond; refuses a time without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The time {value.isoformat()} has no time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# PostgreSQL's JSON keeps the text as it was written, keys in order; JSONB would sort them.
Document = JSON(none_as_null=True)
