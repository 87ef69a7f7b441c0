"""What the answers say beside an exchange: whom to ask in a city, and the practices that it would show."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.exports.answers import counted_values
from survey_app.profiles.building import build_profile
from survey_app.questionnaire.compiled import Compiled
from survey_app.rounds.model import City

_ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold a city's contact in one line ("" for none), its e-mail addresses and its practices."""

    contact: str
    addresses: tuple[str, ...]
    practices: tuple[str, ...]


def said_beside(compiled: Compiled, sheets: Iterable[tuple[City, Sheet]], today: date) -> dict[str, Beside]:
    """Return what submitted sheets say beside exchanges, by the cities' slugs."""
    return {
        city.slug: _beside(compiled, city, sheet, today)
        for city, sheet in sheets
        if sheet.status is SheetStatus.SUBMITTED and sheet.submitted_at
    }


def _beside(compiled: Compiled, city: City, sheet: Sheet, today: date) -> Beside:
    day = sheet.submitted_at.date() if sheet.submitted_at else today
    profile = build_profile(compiled, city, counted_values(compiled, sheet, today), day)
    contact = ", ".join(said.text for said in profile.contacts)
    addresses = tuple(dict.fromkeys(found.rstrip(".") for found in _ADDRESS.findall(contact)))
    return Beside(contact, addresses, tuple(said.text for said in profile.practices))
