"""Small networks in few words: everything not said is as permissive as can be."""

from survey_app.programmes.documents import read_problem
from survey_app.programmes.model import Exchange, Session

WEEKS = ["2027-W10", "2027-W11"]


def city(name, needs=None, offers=None, hosting=None, visiting=None, **rest):
    """One city as JSON: it hosts once, travels twice, speaks English, stands at 0, 0."""
    return {
        "id": name,
        "name": name.capitalize(),
        "country": "",
        "location": [0.0, 0.0],
        "languages": ["en"],
        "needs": needs or {},
        "offers": offers or {},
        "hosting": {"exchanges": 1, "cities": 3, "people": 9, "weeks": WEEKS, **(hosting or {})},
        "visiting": {"trips": 2, "people": 2, "weeks": WEEKS, "max_km": None, **(visiting or {})},
        "prefers": [],
        "refuses": [],
        **rest,
    }


def network(*cities, **rest):
    """A problem as JSON with the topics that its cities name."""
    topics = sorted({topic for one in cities for topic in (*one["needs"], *one["offers"])})
    return {
        "format": "exchange-problem/1",
        "topics": [{"id": topic, "title": topic.capitalize()} for topic in topics],
        "weeks": WEEKS,
        "sessions_per_exchange": 3,
        "guest_sessions": 1,
        "max_exchanges": None,
        "cities": list(cities),
        **rest,
    }


def problem(*cities, **rest):
    """A problem as the product reads it."""
    return read_problem(network(*cities, **rest))


def exchange(host, week, visitors, *sessions):
    """An exchange with sessions as (topic, presenter, learners)."""
    return Exchange(host, week, tuple(visitors), tuple(Session(*session) for session in sessions))
