"""Find out which decisions cannot hold together, and which rules stand in their way.

Only pins can make a problem infeasible, and one exchange for each pin is enough to look at: any other
exchange could be left out without breaking a rule. First the decisions: a model with all rules in force
finds few of them that cannot hold together, each of which is needed. Then the rules, for these decisions
alone: every rule stands in another model under its label and its cities, to be dropped for itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.conflict_model import ConflictModel, Group
from survey_app.programmes.conflict_words import words
from survey_app.programmes.model import Conflict
from survey_app.programmes.network import Network
from survey_app.programmes.pin_model import PinModel
from survey_app.programmes.possibilities import Cell, CellName

HARDEST = (
    "agenda", "guest-sessions", "network-limit", "one-place", "host-room", "host-count", "worthwhile",
    "visitor-trips", "host-week", "distance", "language", "refusal", "visitor-week",
)  # fmt: skip
"""The rules, the hardest to understand first: of several explanations the one without these is told."""
AS_A_WHOLE = 6  # so many of them are given up for all cities at once, before anything else is looked at
Left = Callable[[], float]


def conflict(network: Network, cells: Mapping[CellName, Cell], left: Left) -> tuple[Conflict, ...]:
    """Return an irreducible set of decisions and rules that cannot hold together.

    `left` gives the seconds that are left; when they run out the set may be larger than necessary.
    """
    decisions = _needed_decisions(network, cells, left)
    model = ConflictModel(network, decisions)
    rules = _needed_rules(model, left)
    return (
        *(Conflict(decision=number) for number in decisions),
        *(Conflict(rule=label, cities=cities, text=words(network, label, cities)) for label, cities in rules),
    )


def cannot_hold(network: Network, cells: Mapping[CellName, Cell], seconds: float) -> bool:
    """Say whether it is found within some seconds that the decisions cannot hold together."""
    everything = range(len(network.problem.decisions))
    return _core_of_decisions(network, cells, everything, lambda: seconds) is not None


def _needed_decisions(network: Network, cells: Mapping[CellName, Cell], left: Left) -> list[int]:
    """Return decisions none of which can be left out; those on topics, and the oldest, are given up first."""
    asked = network.problem.decisions
    kept = _newest(network, cells, left)
    while (fewer := _core_of_decisions(network, cells, kept, left)) is not None and len(fewer) < len(kept):
        kept = fewer
    for number in sorted(kept, key=lambda one: (asked[one].topic is None, asked[one].kind == "pin", one)):
        if number in kept:
            found = _core_of_decisions(network, cells, [one for one in kept if one != number], left)
            kept = kept if found is None else found
    return kept


def _newest(network: Network, cells: Mapping[CellName, Cell], left: Left) -> list[int]:
    """Return the newest decisions, so many that they cannot hold: what was just decided is doubted first."""
    count, many = len(network.problem.decisions), 1
    while many < count:
        newest = list(range(count - many, count))
        if (found := _core_of_decisions(network, cells, newest, left)) is not None:
            return found
        many *= 2
    return list(range(count))


def _core_of_decisions(
    network: Network, cells: Mapping[CellName, Cell], numbers: Sequence[int], left: Left
) -> list[int] | None:
    """Return some of these decisions that cannot hold together; None where they can, or time is up."""
    if left() <= 0:
        return None
    asked = network.problem.decisions
    alone = Network(replace(network.problem, decisions=tuple(asked[number] for number in numbers)))
    model = PinModel(alone, cells)
    model.assume(range(len(numbers)))
    found = _core(model.model, left())
    if found is None:
        return None
    return [number for number, stands in zip(numbers, model.decisions, strict=True) if stands.index in found]


def _needed_rules(model: ConflictModel, left: Left) -> list[Group]:
    kept = list(model.groups)
    for label in HARDEST[:AS_A_WHOLE]:
        fewer = [one for one in kept if one[0] != label]
        if len(fewer) < len(kept) and _core_of_rules(model, fewer, left) is not None:
            kept = fewer
    kept = _core_of_rules(model, kept, left) or kept
    for group in sorted(kept, key=lambda one: HARDEST.index(one[0])):
        if group in kept:
            found = _core_of_rules(model, [one for one in kept if one != group], left)
            kept = kept if found is None else found
    return kept


def _core_of_rules(model: ConflictModel, groups: Iterable[Group], left: Left) -> list[Group] | None:
    """Return some of these rules that the decisions cannot hold under; None where they can, or time is up."""
    if left() <= 0:
        return None
    groups = list(groups)
    model.assume(groups)
    found = _core(model.model, left())
    return None if found is None else [group for group in groups if model.groups[group].index in found]


def _core(model: Any, seconds: float) -> set[int] | None:
    """Return the assumptions that the solver's own refutation needs; None where there is no refutation."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    # These models are refuted by propagation: preparing them costs more than solving them.
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    if solver.solve(model) != cp_model.INFEASIBLE:
        return None
    return set(solver.sufficient_assumptions_for_infeasibility())
