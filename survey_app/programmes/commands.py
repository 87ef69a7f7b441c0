"""Propose and verify programmes from file to file, as the command line does; return its exit status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from survey_app.programmes.checker import verify
from survey_app.programmes.documents import (
    BadProblem,
    proposal_to_json,
    read_problem,
    read_proposal,
)
from survey_app.programmes.model import Progress, Proposal
from survey_app.programmes.reading import object_of_pairs
from survey_app.programmes.solver import propose

DONE, BROKEN, BAD_INPUT, INFEASIBLE, UNKNOWN = 0, 1, 2, 3, 4
EXIT_STATUS = {"optimal": DONE, "feasible": DONE, "infeasible": INFEASIBLE, "unknown": UNKNOWN}


def propose_file(  # noqa: PLR0913, PLR0917 - what a caller may choose, each with its default
    problem_path: Path,
    output_path: Path,
    seconds: float = 60.0,
    seed: int = 1,
    say: Callable[[str], None] = lambda line: None,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write the proposal for a problem file.

    Returns 0 (a programme), 2 (bad input: nothing is written), 3 (infeasible) or 4 (unknown).
    """
    problem = _read(problem_path, read_problem, say)
    if problem is None:
        return BAD_INPUT
    proposal = propose(problem, seconds, seed, on_progress, cancelled)
    text = json.dumps(proposal_to_json(proposal), indent=1, ensure_ascii=False)
    output_path.write_text(text + "\n", encoding="utf-8")
    for line in summary(proposal):
        say(line)
    return EXIT_STATUS[proposal.status]


def verify_files(problem_path: Path, proposal_path: Path, say: Callable[[str], None]) -> int:
    """Say which rules a proposal file breaks; return 0 (none), 1 (some), 2 (bad input)."""
    problem = _read(problem_path, read_problem, say)
    proposal = _read(proposal_path, read_proposal, say)
    if problem is None or proposal is None:
        return BAD_INPUT
    broken = verify(problem, proposal)
    for one in broken:
        say(f"{one.label}: {one.place}: {one.message}")
    if not broken:
        say("No rule is broken and all figures follow.")
    return BROKEN if broken else DONE


def summary(proposal: Proposal) -> list[str]:
    """Return in a few lines how a computation ended."""
    lines = [f"status: {proposal.status}, {len(proposal.exchanges)} exchanges, {proposal.seconds:.1f} s"]
    for one in proposal.objectives:
        proof = "proven" if one.best == one.bound else f"bound {one.bound}"
        lines.append(f"{one.name}: {one.value} ({proof})")
    for member in proposal.conflict:
        lines.append(
            f"decisions[{member.decision}]" if member.rule is None else f"{member.rule}: {member.text}"
        )
    return lines


def _read(path: Path, read: Callable[[object], Any], say: Callable[[str], None]) -> Any:
    """Return what a file holds, or None after saying everything that is wrong with it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=object_of_pairs)
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        say(f"{path}: cannot be read as JSON: {error}")
        return None
    try:
        return read(data)
    except BadProblem as bad:
        for place, message in bad.problems:
            say(f"{path}: {place}: {message}")
        return None
