"""What coordinators ask a proposal, as data: the question in words, its problem, the answer."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from survey_app.programmes.exploring.alternatives import alternative, nearly
from survey_app.programmes.exploring.remedies import Remedy, find_remedy
from survey_app.programmes.exploring.replanning import replanning, without_city, without_date
from survey_app.programmes.exploring.scenarios import Scenario, under
from survey_app.programmes.exploring.telling import in_words
from survey_app.programmes.exploring.what_if import sending
from survey_app.programmes.model import Problem, Progress, Proposal
from survey_app.programmes.solver import propose
from survey_app.programmes.wording import counted

Asked = Mapping[str, Any]
"""JSON: `kind`, `words`, and what the kind needs."""
Answer = dict[str, Any]
"""JSON: what an answer holds beside its proposal."""
KEPT = frozenset({"scenario", "alternative", "replanning"})
"""The kinds whose answer is a programme to choose from; the others explain the programme that they ask."""


def ask_scenario(problem: Problem, scenario: Scenario) -> tuple[Asked, Problem]:
    """Ask for the best programme under another order of aims."""
    asked = {"kind": "scenario", "words": scenario.title, "scenario": scenario.name}
    return asked, under(problem, scenario)


def ask_visit(problem: Problem, visitor: str, host: str) -> tuple[Asked, Problem]:
    """Ask what it costs to send one city to another."""
    names = _names(problem)
    words = f"What if {names[visitor]} visits {names[host]}?"
    asked = {"kind": "what-if", "words": words, "visitor": visitor, "host": host}
    return asked, sending(problem, visitor, host).problem


def ask_remedy(problem: Problem, city: str, topic: str) -> tuple[Asked, Problem]:
    """Ask which one change would meet a city's need."""
    title = next(one.title for one in problem.topics if one.id == topic)
    words = f"What would let {_names(problem)[city]} learn all it can about {title}?"
    return {"kind": "remedy", "words": words, "city": city, "topic": topic}, problem


def ask_alternative(problem: Problem, differing: int, tolerance: int) -> tuple[Asked, Problem]:
    """Ask for a programme as good, within some thousandths, with other visits."""
    good = f"nearly as good (within {tolerance / 10:g} %)" if tolerance else "just as good"
    words = f"Another programme, {good}, with at least {counted(differing, 'other visit', 'other visits')}."
    return {"kind": "alternative", "words": words, "differing": differing}, nearly(problem, tolerance)


def ask_without_city(problem: Problem, proposal: Proposal, city: str) -> tuple[Asked, Problem]:
    """Ask how to plan again after a city withdrew."""
    words = f"{_names(problem)[city]} withdraws: plan again, and keep what can be kept."
    fewer = without_city(problem, city)
    return {"kind": "replanning", "words": words, "city": city}, replanning(fewer, proposal.exchanges)


def ask_without_date(problem: Problem, proposal: Proposal, host: str, week: str) -> tuple[Asked, Problem]:
    """Ask how to plan again after a host's week fell through."""
    words = f"{_names(problem)[host]} cannot host in {in_words(week)}: plan again, and keep what can be kept."
    fewer = without_date(problem, host, week)
    asked = {"kind": "replanning", "words": words, "host": host, "week": week}
    return asked, replanning(fewer, proposal.exchanges)


def compute_answer(  # noqa: PLR0913, PLR0917 - all that a computation needs
    asked: Asked,
    problem: Problem,
    basis: Proposal | None,
    seconds: float,
    seed: int,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[Proposal, Answer]:
    """Answer what was asked of a proposal (its basis, None where it is gone) with another proposal.

    Where there is no programme to show, the proposal is an empty one of status `unknown`.
    """

    planned = basis.exchanges if basis else ()

    def solve(one: Problem, most: float, number: int) -> Proposal:
        # What was planned is where to begin: only what the change rules out has to be found anew.
        return propose(one, most, number, on_progress, cancelled, start=planned)

    start = time.monotonic()
    if asked["kind"] == "remedy" and basis is not None:
        remedy = find_remedy(problem, basis.exchanges, asked["city"], asked["topic"], seconds, seed, solve)
        return _since(start, remedy.proposal, seed), _remedy(remedy)
    if asked["kind"] == "alternative" and basis is not None:
        found = alternative(problem, [basis], asked["differing"], seconds, seed, cancelled)
        return _since(start, found.proposal, seed), {"impossible": found.impossible}
    return solve(problem, seconds, seed), {}


def _since(start: float, proposal: Proposal | None, seed: int) -> Proposal:
    spent = round(time.monotonic() - start, 3)
    return replace(proposal or Proposal("unknown", (), {}, (), (), seed, 0.0), seconds=spent)


def _remedy(remedy: Remedy) -> Answer:
    return {
        "change": remedy.change.words if remedy.change else None,
        "refuted": [one.words for one in remedy.refuted],
        "open": [one.words for one in remedy.open],
    }


def _names(problem: Problem) -> dict[str, str]:
    return {city.id: city.name for city in problem.cities}
