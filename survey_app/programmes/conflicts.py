"""Find out which decisions cannot hold together, and which rules stand in their way.

Only pins can make a problem infeasible, and one exchange for each pin is enough to look at: any other
exchange could be left out without breaking a rule. So the model here has one exchange for each pin, and every
rule stands in it under its label and its cities, so that it can be dropped for itself.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.conflict_model import ConflictModel, Group
from survey_app.programmes.conflict_words import words
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Conflict
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import Cell, CellName

DROPPED_FIRST = ("agenda", "guest-sessions", "network-limit", "one-place", "host-room", "host-count")
"""Where several explanations are possible, the one without these rules is the easier to understand."""


def conflict(
    network: Network, cells: Mapping[CellName, Cell], left: Callable[[], float]
) -> tuple[Conflict, ...]:
    """Return an irreducible set of decisions and rules that cannot hold together.

    First decisions are dropped while the others still cannot hold, then rules. `left` gives the seconds that
    are left; when they run out the set may be larger than necessary.
    """
    decisions = _needed_decisions(network, cells, left)
    model = ConflictModel(network, decisions)
    rules = _needed_rules(model, left)
    return (
        *(Conflict(decision=number) for number in decisions),
        *(Conflict(rule=label, cities=cities, text=words(network, label, cities)) for label, cities in rules),
    )


def _needed_decisions(
    network: Network, cells: Mapping[CellName, Cell], left: Callable[[], float]
) -> list[int]:
    kept = list(range(len(network.problem.decisions)))
    for number in reversed(range(len(kept))):
        fewer = [one for one in kept if one != number]
        chosen = [network.problem.decisions[one] for one in fewer]
        hosts = {one.host for one in chosen if one.kind == "pin"}
        theirs = {name: cell for name, cell in cells.items() if name[0] in hosts}
        if left() > 0 and _impossible(Formulation(network, chosen, theirs).model, left()):
            kept = fewer
    return kept


def _needed_rules(model: ConflictModel, left: Callable[[], float]) -> list[Group]:
    kept = list(model.groups)
    for label in DROPPED_FIRST:
        fewer = [one for one in kept if one[0] != label]
        if fewer != kept and left() > 0 and _holds_without(model, fewer, left()):
            kept = fewer
    kept = _core(model, kept, left())
    for group in list(kept):
        fewer = [one for one in kept if one != group]
        if left() > 0 and _holds_without(model, fewer, left()):
            kept = fewer
    return kept


def _impossible(model: Any, seconds: float) -> bool:
    return bool(_solver(seconds).solve(model) == cp_model.INFEASIBLE)


def _holds_without(model: ConflictModel, groups: Sequence[Group], seconds: float) -> bool:
    """Say whether the decisions still cannot hold with these rules alone."""
    model.assume(groups)
    return _impossible(model.model, seconds)


def _core(model: ConflictModel, groups: list[Group], seconds: float) -> list[Group]:
    """Return some of the rules that are enough for the conflict, as the solver's own proof names them."""
    model.assume(groups)
    solver = _solver(max(seconds, 0.1))
    if solver.solve(model.model) != cp_model.INFEASIBLE:
        return groups
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [group for group in groups if model.groups[group].index in named]


def _solver(seconds: float) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    return solver
