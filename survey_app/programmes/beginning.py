"""Find a programme to start from: what is pinned first, then what was there before, then greedily more."""

from collections.abc import Callable, Mapping, Sequence

from survey_app.programmes.conflicts import cannot_hold
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.greedy import Greedy
from survey_app.programmes.model import Exchange
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import LESS_IS_BETTER, values
from survey_app.programmes.possibilities import Cell, CellName
from survey_app.programmes.rules import RULES, matches
from survey_app.programmes.search import Outcome, Search


def pinned(
    network: Network, cells: Mapping[CellName, Cell], seed: int, seconds: float, cancelled: Callable[[], bool]
) -> Outcome:
    """Find exchanges that hold every pin, or prove that there are none.

    Exchanges of other hosts are not looked at: they could be left out without breaking any rule.
    """
    hosts = {one.host for one in network.problem.decisions if one.kind == "pin"}
    if not hosts:
        return Outcome((), True, None)
    if seconds <= 0:
        return Outcome(None, False, None)
    if cannot_hold(network, cells, seconds):
        return Outcome(None, True, None)
    theirs = {name: cell for name, cell in cells.items() if name[0] in hosts}
    search = Search(Formulation(network, cells=theirs), seed, cancelled)
    search.aim(None, False)
    return search.run(seconds)


def beginning(
    network: Network,
    cells: Mapping[CellName, Cell],
    base: Sequence[Exchange],
    start: Sequence[Exchange],
    stop: Callable[[], bool],
) -> tuple[Exchange, ...]:
    """Return the best of some programmes: the base, what was there before, either with more added."""
    before = kept(network, cells, start)
    found = [tuple(base)]
    for one in (base, before):
        if one is base or _holds_pins(network, one):
            found += [tuple(one), Greedy(network, cells, one).programme(stop)]
    return max(found, key=lambda one: _rank(network, one))


def kept(network: Network, cells: Mapping[CellName, Cell], exchanges: Sequence[Exchange]) -> list[Exchange]:
    """Return those of some exchanges that break no rule, each with those before it."""
    found: list[Exchange] = []
    for one in exchanges:
        cell = cells.get((one.host, one.week))
        known = cell is not None and all(
            session.presenter in cell.sessions.get(session.topic, ()) for session in one.sessions
        )
        if known and not _breaks(network, [*found, one]):
            found.append(one)
    return found


def _breaks(network: Network, exchanges: Sequence[Exchange]) -> bool:
    placed = [("", one) for one in exchanges]
    forbids = [one for one in network.problem.decisions if one.kind == "forbid"]
    return any(matches(decision, one) for decision in forbids for one in exchanges) or any(
        True for rule in RULES if rule.label != "decision" for _ in rule.breaches(network, placed)
    )


def _holds_pins(network: Network, exchanges: Sequence[Exchange]) -> bool:
    pins = (one for one in network.problem.decisions if one.kind == "pin")
    return all(any(matches(pin, one) for one in exchanges) for pin in pins)


def _rank(network: Network, exchanges: Sequence[Exchange]) -> list[int]:
    found = values(network, exchanges)
    return [
        -found[objective] if objective in LESS_IS_BETTER else found[objective]
        for objective in network.problem.objectives
    ]
