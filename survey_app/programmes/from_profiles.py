"""From profiles to the problem that a programme is computed from."""

from collections.abc import Sequence

from survey_app.profiles.model import Profile
from survey_app.programmes.model import City, Hosting, Problem, Topic, Visiting
from survey_app.questionnaire.types import Choice
from survey_app.rounds.model import ProgrammeFrame


def problem_from_profiles(
    frame: ProgrammeFrame, topics: Sequence[Choice], profiles: Sequence[Profile]
) -> Problem:
    """Return the problem of a round: its frame, its topics, and the cities whose answers are in."""
    known = frozenset(profile.city.slug for profile in profiles)
    return Problem(
        topics=tuple(Topic(topic.name, topic.label) for topic in topics),
        weeks=frame.weeks,
        sessions_per_exchange=frame.sessions_per_exchange,
        guest_sessions=frame.guest_sessions,
        max_exchanges=frame.max_exchanges,
        cities=tuple(_city(profile, frame, known) for profile in profiles),
        objectives=frame.objectives,  # type: ignore[arg-type]  # names are checked when a round is saved
    )


def _city(profile: Profile, frame: ProgrammeFrame, known: frozenset[str]) -> City:
    city = profile.city
    return City(
        id=city.slug,
        name=city.name,
        country=city.country,
        location=city.location,
        languages=profile.languages,
        needs={topic: figure.value for topic, figure in profile.needs.items()},
        offers={topic: figure.value for topic, figure in profile.offers.items()},
        hosting=_hosting(profile, frame),
        visiting=_visiting(profile, frame),
        prefers=tuple(slug for slug in profile.prefers if slug in known and slug != city.slug),
        refuses=tuple(slug for slug in profile.refuses if slug in known and slug != city.slug),
    )


def _value(profile: Profile, feed: str, instead: int, least: int) -> int:
    figure = profile.figures.get(feed)
    return max(least, figure.value if figure else instead)


def _weeks(profile: Profile, feed: str, frame: ProgrammeFrame) -> tuple[str, ...]:
    said = frozenset(profile.weeks.get(feed, ()))
    return tuple(week for week in frame.weeks if week in said)


def _hosting(profile: Profile, frame: ProgrammeFrame) -> Hosting:
    return Hosting(
        exchanges=_value(profile, "hosting.exchanges", 0, 0),
        cities=_value(profile, "hosting.cities", 0, 0),
        people=_value(profile, "hosting.people", 1, 1),
        weeks=_weeks(profile, "hosting.weeks", frame),
    )


def _visiting(profile: Profile, frame: ProgrammeFrame) -> Visiting:
    longest = profile.figures.get("visiting.max_km")
    return Visiting(
        trips=_value(profile, "visiting.trips", 0, 0),
        people=_value(profile, "visiting.people", 1, 1),
        weeks=_weeks(profile, "visiting.weeks", frame),
        max_km=longest.value if longest else None,
    )
