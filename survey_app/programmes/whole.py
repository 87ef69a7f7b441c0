"""Search and prove each stage with one model of the whole network, and settle ties with it."""

from collections.abc import Callable, Mapping, Sequence

from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange, Objective
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
RELAXING = 0.4
"""The most of a stage's time that its relaxation may take."""


class Whole:
    """Hold the model, with what the stages so far keep."""

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
        self.settled = False
        for objective, least in kept:
            self.keep(objective, least)

    def keep(self, objective: Objective, least: int) -> None:
        """Allow from now on only programmes that are at least as good as a value in a stage."""
        next(stage for stage in self.stages if stage.objective == objective).keep(least)

    def run(  # noqa: PLR0913, PLR0917 - a stage with its state
        self,
        number: int,
        exchanges: Sequence[Exchange],
        seconds: float,
        notice: Notice,
        last: bool,
        bound: int | None = None,
    ) -> Outcome:
        """Search a stage from a programme on; the last one with its ties, where its figures allow that."""
        stage, ties = self.stages[number], self.ties
        less, objective = stage.less_is_better, stage.objective
        size = value(self.network, exchanges, objective) if less else stage.trivial_bound()
        together = last and ties.fits(size)

        def alone(found: int | None) -> int | None:
            return ties.apart(found, less) if together else found

        def tell(best: int | None, bound: int | None) -> None:
            notice(alone(best), alone(bound))

        self.search.aim(ties.together(stage.expression, less) if together else stage.expression, less)
        end, relaxed = self.left() - seconds, None
        if bound is not None:
            self.search.stop_at = bound
        elif self.formulation.size > LARGE and objective in RELAXED:
            relaxation = relax(self.formulation.model, RELAXING * seconds)
            relaxed = None if relaxation is None else relaxation.bound
            tell(None, relaxed)
        rest = max(0.1, self.left() - max(end, 0.0))
        outcome = self.search.run(rest, self._hint(exchanges), tell)
        self.settled = together and outcome.proven
        bounds = [alone(one) for one in (outcome.bound, relaxed) if one is not None]
        return Outcome(outcome.exchanges, outcome.proven, _tightest(bounds, less))

    def settle_ties(self, exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
        """Among equals take few exchanges and visits in early weeks, then fill the agendas."""
        if not self.settled:
            exchanges = self._settle(exchanges, self.ties.weight, True)
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
