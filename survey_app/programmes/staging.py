"""Solve the objectives one after the other, each within what the earlier ones keep; then settle ties.

A start is made greedily and improved part by part; what one model of the whole network can hold is searched
and proven with that. Larger networks have no such model.
"""

import time
from collections.abc import Callable, Sequence

from survey_app.programmes.beginning import beginning, pinned
from survey_app.programmes.bounds import trivial_bound
from survey_app.programmes.columns.bounding import Bounded, bound_by_columns
from survey_app.programmes.columns.groups import count
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
from survey_app.programmes.possibilities import Possibilities, among
from survey_app.programmes.reasons import Reasons
from survey_app.programmes.search import Notice, Outcome
from survey_app.programmes.whole import EVEN, Limits, Whole, last_together

SHARES: dict[str, float] = {"fairness": 5, "learning": 6, "points": 6, "travel": 1.5}
"""How the time that is left is shared between the stages that are left; 1 where nothing is said."""
TIES_SHARE = 0.5
PARTED = 300
"""From so many possible visits on, a programme is improved part by part before the whole is searched."""
WHOLE = 4000
"""Up to so many possible visits, there is a model of the whole."""
PATIENCE = {"served": 6, "fairness": 10, "learning": 40, "points": 40}
"""After so many turns without anything better a stage is left; 12 where nothing is said."""
GROUPS = 100_000
"""Up to so many groups of visitors, the stages are bounded by columns; with more, that takes all the time."""
QUICKEST = 1 / 500
"""So many seconds for each visit a search of the whole takes at least, once parts were tried."""
BOUNDING, IN_COLUMNS = 0.6, 0.75
"""The most of a stage's time for its bound, and of the rest for a search where the columns lie."""
NARROWER = 0.9
"""Only where so much of the visits is left, or less, a new model is worth making."""
IN_PARTS = 0.5
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
        self.size = self.visits()
        self._whole: Whole | None = None
        self.exchanges: tuple[Exchange, ...] = ()
        self.results: list[ObjectiveResult] = []
        self.kept: list[tuple[Objective, int]] = []
        self.bounded: Bounded | None = None
        self.settled = -1

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
        for number, objective in enumerate(self.problem.objectives):
            self.results.append(self._stage(number, objective))
        self._regain()
        if self.left() > 0 and (whole := self.whole()) is not None:
            self.exchanges = whole.settle_ties(self.exchanges)
        return self._proposal()

    def visits(self) -> int:
        """Return how many visits are possible at all."""
        return sum(len(cell.visitors) for cell in self.cells.values())

    def whole(self) -> Whole | None:
        """Return the model of the whole network, where it is not too large for one."""
        if self._whole is None and self.visits() <= WHOLE:
            self._whole = Whole(self.network, self.cells, self.seed, self.left, self.cancelled, self.kept)
        return self._whole

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
        least = anchor(objective, best, slack)
        self._keep(objective, least)
        self._narrow(least)
        self._tell(number + 1, objective, best, bound)
        return ObjectiveResult(objective, best, bound, best)

    def _keep(self, objective: Objective, least: int) -> None:
        self.kept.append((objective, least))
        if self._whole is not None:
            self._whole.keep(objective, least)

    def _narrow(self, least: int) -> None:
        """Leave out the visits that no programme with this value of the stage can have."""
        if self.bounded is None:
            return
        found = among(self.network, self.cells, self.bounded.possible(least), self.exchanges)
        self.bounded = None
        if sum(len(cell.visitors) for cell in found.values()) < NARROWER * self.visits():
            self.cells, self._whole = found, None

    def _improve(self, number: int, objective: Objective, seconds: float) -> tuple[int, int]:
        """Make the programme as good as possible in a stage; return its value there and a bound."""
        if number <= self.settled:
            return self._value(objective), self._value(objective)
        bound, end = trivial_bound(self.network, self.cells, objective), self.left() - seconds
        steps = [self._by_columns, self._by_parts, self._by_whole]
        for step in steps:
            left = self.left() - max(end, 0.0)
            if self._value(objective) == bound or left <= 0 or seconds <= 0:
                break
            bound = self._tighter(objective, step(number, objective, left), bound)
        return self._value(objective), bound

    def _notice(self, number: int, objective: Objective) -> Notice:
        def notice(best: int | None, bound: int | None) -> None:
            self._tell(number, objective, best, bound)

        return notice

    def _by_columns(self, number: int, objective: Objective, seconds: float) -> int | None:
        """Bound a stage by columns, and search where they lie."""
        if self.size < PARTED or count(self.network, self.cells) > GROUPS:
            return None
        end = self.left() - seconds
        notice = self._notice(number, objective)
        self.bounded = bound_by_columns(
            self.network,
            self.cells,
            self.kept,
            objective,
            self.exchanges,
            lambda: self.left() - max(end + (1 - BOUNDING) * seconds, 0.0),
            lambda bound: notice(None, bound),
        )
        if self.bounded is None:
            return None
        bound = self.bounded.bound
        left = (self.left() - max(end, 0.0)) * IN_COLUMNS
        # For the others parts find more.
        if objective not in EVEN and self._value(objective) != bound and left > 0:
            cells = among(self.network, self.cells, self.bounded.near(), self.exchanges)
            near = Whole(self.network, cells, self.seed, self.left, self.cancelled, self.kept)
            self._take(objective, near.run(number, self.exchanges, left, notice, Limits(number, bound)))
        return bound

    def _by_whole(self, number: int, objective: Objective, seconds: float) -> int | None:
        """Search everything, and prove."""
        if self.bounded is not None:
            self._narrow_for(objective)
        if self.size >= PARTED and seconds < QUICKEST * self.visits():
            return None
        whole = self.whole()
        if whole is None:
            return None
        notice = self._notice(number, objective)
        known = None if self.bounded is None else self.bounded.bound
        through = number if self.size >= PARTED else last_together(self.problem, number)
        outcome = whole.run(number, self.exchanges, seconds, notice, Limits(through, known))
        if outcome.exchanges is None and outcome.proven:
            raise RuntimeError(f"the programme found before breaks the model at {objective}")
        self._take(objective, outcome)
        if outcome.proven:
            self.settled = whole.proven
        return self._value(objective) if outcome.proven else outcome.bound

    def _narrow_for(self, objective: Objective) -> None:
        """Leave out the visits that no programme better than the best has, but for its own."""
        bounded = self.bounded
        slack = self.problem.slack.get(objective, 0)
        self._narrow(anchor(objective, self._value(objective), slack))
        self.bounded = bounded

    def _by_parts(self, number: int, objective: Objective, seconds: float) -> int | None:
        """Improve the programme part by part."""
        if self.size < PARTED:
            return None
        seconds *= IN_PARTS if self.visits() <= WHOLE else 1
        end = self.left() - seconds
        cells = self.cells
        if self.bounded is not None:
            cells = among(self.network, cells, self.bounded.near(), self.exchanges)
        parts = Improving(self.network, cells, self.seed, self.left, self.cancelled)
        if objective != "fairness":
            self._turns(parts, number, objective, Aim(self.network, objective), seconds)
            return None
        low = self._value(objective)
        high = 500 + low // 2 if self.bounded is None else self.bounded.bound
        target = high if self.bounded is not None else min(high, 2 * low + 100)
        while low < high and (left := self.left() - max(end, 0.0)) > 0:
            self._turns(parts, number, objective, Threshold(self.network, target), left)
            low = self._value(objective)
            high = high if low >= target else target - 1
            target = (low + high + 1) // 2
        return None

    def _turns(self, parts: Improving, number: int, objective: Objective, aim: Aim, seconds: float) -> None:
        def notice(found: tuple[Exchange, ...]) -> None:
            self._tell(number, objective, value(self.network, found, objective), None)

        patience = PATIENCE.get(objective, 12)
        found = parts.improve(self.exchanges, aim, self.kept, patience, notice, seconds)
        self._take(objective, Outcome(found, False, None))

    def _take(self, objective: Objective, outcome: Outcome) -> None:
        """Keep what was found unless it is worse than what is there."""
        found = outcome.exchanges
        if found is not None and at_least_as_good(
            objective, value(self.network, found, objective), self._value(objective)
        ):
            self.exchanges = found

    def _tighter(self, objective: Objective, bound: int | None, before: int) -> int:
        """Return the better of two bounds; one that the programme passes is none."""
        best = self._value(objective)
        if bound is None or at_least_as_good(objective, bound, before):
            return before
        return bound if at_least_as_good(objective, bound, best) else before

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
                self._keep(objective, best)

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
