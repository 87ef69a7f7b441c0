"""Write the programme as anyone would first: one flat model, one stage after the other, eight workers.

It is what the product's figures are compared with. It knows the four usual objectives and no decisions.
"""

import time
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from survey_app.programmes.model import Problem
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import CellName, Possibilities

WORKERS = 8


@dataclass
class _Flat:
    """Hold the model and its choices."""

    network: Network
    model: Any = field(default_factory=cp_model.CpModel)
    opens: dict[CellName, Any] = field(default_factory=dict)
    visits: dict[tuple[CellName, str], Any] = field(default_factory=dict)
    got: dict[tuple[str, str], list[tuple[int, Any]]] = field(default_factory=dict)
    served: dict[str, Any] = field(default_factory=dict)

    def choice(self) -> Any:
        return self.model.new_bool_var("")


def plain_stages(problem: Problem, seconds: float) -> tuple[list[tuple[str, int, int]], int]:
    """Return (name, best, bound) of each stage that was reached, and how many choices the model has."""
    flat = _flat(problem)
    end, found, hint = time.monotonic() + seconds, [], {}
    for name, expression, least in _objectives(flat):
        (flat.model.minimize if least else flat.model.maximize)(expression)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(0.1, end - time.monotonic())
        solver.parameters.num_workers = WORKERS
        flat.model.clear_hints()
        for index, value in hint.items():
            flat.model.add_hint(flat.model.get_int_var_from_proto_index(index), value)
        if solver.solve(flat.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            break
        best, bound = round(solver.objective_value), round(solver.best_objective_bound)
        found.append((name, best, bound))
        flat.model.add(expression <= best if least else expression >= best)
        hint = dict(enumerate(solver.response_proto.solution))
    return found, len(flat.model.proto.variables)


def _flat(problem: Problem) -> _Flat:
    flat = _Flat(Network(problem))
    for name, cell in Possibilities(flat.network).cells.items():
        _cell(flat, name, cell)
    _limits(flat)
    for city in problem.cities:
        if flat.network.ideals[city.id]:
            flat.served[city.id] = flat.choice()
    return flat


def _cell(flat: _Flat, name: CellName, cell: Any) -> None:
    model, problem, network = flat.model, flat.network.problem, flat.network
    opens = flat.opens[name] = flat.choice()
    visits = {city: flat.choice() for city in cell.visitors}
    flat.visits.update({(name, city): choice for city, choice in visits.items()})
    present = {name[0]: opens, **visits}
    people = sum(network.cities[city].visiting.people * choice for city, choice in visits.items())
    model.add(sum(visits.values()) >= opens)
    model.add(sum(visits.values()) <= cell.host.hosting.cities * opens)
    model.add(people <= cell.host.hosting.people * opens)
    sessions = {
        (topic, presenter): flat.choice() for topic, found in cell.sessions.items() for presenter in found
    }
    model.add(sum(sessions.values()) <= problem.sessions_per_exchange * opens)
    model.add(sum(sessions.values()) >= opens)
    guests = [choice for (_, presenter), choice in sessions.items() if presenter != name[0]]
    model.add(sum(guests) <= problem.guest_sessions)
    for topic, found in cell.sessions.items():
        model.add(sum(sessions[topic, presenter] for presenter in found) <= 1)
    for (topic, presenter), held in sessions.items():
        _session(flat, topic, presenter, held, present)
    for city, choice in visits.items():
        useful = [
            held
            for (topic, presenter), held in sessions.items()
            if presenter == name[0] and network.points(city, topic, presenter)
        ]
        model.add(sum(useful) >= choice)


def _session(flat: _Flat, topic: str, presenter: str, held: Any, present: dict[str, Any]) -> None:
    points = {city: flat.network.points(city, topic, presenter) for city in present if city != presenter}
    flat.model.add(held <= present[presenter])
    flat.model.add(held <= sum(present[city] for city, gain in points.items() if gain))
    for city, gain in points.items():
        if gain:
            learns = flat.choice()
            flat.model.add(learns <= held)
            flat.model.add(learns <= present[city])
            flat.got.setdefault((city, topic), []).append((gain, learns))


def _limits(flat: _Flat) -> None:
    model, problem = flat.model, flat.network.problem
    for city in problem.cities:
        own = [choice for (host, _), choice in flat.opens.items() if host == city.id]
        trips = [choice for (_, visitor), choice in flat.visits.items() if visitor == city.id]
        model.add(sum(own) <= city.hosting.exchanges)
        model.add(sum(trips) <= city.visiting.trips)
        for week in problem.weeks:
            there = [
                choice for (name, one), choice in flat.visits.items() if one == city.id and name[1] == week
            ]
            model.add(sum(there) + flat.opens.get((city.id, week), 0) <= 1)
    pairs: dict[tuple[str, str], list[Any]] = {}
    for ((host, _), visitor), choice in flat.visits.items():
        pairs.setdefault((host, visitor), []).append(choice)
    for choices in pairs.values():
        model.add(sum(choices) <= 1)
    if problem.max_exchanges is not None:
        model.add(sum(flat.opens.values()) <= problem.max_exchanges)


def _objectives(flat: _Flat) -> list[tuple[str, Any, bool]]:
    model, network = flat.model, flat.network
    earned: dict[str, Any] = {}
    for city in flat.served:
        best = []
        for (name, _), sessions in flat.got.items():
            if name == city:
                # Only the best session counts: of all that are attended one is chosen.
                chosen = [flat.choice() for _ in sessions]
                model.add(sum(chosen) <= 1)
                for one, (_, learns) in zip(chosen, sessions, strict=True):
                    model.add(one <= learns)
                best += [gain * one for one, (gain, _) in zip(chosen, sessions, strict=True)]
        earned[city] = sum(best)
        model.add(earned[city] >= flat.served[city])
        reached = [learns for (name, _), found in flat.got.items() if name == city for _, learns in found]
        for learns in reached:
            model.add(learns <= flat.served[city])
    fairness = model.new_int_var(0, 1000, "")
    for city, served in flat.served.items():
        ideal = network.ideals[city]
        model.add(1000 * earned[city] >= ideal * fairness - 1000 * ideal * (1 - served))
    model.add(fairness <= 1000 * sum(flat.served.values()))
    travel = sum(
        network.km(host, visitor) * network.cities[visitor].visiting.people * choice
        for ((host, _), visitor), choice in flat.visits.items()
    )
    learning = sum(1000000 // network.ideals[city] * earned[city] for city in flat.served)
    return [
        ("served", sum(flat.served.values()), False),
        ("fairness", fairness, False),
        ("learning", learning, False),
        ("travel", travel, True),
    ]
