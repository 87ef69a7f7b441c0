"""Profiles as JSON: the format `city-profiles/1`."""

from collections.abc import Iterable, Sequence
from typing import Any

from survey_app.profiles.model import Figure, Profile, Said
from survey_app.questionnaire.types import Choice


def profiles_to_json(topics: Sequence[Choice], profiles: Iterable[Profile]) -> dict[str, Any]:
    """Return the profiles with the source of each figure: `question`, or `question.row`."""
    return {
        "format": "city-profiles/1",
        "topics": [{"id": topic.name, "title": topic.label} for topic in topics],
        "cities": [_city(profile) for profile in profiles],
    }


def _city(profile: Profile) -> dict[str, Any]:
    city = profile.city
    return {
        "id": city.slug,
        "name": city.name,
        "country": city.country,
        "location": list(city.location) if city.location else None,
        "languages": list(profile.languages),
        "needs": _figures(profile.needs),
        "offers": _figures(profile.offers),
        "experience": _figures(profile.experience),
        "figures": _figures(profile.figures),
        "weeks": {feed: list(weeks) for feed, weeks in profile.weeks.items()},
        "if_needed": {feed: list(weeks) for feed, weeks in profile.if_needed.items()},
        "prefers": list(profile.prefers),
        "refuses": list(profile.refuses),
        "challenges": [_said(said) for said in profile.challenges],
        "practices": [_said(said) for said in profile.practices],
        "contacts": [_said(said) for said in profile.contacts],
        "missing": [{"feed": gap.feed, "instead": gap.instead} for gap in profile.missing],
    }


def _figures(figures: Any) -> dict[str, Any]:
    return {key: {"value": figure.value, "from": _source(figure)} for key, figure in figures.items()}


def _source(figure: Figure) -> str:
    source = figure.source
    return f"{source.question}.{source.part}" if source.part else source.question


def _said(said: Said) -> dict[str, str]:
    return {"label": said.label, "text": said.text, "from": said.source.question}
