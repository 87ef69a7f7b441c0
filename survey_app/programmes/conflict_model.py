"""Write the rules for the exchanges that some pins ask for, each so that it can be dropped for itself."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.model import City, Decision
from survey_app.programmes.network import Network
from survey_app.programmes.rules import can_host, can_travel, near_enough, refuses, shares_language

Group = tuple[str, tuple[str, ...]]
"""A rule's label and the cities that it is about."""
Literal = Any


class _Exchange:
    """Hold the choices of one exchange: any week, any visitors (even the host), any sessions."""

    def __init__(self, network: Network, model: Any, host: City) -> None:
        problem = network.problem
        self.host = host
        self.opens = model.new_bool_var("")
        self.weeks = {week: model.new_bool_var("") for week in problem.weeks}
        self.visits = {city.id: model.new_bool_var("") for city in problem.cities}
        self.sessions = {
            (topic.id, city.id): model.new_bool_var("") for topic in problem.topics for city in problem.cities
        }
        model.add(sum(self.weeks.values()) == self.opens)
        for choice in [*self.visits.values(), *self.sessions.values()]:
            model.add_implication(choice, self.opens)

    def present(self, city: str) -> Literal:
        return self.opens if city == self.host.id else self.visits[city]


class ConflictModel:
    """Hold a model of some decisions, all of them in force, and of every rule, each only when assumed."""

    def __init__(self, network: Network, numbers: Sequence[int]) -> None:
        self.network, self.model = network, cp_model.CpModel()
        self.groups: dict[Group, Literal] = {}
        decisions = [network.problem.decisions[number] for number in numbers]
        hosts = [network.cities[one.host] for one in decisions if one.kind == "pin"]
        self.exchanges = [_Exchange(network, self.model, host) for host in hosts]
        for decision in decisions:
            self._decide(decision)
        for one in self.exchanges:
            self._host_rules(one)
            self._agenda(one)
            for city in network.problem.cities:
                self._pair_rules(one, city)
        for city in network.problem.cities:
            self._city_rules(city)
        if network.problem.max_exchanges is not None:
            total = sum(one.opens for one in self.exchanges)
            self.rule(total <= network.problem.max_exchanges, "network-limit")

    def assume(self, groups: Sequence[Group]) -> None:
        """Put some rules in force and no other."""
        self.model.clear_assumptions()
        self.model.add_assumptions([self.groups[group] for group in groups])

    def rule(self, constraint: Any, label: str, *cities: str) -> None:
        """Add a constraint that holds when its rule is assumed."""
        group = (label, cities)
        if group not in self.groups:
            self.groups[group] = self.model.new_bool_var("")
        self.model.add(constraint).only_enforce_if(self.groups[group])

    def _decide(self, decision: Decision) -> None:
        matches = []
        for one in self.exchanges:
            if one.host.id == decision.host:
                match = self.model.new_bool_var("")
                parts = self._parts(one, decision)
                self.model.add_bool_and(parts).only_enforce_if(match)
                self.model.add_bool_or([match, *(part.Not() for part in parts)])
                matches.append(match)
        if decision.kind == "pin":
            self.model.add_bool_or(matches)
        else:
            self.model.add(sum(matches) == 0)

    def _parts(self, one: _Exchange, decision: Decision) -> list[Literal]:
        parts = [one.opens]
        if decision.week is not None:
            parts.append(one.weeks[decision.week])
        if decision.visitor is not None:
            parts.append(one.visits[decision.visitor])
        if decision.topic is not None:
            sessions = [choice for (topic, _), choice in one.sessions.items() if topic == decision.topic]
            found = self.model.new_bool_var("")
            self.model.add_max_equality(found, sessions)
            parts.append(found)
        return parts

    def _host_rules(self, one: _Exchange) -> None:
        host, people = one.host, {city.id: city.visiting.people for city in self.network.problem.cities}
        for week, choice in one.weeks.items():
            if not can_host(host, week):
                self.rule(choice == 0, "host-week", host.id)
        visitors = sum(one.visits.values())
        self.rule(visitors >= one.opens, "host-room", host.id)
        self.rule(visitors <= host.hosting.cities, "host-room", host.id)
        total = sum(people[name] * choice for name, choice in one.visits.items())
        self.rule(total <= host.hosting.people, "host-room", host.id)
        self.rule(one.visits[host.id] == 0, "host-room", host.id)

    def _pair_rules(self, one: _Exchange, visitor: City) -> None:
        host, visits = one.host, one.visits[visitor.id]
        pair = (host.id, visitor.id)
        useful = [
            one.sessions[topic, host.id]
            for topic in self.network.topics
            if self.network.points(visitor.id, topic, host.id) > 0
        ]
        self.rule(sum(useful) >= visits, "worthwhile", *pair)
        weeks = [choice for week, choice in one.weeks.items() if can_travel(visitor, week)]
        self.rule(sum(weeks) >= visits, "visitor-week", visitor.id)
        if not shares_language(host, visitor):
            self.rule(visits == 0, "language", *pair)
        if not near_enough(self.network, *pair):
            self.rule(visits == 0, "distance", *pair)
        if refuses(host, visitor):
            self.rule(visits == 0, "refusal", *pair)

    def _city_rules(self, city: City) -> None:
        hosted = [one for one in self.exchanges if one.host.id == city.id]
        for one, other in combinations(hosted, 2):
            for week in self.network.weeks:
                self.rule(one.weeks[week] + other.weeks[week] <= 1, "host-week", city.id)
        if hosted:
            self.rule(sum(one.opens for one in hosted) <= city.hosting.exchanges, "host-count", city.id)
        trips = sum(one.visits[city.id] for one in self.exchanges)
        self.rule(trips <= city.visiting.trips, "visitor-trips", city.id)
        for one, other in combinations(self.exchanges, 2):
            if one.host.id == other.host.id:
                self.rule(one.visits[city.id] + other.visits[city.id] <= 1, "visitor-trips", city.id)
        self._one_place(city, hosted)

    def _one_place(self, city: City, hosted: Sequence[_Exchange]) -> None:
        for week in self.network.weeks:
            places = [one.weeks[week] for one in hosted]
            for one in self.exchanges:
                there = self.model.new_bool_var("")
                self.model.add(there >= one.weeks[week] + one.visits[city.id] - 1)
                places.append(there)
            self.rule(sum(places) <= 1, "one-place", city.id)

    def _agenda(self, one: _Exchange) -> None:
        network, host = self.network, one.host.id
        problem = network.problem
        total = sum(one.sessions.values())
        self.rule(total >= one.opens, "agenda", host)
        self.rule(total <= problem.sessions_per_exchange, "agenda", host)
        guests = sum(choice for (_, presenter), choice in one.sessions.items() if presenter != host)
        self.rule(guests <= problem.guest_sessions, "guest-sessions", host)
        for topic in network.topics:
            self.rule(sum(one.sessions[topic, city] for city in network.cities) <= 1, "agenda", host)
        for (topic, presenter), choice in one.sessions.items():
            learners = [
                one.present(city)
                for city in network.cities
                if city != presenter and network.points(city, topic, presenter) > 0
            ]
            self.rule(sum(learners) >= choice, "agenda", host)
            self.rule(one.present(presenter) >= choice, "agenda", host)
