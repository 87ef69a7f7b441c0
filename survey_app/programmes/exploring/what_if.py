"""Answer "what if": solve again with one change and say what it costs."""

from dataclasses import dataclass

from survey_app.programmes.exploring.change import Change, pin
from survey_app.programmes.exploring.difference import Difference, differences
from survey_app.programmes.exploring.remedies import Solve
from survey_app.programmes.model import Decision, Problem, Proposal
from survey_app.programmes.solver import propose


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a change leads to; where it is impossible, the proposal's conflict says why."""

    change: Change
    proposal: Proposal
    differences: tuple[Difference, ...]

    @property
    def possible(self) -> bool | None:
        """Whether the change can be made at all; None where the time was too short to say."""
        return {"infeasible": False, "unknown": None}.get(self.proposal.status, True)


def what_if(
    change: Change, before: Proposal, seconds: float = 60.0, seed: int = 1, solve: Solve = propose
) -> Answer:
    """Solve with a change and compare with the proposal before it."""
    after = solve(change.problem, seconds, seed)
    return Answer(change, after, differences(before, after) if after.objectives else ())


def sending(problem: Problem, visitor: str, host: str) -> Change:
    """Return the change "send this city there", whatever the week."""
    return pin(problem, Decision("pin", host, visitor=visitor))
