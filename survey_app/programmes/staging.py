"""Solve the objectives one after the other, each within what the earlier ones keep; then settle ties."""

import time
from collections.abc import Callable, Sequence

from survey_app.programmes.conflicts import conflict
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import (
    Conflict,
    Exchange,
    Objective,
    ObjectiveResult,
    Problem,
    Progress,
    Proposal,
    Status,
)
from survey_app.programmes.narrowing import LARGE, narrowings
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import anchor, at_least_as_good, value, values
from survey_app.programmes.reasons import Reasons
from survey_app.programmes.relaxation import relax
from survey_app.programmes.search import Notice, Outcome, Search
from survey_app.programmes.stages import Stage
from survey_app.programmes.ties import Ties

SHARES: dict[str, float] = {"fairness": 3, "learning": 4, "points": 4, "travel": 2}
"""How the time that is left is shared between the stages that are left; 1 where nothing is said."""
TIES_SHARE = 0.5
PATIENCE = 6
"""After so many turns without anything better the whole is searched again."""
NARROWED: tuple[Objective, ...] = ("learning", "points", "travel")
"""The objectives whose relaxation says much; the others are proven without it, or not by it."""


class Staging:
    """Compute one proposal."""

    def __init__(  # noqa: PLR0913, PLR0917 - it is made in one place, from the arguments of `propose`
        self,
        problem: Problem,
        seconds: float,
        seed: int,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.problem, self.seed = problem, seed
        self.clock, self.start, self.seconds = clock, clock(), seconds
        self.on_progress, self.cancelled = on_progress, cancelled
        self.network = Network(problem)
        self.formulation = Formulation(self.network)
        self.search = Search(self.formulation, seed, cancelled)
        self.stages = [Stage(self.formulation, objective) for objective in problem.objectives]
        self.ties = Ties(self.formulation)
        self.settled = False
        self.exchanges: tuple[Exchange, ...] = ()
        self.results: list[ObjectiveResult] = []

    def spent(self) -> float:
        """Return the seconds since the start."""
        return self.clock() - self.start

    def left(self) -> float:
        """Return the seconds that are left, 0 when the work is to stop."""
        return 0.0 if self.cancelled() else max(0.0, self.seconds - self.spent())

    def solve(self) -> Proposal:
        """Run all stages and return the proposal."""
        if any(decision.kind == "pin" for decision in self.problem.decisions):
            self.search.aim(None, False)
            outcome = self.search.run(left) if (left := self.left()) > 0 else Outcome(None, False, None)
            if outcome.exchanges is None:
                return self._refused() if outcome.proven else self._empty("unknown")
            self.exchanges = outcome.exchanges
        for number, stage in enumerate(self.stages):
            self.results.append(self._stage(number, stage))
        self._regain()
        self._settle_ties()
        return self._proposal()

    def _refused(self) -> Proposal:
        found = conflict(self.network, self.left)
        return self._empty("infeasible", found)

    def _empty(self, status: Status, found: tuple[Conflict, ...] = ()) -> Proposal:
        return Proposal(status, (), {}, (), found, self.seed, round(self.spent(), 3))

    def _share(self, number: int) -> float:
        """Return the seconds for a stage: its part of what is left for it, the later ones and the ties."""
        wanted = [SHARES.get(stage.objective, 1) for stage in self.stages[number:]]
        return self.left() * wanted[0] / (sum(wanted) + TIES_SHARE)

    def _stage(self, number: int, stage: Stage) -> ObjectiveResult:
        best, bound = self._improve(number, stage, self._share(number))
        last = number == len(self.stages) - 1
        slack = 0 if last else self.problem.slack.get(stage.objective, 0)
        stage.keep(anchor(stage.objective, best, slack))
        self._tell(number + 1, stage.objective, best, bound)
        return ObjectiveResult(stage.objective, best, bound, best)

    def _improve(self, number: int, stage: Stage, seconds: float) -> tuple[int, int]:
        """Make the programme as good as possible in a stage; return its value there and a bound."""
        start, trivial = self._value(stage.objective), stage.trivial_bound()
        if start == trivial or seconds <= 0:
            return start, trivial
        outcome = self._run(number, stage, seconds)
        if outcome.exchanges is None and outcome.proven:
            raise RuntimeError(f"the programme found before breaks the model at {stage.objective}")
        self._take(stage.objective, outcome)
        best = self._value(stage.objective)
        return best, best if outcome.proven else self._tighter(stage, outcome.bound, trivial)

    def _run(self, number: int, stage: Stage, seconds: float) -> Outcome:
        """Run a stage; the last one together with its ties, where the figures are not too large for that."""
        size = self._value(stage.objective) if stage.less_is_better else stage.trivial_bound()
        less, ties = stage.less_is_better, self.ties
        together = number == len(self.stages) - 1 and ties.fits(size)

        def alone(found: int | None) -> int | None:
            return ties.apart(found, less) if together else found

        def notice(best: int | None, bound: int | None) -> None:
            self._tell(number, stage.objective, alone(best), alone(bound))

        self.search.aim(ties.together(stage.expression, less) if together else stage.expression, less)
        end, relaxed = self.spent() + seconds, None
        if self.formulation.size > LARGE and stage.objective in NARROWED:
            relaxed = self._narrow(stage, seconds, notice)
        outcome = self.search.run(max(0.1, end - self.spent()), self._hint(), notice)
        self.settled = together and outcome.proven
        bounds = [alone(one) for one in (outcome.bound, relaxed) if one is not None]
        return Outcome(outcome.exchanges, outcome.proven, _tightest(bounds, less))

    def _narrow(self, stage: Stage, seconds: float, notice: Notice) -> int | None:
        """Search where the relaxation points to, in about two thirds of the time; return its bound."""
        end = self.spent() + 0.8 * seconds
        relaxation = relax(self.formulation.model, seconds / 3)
        if relaxation is None:
            return None
        notice(None, relaxation.bound)
        fruitless = 0
        for only in narrowings(self.formulation, relaxation, lambda: self.exchanges, self.seed):
            before, turn = self._value(stage.objective), min(seconds / 8, end - self.spent())
            done = before == relaxation.bound or fruitless == PATIENCE
            if done or turn < 0.1 or self.cancelled():
                break
            self._take(stage.objective, self.search.run(turn, self._hint(), notice, only))
            fruitless = fruitless + 1 if self._value(stage.objective) == before else 0
        return relaxation.bound

    def _take(self, objective: Objective, outcome: Outcome) -> None:
        """Keep what was found unless it is worse than what is there."""
        found = outcome.exchanges
        if found is not None and at_least_as_good(
            objective, value(self.network, found, objective), self._value(objective)
        ):
            self.exchanges = found

    def _tighter(self, stage: Stage, bound: int | None, trivial: int) -> int:
        best = self._value(stage.objective)
        if bound is None or at_least_as_good(stage.objective, bound, trivial):
            return trivial
        return bound if at_least_as_good(stage.objective, bound, best) else trivial

    def _value(self, objective: Objective) -> int:
        return value(self.network, self.exchanges, objective)

    def _hint(self) -> dict[int, int]:
        found = self.formulation.assignment(self.exchanges)
        for stage in self.stages:
            found |= stage.hint(self._value(stage.objective))
        return found

    def _tell(self, done: int, objective: str, best: int | None, bound: int | None) -> None:
        self.on_progress(Progress(objective, done, len(self.stages), best, bound, self.spent()))

    def _regain(self) -> None:
        """Let stages that gave way win back what the later ones did not need."""
        for number, stage in enumerate(self.stages[:-1]):
            if self.problem.slack.get(stage.objective, 0) > 0 and self.left() > 0:
                best, _ = self._improve(number, stage, self.left() / 4)
                stage.keep(best)

    def _settle_ties(self) -> None:
        """Among equals take few exchanges and visits in early weeks, then fill the agendas."""
        if not self.settled:
            self._settle(self.ties.weight, True)
        self.formulation.fix_visits(self.exchanges)
        self._settle(self.ties.carried(self.exchanges), False)

    def _settle(self, expression: object, less_is_better: bool) -> None:
        if isinstance(expression, int) or self.left() <= 0:
            return
        self.search.aim(expression, less_is_better)
        outcome = self.search.run(self.left(), self._hint())
        if outcome.exchanges is not None:
            self.exchanges = outcome.exchanges

    def _proposal(self) -> Proposal:
        found = values(self.network, self.exchanges)
        results = tuple(self._final(number, result, found) for number, result in enumerate(self.results))
        proven = all(result.best == result.bound for result in results)
        cities = Reasons(self.network, self.exchanges).results()
        return Proposal(
            "optimal" if proven else "feasible",
            self.exchanges,
            cities,
            results,
            (),
            self.seed,
            round(self.spent(), 3),
        )

    def _final(self, number: int, result: ObjectiveResult, found: dict[Objective, int]) -> ObjectiveResult:
        """A later stage may have improved an unproven one: then that is its best."""
        reached = found[result.name]
        best = reached if at_least_as_good(result.name, reached, result.best) else result.best
        return ObjectiveResult(result.name, best, result.bound, reached)


def _tightest(bounds: Sequence[int | None], less_is_better: bool) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return (max if less_is_better else min)(known) if known else None
