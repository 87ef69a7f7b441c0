"""Solve the objectives one after the other, each within what the earlier ones keep; then settle ties.

A start is made greedily and improved part by part; what one model of the whole network can hold is searched
and proven with that. Larger networks have no such model.
"""

import time
from collections.abc import Callable, Sequence

from survey_app.programmes.beginning import beginning, pinned
from survey_app.programmes.bounds import trivial_bound
from survey_app.programmes.conflicts import conflict
from survey_app.programmes.improving import Aim, Improving, Threshold
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
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import anchor, at_least_as_good, value, values
from survey_app.programmes.possibilities import Possibilities
from survey_app.programmes.reasons import Reasons
from survey_app.programmes.search import Outcome
from survey_app.programmes.whole import Whole

SHARES: dict[str, float] = {"fairness": 4, "learning": 6, "points": 6, "travel": 2}
"""How the time that is left is shared between the stages that are left; 1 where nothing is said."""
TIES_SHARE = 0.5
PARTED = 300
"""From so many possible visits on, a programme is improved part by part before the whole is searched."""
WHOLE = 4000
"""Up to so many possible visits, there is a model of the whole."""
PATIENCE = {"served": 6, "fairness": 10, "learning": 40, "points": 40}
"""After so many turns without anything better a stage is left; 12 where nothing is said."""
IN_PARTS = 0.6
"""The most of a stage's time that goes to parts where the whole is searched too."""


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
        start: Sequence[Exchange] = (),
    ) -> None:
        self.problem, self.seed, self.before = problem, seed, start
        self.clock, self.start, self.seconds = clock, clock(), seconds
        self.on_progress, self.cancelled = on_progress, cancelled
        self.network = Network(problem)
        self.cells = Possibilities(self.network).cells
        self.visits = sum(len(cell.visitors) for cell in self.cells.values())
        self.whole: Whole | None = None
        self.parts: Improving | None = None
        self.exchanges: tuple[Exchange, ...] = ()
        self.results: list[ObjectiveResult] = []
        self.kept: list[tuple[Objective, int]] = []

    def spent(self) -> float:
        """Return the seconds since the start."""
        return self.clock() - self.start

    def left(self) -> float:
        """Return the seconds that are left, 0 when the work is to stop."""
        return 0.0 if self.cancelled() else max(0.0, self.seconds - self.spent())

    def solve(self) -> Proposal:
        """Run all stages and return the proposal."""
        base = pinned(self.network, self.cells, self.seed, self.left(), self.cancelled)
        if base.exchanges is None:
            return self._refused() if base.proven else self._empty("unknown")
        self.exchanges = beginning(
            self.network, self.cells, base.exchanges, self.before, lambda: self.left() <= 0
        )
        self._prepare()
        for number, objective in enumerate(self.problem.objectives):
            self.results.append(self._stage(number, objective))
        self._regain()
        if self.whole is not None:
            self.exchanges = self.whole.settle_ties(self.exchanges)
        return self._proposal()

    def _prepare(self) -> None:
        if self.visits >= PARTED:
            self.parts = Improving(self.network, self.cells, self.seed, self.left, self.cancelled)
        if self.visits <= WHOLE:
            self.whole = Whole(self.network, self.cells, self.seed, self.left, self.cancelled)

    def _refused(self) -> Proposal:
        found = conflict(self.network, self.cells, self.left)
        return self._empty("infeasible", found)

    def _empty(self, status: Status, found: tuple[Conflict, ...] = ()) -> Proposal:
        return Proposal(status, (), {}, (), found, self.seed, round(self.spent(), 3))

    def _share(self, number: int) -> float:
        """Return the seconds for a stage: its part of what is left for it, the later ones and the ties."""
        wanted = [SHARES.get(objective, 1) for objective in self.problem.objectives[number:]]
        return self.left() * wanted[0] / (sum(wanted) + TIES_SHARE)

    def _last(self, number: int) -> bool:
        return number == len(self.problem.objectives) - 1

    def _stage(self, number: int, objective: Objective) -> ObjectiveResult:
        best, bound = self._improve(number, objective, self._share(number))
        slack = 0 if self._last(number) else self.problem.slack.get(objective, 0)
        self._keep(number, objective, anchor(objective, best, slack))
        self._tell(number + 1, objective, best, bound)
        return ObjectiveResult(objective, best, bound, best)

    def _keep(self, number: int, objective: Objective, least: int) -> None:
        self.kept.append((objective, least))
        if self.whole is not None:
            self.whole.keep(number, least)

    def _trivial(self, number: int, objective: Objective) -> int:
        if self.whole is not None:
            return self.whole.stages[number].trivial_bound()
        return trivial_bound(self.network, self.cells, objective)

    def _improve(self, number: int, objective: Objective, seconds: float) -> tuple[int, int]:
        """Make the programme as good as possible in a stage; return its value there and a bound."""
        trivial, end = self._trivial(number, objective), self.left() - seconds
        if self.parts is not None and seconds > 0 and self._value(objective) != trivial:
            self._by_parts(number, objective, seconds * (IN_PARTS if self.whole else 1))
        best = self._value(objective)
        if best == trivial or seconds <= 0 or self.whole is None:
            return best, trivial

        def notice(best: int | None, bound: int | None) -> None:
            self._tell(number, objective, best, bound)

        outcome = self.whole.run(
            number, self.exchanges, self.left() - max(end, 0.0), notice, self._last(number)
        )
        if outcome.exchanges is None and outcome.proven:
            raise RuntimeError(f"the programme found before breaks the model at {objective}")
        self._take(objective, outcome)
        best = self._value(objective)
        return best, best if outcome.proven else self._tighter(objective, outcome.bound, trivial)

    def _by_parts(self, number: int, objective: Objective, seconds: float) -> None:
        """Improve the programme part by part."""
        end = self.left() - seconds
        if objective != "fairness":
            self._turns(number, objective, Aim(self.network, objective), seconds)
            return
        low, high = self._value(objective), 1000
        while low < high and (left := self.left() - max(end, 0.0)) > 0:
            target = min(high, low + max(1, min(100, (high - low) // 2)))
            self._turns(number, objective, Threshold(self.network, target), left)
            low = self._value(objective)
            high = high if low >= target else target - 1

    def _turns(self, number: int, objective: Objective, aim: Aim, seconds: float) -> None:
        def notice(found: tuple[Exchange, ...]) -> None:
            self._tell(number, objective, value(self.network, found, objective), None)

        if self.parts is not None:
            patience = PATIENCE.get(objective, 12)
            found = self.parts.improve(self.exchanges, aim, self.kept, patience, notice, seconds)
            self._take(objective, Outcome(found, False, None))

    def _take(self, objective: Objective, outcome: Outcome) -> None:
        """Keep what was found unless it is worse than what is there."""
        found = outcome.exchanges
        if found is not None and at_least_as_good(
            objective, value(self.network, found, objective), self._value(objective)
        ):
            self.exchanges = found

    def _tighter(self, objective: Objective, bound: int | None, trivial: int) -> int:
        best = self._value(objective)
        if bound is None or at_least_as_good(objective, bound, trivial):
            return trivial
        return bound if at_least_as_good(objective, bound, best) else trivial

    def _value(self, objective: Objective) -> int:
        return value(self.network, self.exchanges, objective)

    def _tell(self, done: int, objective: str, best: int | None, bound: int | None) -> None:
        stages = len(self.problem.objectives)
        self.on_progress(Progress(objective, done, stages, best, bound, self.spent()))

    def _regain(self) -> None:
        """Let stages that gave way win back what the later ones did not need."""
        for number, objective in enumerate(self.problem.objectives[:-1]):
            if self.problem.slack.get(objective, 0) > 0 and self.left() > 0:
                best, _ = self._improve(number, objective, self.left() / 4)
                self._keep(number, objective, best)

    def _proposal(self) -> Proposal:
        found = values(self.network, self.exchanges)
        results = tuple(self._final(result, found) for result in self.results)
        proven = all(result.best == result.bound for result in results)
        cities = Reasons(self.network, self.exchanges).results()
        seconds = round(self.spent(), 3)
        status: Status = "optimal" if proven else "feasible"
        return Proposal(status, self.exchanges, cities, results, (), self.seed, seconds)

    def _final(self, result: ObjectiveResult, found: dict[Objective, int]) -> ObjectiveResult:
        """A later stage may have improved an unproven one: then that is its best."""
        reached = found[result.name]
        best = reached if at_least_as_good(result.name, reached, result.best) else result.best
        return ObjectiveResult(result.name, best, result.bound, reached)
