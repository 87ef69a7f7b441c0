"""Bound what any programme can reach, without a search."""

from collections.abc import Mapping

from survey_app.programmes.model import Objective
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import LESS_IS_BETTER, agreed_visits, weight
from survey_app.programmes.possibilities import Cell, CellName


def trivial_bound(network: Network, cells: Mapping[CellName, Cell], objective: Objective) -> int:
    """Return a bound that holds for every programme, whatever else is decided."""
    if objective in LESS_IS_BETTER:
        return 0
    if objective == "fairness":
        return 1000
    if objective == "keep":
        return len(agreed_visits(network))
    present = _taught(network, cells)
    if objective == "served":
        return len(present)
    if objective == "wishes":
        return sum(min(one.visiting.trips, len(one.prefers)) for one in network.problem.cities)
    if objective == "points":
        return sum(network.ideals[city] for city in present)
    return sum(weight(network, city) * network.ideals[city] for city in present)


def _taught(network: Network, cells: Mapping[CellName, Cell]) -> set[str]:
    """Return the cities that could learn something: as a visitor, or as a host from a guest."""
    found = {visitor for cell in cells.values() for visitor in cell.visitors}
    if network.problem.guest_sessions > 0:
        for (host, _), cell in cells.items():
            if host not in found and any(
                network.needed[host] & network.offered[one] for one in cell.visitors
            ):
                found.add(host)
    return found
