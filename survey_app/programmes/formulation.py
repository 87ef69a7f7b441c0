"""Write the hard rules as a model of yes-or-no choices for the solver.

A host opens up to `slots` exchanges; a slot takes place in one week, so its agenda is chosen once and not for
every week again. What a city gets from a topic is modelled by levels of offer: level 4 is reached where some
session with an offer of 4 or more is attended. Slots of one host are in order of their weeks: no symmetry.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.canonical import canonical
from survey_app.programmes.model import Decision, Exchange, Session
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import learners
from survey_app.programmes.possibilities import Host, Possibilities, needing

Literal = Any
"""A yes-or-no choice of the solver (its library has no published types)."""
Slot = tuple[str, int]


class Formulation:
    """Hold the model and its choices; every solution of it is a programme that meets the hard rules."""

    def __init__(self, network: Network, decisions: Sequence[Decision] | None = None) -> None:
        self.network = network
        self.possible = Possibilities(network)
        self.model = cp_model.CpModel()
        self._choices = 0
        self.opens: dict[Slot, Literal] = {}
        self.takes_place: dict[tuple[Slot, str], Literal] = {}
        self.visits: dict[tuple[Slot, str], Literal] = {}
        self.visits_in: dict[tuple[Slot, str, str], Literal] = {}
        self.sessions: dict[tuple[Slot, str, str], Literal] = {}
        self.reached: dict[tuple[str, str], dict[int, Literal]] = {}
        self.served: dict[str, Literal] = {}
        self._learns: dict[tuple[str, str], list[dict[int, Literal]]] = defaultdict(list)
        self._derived: list[tuple[Literal, list[Literal], list[Literal]]] = []
        for host in self.possible.hosts.values():
            for k in range(host.slots):
                self._slot(host, (host.city.id, k))
            self._order_slots(host)
        self._network_rules()
        for slot in self.opens:
            self._agenda(slot)
        self._levels()
        self._served()
        for decision in network.problem.decisions if decisions is None else decisions:
            self.add_decision(decision)

    def _choice(self) -> Literal:
        self._choices += 1
        return self.model.new_bool_var("")

    def _slot(self, host: Host, slot: Slot) -> None:
        """host-week, visitor-week, and the pairs: only possible weeks and visitors get a choice at all."""
        add = self.model.add
        opens = self.opens[slot] = self._choice()
        for week in host.weeks:
            self.takes_place[slot, week] = self._choice()
        add(sum(self.takes_place[slot, week] for week in host.weeks) == opens)
        by_week: dict[str, list[str]] = {week: [] for week in host.weeks}
        for visitor, weeks in host.visitors.items():
            visits = self.visits[slot, visitor] = self._choice()
            for week in weeks:
                self.visits_in[slot, visitor, week] = self._choice()
                by_week[week].append(visitor)
                self.model.add_implication(self.visits_in[slot, visitor, week], self.takes_place[slot, week])
            add(sum(self.visits_in[slot, visitor, week] for week in weeks) == visits)
            self.model.add_implication(visits, opens)
        for week, visitors in by_week.items():
            self._room(host, slot, week, visitors)

    def _room(self, host: Host, slot: Slot, week: str, visitors: list[str]) -> None:
        """host-room: at least one visitor, not too many cities, not too many people."""
        here = self.takes_place[slot, week]
        coming = [self.visits_in[slot, visitor, week] for visitor in visitors]
        people = [self.network.cities[visitor].visiting.people for visitor in visitors]
        hosting = host.city.hosting
        self.model.add(sum(coming) >= here)
        if len(coming) > hosting.cities:
            self.model.add(sum(coming) <= hosting.cities * here)
        if sum(people) > hosting.people:
            total = sum(n * choice for n, choice in zip(people, coming, strict=True))
            self.model.add(total <= hosting.people * here)

    def _order_slots(self, host: Host) -> None:
        """host-week, host-count: slots of one host in order of their weeks, never two in one week."""
        slots = [(host.city.id, k) for k in range(host.slots)]
        for earlier, later in pairwise(slots):
            self.model.add_implication(self.opens[later], self.opens[earlier])
            for i in range(len(host.weeks)):
                until = sum(self.takes_place[later, week] for week in host.weeks[: i + 1])
                self.model.add(until <= sum(self.takes_place[earlier, week] for week in host.weeks[:i]))

    def _network_rules(self) -> None:
        """visitor-trips, one-place and network-limit."""
        trips, pairs, places = defaultdict(list), defaultdict(list), defaultdict(list)
        for (slot, visitor), choice in self.visits.items():
            trips[visitor].append(choice)
            pairs[slot[0], visitor].append(choice)
        for (_, visitor, week), choice in self.visits_in.items():
            places[visitor, week].append(choice)
        for (slot, week), choice in self.takes_place.items():
            places[slot[0], week].append(choice)
        for choices in [*pairs.values(), *places.values()]:
            if len(choices) > 1:
                self.model.add_at_most_one(choices)
        for visitor, choices in trips.items():
            if len(choices) > (most := self.network.cities[visitor].visiting.trips):
                self.model.add(sum(choices) <= most)
        limit = self.network.problem.max_exchanges
        if limit is not None and limit < len(self.opens):
            self.model.add(sum(self.opens.values()) <= limit)

    def present(self, slot: Slot, city: str) -> Literal:
        """Return the choice whether a city is present at an exchange, as its host or as a visitor."""
        return self.opens[slot] if city == slot[0] else self.visits[slot, city]

    def _agenda(self, slot: Slot) -> None:
        """agenda, guest-sessions, worthwhile; and what those present learn."""
        host, opens, problem = slot[0], self.opens[slot], self.network.problem
        present = [host, *self.possible.hosts[host].visitors]
        own: list[Literal] = []
        guests: list[Literal] = []
        for topic, presenters in self.possible.sessions[host].items():
            needed = needing(self.network, topic, present)
            for presenter in presenters:
                choice = self._session(slot, topic, presenter, needed)
                (own if presenter == host else guests).append(choice)
            if len(presenters) > 1:
                self.model.add(sum(self.sessions[slot, topic, one] for one in presenters) <= opens)
            for city in needed:
                self._learning(slot, topic, city, presenters)
        self.model.add(sum(own) + sum(guests) <= min(problem.sessions_per_exchange, 10**6) * opens)
        self.model.add(sum(own) >= opens)
        if len(guests) > problem.guest_sessions:
            self.model.add(sum(guests) <= problem.guest_sessions * opens)
        self._worthwhile(slot)

    def _session(self, slot: Slot, topic: str, presenter: str, needed: list[str]) -> Literal:
        choice = self.sessions[slot, topic, presenter] = self._choice()
        self.model.add_implication(choice, self.present(slot, presenter))
        if slot[0] not in needed or slot[0] == presenter:
            learners = [self.present(slot, city) for city in needed if city != presenter]
            self.model.add_bool_or([choice.Not(), *learners])
        return choice

    def _worthwhile(self, slot: Slot) -> None:
        host = slot[0]
        for visitor in self.possible.hosts[host].visitors:
            useful = [
                self.sessions[slot, topic, host]
                for topic, presenters in self.possible.sessions[host].items()
                if host in presenters and self.network.points(visitor, topic, host) > 0
            ]
            self.model.add_bool_or([self.visits[slot, visitor].Not(), *useful])

    def _learning(self, slot: Slot, topic: str, city: str, presenters: list[str]) -> None:
        """Open one choice for each level of offer that a city may meet on a topic in an exchange."""
        offers = {one: self.network.cities[one].offers[topic] for one in presenters if one != city}
        levels: dict[int, Literal] = {}
        below = None
        for level in sorted(set(offers.values())):
            choice = levels[level] = self._choice()
            self.model.add_implication(choice, self.present(slot, city))
            good = [self.sessions[slot, topic, one] for one, offer in offers.items() if offer >= level]
            self.model.add_bool_or([choice.Not(), *good])
            self._derived.append((choice, [self.present(slot, city)], good))
            if below is not None:
                self.model.add_implication(choice, below)
            below = choice
        if levels:
            self._learns[city, topic].append(levels)

    def _levels(self) -> None:
        """Points: only the best session of the whole programme counts for a city and topic."""
        for key, exchanges in self._learns.items():
            reached: dict[int, Literal] = {}
            below = None
            for level in sorted({level for levels in exchanges for level in levels}):
                choice = reached[level] = self._choice()
                nearest = [min((one for one in levels if one >= level), default=None) for levels in exchanges]
                good = [
                    levels[one] for levels, one in zip(exchanges, nearest, strict=True) if one is not None
                ]
                self.model.add_bool_or([choice.Not(), *good])
                self._derived.append((choice, [], good))
                if below is not None:
                    self.model.add_implication(choice, below)
                below = choice
            self.reached[key] = reached

    def _served(self) -> None:
        """A city is served as soon as it visits, or is taught by a guest: then it earns more than 0."""
        earning: dict[str, list[Literal]] = defaultdict(list)
        for (_, visitor), choice in self.visits.items():
            earning[visitor].append(choice)
        for (slot, topic, presenter), choice in self.sessions.items():
            if self.network.points(slot[0], topic, presenter) > 0 and presenter != slot[0]:
                earning[slot[0]].append(choice)
        for city, choices in earning.items():
            served = self.served[city] = self._choice()
            self.model.add_bool_or([served.Not(), *choices])
            self._derived.append((served, [], choices))
            for choice in choices:
                self.model.add_implication(choice, served)

    def earned(self, city: str) -> list[tuple[int, Literal]]:
        """Return what a city earns as (points, choice) terms, never more than it really earns."""
        terms = []
        for topic, need in self.network.cities[city].needs.items():
            below = 0
            for level, choice in self.reached.get((city, topic), {}).items():
                terms.append((need * (level - below), choice))
                below = level
        return terms

    def add_decision(self, decision: Decision) -> None:
        """decision: at least one exchange of the host is what is pinned, none what is forbidden."""
        slots = [slot for slot in self.opens if slot[0] == decision.host]
        found = [parts for slot in slots if (parts := self._parts(slot, decision)) is not None]
        if decision.kind == "forbid":
            for parts in found:
                self.model.add_bool_or([part.Not() for part in parts])
            return
        matches = []
        for parts in found:
            match = self._choice()
            self.model.add_bool_and(parts).only_enforce_if(match)
            self._derived.append((match, parts, []))
            matches.append(match)
        self.model.add_bool_or(matches)

    def _parts(self, slot: Slot, decision: Decision) -> list[Literal] | None:
        """Return the choices that together make a slot what a decision names; None where it can never be."""
        parts: list[Literal | None] = []
        if decision.visitor is not None and decision.week is not None:
            parts.append(self.visits_in.get((slot, decision.visitor, decision.week)))
        elif decision.visitor is not None:
            parts.append(self.visits.get((slot, decision.visitor)))
        elif decision.week is not None:
            parts.append(self.takes_place.get((slot, decision.week)))
        if decision.topic is not None:
            parts.append(self._on_agenda(slot, decision.topic))
        return None if any(part is None for part in parts) else parts

    def _on_agenda(self, slot: Slot, topic: str) -> Literal | None:
        presenters = self.possible.sessions[slot[0]].get(topic, [])
        if not presenters:
            return None
        choices = [self.sessions[slot, topic, one] for one in presenters]
        found = self._choice()
        self.model.add(sum(choices) == found)
        self._derived.append((found, [], choices))
        return found

    def assignment(self, exchanges: Sequence[Exchange]) -> dict[int, int]:
        """Return the value of every choice (by its index) in a programme that meets the hard rules."""
        chosen: set[int] = set()
        for slot, one in self._slots(exchanges):
            found = [self.opens[slot], self.takes_place[slot, one.week]]
            for visitor in one.visitors:
                found += [self.visits[slot, visitor], self.visits_in[slot, visitor, one.week]]
            found += [self.sessions[slot, session.topic, session.presenter] for session in one.sessions]
            chosen.update(choice.index for choice in found)
        for choice, everything, something in self._derived:
            if all(one.index in chosen for one in everything) and (
                not something or any(one.index in chosen for one in something)
            ):
                chosen.add(choice.index)
        return {index: int(index in chosen) for index in range(self._choices)}

    def exchanges(self, chosen: Callable[[Literal], bool]) -> tuple[Exchange, ...]:
        """Return the programme that a solution stands for."""
        return canonical(
            self.network, [self._exchange(slot, chosen) for slot in self.opens if chosen(self.opens[slot])]
        )

    def _exchange(self, slot: Slot, chosen: Callable[[Literal], bool]) -> Exchange:
        host = self.possible.hosts[slot[0]]
        week = next(week for week in host.weeks if chosen(self.takes_place[slot, week]))
        visitors = tuple(name for name in host.visitors if chosen(self.visits[slot, name]))
        sessions = tuple(
            Session(topic, presenter, {})
            for topic, presenters in self.possible.sessions[slot[0]].items()
            for presenter in presenters
            if chosen(self.sessions[slot, topic, presenter])
        )
        return Exchange(slot[0], week, visitors, sessions)

    def _slots(self, exchanges: Sequence[Exchange]) -> Iterator[tuple[Slot, Exchange]]:
        numbers: Counter[str] = Counter()
        for one in sorted(exchanges, key=lambda one: self.network.weeks[one.week]):
            yield (one.host, numbers[one.host]), one
            numbers[one.host] += 1

    def fix_visits(self, exchanges: Sequence[Exchange]) -> None:
        """Allow only the hosts, weeks and visitors of a programme; its agendas stay open."""
        values = self.assignment(exchanges)
        for choice in [*self.takes_place.values(), *self.visits_in.values()]:
            self.model.add(choice == values[choice.index])

    def carried(self, exchanges: Sequence[Exchange]) -> list[tuple[int, Slot, str, str]]:
        """Return the points that each possible session of a programme would give those present."""
        found = []
        for slot, one in self._slots(exchanges):
            present = (one.host, *one.visitors)
            for topic, presenters in self.possible.sessions[one.host].items():
                for presenter in presenters:
                    if presenter in present:
                        given = learners(self.network, topic, presenter, present)
                        found.append((sum(given.values()), slot, topic, presenter))
        return found
