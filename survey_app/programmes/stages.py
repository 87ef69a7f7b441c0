"""Write each objective for the solver, with a bound that holds before anything is solved."""

from collections.abc import Callable
from typing import Any

from survey_app.programmes.folded import Part
from survey_app.programmes.formulation import Formulation, Literal
from survey_app.programmes.model import Objective
from survey_app.programmes.objectives import LESS_IS_BETTER, agreed_visits, travel_cost, value, weight

Terms = list[tuple[int, Literal]]


class Stage:
    """Hold one objective: what the solver makes as good as possible, and how a value is kept."""

    def __init__(self, formulation: Formulation, objective: Objective) -> None:
        self.objective = objective
        self.less_is_better = objective in LESS_IS_BETTER
        self._formulation = formulation
        self._fairness: Any = None
        self.terms: Terms = [] if objective == "fairness" else TERMS[objective](formulation)
        standing = formulation.standing
        self.constant = value(formulation.network, standing.exchanges, objective) if standing.exchanges else 0

    @property
    def expression(self) -> Any:
        """What the solver makes as good as possible."""
        if self.objective == "fairness":
            self._fairness = self._fairness or _Fairness(self._formulation)
            return self._fairness.smallest
        return self.constant + sum(factor * choice for factor, choice in self.terms)

    def trivial_bound(self) -> int:
        """Return a bound that holds for every programme, whatever else is decided."""
        if self.objective == "fairness":
            return 1000
        return self.constant + (0 if self.less_is_better else sum(factor for factor, _ in self.terms))

    @property
    def part(self) -> Part:
        """The objective as one of several."""
        total = most = self.constant + sum(factor for factor, _ in self.terms)
        if self.objective == "fairness":
            total = most = 1000
        elif self.objective == "travel":
            most = self.constant + _longest(self._formulation)
        return Part(self.expression, self.less_is_better, most, total)

    def keep(self, least: int) -> None:
        """Allow from now on only programmes that are at least as good as a value in this stage."""
        model = self._formulation.model
        if self.objective == "fairness":
            keep_fairness(self._formulation, least)
        elif self.less_is_better:
            model.add(self.expression <= least)
        elif least > 0:
            model.add(self.expression >= least)

    def hint(self, reached: int) -> dict[int, int]:
        """Return what the stage's own variable is worth in a programme with a value."""
        return {} if self._fairness is None else {self._fairness.smallest.index: reached}


def keep_fairness(formulation: Formulation, least: int) -> None:
    """Let every city that is served, one at least, earn at least so many thousandths of its ideal."""
    model, standing = formulation.model, formulation.standing
    for city in {**formulation.served, **dict.fromkeys(formulation.learning.cities)}:
        wanted = -(-least * formulation.network.ideals[city] // 1000)
        gained = sum(factor * choice for factor, choice in formulation.learning.earned(city))
        model.add(standing.earned[city] + gained >= wanted * formulation.served.get(city, 1))
    if least > 0 and not standing.exchanges:
        model.add_bool_or(formulation.served.values())


class _Fairness:
    """Hold the smallest fulfilment of the served cities, in thousandths."""

    def __init__(self, formulation: Formulation) -> None:
        model, ideals = formulation.model, formulation.network.ideals
        self.smallest = model.new_int_var(0, 1000, "")
        for city, served in formulation.served.items():
            earned = sum(1000 * factor * choice for factor, choice in formulation.learning.earned(city))
            model.add(earned - ideals[city] * self.smallest + 1000 * ideals[city] * (1 - served) >= 0)
        model.add(self.smallest <= 1000 * sum(formulation.served.values()))


def _served(formulation: Formulation) -> Terms:
    return [(1, choice) for choice in formulation.served.values()]


def _learning(formulation: Formulation) -> Terms:
    network = formulation.network
    return [
        (weight(network, city) * factor, choice)
        for city in formulation.learning.cities
        for factor, choice in formulation.learning.earned(city)
    ]


def _points(formulation: Formulation) -> Terms:
    return [term for city in formulation.learning.cities for term in formulation.learning.earned(city)]


def _travel(formulation: Formulation) -> Terms:
    return [
        (travel_cost(formulation.network, host, visitor), choice)
        for ((host, _), visitor), choice in formulation.visits.items()
    ]


def _longest(formulation: Formulation) -> int:
    """Return more than all travel can add up to: every city's longest trip, as often as it travels."""
    costs: dict[str, int] = {}
    for (host, _), visitor in formulation.visits:
        costs[visitor] = max(costs.get(visitor, 0), travel_cost(formulation.network, host, visitor))
    cities = formulation.network.cities
    return sum(cost * cities[visitor].visiting.trips for visitor, cost in costs.items())


def _exchanges(formulation: Formulation) -> Terms:
    return [(1, choice) for choice in formulation.opens.values()]


def _wishes(formulation: Formulation) -> Terms:
    cities = formulation.network.cities
    return [
        (1, choice)
        for ((host, _), visitor), choice in formulation.visits.items()
        if host in cities[visitor].prefers
    ]


def _keep(formulation: Formulation) -> Terms:
    agreed = agreed_visits(formulation.network)
    return [
        (1, choice)
        for ((host, week), visitor), choice in formulation.visits.items()
        if (host, week, visitor) in agreed
    ]


TERMS: dict[Objective, Callable[[Formulation], Terms]] = {
    "served": _served,
    "learning": _learning,
    "points": _points,
    "travel": _travel,
    "exchanges": _exchanges,
    "wishes": _wishes,
    "keep": _keep,
}
