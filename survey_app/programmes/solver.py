"""Propose a programme. The solver's library is loaded only when something is solved: it is slow to load."""

import time
from collections.abc import Callable, Sequence

from survey_app.programmes.checker import verify
from survey_app.programmes.model import Exchange, Problem, Progress, Proposal


def propose(  # noqa: PLR0913, PLR0917 - what a caller may choose, each with its default
    problem: Problem,
    seconds: float = 60.0,
    seed: int = 1,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.monotonic,
    start: Sequence[Exchange] = (),
) -> Proposal:
    """Compute the best programme within some seconds for all objectives together.

    The proposal says what is proven. `cancelled` is asked several times a second; when it says yes, the best
    programme so far is returned. `start` is a programme to begin with; what breaks a rule is left out of it.
    Raises RuntimeError when a proposal would break a rule: a mistake here.
    """
    from survey_app.programmes.staging import Staging  # noqa: PLC0415 - see above

    staging = Staging(
        problem,
        seconds,
        seed,
        on_progress or (lambda progress: None),
        cancelled or (lambda: False),
        clock,
        start,
    )
    proposal = staging.solve()
    broken = verify(problem, proposal)
    if broken:
        raise RuntimeError("the proposal breaks its own rules: " + "; ".join(map(str, broken)))
    return proposal
