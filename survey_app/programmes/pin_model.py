"""Write what some pins ask for, with all rules in force, so that each decision can be given up for itself.

Small on purpose: only weeks in which a pin may have its match, only sessions that a visit or a pin can hang
on. A visit hangs on a session of its host, so a guest's session matters where a pin asks for its topic alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.model import Decision
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import Cell, CellName

Literal = Any


class PinModel:
    """Hold a model of a network's decisions, each of them in force only when assumed."""

    def __init__(self, network: Network, cells: Mapping[CellName, Cell]) -> None:
        self.network, self.model = network, cp_model.CpModel()
        pins = [one for one in network.problem.decisions if one.kind == "pin"]
        self.cells = {name: cell for name, cell in cells.items() if _asked(name, pins)}
        self.opens = {name: self._choice() for name in self.cells}
        self.visits = {
            (name, city): self._choice() for name, cell in self.cells.items() for city in cell.visitors
        }
        self.sessions: dict[tuple[CellName, str, str], Literal] = {}
        for name, cell in self.cells.items():
            self._exchange(name, cell, {one.topic for one in pins if one.host == name[0] and one.topic})
        for city in network.cities:
            self._city(city)
        if network.problem.max_exchanges is not None:
            self.model.add(sum(self.opens.values()) <= network.problem.max_exchanges)
        self.decisions = [self._decision(one) for one in network.problem.decisions]

    def assume(self, numbers: Iterable[int]) -> None:
        """Put some decisions in force and no other."""
        self.model.clear_assumptions()
        self.model.add_assumptions([self.decisions[number] for number in numbers])

    def _choice(self) -> Literal:
        return self.model.new_bool_var("")

    @cached_property
    def _by_host(self) -> dict[str, list[CellName]]:
        found: dict[str, list[CellName]] = {}
        for name in self.cells:
            found.setdefault(name[0], []).append(name)
        return found

    def _exchange(self, name: CellName, cell: Cell, pinned: set[str]) -> None:
        add, host, opens, cities = self.model.add, cell.host, self.opens[name], self.network.cities
        visits = {city: self.visits[name, city] for city in cell.visitors}
        for choice in visits.values():
            self.model.add_implication(choice, opens)
        add(sum(visits.values()) >= opens)
        add(sum(visits.values()) <= host.hosting.cities)
        add(sum(cities[city].visiting.people * one for city, one in visits.items()) <= host.hosting.people)
        for topic, presenters in cell.sessions.items():
            for presenter in presenters:
                if presenter == host.id or topic in pinned:
                    self._session(name, topic, presenter)
        for city, choice in visits.items():
            useful = [
                one
                for topic in host.offers
                if self.network.points(city, topic, host.id) > 0
                and (one := self.sessions.get((name, topic, host.id))) is not None
            ]
            add(sum(useful) >= choice)
        self._agenda(name, cell)

    def _session(self, name: CellName, topic: str, presenter: str) -> None:
        choice = self.sessions[name, topic, presenter] = self._choice()
        present = {city: self.visits[name, city] for city in self.cells[name].visitors}
        present[name[0]] = self.opens[name]
        learners = [
            there
            for city, there in present.items()
            if city != presenter and self.network.points(city, topic, presenter) > 0
        ]
        self.model.add(sum(learners) >= choice)
        self.model.add_implication(choice, present[presenter])

    def _agenda(self, name: CellName, cell: Cell) -> None:
        problem, theirs = (
            self.network.problem,
            {
                (topic, presenter): choice
                for topic, presenters in cell.sessions.items()
                for presenter in presenters
                if (choice := self.sessions.get((name, topic, presenter))) is not None
            },
        )
        self.model.add(sum(theirs.values()) <= problem.sessions_per_exchange)
        guests = [one for (_, presenter), one in theirs.items() if presenter != cell.host.id]
        if guests:
            self.model.add(sum(guests) <= problem.guest_sessions)
        for topic in {topic for topic, _ in theirs}:
            self.model.add_at_most_one(one for (taught, _), one in theirs.items() if taught == topic)

    def _city(self, city: str) -> None:
        hosting, visiting = self._by_host.get(city, []), self._visits_of.get(city, [])
        if hosting:
            most = self.network.cities[city].hosting.exchanges
            self.model.add(sum(self.opens[name] for name in hosting) <= most)
        if not visiting:
            return
        trips = self.network.cities[city].visiting.trips
        self.model.add(sum(self.visits[name, city] for name in visiting) <= trips)
        hosts: dict[str, list[Literal]] = {}
        places = {name[1]: [self.opens[name]] for name in hosting}
        for name in visiting:
            hosts.setdefault(name[0], []).append(self.visits[name, city])
            places.setdefault(name[1], []).append(self.visits[name, city])
        for together in (*hosts.values(), *places.values()):
            if len(together) > 1:
                self.model.add_at_most_one(together)

    @cached_property
    def _visits_of(self) -> dict[str, list[CellName]]:
        found: dict[str, list[CellName]] = {}
        for name, city in self.visits:
            found.setdefault(city, []).append(name)
        return found

    def _decision(self, one: Decision) -> Literal:
        """Return the literal under which a decision holds."""
        stands = self._choice()
        names = [name for name in self._by_host.get(one.host, []) if one.week in (None, name[1])]
        parts = [self._parts(name, one) for name in names]
        if one.kind == "forbid":
            for these in parts:
                for way in these:
                    self.model.add_bool_or([*(part.Not() for part in way), stands.Not()])
            return stands
        ways = []
        for these in parts:
            for way in these:
                match = self._choice()
                self.model.add_bool_and(way).only_enforce_if(match)
                ways.append(match)
        self.model.add_bool_or([*ways, stands.Not()])
        return stands

    def _parts(self, name: CellName, one: Decision) -> Sequence[list[Literal]]:
        """Return the ways in which an exchange matches a decision, each as what must be true for it."""
        base = [self.opens[name]]
        if one.visitor is not None:
            if (name, one.visitor) not in self.visits:
                return []
            base = [self.visits[name, one.visitor]]
        if one.topic is None:
            return [base]
        return [
            [*base, self.sessions[name, one.topic, presenter]]
            for presenter in self.cells[name].sessions.get(one.topic, ())
            if (name, one.topic, presenter) in self.sessions
        ]


def _asked(name: CellName, pins: Sequence[Decision]) -> bool:
    """Say whether a pin may have its match in a host's week."""
    return any(one.host == name[0] and one.week in (None, name[1]) for one in pins)
