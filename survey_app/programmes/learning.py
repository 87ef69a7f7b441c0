"""Write for the solver what each city learns: only the best session of the whole programme counts.

What a city gets from a topic is modelled by levels of offer: level 4 is reached where it attends a session
with an offer of 4 or more. A choice here may be no where it could be yes, never the other way round: earned
points are never overstated, and the best solution states them in full.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from survey_app.programmes.occasions import OccasionName
from survey_app.programmes.possibilities import Cell, needing

if TYPE_CHECKING:
    from survey_app.programmes.formulation import Formulation

Literal = Any
Levels = dict[int, Literal]


class Learning:
    """Hold the choices about learning of a formulation."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        self.network, self.model = formulation.network, formulation.model
        self.reached: dict[tuple[str, str], Levels] = {}
        self._attended: dict[tuple[str, str], list[Levels]] = defaultdict(list)
        for name, occasion in formulation.occasions.every.items():
            self._exchange(name, occasion.cell)
        for key, sessions in self._attended.items():
            self.reached[key] = self._best_of(sessions)

    def earned(self, city: str) -> list[tuple[int, Literal]]:
        """Return what a city earns as (points, choice) terms."""
        terms = []
        for topic, need in self.network.cities[city].needs.items():
            below = self._standing(city, topic)
            for level, choice in self.reached.get((city, topic), {}).items():
                terms.append((need * (level - below), choice))
                below = level
        return terms

    @property
    def cities(self) -> list[str]:
        """The cities that may earn something here."""
        return list(dict.fromkeys(city for city, _ in self.reached))

    def _standing(self, city: str, topic: str) -> int:
        return self.formulation.standing.level(city, topic)

    def _exchange(self, name: OccasionName, cell: Cell) -> None:
        """Open what those present may learn from the host and from guests, and what limits it."""
        hosted: dict[str, list[Literal]] = {city: [] for city in cell.present}
        taught: dict[str, list[Literal]] = {city: [] for city in cell.present}
        for topic, presenters in cell.sessions.items():
            pupils = {}
            for city in needing(self.network, topic, cell.present):
                own = self._attend(name, topic, city, [one for one in presenters if one == name[0]])
                guest = self._attend(name, topic, city, [one for one in presenters if one != name[0]])
                hosted[city] += [] if own is None else [own]
                taught[city] += [] if guest is None else [guest]
                if own is not None and guest is not None:
                    self.model.add(own + guest <= self.formulation.present(name, city))
                if guest is not None and city != name[0]:
                    pupils[city] = guest
            self._limit_pupils(name, cell, topic, pupils)
        for city in cell.present:
            self._limit_sessions(name, cell, city, hosted[city], taught[city])

    def _attend(self, name: OccasionName, topic: str, city: str, presenters: list[str]) -> Literal | None:
        """Open a choice for each level that some presenters offer a city; return the lowest, if any."""
        cities, least = self.network.cities, self._standing(city, topic)
        offers = {
            one: cities[one].offers[topic]
            for one in presenters
            if one != city and cities[one].offers[topic] > least
        }
        if not offers:
            return None
        levels: Levels = {}
        present = below = self.formulation.present(name, city)
        for level in sorted(set(offers.values())):
            choice = levels[level] = self.formulation.choice()
            good = [
                self.formulation.sessions[name, topic, one] for one, offer in offers.items() if offer >= level
            ]
            self.model.add_implication(choice, below)
            self.model.add_bool_or([choice.Not(), *good])
            self.formulation.derive(choice, [present], good)
            below = choice
        self._attended[city, topic].append(levels)
        return next(iter(levels.values()))

    def _best_of(self, sessions: list[Levels]) -> Levels:
        reached: Levels = {}
        below = None
        for level in sorted({level for levels in sessions for level in levels}):
            choice = reached[level] = self.formulation.choice()
            nearest = (min((one for one in levels if one >= level), default=None) for levels in sessions)
            good = [levels[one] for levels, one in zip(sessions, nearest, strict=True) if one is not None]
            self.model.add_bool_or([choice.Not(), *good])
            self.formulation.derive(choice, [], good)
            if below is not None:
                self.model.add_implication(choice, below)
            below = choice
        return reached

    def _limit_sessions(
        self, name: OccasionName, cell: Cell, city: str, hosted: list[Literal], taught: list[Literal]
    ) -> None:
        """No city attends more sessions than an agenda has: implied, but it makes the bounds much tighter."""
        problem, present = self.network.problem, self.formulation.present(name, city)
        own = [
            self.formulation.sessions[name, topic, city]
            for topic, presenters in cell.sessions.items()
            if city != name[0] and city in presenters
        ]
        if len(own + taught) > problem.guest_sessions:
            self.model.add(sum(own + taught) <= problem.guest_sessions * present)
        if city != name[0] and len(own + taught + hosted) > problem.sessions_per_exchange:
            self.model.add(sum(own + taught + hosted) <= problem.sessions_per_exchange * present)

    def _limit_pupils(self, name: OccasionName, cell: Cell, topic: str, pupils: dict[str, Literal]) -> None:
        """A guest that presents takes room itself: implied, but it makes the bounds much tighter."""
        hosting = cell.host.hosting
        held = [
            (self.network.cities[one].visiting.people, self.formulation.sessions[name, topic, one])
            for one in cell.sessions[topic]
            if one != name[0]
        ]
        if not held or not pupils:
            return
        if len(pupils) > hosting.cities - 1:
            self.model.add(sum(pupils.values()) <= sum((hosting.cities - 1) * session for _, session in held))
        people = {city: self.network.cities[city].visiting.people for city in pupils}
        if sum(people.values()) > hosting.people - max(size for size, _ in held):
            coming = sum(people[city] * choice for city, choice in pupils.items())
            self.model.add(coming <= sum((hosting.people - size) * session for size, session in held))
