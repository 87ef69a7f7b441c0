"""Write objectives that come one after the other as one: a later one counts only where all before are equal.

What the first allows must be searched anyway; that the next is as good as possible there costs little more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LARGEST = 2**61
"""What the solver's integers hold, with some room."""


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one objective: its expression, which way is better, and a value that no programme passes.

    `total` is what all its terms add up to, which no programme need come near: the solver counts that far.
    """

    expression: Any
    less_is_better: bool
    most: int
    total: int


class Folded:
    """Hold the first objective with those after it."""

    def __init__(self, first: Part) -> None:
        self.less_is_better, self.expression = first.less_is_better, first.expression
        self._total = max(1, first.total)
        self._unit, self._more, self._less = 1, 0, 0

    @property
    def room(self) -> int:
        """How many values one more objective may have."""
        return LARGEST // (2 * self._total)

    def takes(self, part: Part) -> bool:
        """Add one more objective where there is room for it, and say whether there was."""
        unit = part.most + 1
        total = unit * self._total + part.total
        if total > LARGEST:
            return False
        same = part.less_is_better == self.less_is_better
        self.expression = unit * self.expression + (part.expression if same else -part.expression)
        self._unit, self._total = unit * self._unit, total
        self._more, self._less = unit * self._more, unit * self._less
        if same:
            self._more += part.most
        else:
            self._less += part.most
        return True

    def alone(self, found: int | None) -> int | None:
        """Return the first objective from a value or a bound of all together."""
        if found is None:
            return None
        if self.less_is_better:
            return -(-(found - self._more) // self._unit)
        return (found + self._less) // self._unit


def folded(parts: Sequence[Part]) -> tuple[Folded, int]:
    """Return as many objectives as fit into one, and how many these are."""
    one = Folded(parts[0])
    number = 1
    while number < len(parts) and one.takes(parts[number]):
        number += 1
    return one, number
