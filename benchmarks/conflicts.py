"""How long it takes to say which decisions cannot hold together, for networks of each size.

python -m benchmarks.conflicts [--cities 8 30 100] [--seeds 1 2 3] [--seconds 60]

A programme is pinned whole, visit by visit and topic by topic, as a coordinator would keep it; then a
conflict of a known kind is planted. One line a network and kind: how many decisions there were, the seconds,
its decisions and rules, whether these are planted ones alone, and whether one less of them could hold.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from statistics import median

from benchmarks.network import network
from benchmarks.programmes import SIZES
from survey_app.programmes.conflicts import cannot_hold
from survey_app.programmes.documents import read_problem
from survey_app.programmes.greedy import Greedy
from survey_app.programmes.model import City, Decision, Problem, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import Possibilities, may_visit
from survey_app.programmes.rules import can_host, can_travel
from survey_app.programmes.solver import propose

Planted = list[Decision]


def main() -> None:
    """Measure what the arguments name."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cities", type=int, nargs="+", default=[8, 30, 100], choices=SIZES)
    asked.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    asked.add_argument("--seconds", type=float, default=60)
    told = asked.parse_args()
    for cities in told.cities:
        times = [spent for seed in told.seeds for spent in _network(cities, seed, told.seconds)]
        print(f"{cities} cities: median {median(times):.1f} s, at most {max(times):.1f} s\n")


def _network(cities: int, seed: int, seconds: float) -> Iterator[float]:
    problem = replace(read_problem(network(seed, cities, *SIZES[cities])), max_exchanges=None)
    pins = kept(problem)
    for kind, plant in KINDS.items():
        planted = plant(Network(problem), random.Random(seed))
        if not planted:
            print(f"{cities:4} seed {seed} {kind:15} has no place for it")
            continue
        # A coordinator decides about the same hosts and visitors in one place only.
        touched = {city for one in planted for city in (one.host, one.visitor) if city}
        others = [one for one in pins if not {one.host, one.visitor} & touched]
        # They come last, as what was just decided, or first, as what was decided long ago.
        late = seed % 2 == 1
        decisions = (*others, *planted) if late else (*planted, *others)
        pinned = replace(problem, decisions=decisions)
        begun = time.monotonic()
        found = propose(pinned, seconds)
        spent = time.monotonic() - begun
        yield spent
        print(f"{cities:4} seed {seed} {kind:15} {_line(pinned, found, planted, spent)}", flush=True)


def kept(problem: Problem) -> list[Decision]:
    """Return the decisions that keep a programme as it is: each visit, each topic."""
    net, pins = Network(problem), []
    for one in Greedy(net, Possibilities(net).cells).programme():
        pins += [Decision("pin", one.host, one.week, city) for city in one.visitors]
        pins += [Decision("pin", one.host, one.week, topic=session.topic) for session in one.sessions]
    return pins


def _line(problem: Problem, found: Proposal, planted: Planted, spent: float) -> str:
    decisions = [one.decision for one in found.conflict if one.decision is not None]
    rules = [f"{one.rule} {' '.join(one.cities)}" for one in found.conflict if one.rule]
    right = found.status == "infeasible" and {problem.decisions[one] for one in decisions} <= set(planted)
    return (
        f"of {len(problem.decisions):4} decisions {spent:6.2f} s  {len(decisions)}, {len(rules)} rules: "
        f"{', '.join(rules[:3])}{' ...' if len(rules) > 3 else ''} "
        f"{'' if right else 'another one'}{'' if _gives_way(problem, decisions) else ' STILL CANNOT HOLD'}"
    )


def _gives_way(problem: Problem, members: list[int]) -> bool:
    """Say whether the members can hold when any one of them is given up."""
    for left_out in members:
        fewer = tuple(problem.decisions[one] for one in members if one != left_out)
        net = Network(replace(problem, decisions=fewer))
        if cannot_hold(net, Possibilities(net).cells, 20):
            return False
    return True


def _hosts(net: Network) -> list[City]:
    return [city for city in net.problem.cities if city.hosting.exchanges and city.hosting.weeks]


def _guests(net: Network, host: City, week: str | None = None) -> list[City]:
    return [
        city
        for city in net.problem.cities
        if may_visit(net, host, city) and (week is None or can_travel(city, week))
    ]


def _host_count(net: Network, draw: random.Random) -> Planted:
    for host in draw.sample(_hosts(net), len(_hosts(net))):
        weeks = [week for week in host.hosting.weeks if _guests(net, host, week)]
        if len(weeks) > host.hosting.exchanges:
            return [Decision("pin", host.id, week) for week in weeks[: host.hosting.exchanges + 1]]
    return []


def _host_room(net: Network, draw: random.Random) -> Planted:
    for host in draw.sample(_hosts(net), len(_hosts(net))):
        for week in host.hosting.weeks:
            guests = _guests(net, host, week)
            if len(guests) > host.hosting.cities:
                return [Decision("pin", host.id, week, city.id) for city in guests[: host.hosting.cities + 1]]
    return []


def _one_place(net: Network, draw: random.Random) -> Planted:
    for city in draw.sample(net.problem.cities, len(net.problem.cities)):
        for week in city.visiting.weeks:
            hosts = [one for one in _hosts(net) if can_host(one, week) and may_visit(net, one, city)]
            if len(hosts) > 1 and city.visiting.trips > 1:
                return [Decision("pin", one.id, week, city.id) for one in hosts[:2]]
    return []


def _trips(net: Network, draw: random.Random) -> Planted:
    for city in draw.sample(net.problem.cities, len(net.problem.cities)):
        hosts = [
            one for one in _hosts(net)
            if may_visit(net, one, city) and set(one.hosting.weeks) & set(city.visiting.weeks)
        ]  # fmt: skip
        if len(hosts) > city.visiting.trips > 0:
            return [Decision("pin", one.id, visitor=city.id) for one in hosts[: city.visiting.trips + 1]]
    return []


def _no_common_week(net: Network, draw: random.Random) -> Planted:
    for host in draw.sample(_hosts(net), len(_hosts(net))):
        for city in _guests(net, host):
            if not set(host.hosting.weeks) & set(city.visiting.weeks) and city.visiting.trips:
                return [Decision("pin", host.id, visitor=city.id)]
    return []


def _forbids(net: Network, draw: random.Random) -> Planted:
    for host in draw.sample(_hosts(net), len(_hosts(net))):
        week = host.hosting.weeks[0]
        guests = _guests(net, host, week)
        if guests:
            return [
                Decision("pin", host.id, week),
                *(Decision("forbid", host.id, week, city.id) for city in guests),
            ]
    return []


KINDS: Mapping[str, Callable[[Network, random.Random], Planted]] = {
    "host-count": _host_count,
    "host-room": _host_room,
    "one-place": _one_place,
    "trips": _trips,
    "no-common-week": _no_common_week,
    "forbids": _forbids,
}

if __name__ == "__main__":
    sys.exit(main())
