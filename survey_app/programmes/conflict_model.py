"""Write the rules for the exchanges that some pins ask for, each so that it can be dropped for itself."""

from collections.abc import Collection, Sequence
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
    """Hold the choices of the exchange that one pin asks for: open or not, any visitors (even the host).

    While it is open it matches its pin, so that a week or a visitor which the pin names is no choice. Its
    sessions are on topics that their presenters offer and anybody needs, and on those that decisions name.
    """

    def __init__(self, network: Network, model: Any, pin: Decision, decided: Collection[str]) -> None:
        problem = network.problem
        self.host = network.cities[pin.host]
        self.opens = model.new_bool_var("")
        if pin.week is None:
            self.weeks = {week: model.new_bool_var("") for week in problem.weeks}
            model.add(sum(self.weeks.values()) == self.opens)
        else:
            self.weeks = {pin.week: self.opens}
        self.visits = {city.id: model.new_bool_var("") for city in problem.cities}
        self.sessions = {
            (topic, city): model.new_bool_var("")
            for topic in network.topics
            for city in network.cities
            if _may_show(network, topic, city) or (topic in decided and city == pin.host)
        }
        for choice in [*self.visits.values(), *self.sessions.values()]:
            model.add_implication(choice, self.opens)
        if pin.visitor is not None:
            model.add_implication(self.opens, self.visits[pin.visitor])
        if pin.topic is not None:
            model.add_bool_or([*self.on(pin.topic), self.opens.Not()])

    def present(self, city: str) -> Literal:
        return self.opens if city == self.host.id else self.visits[city]

    def on(self, topic: str) -> list[Literal]:
        """Return the sessions on a topic."""
        return [choice for (taught, _), choice in self.sessions.items() if taught == topic]


def _may_show(network: Network, topic: str, city: str) -> bool:
    return topic in network.offered[city] and any(topic in needed for needed in network.needed.values())


class ConflictModel:
    """Hold a model of some decisions, all of them in force, and of every rule, each only when assumed."""

    def __init__(self, network: Network, numbers: Sequence[int]) -> None:
        self.network, self.model = network, cp_model.CpModel()
        self.groups: dict[Group, Literal] = {}
        decisions = [network.problem.decisions[number] for number in numbers]
        topics = {one.topic for one in decisions if one.topic}
        self.exchanges = [
            _Exchange(network, self.model, one, topics) for one in decisions if one.kind == "pin"
        ]
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
            if one.host.id == decision.host and decision.week in (None, *one.weeks):
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
            found = self.model.new_bool_var("")
            self.model.add_max_equality(found, one.on(decision.topic))
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
            for topic in host.offers
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
            for week in one.weeks.keys() & other.weeks.keys():
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
            here = [one for one in self.exchanges if week in one.weeks]
            if len(here) < 2 and not hosted:
                continue
            places = [one.weeks[week] for one in hosted if week in one.weeks]
            places += [self._there(one, week, city.id) for one in here]
            if len(places) > 1:
                self.rule(sum(places) <= 1, "one-place", city.id)

    def _there(self, one: _Exchange, week: str, city: str) -> Literal:
        """Return what is true when a city visits an exchange in a week."""
        if len(one.weeks) == 1:
            return one.visits[city]
        there = self.model.new_bool_var("")
        self.model.add_bool_or([there, one.weeks[week].Not(), one.visits[city].Not()])
        return there

    def _agenda(self, one: _Exchange) -> None:
        network, host = self.network, one.host.id
        problem = network.problem
        total = sum(one.sessions.values())
        self.rule(total >= one.opens, "agenda", host)
        self.rule(total <= problem.sessions_per_exchange, "agenda", host)
        guests = sum(choice for (_, presenter), choice in one.sessions.items() if presenter != host)
        self.rule(guests <= problem.guest_sessions, "guest-sessions", host)
        for topic in network.topics:
            if len(one.on(topic)) > 1:
                self.rule(sum(one.on(topic)) <= 1, "agenda", host)
        for (topic, presenter), choice in one.sessions.items():
            learners = [
                one.present(city)
                for city in network.cities
                if city != presenter and network.points(city, topic, presenter) > 0
            ]
            self.rule(sum(learners) >= choice, "agenda", host)
            self.rule(one.present(presenter) >= choice, "agenda", host)
