"""What a round's cities said, gathered once for profiles, statistics and proposals."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.answers.statistics import Summary, summarise
from survey_app.answers.visibility import shown
from survey_app.exports.answers import counted_values
from survey_app.profiles.building import build_profile, topics_of
from survey_app.profiles.model import Profile
from survey_app.programmes.from_profiles import problem_from_profiles
from survey_app.programmes.model import Problem
from survey_app.questionnaire.compiled import Compiled
from survey_app.rounds.model import City, Round
from survey_app.storage import Session, events, invitations, networks
from survey_app.web.coordinator.carried import Versions
from survey_app.web.questionnaires import questionnaire_of


@dataclass(frozen=True)
class CitySheet:
    """Hold a city's sheet with the answers that count."""

    city: City
    sheet: Sheet
    values: dict[str, Any]

    @property
    def submitted(self) -> bool:
        """Say whether the city has signed off."""
        return self.sheet.status is SheetStatus.SUBMITTED

    def day(self, today: date) -> date:
        """Return the day that the answers were given for: of a draft, today."""
        return self.sheet.submitted_at.date() if self.sheet.submitted_at else today


@dataclass(frozen=True)
class Gathered:
    """Hold a round's questionnaire and its sheets; `absent` names the cities left out."""

    compiled: Compiled
    sheets: tuple[CitySheet, ...]
    absent: tuple[str, ...]
    today: date

    @property
    def waiting(self) -> int:
        """Return how many sheets are left out."""
        return len(self.absent)

    @property
    def names(self) -> dict[str, str]:
        """Return the cities' names by their slugs."""
        return {one.city.slug: one.city.name for one in self.sheets}

    def values(self) -> dict[str, dict[str, Any]]:
        """Return the answers that count, by city."""
        return {one.city.slug: one.values for one in self.sheets}

    def summaries(self) -> list[Summary]:
        """Return the statistics of every question, each sheet as of the day it was submitted."""
        asked = {
            one.city.slug: shown(self.compiled, one.values, one.day(self.today)).questions
            for one in self.sheets
        }
        return summarise(self.compiled, self.values(), asked)

    def profiles(self) -> list[Profile]:
        """Return the profile of every city gathered."""
        return [profile_of(self.compiled, one, self.today) for one in self.sheets]


def profile_of(compiled: Compiled, one: CitySheet, today: date) -> Profile:
    """Return a city's profile, read from its answers as of the day it submitted them."""
    return build_profile(compiled, one.city, one.values, one.day(today))


def gather(session: Session, this: Round, today: date, *, drafts: bool = False) -> Gathered:
    """Return what a round's cities said in submitted sheets, or in all; KeyError without a questionnaire."""
    if this.version_id is None:
        raise KeyError("The round has no questionnaire.")
    compiled = questionnaire_of(session, this.version_id, this)
    versions = versions_of(session, this, this.version_id)
    pairs = invitations.invitations(session, this.id)
    kept = [
        CitySheet(invitation.city, sheet, counted_values(compiled, versions.read(sheet)[0], today))
        for invitation, sheet in pairs
        if sheet.status is SheetStatus.SUBMITTED or (drafts and sheet.revision > 0)
    ]
    there = {one.city.slug for one in kept}
    absent = tuple(one.city.name for one, _ in pairs if one.city.slug not in there)
    return Gathered(compiled, tuple(kept), absent, today)


def versions_of(session: Session, this: Round, newest: int) -> Versions:
    """Return what reads a round's sheets as one of its questionnaire versions asks them."""
    later = events.adopted_versions(session, this.id)
    return Versions(newest, later, lambda number: questionnaire_of(session, number, this))


def problem_of(this: Round, gathered: Gathered) -> Problem:
    """Return the problem that a round's programme is computed from."""
    return problem_from_profiles(this.frame, topics_of(gathered.compiled), gathered.profiles())


def fingerprint(session: Session, this: Round) -> str:
    """Return a mark of all that a proposal rests on: submitted sheets, settings, questionnaire, places."""
    places = [[city.slug, city.name, city.location] for city in networks.cities(session, this.network_id)]
    sheets = invitations.submitted_revisions(session, this.id)
    basis = [sheets, asdict(this.frame), this.version_id, places]
    return hashlib.sha256(json.dumps(basis, sort_keys=True).encode()).hexdigest()
