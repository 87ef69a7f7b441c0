"""Find programmes as good as a given one that send cities elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.programmes.checker import verify
from survey_app.programmes.model import Exchange, ObjectiveResult, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import anchor, values
from survey_app.programmes.reasons import Reasons


@dataclass(frozen=True, slots=True)
class Alternative:
    """Hold a programme that differs from the ones before it, or none.

    `impossible` says that none exists, proven; otherwise the time was too short to find one.
    """

    proposal: Proposal | None
    impossible: bool


def differing_visits(one: Sequence[Exchange], other: Sequence[Exchange]) -> int:
    """Count the visits (who goes to whom, whatever the week) of one programme that the other lacks."""
    return len(_pairs(one) - _pairs(other))


def alternative(  # noqa: PLR0913, PLR0917 - what a caller may choose, each with its default
    problem: Problem,
    proposals: Sequence[Proposal],
    differing: int = 1,
    tolerance: int = 0,
    seconds: float = 30.0,
    seed: int = 1,
    cancelled: Callable[[], bool] = lambda: False,
) -> Alternative:
    """Find a programme as good as the first of some proposals without `differing` visits of each.

    `tolerance` lets every objective but `served` be worse by so many thousandths. A visit differs when the
    city does not visit that host in any week.
    """
    from survey_app.programmes.formulation import Formulation  # noqa: PLC0415 - loading the solver is slow
    from survey_app.programmes.search import Search  # noqa: PLC0415
    from survey_app.programmes.stages import Stage  # noqa: PLC0415
    from survey_app.programmes.ties import Ties  # noqa: PLC0415

    if any(len(_pairs(one.exchanges)) < differing for one in proposals):
        return Alternative(None, impossible=True)
    network = Network(problem)
    formulation = Formulation(network)
    for one in proposals[0].objectives:
        slack = 0 if one.name == "served" else tolerance
        Stage(formulation, one.name).keep(anchor(one.name, one.value, slack))
    for proposal in proposals:
        _differ(formulation, _pairs(proposal.exchanges), differing)
    search = Search(formulation, seed, cancelled)
    search.aim(Ties(formulation).weight, True)
    outcome = search.run(seconds)
    if outcome.exchanges is None:
        return Alternative(None, outcome.proven)
    return Alternative(_checked(network, outcome.exchanges, proposals[0], seed), False)


def _differ(formulation: Any, pairs: frozenset[tuple[str, str]], differing: int) -> None:
    """Require that enough of these visits take place in no week at all."""
    again = [
        choice for ((host, _), visitor), choice in formulation.visits.items() if (host, visitor) in pairs
    ]
    if len(again) > len(pairs) - differing:
        formulation.model.add(sum(again) <= len(pairs) - differing)


def _checked(network: Network, exchanges: Sequence[Exchange], like: Proposal, seed: int) -> Proposal:
    found = values(network, exchanges)
    results = tuple(
        ObjectiveResult(one.name, one.best, one.bound, found[one.name]) for one in like.objectives
    )
    proposal = Proposal(
        "feasible", tuple(exchanges), Reasons(network, exchanges).results(), results, (), seed, 0.0
    )
    broken = [one for one in verify(network.problem, proposal) if one.label != "figures"]
    if broken:
        raise RuntimeError("the alternative breaks a rule: " + "; ".join(map(str, broken)))
    return proposal


def _pairs(exchanges: Sequence[Exchange]) -> frozenset[tuple[str, str]]:
    return frozenset((one.host, visitor) for one in exchanges for visitor in one.visitors)
