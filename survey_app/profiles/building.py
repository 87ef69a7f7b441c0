"""From submitted answers to profiles, and the picture of needs and offers over all cities."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from survey_app.answers.validation import relevant_values
from survey_app.profiles.model import Figure, Missing, Profile, Said, Source, TopicPicture
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import Choice
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
            city=city,
            needs=self._grid("needs"),
            offers=self._grid("offers"),
            experience=self._grid("experience"),
            figures=self._figures(),
            weeks=weeks,
            if_needed=spare,
            languages=self._several("languages"),
            prefers=self._several("prefers"),
            refuses=self._several("refuses"),
            challenges=self._texts("challenge"),
            practices=self._texts("practice"),
            contacts=self._texts("contact"),
            missing=self._missing(),
        )

    def _value(self, feed: str) -> tuple[str, Any]:
        question = self.questionnaire.feeding(feed)
        return ("", None) if question is None else (question.name, self.values.get(question.name))

    def _grid(self, feed: str) -> dict[str, Figure]:
        name, value = self._value(feed)
        rows = value if isinstance(value, dict) else {}
        return {row: Figure(figure, Source(name, row)) for row, figure in rows.items() if figure > 0}

    def _figures(self) -> dict[str, Figure]:
        found = {}
        for feed in FIGURES:
            name, value = self._value(feed)
            if isinstance(value, int):
                found[feed] = Figure(value, Source(name))
        return found

    def _weeks(self, feed: str, words: tuple[str, ...]) -> tuple[str, ...]:
        _, value = self._value(feed)
        return tuple(week for week, said in sorted((value or {}).items()) if said in words)

    def _several(self, feed: str) -> tuple[str, ...]:
        name, value = self._value(feed)
        question = self.questionnaire.by_name.get(name)
        return tuple(question.operand(value) or ()) if question else ()

    def _texts(self, feed: str) -> tuple[Said, ...]:
        return tuple(
            Said(question.label, str(self.values[question.name]), Source(question.name))
            for question in self.questionnaire.questions()
            if question.feeds == feed and self.values.get(question.name) is not None
        )

    def _missing(self) -> tuple[Missing, ...]:
        hosts = self._value("hosting.exchanges")[1]
        return tuple(
            Missing(feed, instead)
            for feed, instead in FALLBACKS.items()
            if self._value(feed)[1] is None and not (hosts == 0 and feed.startswith("hosting."))
        )


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
