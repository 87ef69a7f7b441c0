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


def _weeks(profile: Profile, feed: str, frame: ProgrammeFrame) -> tuple[str, ...]:
    said = frozenset(profile.weeks.get(feed, ()))
    return tuple(week for week in frame.weeks if week in said)


def _hosting(profile: Profile, frame: ProgrammeFrame) -> Hosting:
    people = _figure(profile, "hosting.people", 0)
    return Hosting(
        exchanges=_figure(profile, "hosting.exchanges", 0) if people else 0,
        cities=_figure(profile, "hosting.cities", 0),
        people=max(1, people),
        weeks=_weeks(profile, "hosting.weeks", frame),
    )


def _visiting(profile: Profile, frame: ProgrammeFrame) -> Visiting:
    people = _figure(profile, "visiting.people", 1)
    longest = profile.figures.get("visiting.max_km")
    return Visiting(
        trips=_figure(profile, "visiting.trips", 0) if people else 0,
        people=max(1, people),
        weeks=_weeks(profile, "visiting.weeks", frame),
        max_km=longest.value if longest else None,
    )


def _figure(profile: Profile, feed: str, instead: int) -> int:
    """Return what a city said, or what is taken instead; for 0 people exchanges or trips are 0."""
    figure = profile.figures.get(feed)
    return figure.value if figure else instead
