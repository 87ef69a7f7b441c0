"""Run the solver once over a formulation: within a time, with the best programme so far as its start."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange

SMALL = 500
"""Up to so many choices one worker is faster than starting many."""

PROVERS = ("no_lp", "reduced_costs")
"""The workers that prove most on these models; one more looks for better programmes around the best."""
LARGEST = 2**62
"""A bound beyond this says nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold how a run ended: with a programme (or None), proven or not, and a bound (None: nothing known)."""

    exchanges: tuple[Exchange, ...] | None
    proven: bool
    bound: int | None


Notice = Callable[[int | None, int | None], None]
"""Told the best value and the bound whenever one of them improves."""


class _Listener(cp_model.CpSolverSolutionCallback):
    """Pass improvements on."""

    def __init__(self, notice: Callable[[float | None, float | None], None]) -> None:
        super().__init__()
        self._notice = notice

    def on_solution_callback(self) -> None:
        """Tell the value of a new solution."""
        self._notice(self.objective_value, self.best_objective_bound)


class Search:
    """Hold what all runs share: the formulation, the seed, the wish to stop."""

    def __init__(
        self, formulation: Formulation, seed: int, cancelled: Callable[[], bool], workers: int | None = None
    ) -> None:
        self.formulation, self._workers = formulation, workers
        self._seed = seed % 2**31
        self._cancelled = cancelled
        self._aimed = self._less_is_better = False
        self.stop_at: int | None = None

    def aim(self, expression: Any, less_is_better: bool) -> None:
        """Set what the next runs make as good as possible; None for any programme."""
        model = self.formulation.model
        model.clear_objective()  # type: ignore[no-untyped-call]
        self._aimed, self._less_is_better = expression is not None, less_is_better
        if expression is not None:
            (model.minimize if less_is_better else model.maximize)(expression)

    def run(
        self,
        seconds: float,
        hint: dict[int, int] | None = None,
        notice: Notice = lambda best, bound: None,
        effort: float | None = None,
    ) -> Outcome:
        """Look for the best programme; `effort` limits the work, whatever time it takes."""
        self._hint(hint or {})
        model = self.formulation.model
        solver = self._solver(seconds)
        if effort is not None:
            solver.parameters.max_deterministic_time = effort
        bounds: list[float] = []

        def tell(best: float | None, bound: float | None) -> None:
            known = _whole(bound, self._less_is_better)
            if best is not None and round(best) == self.stop_at:
                solver.stop_search()
            notice(None if best is None else round(best), known)

        def tell_bound(bound: float) -> None:
            bounds.append(bound)
            tell(None, bound)

        solver.best_bound_callback = tell_bound
        status = self._solve(solver, model, _Listener(tell))
        # Stopped before it has any bound, the solver reports 0, which may be a claim that does not hold.
        known = self._aimed and bool(bounds)
        bound = _whole(solver.best_objective_bound, self._less_is_better) if known else None
        if status == cp_model.INFEASIBLE:
            return Outcome(None, True, None)
        if status == cp_model.UNKNOWN:
            return Outcome(None, False, bound)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError(f"the solver ended with {solver.status_name(status)}: {model.validate()}")
        exchanges = self.formulation.exchanges(lambda choice: bool(solver.value(choice)))
        return Outcome(exchanges, status == cp_model.OPTIMAL, bound)

    def _hint(self, hint: dict[int, int]) -> None:
        model = self.formulation.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        if hint:
            model.proto.solution_hint.vars.extend(hint.keys())
            model.proto.solution_hint.values.extend(hint.values())

    def _solver(self, seconds: float) -> Any:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = self._seed
        # Trying every choice beforehand costs more than it spares.
        solver.parameters.cp_model_probing_level = 0
        if self._workers == 1 or len(self.formulation.model.proto.variables) <= SMALL:
            solver.parameters.num_workers = 1
        else:
            solver.parameters.num_workers = len(PROVERS) + 1
            solver.parameters.subsolvers.extend(PROVERS)
        return solver

    def _solve(self, solver: Any, model: Any, listener: Any) -> Any:
        """Solve while another thread asks now and then whether to stop."""
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.1):
                if self._cancelled():
                    solver.stop_search()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            return solver.solve(model, listener)
        finally:
            done.set()
            watcher.join()


def _whole(bound: float | None, less_is_better: bool) -> int | None:
    """Round a bound to the nearest integer that it still allows; a large one is known to 53 bits only."""
    if bound is None or not math.isfinite(bound) or abs(bound) > LARGEST:
        return None
    unseen = int(abs(bound) * 2**-51)
    return math.ceil(bound - 1e-6) - unseen if less_is_better else math.floor(bound + 1e-6) + unseen
