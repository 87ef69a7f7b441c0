"""From submitted answers to profiles, and the picture of needs and offers over all cities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from survey_app.answers.validation import relevant_values
from survey_app.profiles.model import Figure, Missing, Profile, Said, Source, TopicPicture
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import OTHER, Choice, SelectMultipleQuestion
from survey_app.rounds.model import City

# What is taken where a city has not said it.
FALLBACKS = {
    "hosting.exchanges": "It hosts no exchange.",
    "hosting.cities": "It hosts no exchange.",
    "hosting.people": "It hosts no exchange.",
    "hosting.weeks": "It hosts in no week.",
    "visiting.trips": "It makes no trip.",
    "visiting.people": "One person travels.",
    "visiting.weeks": "It travels in no week.",
    "languages": "It is taken to share a language with everyone.",
    "needs": "It seeks nothing.",
    "offers": "It offers nothing.",
}
FIGURES = (
    "hosting.exchanges",
    "hosting.cities",
    "hosting.people",
    "visiting.trips",
    "visiting.people",
    "visiting.max_km",
)
_SIDES = {"hosting": "hosting.exchanges", "visiting": "visiting.trips"}  # 0 of these: the rest is not missed


def topics_of(compiled: Compiled) -> tuple[Choice, ...]:
    """Return the topics: the rows of the grids that feed needs and offers; empty when nothing does."""
    questionnaire = compiled.questionnaire
    grid = questionnaire.feeding("needs") or questionnaire.feeding("offers")
    rows = getattr(grid, "rows", None)
    return questionnaire.lists.get(rows, ()) if rows else ()


def build_profile(compiled: Compiled, city: City, values: Mapping[str, Any], today: date) -> Profile:
    """Read a city's profile from its answers, hidden questions left out."""
    return _Reader(compiled, relevant_values(compiled, values, today)).profile(city)


class _Reader:
    def __init__(self, compiled: Compiled, values: Mapping[str, Any]) -> None:
        self.questionnaire = compiled.questionnaire
        self.values = values

    def profile(self, city: City) -> Profile:
        weeks = {
            feed: self._weeks(feed, ("yes", "if-needed")) for feed in ("hosting.weeks", "visiting.weeks")
        }
        spare = {feed: self._weeks(feed, ("if-needed",)) for feed in weeks}
        return Profile(
            city=self._located(city),
            needs=self._grid("needs"),
            offers=self._grid("offers"),
            experience=self._experience(),
            figures=self._figures(),
            weeks=weeks,
            if_needed=spare,
            languages=self._languages(),
            prefers=self._several("prefers"),
            refuses=self._several("refuses"),
            challenges=self._texts("challenge"),
            practices=self._texts("practice"),
            contacts=self._texts("contact"),
            missing=self._missing(),
        )

    def _located(self, city: City) -> City:
        """Return the city where it says that it lies, else as its coordinator knows it."""
        given = self._value("location")[1] or {}
        if "latitude" not in given:
            return city
        return replace(city, location=(float(given["latitude"]), float(given["longitude"])))

    def _value(self, feed: str) -> tuple[str, Any]:
        question = self.questionnaire.feeding(feed)
        return ("", None) if question is None else (question.name, self.values.get(question.name))

    def _grid(self, feed: str) -> dict[str, Figure]:
        return _above_zero(*self._value(feed))

    def _experience(self) -> dict[str, Figure]:
        found: dict[str, Figure] = {}
        for question in self.questionnaire.questions():
            if question.feeds == "experience":
                found = _above_zero(question.name, self.values.get(question.name)) | found
        return found

    def _figures(self) -> dict[str, Figure]:
        found = {}
        for feed in FIGURES:
            name, value = self._value(feed)
            if isinstance(value, int) and value >= 0:
                found[feed] = Figure(value, Source(name))
        return found

    def _weeks(self, feed: str, words: tuple[str, ...]) -> tuple[str, ...]:
        _, value = self._value(feed)
        return tuple(week for week, said in sorted((value or {}).items()) if said in words)

    def _several(self, feed: str) -> tuple[str, ...]:
        """Return the choices that name something: neither “other” nor “none of these”."""
        question = self.questionnaire.feeding(feed)
        if not isinstance(question, SelectMultipleQuestion):
            return ()
        chosen = question.operand(self.values.get(question.name)) or ()
        idle = {question.none_of_these, OTHER if question.other else None}
        return tuple(name for name in chosen if name not in idle)

    def _languages(self) -> tuple[str, ...]:
        """Return the languages; one said in words is shared only with whoever said the same words."""
        _, value = self._value("languages")
        said = value.get("other") if isinstance(value, dict) else None
        return (*self._several("languages"), *([f"{OTHER}: {said.casefold()}"] if said else []))

    def _texts(self, feed: str) -> tuple[Said, ...]:
        return tuple(
            Said(question.label, str(self.values[question.name]), Source(question.name))
            for question in self.questionnaire.questions()
            if question.feeds == feed and self.values.get(question.name) is not None
        )

    def _missing(self) -> tuple[Missing, ...]:
        none = {side for side, feed in _SIDES.items() if self._value(feed)[1] == 0}
        return tuple(
            Missing(feed, instead)
            for feed, instead in FALLBACKS.items()
            if self._unusable(feed) and feed.partition(".")[0] not in none
        )

    def _unusable(self, feed: str) -> bool:
        value = self._value(feed)[1]
        return value is None or (feed in FIGURES and value < 0)


def _above_zero(question: str, value: Any) -> dict[str, Figure]:
    """Return the figures above 0 by row; that of a single rating stands under no row."""
    rows = value if isinstance(value, dict) else {} if value is None else {"": value}
    return {row: Figure(figure, Source(question, row or None)) for row, figure in rows.items() if figure > 0}


def picture(topics: Sequence[Choice], profiles: Iterable[Profile]) -> list[TopicPicture]:
    """Return each topic with who wants it and who can show it; the strongest first, then by name."""
    known = list(profiles)
    return [
        TopicPicture(
            topic.name,
            topic.label,
            _ranked((profile.city, profile.needs.get(topic.name)) for profile in known),
            _ranked((profile.city, profile.offers.get(topic.name)) for profile in known),
        )
        for topic in topics
    ]


def _ranked(pairs: Iterable[tuple[City, Figure | None]]) -> tuple[tuple[City, int], ...]:
    held = [(city, figure.value) for city, figure in pairs if figure is not None]
    return tuple(sorted(held, key=lambda pair: (-pair[1], pair[0].name)))
