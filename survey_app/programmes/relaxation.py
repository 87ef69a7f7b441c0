"""Solve a model with its choices allowed to be anything between no and yes.

In large networks this gives a bound far better than the search finds by itself, and shows which choices are
worth a look.
"""

import datetime
import math
from dataclasses import dataclass
from typing import Any

from ortools.math_opt.python import mathopt

SAFETY = 1e-6
"""The part of a bound that is given away for the tolerances of floating-point arithmetic."""
FREE = 2**60


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Hold a bound on the objective, and the value of every variable by its index."""

    bound: int
    values: list[float]


def relax(model: Any, seconds: float) -> Relaxation | None:
    """Return the relaxation of a solver model with its objective; None when time runs out."""
    linear = mathopt.Model()
    variables = [_variable(linear, one) for one in model.proto.variables]
    for constraint in model.proto.constraints:
        _add(linear, variables, constraint)
    objective = model.proto.objective
    terms = zip(objective.vars, objective.coeffs, strict=True)
    linear.minimize(mathopt.LinearSum(factor * variables[index] for index, factor in terms))
    parameters = mathopt.SolveParameters(
        time_limit=datetime.timedelta(seconds=seconds), lp_algorithm=mathopt.LPAlgorithm.BARRIER
    )
    result = mathopt.solve(linear, mathopt.SolverType.HIGHS, params=parameters)
    if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
        return None
    values = result.variable_values()
    scale = objective.scaling_factor or 1
    lowest = result.objective_value() + objective.offset
    lowest -= SAFETY * abs(lowest) + SAFETY
    bound = math.ceil(lowest) if scale > 0 else math.floor(-lowest)
    return Relaxation(bound, [values[one] for one in variables])


def _variable(linear: Any, variable: Any) -> Any:
    domain = list(variable.domain)
    return linear.add_variable(lb=domain[0], ub=domain[-1])


def _add(linear: Any, variables: list[Any], constraint: Any) -> None:
    """Add one constraint: sums as they are, logic as sums of literals."""

    def literal(index: int) -> Any:
        return variables[index] if index >= 0 else 1 - variables[-index - 1]

    if constraint.has_linear():
        low, *_, high = constraint.linear.domain
        terms = zip(constraint.linear.vars, constraint.linear.coeffs, strict=True)
        total = mathopt.LinearSum(factor * variables[index] for index, factor in terms)
        if low > -FREE:
            linear.add_linear_constraint(total >= low)
        if high < FREE:
            linear.add_linear_constraint(total <= high)
        return
    unless = mathopt.LinearSum(1 - literal(index) for index in constraint.enforcement_literal)
    if constraint.has_bool_or():
        some = mathopt.LinearSum(literal(index) for index in constraint.bool_or.literals)
        linear.add_linear_constraint(some + unless >= 1)
    elif constraint.has_bool_and():
        for index in constraint.bool_and.literals:
            linear.add_linear_constraint(literal(index) + unless >= 1)
    elif constraint.has_at_most_one():
        total = mathopt.LinearSum(literal(index) for index in constraint.at_most_one.literals)
        linear.add_linear_constraint(total <= 1)
