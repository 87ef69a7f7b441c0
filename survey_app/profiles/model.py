"""A city's profile as plain data; each figure and text knows the answer it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.rounds.model import City


@dataclass(frozen=True, slots=True)
class Source:
    """Name the answer that a figure came from: its question, and its row in a grid."""

    question: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a figure with its source."""

    value: int
    source: Source


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a text with the label of its question and its source."""

    label: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Missing:
    """Say what a programme would have read from an answer that is not there, and what is taken instead."""

    feed: str
    instead: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold what one city seeks and offers, and when it can host and travel.

    Needs, offers and experience are 1-5 by topic, a topic with 0 or no answer left out; experience of the
    city as a whole stands under "". Figures by feed: hosting.exchanges, hosting.cities,
    hosting.people, visiting.trips, visiting.people, visiting.max_km. Weeks by feed: hosting.weeks,
    visiting.weeks; `if_needed` holds those of them that the city marked so.
    """

    city: City
    needs: Mapping[str, Figure]
    offers: Mapping[str, Figure]
    experience: Mapping[str, Figure]
    figures: Mapping[str, Figure]
    weeks: Mapping[str, tuple[str, ...]]
    if_needed: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    prefers: tuple[str, ...]
    refuses: tuple[str, ...]
    challenges: tuple[Said, ...]
    practices: tuple[Said, ...]
    contacts: tuple[Said, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class TopicPicture:
    """Hold one topic over all cities: who wants it and who can show it, the strongest first."""

    topic: str
    title: str
    wants: tuple[tuple[City, int], ...]
    shows: tuple[tuple[City, int], ...]

    @property
    def unanswered(self) -> bool:
        """Tell whether somebody wants this and nobody else can show it."""
        offering = {city.slug for city, _ in self.shows}
        return any(not offering - {city.slug} for city, _ in self.wants)
