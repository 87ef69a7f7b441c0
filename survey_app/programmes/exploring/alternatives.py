"""Find programmes as good as a given one, or nearly, that send cities elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from survey_app.programmes.model import Exchange, ObjectiveResult, Problem, Proposal, Status
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import anchor, is_proven, values
from survey_app.programmes.reasons import Reasons


@dataclass(frozen=True, slots=True)
class Alternative:
    """Hold a programme that differs from the ones before it, or none.

    `impossible` says that none exists, proven; otherwise the time was too short to find one.
    """

    proposal: Proposal | None
    impossible: bool


def nearly(problem: Problem, tolerance: int) -> Problem:
    """Return a problem in which every objective but `served` may give way by so many thousandths more."""
    slack: dict[str, int] = dict(problem.slack)
    for one in problem.objectives if tolerance else ():
        if one != "served":
            slack[one] = min(1000, slack.get(one, 0) + tolerance)
    return replace(problem, slack=slack)


def differing_visits(one: Sequence[Exchange], other: Sequence[Exchange]) -> int:
    """Count the visits (who goes to whom, whatever the week) of one programme that the other lacks."""
    return len(_pairs(one) - _pairs(other))


def alternative(  # noqa: PLR0913, PLR0917 - what a caller may choose, each with its default
    problem: Problem,
    proposals: Sequence[Proposal],
    differing: int = 1,
    seconds: float = 30.0,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Alternative:
    """Find a programme as good as the first of some proposals without `differing` visits of each.

    As good means that every objective keeps the first proposal's best, less the problem's slack, the last
    one's too. A visit is missing when the city does not visit that host in any week.
    """
    from survey_app.programmes.formulation import Formulation  # noqa: PLC0415 - loading the solver is slow
    from survey_app.programmes.search import Search  # noqa: PLC0415
    from survey_app.programmes.ties import Ties  # noqa: PLC0415

    if any(len(_pairs(one.exchanges)) < differing for one in proposals):
        return Alternative(None, impossible=True)
    formulation = Formulation(Network(problem))
    bounds = _keep(formulation, problem, proposals[0])
    for proposal in proposals:
        _differ(formulation, _pairs(proposal.exchanges), differing)
    search = Search(formulation, seed, cancelled)
    search.aim(Ties(formulation).weight(), True)
    outcome = search.run(seconds)
    if outcome.exchanges is None:
        return Alternative(None, outcome.proven)
    return Alternative(_proposal(problem, outcome.exchanges, proposals[0], bounds, seed), False)


def _keep(formulation: Any, problem: Problem, like: Proposal) -> list[int]:
    """Require every objective to be as good; return a bound for each that holds in the wider choice."""
    from survey_app.programmes.stages import Stage  # noqa: PLC0415

    bounds = []
    wider = False
    for one in like.objectives:
        stage, slack = Stage(formulation, one.name), problem.slack.get(one.name, 0)
        stage.keep(anchor(one.name, one.best, slack))
        # Once an earlier objective gave way, what was proven about the later ones holds no more.
        bounds.append(stage.trivial_bound() if wider else one.bound)
        wider = wider or slack > 0
    return bounds


def _differ(formulation: Any, pairs: frozenset[tuple[str, str]], differing: int) -> None:
    """Require that enough of these visits take place in no week at all."""
    again = [
        choice for ((host, _), visitor), choice in formulation.visits.items() if (host, visitor) in pairs
    ]
    if len(again) > len(pairs) - differing:
        formulation.model.add(sum(again) <= len(pairs) - differing)


def _proposal(
    problem: Problem, exchanges: Sequence[Exchange], like: Proposal, bounds: Sequence[int], seed: int
) -> Proposal:
    network = Network(problem)
    found = values(network, exchanges)
    results = []
    for number, (one, bound) in enumerate(zip(like.objectives, bounds, strict=True)):
        last = number == len(like.objectives) - 1
        best = found[one.name] if last or not problem.slack.get(one.name) else one.best
        results.append(ObjectiveResult(one.name, best, bound, found[one.name]))
    status: Status = "optimal" if all(map(is_proven, results)) else "feasible"
    cities = Reasons(network, exchanges).results()
    return Proposal(status, tuple(exchanges), cities, tuple(results), (), seed, 0.0)


def _pairs(exchanges: Sequence[Exchange]) -> frozenset[tuple[str, str]]:
    return frozenset((one.host, visitor) for one in exchanges for visitor in one.visitors)
