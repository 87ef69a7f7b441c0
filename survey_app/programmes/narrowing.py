"""Search large networks from the inside out: first among the choices that their relaxation makes use of."""

from collections.abc import Iterator, Sequence

from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange
from survey_app.programmes.relaxation import Relaxation

LARGE = 4000
"""From so many choices on, the relaxation is worth its time."""
USED = 1e-6


def narrowings(
    formulation: Formulation, relaxation: Relaxation, exchanges: Sequence[Exchange]
) -> Iterator[set[int]]:
    """Yield which hosts, weeks and visitors to search, by index: the visits used, then all of the cells used.

    The best programme so far always stays possible.
    """
    there = {index for index, chosen in formulation.assignment(exchanges).items() if chosen}
    yield there | {index for index, value in enumerate(relaxation.values) if value > USED}
    cells = {name for name, choice in formulation.opens.items() if relaxation.values[choice.index] > USED}
    opens = {formulation.opens[name].index for name in cells}
    yield there | opens | {choice.index for (name, _), choice in formulation.visits.items() if name in cells}
