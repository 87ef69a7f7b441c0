"""Say what one optimum costs against another: exactly where both are proven, else within bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.programmes.model import Objective, ObjectiveResult, Proposal
from survey_app.programmes.objectives import LESS_IS_BETTER


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold how much more or less an objective is worth: from `least` to `most`; below 0 is less."""

    objective: Objective
    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether both optima are proven."""
        return self.least == self.most

    @property
    def better(self) -> bool | None:
        """Whether it is certainly better (True) or worse (False); None where neither is certain."""
        if self.exact and self.least == 0:
            return None
        if self.least >= 0:
            return self.objective not in LESS_IS_BETTER
        if self.most <= 0:
            return self.objective in LESS_IS_BETTER
        return None


def differences(before: Proposal, after: Proposal) -> tuple[Difference, ...]:
    """Compare two proposals stage by stage, as far as both have the same objectives in the same order.

    Each stage's optimum lies between its best value and its bound. A stage is compared given what the
    earlier ones reached: where those differ, it shows what was won or lost in exchange.
    """
    return _differences(before.objectives, after.objectives)


def _differences(
    before: Sequence[ObjectiveResult], after: Sequence[ObjectiveResult]
) -> tuple[Difference, ...]:
    found = []
    for one, other in zip(before, after, strict=False):
        if one.name != other.name:
            break
        least = min(other.best, other.bound) - max(one.best, one.bound)
        most = max(other.best, other.bound) - min(one.best, one.bound)
        found.append(Difference(one.name, least, most))
    return tuple(found)
