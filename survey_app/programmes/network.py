"""Index a problem: its cities by id, distances, points and ideals."""

import math
from functools import cached_property

from survey_app.programmes.model import City, Problem

EARTH_RADIUS_KM = 6371


def distance_km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> int:
    """Return the great-circle distance of two places (degrees) in whole km; 0 where one is unknown."""
    if one is None or other is None:
        return 0
    south, west, north, east = map(math.radians, (*one, *other))
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return round(2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half))))


class Network:
    """Hold a problem and what follows from it before anything is decided."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.cities = {city.id: city for city in problem.cities}
        self.order = {city.id: i for i, city in enumerate(problem.cities)}
        self.weeks = {week: i for i, week in enumerate(problem.weeks)}
        self.topics = {topic.id: i for i, topic in enumerate(problem.topics)}
        self._km: dict[tuple[str, str], int] = {}

    def km(self, one: str, other: str) -> int:
        """Return the distance of two cities in whole km."""
        if (one, other) not in self._km:
            places = self.cities[one].location, self.cities[other].location
            self._km[one, other] = self._km[other, one] = distance_km(*places)
        return self._km[one, other]

    def points(self, learner: str, topic: str, presenter: str) -> int:
        """Return need x offer of one learner in one session."""
        return self.cities[learner].needs.get(topic, 0) * self.cities[presenter].offers.get(topic, 0)

    @cached_property
    def presenters(self) -> dict[str, list[City]]:
        """The cities that offer each topic, best first."""
        found: dict[str, list[City]] = {topic: [] for topic in self.topics}
        for city in self.problem.cities:
            for topic, offer in city.offers.items():
                if offer > 0:
                    found[topic].append(city)
        for topic, cities in found.items():
            cities.sort(key=lambda city, topic=topic: -city.offers[topic])  # type: ignore[misc]
        return found

    def best_offer(self, city: str, topic: str) -> int:
        """Return the best offer of any other city on a topic, 0 where there is none."""
        others = (other.offers[topic] for other in self.presenters[topic] if other.id != city)
        return next(others, 0)

    @cached_property
    def needed(self) -> dict[str, frozenset[str]]:
        """The topics that each city needs."""
        return {one.id: frozenset(t for t, need in one.needs.items() if need) for one in self.problem.cities}

    @cached_property
    def offered(self) -> dict[str, frozenset[str]]:
        """The topics that each city offers."""
        return {
            one.id: frozenset(t for t, offer in one.offers.items() if offer) for one in self.problem.cities
        }

    @cached_property
    def ideals(self) -> dict[str, int]:
        """The most points that each city could earn if nothing stood in the way."""
        return {
            city.id: sum(need * self.best_offer(city.id, topic) for topic, need in city.needs.items())
            for city in self.problem.cities
        }
