"""Search and prove each stage with one model of the whole network, and settle ties with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey_app.programmes.folded import folded
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange, Objective, Problem
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import value
from survey_app.programmes.possibilities import Cell, CellName
from survey_app.programmes.relaxation import relax
from survey_app.programmes.search import Notice, Outcome, Search
from survey_app.programmes.stages import Stage
from survey_app.programmes.ties import Ties

LARGE = 4000
"""From so many choices on, the relaxation is worth its time."""
RELAXED: tuple[Objective, ...] = ("learning", "points", "travel")
"""The objectives whose relaxation says much; the others are proven without it, or not by it."""
EVEN = frozenset({"served", "fairness"})
"""The objectives that no other is searched together with: they look at who has least."""
RELAXING = 0.4
"""The most of a stage's time that its relaxation may take."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold the last stage that a search may settle with its own, and a bound that is known already."""

    through: int
    bound: int | None = None


def last_together(problem: Problem, number: int) -> int:
    """Return the last stage to search together with one: the sums after it, as long as nothing gives way."""
    objectives, last = problem.objectives, number
    while (
        objectives[number] not in EVEN
        and last + 1 < len(objectives)
        and objectives[last + 1] not in EVEN
        and not problem.slack.get(objectives[last], 0)
    ):
        last += 1
    return last


class Whole:
    """Hold the model, with what the stages so far keep; `proven` is the last stage that a search settled."""

    def __init__(  # noqa: PLR0913, PLR0917 - it is made by a stage from all that it knows
        self,
        network: Network,
        cells: Mapping[CellName, Cell],
        seed: int,
        left: Callable[[], float],
        cancelled: Callable[[], bool],
        kept: Sequence[tuple[Objective, int]] = (),
    ) -> None:
        self.network, self.left = network, left
        self.formulation = Formulation(network, cells=cells)
        self.search = Search(self.formulation, seed, cancelled)
        self.stages = [Stage(self.formulation, objective) for objective in network.problem.objectives]
        self.ties = Ties(self.formulation)
        self.settled, self.proven = False, -1
        for objective, least in kept:
            self.keep(objective, least)

    def keep(self, objective: Objective, least: int) -> None:
        """Allow from now on only programmes that are at least as good as a value in a stage."""
        next(stage for stage in self.stages if stage.objective == objective).keep(least)

    def run(
        self, number: int, exchanges: Sequence[Exchange], seconds: float, notice: Notice, limits: Limits
    ) -> Outcome:
        """Search a stage from a programme on, with as many of those after it as limits and figures allow."""
        stage = self.stages[number]
        less, objective = stage.less_is_better, stage.objective
        one, count = folded([each.part for each in self.stages[number : limits.through + 1]])
        last = number + count - 1
        ties = self.ties.part(one.room) if last == len(self.stages) - 1 else None
        settled = ties is not None and one.takes(ties)

        def tell(best: int | None, bound: int | None) -> None:
            notice(one.alone(best), one.alone(bound))

        self.search.aim(one.expression, less)
        end, relaxed = self.left() - seconds, None
        if limits.bound is not None:
            self.search.stop_at = None if settled or count > 1 else limits.bound
        elif self.formulation.size > LARGE and objective in RELAXED:
            relaxation = relax(self.formulation.model, RELAXING * seconds)
            relaxed = None if relaxation is None else relaxation.bound
            tell(None, relaxed)
        rest = max(0.1, self.left() - max(end, 0.0))
        outcome = self.search.run(rest, self._hint(exchanges), tell)
        if outcome.proven:
            self.proven, self.settled = last, settled
        bounds = [one.alone(found) for found in (outcome.bound, relaxed) if found is not None]
        return Outcome(outcome.exchanges, outcome.proven, _tightest(bounds, less))

    def settle_ties(self, exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Among equals take few exchanges and visits in early weeks, then fill the agendas."""
        if not self.settled:
            exchanges = self._settle(exchanges, self.ties.weight(), True)
        self.formulation.fix_visits(exchanges)
        return self._settle(exchanges, self.ties.carried(exchanges), False)

    def _settle(
        self, exchanges: tuple[Exchange, ...], expression: object, less_is_better: bool
    ) -> tuple[Exchange, ...]:
        if isinstance(expression, int) or self.left() <= 0:
            return exchanges
        self.search.aim(expression, less_is_better)
        outcome = self.search.run(self.left(), self._hint(exchanges))
        return exchanges if outcome.exchanges is None else outcome.exchanges

    def _hint(self, exchanges: Sequence[Exchange]) -> dict[int, int]:
        found = self.formulation.assignment(exchanges)
        for stage in self.stages:
            found |= stage.hint(value(self.network, exchanges, stage.objective))
        return found


def _tightest(bounds: Sequence[int | None], less_is_better: bool) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return (max if less_is_better else min)(known) if known else None
