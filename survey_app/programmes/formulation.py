"""Write the hard rules as a model of yes-or-no choices for the solver.

A cell is one host in one week: it opens or not, each city that can come then visits it or not. An occasion is
one exchange of a host in whichever week: each session that could be held then is held or not. Every solution
is a programme that meets the hard rules.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.canonical import canonical
from survey_app.programmes.learning import Learning
from survey_app.programmes.model import Decision, Exchange, Session
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import learners
from survey_app.programmes.occasions import Occasion, OccasionName, Occasions
from survey_app.programmes.possibilities import Cell, CellName, Possibilities, needing
from survey_app.programmes.standing import Standing

Literal = Any
"""A yes-or-no choice of the solver (its library has no published types)."""


class Formulation:
    """Hold the model and its choices: of all cells, or of some around exchanges that stay as they are."""

    def __init__(
        self,
        network: Network,
        decisions: Sequence[Decision] | None = None,
        cells: Mapping[CellName, Cell] | None = None,
        standing: Standing | None = None,
    ) -> None:
        self.network = network
        self.cells = Possibilities(network).cells if cells is None else cells
        self.standing = Standing(network) if standing is None else standing
        self.model = cp_model.CpModel()
        self.opens: dict[CellName, Literal] = {}
        self.visits: dict[tuple[CellName, str], Literal] = {}
        self.sessions: dict[tuple[OccasionName, str, str], Literal] = {}
        self.served: dict[str, Literal] = {}
        self._full: dict[OccasionName, Literal] = {}
        self._choices = 0
        self._derived: list[tuple[Literal, list[Literal], list[Literal]]] = []
        for name, cell in self.cells.items():
            self._cell(name, cell)
        self.occasions = Occasions(self)
        self._network_rules()
        for name, occasion in self.occasions.every.items():
            self._room(occasion)
            self._agenda(name, occasion)
        self.learning = Learning(self)
        self._served()
        for decision in network.problem.decisions if decisions is None else decisions:
            if decision.kind == "forbid" or not self.standing.holds(decision):
                self.add_decision(decision)

    @property
    def size(self) -> int:
        """How many choices there are."""
        return self._choices

    def choice(self) -> Literal:
        """Open a choice."""
        self._choices += 1
        return self.model.new_bool_var("")

    def derive(self, choice: Literal, everything: list[Literal], something: list[Literal]) -> None:
        """Note that a choice follows from others: all of the ones, and one of the others if there are any."""
        self._derived.append((choice, everything, something))

    def _cell(self, name: CellName, cell: Cell) -> None:
        """host-week, visitor-week and the pairs: only what is possible gets a choice at all."""
        opens = self.opens[name] = self.choice()
        for visitor in cell.visitors:
            self.visits[name, visitor] = self.choice()
            self.model.add_implication(self.visits[name, visitor], opens)

    def _room(self, occasion: Occasion) -> None:
        """host-room."""
        opens, hosting = occasion.opens, occasion.cell.host.hosting
        coming = list(occasion.attends.values())
        people = [self.network.cities[visitor].visiting.people for visitor in occasion.attends]
        self.model.add_bool_or([opens.Not(), *coming])
        if len(coming) > hosting.cities:
            self.model.add(sum(coming) <= hosting.cities * opens)
        if sum(people) > hosting.people:
            total = sum(n * choice for n, choice in zip(people, coming, strict=True))
            self.model.add(total <= hosting.people * opens)

    def _network_rules(self) -> None:
        """host-count, visitor-trips, one-place and network-limit."""
        hosted, trips, pairs, places = (defaultdict(list) for _ in range(4))
        for (host, week), choice in self.opens.items():
            hosted[host].append(choice)
            places[host, week].append(choice)
        for ((host, week), visitor), choice in self.visits.items():
            trips[visitor].append(choice)
            pairs[host, visitor].append(choice)
            places[visitor, week].append(choice)
        cities = self.network.cities
        for city, choices in hosted.items():
            self._at_most(choices, cities[city].hosting.exchanges - self.standing.hosted[city])
        for city, choices in trips.items():
            self._at_most(choices, cities[city].visiting.trips - self.standing.trips[city])
        for choices in [*pairs.values(), *places.values()]:
            self._at_most(choices, 1)
        limit = self.network.problem.max_exchanges
        if limit is not None:
            self._at_most(list(self.opens.values()), limit - len(self.standing.exchanges))

    def _at_most(self, choices: list[Literal], most: int, unit: Literal = 1) -> None:
        if len(choices) <= most:
            return
        if most == 1 and isinstance(unit, int):
            self.model.add_at_most_one(choices)
        else:
            self.model.add(sum(choices) <= most * unit)

    def present(self, name: OccasionName, city: str) -> Literal:
        """Return the choice whether a city is present at an exchange, as its host or as a visitor."""
        occasion = self.occasions.every[name]
        return occasion.opens if city == name[0] else occasion.attends[city]

    def _agenda(self, name: OccasionName, occasion: Occasion) -> None:
        """agenda, guest-sessions, worthwhile."""
        opens, cell, problem = occasion.opens, occasion.cell, self.network.problem
        own: list[Literal] = []
        guests: list[Literal] = []
        for topic, presenters in cell.sessions.items():
            for presenter in presenters:
                choice = self._session(name, cell, topic, presenter)
                (own if presenter == name[0] else guests).append(choice)
            self._at_most([self.sessions[name, topic, one] for one in presenters], 1, opens)
        self._at_most(own + guests, problem.sessions_per_exchange, opens)
        self._at_most(guests, problem.guest_sessions, opens)
        self.model.add_bool_or([opens.Not(), *own])
        for visitor, coming in occasion.attends.items():
            useful = [
                self.sessions[name, topic, name[0]]
                for topic, presenters in cell.sessions.items()
                if name[0] in presenters and self.network.points(visitor, topic, name[0]) > 0
            ]
            self.model.add_bool_or([coming.Not(), *useful])
        if not any(one.host == name[0] and one.topic for one in problem.decisions if one.kind == "forbid"):
            self._fill(name, occasion)

    def _fill(self, name: OccasionName, occasion: Occasion) -> None:
        """No room on an agenda is wasted on nothing: what a visitor needs and the host shows is held.

        No programme is worse for it, and there are far fewer to look at.
        """
        most, cell = self.network.problem.sessions_per_exchange, occasion.cell
        held = [self.sessions[name, topic, one] for topic, found in cell.sessions.items() for one in found]
        unless = []
        if len(held) >= most:
            full = self._full[name] = self.choice()
            unless = [full]
            self.model.add(sum(held) >= most * full)
        for topic, presenters in cell.sessions.items():
            if name[0] in presenters:
                on_topic = [self.sessions[name, topic, one] for one in presenters]
                for visitor in needing(self.network, topic, cell.visitors):
                    self.model.add_bool_or([occasion.attends[visitor].Not(), *on_topic, *unless])

    def _session(self, name: OccasionName, cell: Cell, topic: str, presenter: str) -> Literal:
        choice = self.sessions[name, topic, presenter] = self.choice()
        self.model.add_implication(choice, self.present(name, presenter))
        needed = [city for city in needing(self.network, topic, cell.present) if city != presenter]
        if name[0] not in needed:
            self.model.add_bool_or([choice.Not(), *(self.present(name, city) for city in needed)])
        return choice

    def _served(self) -> None:
        """A city is served as soon as it visits, or is taught by a guest: then it earns more than 0."""
        earning: dict[str, list[Literal]] = defaultdict(list)
        for occasion in self.occasions.every.values():
            for visitor, choice in occasion.attends.items():
                earning[visitor].append(choice)
        for (name, topic, presenter), choice in self.sessions.items():
            if presenter != name[0] and self.network.points(name[0], topic, presenter) > 0:
                earning[name[0]].append(choice)
        for city, choices in earning.items():
            if self.standing.earned[city] > 0:
                continue
            served = self.served[city] = self.choice()
            self.model.add_bool_or([served.Not(), *choices])
            self.derive(served, [], choices)
            for choice in choices:
                self.model.add_implication(choice, served)

    def add_decision(self, decision: Decision) -> None:
        """decision: at least one exchange of the host is what is pinned, none what is forbidden."""
        names = [name for name in self.opens if name[0] == decision.host and decision.week in (None, name[1])]
        found = [parts for name in names for parts in self._parts(name, decision)]
        if decision.kind == "forbid":
            for parts in found:
                self.model.add_bool_or([part.Not() for part in parts])
            return
        matches = []
        for parts in found:
            match = self.choice()
            self.model.add_bool_and(parts).only_enforce_if(match)
            self.derive(match, parts, [])
            matches.append(match)
        self.model.add_bool_or(matches)

    def _parts(self, name: CellName, decision: Decision) -> Iterator[list[Literal]]:
        """Yield the choices that together make a cell what a decision names; none where it can never be."""
        parts = [self.opens[name]]
        if decision.visitor is not None:
            if (name, decision.visitor) not in self.visits:
                return
            parts.append(self.visits[name, decision.visitor])
        if decision.topic is None:
            yield parts
            return
        for occasion in self.occasions.named(name):
            presenters = self.occasions.every[occasion].cell.sessions.get(decision.topic, [])
            if presenters:
                choices = [self.sessions[occasion, decision.topic, one] for one in presenters]
                held = self.choice()
                self.model.add(sum(choices) == held)
                self.derive(held, [], choices)
                yield [*parts, self.occasions.every[occasion].weeks[name], held]

    def assignment(self, exchanges: Sequence[Exchange]) -> dict[int, int]:
        """Return the value of every choice (by its index) in a programme that meets the hard rules."""
        chosen: set[int] = set()
        for one, occasion in zip(exchanges, self.occasions.placed(exchanges), strict=True):
            name, planned = (one.host, one.week), self.occasions.every[occasion]
            found = [self.opens[name], planned.weeks[name]]
            found += [self.visits[name, visitor] for visitor in one.visitors]
            found += [planned.attends[visitor] for visitor in one.visitors]
            found += [self.sessions[occasion, session.topic, session.presenter] for session in one.sessions]
            if len(one.sessions) >= self.network.problem.sessions_per_exchange and occasion in self._full:
                found.append(self._full[occasion])
            chosen.update(choice.index for choice in found)
        for choice, everything, something in self._derived:
            if all(one.index in chosen for one in everything) and (
                not something or any(one.index in chosen for one in something)
            ):
                chosen.add(choice.index)
        return {index: int(index in chosen) for index in range(self._choices)}

    def exchanges(self, chosen: Callable[[Literal], bool]) -> tuple[Exchange, ...]:
        """Return the programme that a solution stands for."""
        found = [
            self._exchange(occasion, name, chosen)
            for occasion, planned in self.occasions.every.items()
            for name, choice in planned.weeks.items()
            if chosen(choice)
        ]
        return canonical(self.network, found)

    def _exchange(
        self, occasion: OccasionName, name: CellName, chosen: Callable[[Literal], bool]
    ) -> Exchange:
        planned = self.occasions.every[occasion]
        visitors = tuple(city for city, coming in planned.attends.items() if chosen(coming))
        sessions = tuple(
            Session(topic, presenter, {})
            for topic, presenters in planned.cell.sessions.items()
            for presenter in presenters
            if chosen(self.sessions[occasion, topic, presenter])
        )
        return Exchange(*name, visitors, sessions)

    def fix_visits(self, exchanges: Sequence[Exchange]) -> None:
        """Allow only the hosts, weeks and visitors of a programme; its agendas stay open."""
        values = self.assignment(exchanges)
        for choice in [*self.opens.values(), *self.visits.values()]:
            self.model.add(choice == values[choice.index])

    def carried(self, exchanges: Sequence[Exchange]) -> list[tuple[int, OccasionName, str, str]]:
        """Return the points that each possible session of a programme would give those present."""
        found = []
        for one, name in zip(exchanges, self.occasions.placed(exchanges), strict=True):
            present = (one.host, *one.visitors)
            for topic, presenters in self.occasions.every[name].cell.sessions.items():
                for presenter in (city for city in presenters if city in present):
                    given = learners(self.network, topic, presenter, present)
                    found.append((sum(given.values()), name, topic, presenter))
        return found
