"""Write a host's first, second, third exchange: who comes and what is on the agenda, whichever week it is.

A host that can host once, in any of four weeks, has one agenda and not four: the solver need not refute the
same exchange week by week.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from survey_app.programmes.model import Exchange
from survey_app.programmes.possibilities import Cell, CellName, needing

if TYPE_CHECKING:
    from survey_app.programmes.formulation import Formulation

Literal = Any
OccasionName = tuple[str, str]
"""A host and a number; where every week is an occasion of its own, the week."""
SMALLER = 1.0
"""Only a model smaller than by this part is worth it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Hold one exchange of a host: all who could come in some week, and the choices."""

    cell: Cell
    opens: Literal
    attends: dict[str, Literal]
    weeks: dict[CellName, Literal]


def _size(cell: Cell) -> int:
    """Return about how many choices an agenda takes."""
    return sum(
        len(presenters) * (1 + len(needing(cell.network, topic, cell.present)))
        for topic, presenters in cell.sessions.items()
    )


class Occasions:
    """Hold the occasions of all hosts, tied to the cells of a formulation."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation, self.model = formulation, formulation.model
        self.every: dict[OccasionName, Occasion] = {}
        self.of_host: dict[str, list[OccasionName]] = {}
        hosts: dict[str, list[CellName]] = {}
        for name in formulation.cells:
            hosts.setdefault(name[0], []).append(name)
        for host, names in hosts.items():
            exchanges = formulation.network.cities[host].hosting.exchanges
            left = exchanges - formulation.standing.hosted[host]
            whole = self._any_week(names)
            apart = sum(_size(formulation.cells[name]) for name in names)
            if left < len(names) and left * _size(whole) < SMALLER * apart:
                self._in_any_week(names, whole, left)
            else:
                self._week_by_week(host, names)

    def named(self, name: CellName) -> list[OccasionName]:
        """Return the occasions that can be in a cell."""
        return [one for one in self.of_host[name[0]] if name in self.every[one].weeks]

    def placed(self, exchanges: Sequence[Exchange]) -> list[OccasionName]:
        """Return the occasion of each exchange of a programme: a host's come in the order of their weeks."""
        weeks = self.formulation.network.weeks
        found = []
        for one in exchanges:
            before = sum(
                other.host == one.host and weeks[other.week] < weeks[one.week] for other in exchanges
            )
            names = self.of_host[one.host]
            by_week = (one.host, one.week)
            found.append(by_week if by_week in names else names[before])
        return found

    def _week_by_week(self, host: str, names: list[CellName]) -> None:
        self.of_host[host] = names
        for name in names:
            cell = self.formulation.cells[name]
            attends = {one: self.formulation.visits[name, one] for one in cell.visitors}
            opens = self.formulation.opens[name]
            self.every[name] = Occasion(cell, opens, attends, {name: opens})

    def _any_week(self, names: list[CellName]) -> Cell:
        """Return a host with all who can come in some of its weeks."""
        cells = [self.formulation.cells[name] for name in names]
        visitors = dict.fromkeys(one for cell in cells for one in cell.visitors)
        return Cell(self.formulation.network, cells[0].host, tuple(visitors))

    def _in_any_week(self, names: list[CellName], cell: Cell, times: int) -> None:
        host, visitors = cell.host.id, cell.visitors
        self.of_host[host] = [(host, str(number + 1)) for number in range(times)]
        coming = {
            one: [
                self.formulation.visits[key]
                for name in names
                if (key := (name, one)) in self.formulation.visits
            ]
            for one in visitors
        }
        if times == 1:
            weeks = {name: self.formulation.opens[name] for name in names}
            attends = {one: self._one_of(choices) for one, choices in coming.items()}
            self.every[host, "1"] = Occasion(cell, self._one_of(list(weeks.values())), attends, weeks)
            return
        for name in self.of_host[host]:
            self.every[name] = self._free(cell, names)
        self._tie(host, names, coming)

    def _free(self, cell: Cell, names: list[CellName]) -> Occasion:
        """Open the choices of an occasion: its week, and who comes."""
        weeks = {name: self.formulation.choice() for name in names}
        opens = self._one_of(list(weeks.values()))
        attends = {one: self.formulation.choice() for one in cell.visitors}
        for one, choice in attends.items():
            self.model.add_implication(choice, opens)
            for name, week in weeks.items():
                visit = self.formulation.visits.get((name, one))
                self.model.add_bool_or([choice.Not(), week.Not(), *([] if visit is None else [visit])])
        return Occasion(cell, opens, attends, weeks)

    def _tie(self, host: str, names: list[CellName], coming: dict[str, list[Literal]]) -> None:
        """Tie the occasions to the cells; they come one after the other."""
        found = [self.every[name] for name in self.of_host[host]]
        for name in names:
            self.model.add(sum(one.weeks[name] for one in found) == self.formulation.opens[name])
        for visitor, choices in coming.items():
            self.model.add(sum(one.attends[visitor] for one in found) == sum(choices))
        for first, second in pairwise(found):
            for number, name in enumerate(names):
                earlier = [first.weeks[other] for other in names[:number]]
                self.model.add_bool_or([second.weeks[name].Not(), *earlier])

    def _one_of(self, choices: list[Literal]) -> Literal:
        """Open a choice that is yes where exactly one of others is, and no where none is."""
        choice = self.formulation.choice()
        self.model.add(sum(choices) == choice)
        self.formulation.derive(choice, [], choices)
        return choice
