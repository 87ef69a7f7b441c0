"""Make random networks of cities as exchange problems, to measure and test how programmes are computed.

Run `python -m benchmarks.network SEED CITIES TOPICS WEEKS > problem.json`. The usual sizes are 8/20/12,
15/25/16, 30/30/20, 60/35/24, 100/40/26, 300/50/30 and 1000/60/40 (cities/topics/weeks) with seeds 1 to 10.
The order in which random numbers are drawn is part of the meaning of a seed: do not change it.
"""

import json
import math
import random
import sys
from collections.abc import Sequence
from typing import Any

REGIONS: Sequence[tuple[str, float, float]] = (
    ("fi", 62, 26),
    ("et", 58.6, 25.5),
    ("nl", 52.1, 5.3),
    ("de", 51, 10),
    ("fr", 46.5, 2.5),
    ("es", 40, -4),
    ("it", 43, 12),
    ("pl", 52, 19),
    ("pt", 39.5, -8),
    ("sv", 59, 16),
)


class _Maker:
    """Draw cities one after the other from one stream of random numbers."""

    def __init__(self, seed: int, topics: int, weeks: int) -> None:
        self.random = random.Random(seed)
        self.topics = [f"topic-{i + 1}" for i in range(topics)]
        self.wanted = [1 / (i + 1) ** 0.7 for i in range(topics)]
        self.shown = self.random.sample(self.wanted, topics)
        self.weeks = [f"2027-W{i + 1:02d}" for i in range(weeks)]
        self.holidays = {week for week in self.weeks if self.random.random() < 0.15}

    def ratings(self, popularity: Sequence[float], count: int) -> dict[str, int]:
        """Rate some topics from 1 to 5, popular ones more often."""
        pool, chosen = list(range(len(self.topics))), []
        while pool and len(chosen) < count:
            drawn = self.random.choices(pool, [popularity[i] for i in pool])[0]
            pool.remove(drawn)
            chosen.append(drawn)
        return {self.topics[i]: self.random.randint(1, 5) for i in chosen}

    def some_weeks(self, usual: float, holiday: float) -> list[str]:
        """Pick each week with a chance that is smaller in holidays."""
        return [
            week
            for week in self.weeks
            if self.random.random() < (holiday if week in self.holidays else usual)
        ]

    def city(self, number: int) -> dict[str, Any]:
        """Draw one city."""
        draw = self.random
        language, latitude, longitude = draw.choice(REGIONS)
        room = draw.choice([1, 2, 2, 3, 3, 4, 5])
        return {
            "id": f"city-{number}",
            "name": f"City {number}",
            "country": language.upper(),
            "location": [
                round(latitude + draw.gauss(0, 1.5), 4),
                round(longitude + draw.gauss(0, 1.5), 4),
            ],
            "languages": ["en", language] if draw.random() < 0.9 else [language],
            "needs": self.ratings(self.wanted, draw.randint(4, 9)),
            "offers": self.ratings(self.shown, draw.randint(2, 8)),
            "hosting": {
                "exchanges": draw.choice([0, 1, 1, 1, 2, 2, 3]),
                "cities": room,
                "people": room * draw.choice([2, 3, 4]),
                "weeks": self.some_weeks(0.25, 0.05),
            },
            "visiting": {
                "trips": draw.choice([1, 1, 1, 2, 2, 3]),
                "people": draw.choice([1, 2, 2, 3, 3, 4]),
                "weeks": self.some_weeks(0.4, 0.1),
                "max_km": draw.choice([None, None, None, 1500, 2500]),
            },
            "prefers": [],
            "refuses": [],
        }

    def wishes(self, city: dict[str, Any], others: Sequence[str]) -> list[str]:
        """Draw the hosts that a city prefers."""
        count = self.random.choice([0, 0, 1, 2, 3])
        return sorted(self.random.sample(others, min(len(others), count)))


def network(seed: int, cities: int, topics: int, weeks: int) -> dict[str, Any]:
    """Return a random `exchange-problem/1` as parsed JSON; the same arguments give the same network.

    A city has 4-9 needs and 2-8 offers, travels in 40 % and hosts in 25 % of the weeks.
    """
    maker = _Maker(seed, topics, weeks)
    members = [maker.city(i + 1) for i in range(cities)]
    names = [city["id"] for city in members]
    for city in members:
        city["prefers"] = maker.wishes(city, [name for name in names if name != city["id"]])
    return {
        "format": "exchange-problem/1",
        "topics": [{"id": topic, "title": topic.replace("-", " ").capitalize()} for topic in maker.topics],
        "weeks": maker.weeks,
        "sessions_per_exchange": 6,
        "guest_sessions": 2,
        "max_exchanges": max(2, math.ceil(0.45 * cities)),
        "cities": members,
        "decisions": [],
        "agreed": [],
        "objectives": ["served", "fairness", "learning", "travel"],
        "slack": {},
    }


if __name__ == "__main__":
    print(json.dumps(network(*map(int, sys.argv[1:5])), indent=1))
