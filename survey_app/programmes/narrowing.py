"""Search large networks from the inside out: first among the choices that their relaxation makes use of.

Then again and again among the exchanges planned so far and those of some other hosts, taken by turns.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from survey_app.programmes.formulation import CellName, Formulation
from survey_app.programmes.model import Exchange
from survey_app.programmes.relaxation import Relaxation

LARGE = 4000
"""From so many choices on, the relaxation is worth its time."""
USED = 1e-6
HOSTS = 5
"""How many hosts are free to change everything in one turn."""


def narrowings(
    formulation: Formulation, relaxation: Relaxation, best: Callable[[], Sequence[Exchange]], seed: int
) -> Iterator[set[int]]:
    """Yield without end which hosts, weeks and visitors to search, by index.

    `best` gives the best programme so far, which always stays possible.
    """
    used = {index for index, value in enumerate(relaxation.values) if value > USED}
    yield _of(formulation, best()) | used
    cells = {name for name, choice in formulation.opens.items() if choice.index in used}
    yield _of(formulation, best()) | _cells(formulation, cells)
    draw = Random(seed)  # noqa: S311 - it only decides where to look first
    hosts = sorted({host for host, _ in formulation.opens})
    while True:
        chosen = set(draw.sample(hosts, min(HOSTS, len(hosts))))
        free = {name for name in formulation.opens if name[0] in chosen}
        planned = {(one.host, one.week) for one in best()}
        yield _of(formulation, best()) | used | _cells(formulation, free | planned)


def _of(formulation: Formulation, exchanges: Sequence[Exchange]) -> set[int]:
    return {index for index, chosen in formulation.assignment(exchanges).items() if chosen}


def _cells(formulation: Formulation, names: set[CellName]) -> set[int]:
    """Return the choices of some cells: that they open, and all of their visits."""
    visits = {choice.index for (name, _), choice in formulation.visits.items() if name in names}
    return visits | {formulation.opens[name].index for name in names}
