"""Write each objective as what learning, serving, visiting and opening are worth; more is better in all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from survey_app.programmes.columns.groups import Groups
from survey_app.programmes.model import Objective
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import LESS_IS_BETTER, agreed_visits, travel_cost, weight

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """Hold the worth of a point of each city, of serving one, of each visit (cell, city), of an exchange."""

    points: Figures
    served: float
    visits: Figures
    opens: float


def linear(network: Network, groups: Groups, objective: Objective) -> Linear:
    """Return an objective; where less is better, with its sign turned round."""
    cities = network.problem.cities
    points, visits = np.zeros(len(cities)), np.zeros((len(groups.names), len(cities) + 1))
    served = opens = 0.0
    if objective == "learning":
        points[:] = [weight(network, one.id) if network.ideals[one.id] else 0 for one in cities]
    elif objective == "points":
        points[:] = 1
    elif objective == "served":
        served = 1.0
    elif objective == "exchanges":
        opens = -1.0
    elif objective != "fairness":
        _visits(network, groups, objective, visits)
    return Linear(points, served, visits, opens)


def _visits(network: Network, groups: Groups, objective: Objective, visits: Figures) -> None:
    agreed = agreed_visits(network) if objective == "keep" else set()
    for number, (host, week) in enumerate(groups.names):
        for column, city in enumerate(network.problem.cities):
            if objective == "travel":
                visits[number, column] = -travel_cost(network, host, city.id)
            elif objective == "wishes":
                visits[number, column] = host in city.prefers
            else:
                visits[number, column] = (host, week, city.id) in agreed


def signed(objective: Objective, value: int) -> int:
    """Return a value as the linear objective counts it."""
    return -value if objective in LESS_IS_BETTER else value
