"""Where something lies: a place's name, and its latitude and longitude."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, clean_text, is_empty, read_number

PLACE_LENGTH = 200
_DEGREES = {"latitude": 90, "longitude": 180}
_NO_DEGREES = {
    "latitude": Phrase("Write degrees with a point, such as 60.45 (north) or -33.9 (south)."),
    "longitude": Phrase("Write degrees with a point, such as 22.27 (east) or -9.14 (west)."),
}
_PARTS = Phrase("Give the name of a place, or its latitude and longitude.")
_HALF = Phrase("Write both latitude and longitude, or neither.")


class LocationQuestion(QuestionBase):
    """A place by its name, by latitude and longitude in degrees, or by both."""

    type: Literal["location"]

    grouped: ClassVar[bool] = True
    fits: ClassVar[frozenset[str]] = frozenset({"location"})

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.OTHER)

    def read(self, raw: Any, lists: Lists) -> dict[str, str] | None:
        """Read {place, latitude, longitude}; degrees as exact text, both or neither."""
        if is_empty(raw):
            return None
        if not isinstance(raw, dict) or not set(raw) <= {"place", *_DEGREES}:
            raise Unreadable(Fault(self.name, _PARTS))
        value: dict[str, str | None] = {}
        faults: list[Fault] = []
        for part in ("place", *_DEGREES):
            try:
                value[part] = self._part(part, raw.get(part))
            except Unreadable as unreadable:
                faults += unreadable.faults
        given = {part: text for part, text in value.items() if text is not None}
        faults = faults or self._half(given)
        if faults:
            raise Unreadable(*faults)
        return given or None

    def _part(self, part: str, raw: Any) -> str | None:
        if part == "place":
            return clean_text(raw, self.name, PLACE_LENGTH, part)
        fault = Fault(self.name, _NO_DEGREES[part], part)
        try:
            degrees = read_number(raw, self.name, whole=False)
        except Unreadable:
            raise Unreadable(fault) from None
        if degrees is not None and abs(degrees) > _DEGREES[part]:
            raise Unreadable(fault)
        return None if degrees is None else f"{degrees:f}"

    def _half(self, given: dict[str, str]) -> list[Fault]:
        lacking = [part for part in _DEGREES if part not in given]
        if len(lacking) != 1:
            return []
        return [Fault(self.name, _HALF, lacking[0])]

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        given = value or {}
        degrees = f"{given['latitude']}, {given['longitude']}" if "latitude" in given else ""
        place = given.get("place", "")
        words = f"{place} ({degrees})" if place and degrees else place or degrees
        return [(None, words)] if words else []

    def columns(self, lists: Lists) -> Sequence[Column]:
        numbers = [Column(part, part.title(), numeric=True) for part in _DEGREES]
        return [Column("place", "Place"), *numbers]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | Decimal | None]:
        given = value or {}
        numbers = [Decimal(given[part]) if part in given else None for part in _DEGREES]
        return [given.get("place"), *numbers]
