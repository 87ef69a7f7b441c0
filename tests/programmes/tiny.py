"""Make tiny random networks for exhaustive search: every rule binds now and then."""

import random

NAMES = ["aveiro", "bergen", "cork", "delft"]
OBJECTIVES = ["served", "fairness", "learning", "points", "travel", "exchanges", "wishes", "keep"]


def tiny_problem(seed, cities=3, topics=3, weeks=2):
    """A network in which most of what could be said is said by chance."""
    draw = random.Random(seed)
    names = NAMES[:cities]
    ids = [f"topic-{i + 1}" for i in range(topics)]
    calendar = [f"2027-W{i + 10}" for i in range(weeks)]
    chosen = draw.sample(OBJECTIVES, draw.choice([1, 2, 3, 4, 8]))
    return {
        "format": "exchange-problem/1",
        "topics": [{"id": topic, "title": topic} for topic in ids],
        "weeks": calendar,
        "sessions_per_exchange": draw.choice([1, 2, 2, 3]),
        "guest_sessions": draw.choice([0, 1, 1, 2]),
        "max_exchanges": draw.choice([None, None, None, 1, 2]),
        "cities": [_city(draw, name, names, ids, calendar) for name in names],
        "decisions": [
            _decision(draw, names, ids, calendar) for _ in range(draw.choice([0, 0, 0, 0, 1, 2, 3]))
        ],
        "agreed": _agreed(draw, names, calendar),
        "objectives": chosen if draw.random() < 0.7 else ["served", "fairness", "learning", "travel"],
        "slack": {name: draw.choice([20, 100, 400]) for name in OBJECTIVES if draw.random() < 0.1},
    }


def _some(draw, items, chance):
    return [item for item in items if draw.random() < chance]


def _city(draw, name, names, topics, weeks):
    others = [other for other in names if other != name]
    place = [round(draw.uniform(40, 60), 3), round(draw.uniform(0, 25), 3)]
    return {
        "id": name,
        "name": name.capitalize(),
        "country": "",
        "location": None if draw.random() < 0.1 else place,
        "languages": draw.choice([["en"]] * 4 + [["en", "fr"]] * 3 + [["fr"], []]),
        "needs": {topic: draw.randint(0, 5) for topic in _some(draw, topics, 0.9)},
        "offers": {topic: draw.randint(0, 5) for topic in _some(draw, topics, 0.8)},
        "hosting": {
            "exchanges": draw.choice([0, 1, 1, 2, 2]),
            "cities": draw.choice([1, 2, 2, 3]),
            "people": draw.choice([1, 2, 3, 4, 6, 6]),
            "weeks": _some(draw, weeks, 0.9),
        },
        "visiting": {
            "trips": draw.choice([0, 1, 1, 2, 2, 2]),
            "people": draw.choice([1, 1, 2, 3]),
            "weeks": _some(draw, weeks, 0.9),
            "max_km": draw.choice([None, None, None, None, 900, 1800]),
        },
        "prefers": _some(draw, others, 0.3),
        "refuses": _some(draw, others, 0.05),
    }


def _decision(draw, names, topics, weeks):
    parts = {"week": draw.choice(weeks), "visitor": draw.choice(names), "topic": draw.choice(topics)}
    named = draw.sample(sorted(parts), draw.choice([1, 1, 2, 3]))
    found = {"host": draw.choice(names), **{key: parts[key] for key in named}}
    return {draw.choice(["pin", "pin", "forbid"]): found}


def _agreed(draw, names, weeks):
    pairs = [(host, week) for host in names for week in weeks if draw.random() < 0.2]
    return [{"host": host, "week": week, "visitors": _some(draw, names, 0.5)} for host, week in pairs]
