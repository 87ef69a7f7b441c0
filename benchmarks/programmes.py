"""How good programmes get, and how far that is proven, for networks of each size.

python -m benchmarks.programmes [--cities 8 15 30] [--seeds 1 2 3] [--seconds 60] [--shape usual] [--plain]

One line a network: time, memory, choices of the model, and for each aim the value with its gap (0: proven)
and when that was reached. Beside it, in the same run, a greedy programme, and with --plain one flat model
solved aim after aim, as most would write it. Each network is computed in a process of its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from statistics import median
from typing import Any

from benchmarks.network import network
from benchmarks.shapes import SHAPES

# Each way loads only what it needs, so that its memory is its own.
# ruff: noqa: PLC0415

SIZES = {
    8: (20, 12), 15: (25, 16), 30: (30, 20), 60: (35, 24), 100: (40, 26), 300: (50, 30), 1000: (60, 40),
}  # fmt: skip
SECONDS = {8: 10, 15: 30, 30: 60, 60: 60, 100: 120, 300: 180, 1000: 300}


def main() -> None:
    """Measure what the arguments name; with --one compute one network and print its figures as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cities", type=int, nargs="+", default=[8, 15, 30], choices=SIZES)
    asked.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    asked.add_argument("--seconds", type=float)
    asked.add_argument("--shape", choices=SHAPES, default="usual")
    asked.add_argument("--plain", action="store_true")
    asked.add_argument("--one", choices=_WAYS)
    told = asked.parse_args()
    if told.one:
        (cities,), (seed,) = told.cities, told.seeds
        print(json.dumps(_WAYS[told.one](cities, seed, told.shape, told.seconds)))
        return
    ways = ["greedy", "product", *(["plain"] if told.plain else [])]
    for cities in told.cities:
        _size(cities, told.seeds, told.shape, told.seconds or SECONDS[cities], ways)


def _size(cities: int, seeds: list[int], shape: str, seconds: float, ways: list[str]) -> None:
    print(f"\n{cities} cities, {shape}, at most {seconds:g} s")
    times = []
    for seed in seeds:
        for way in ways:
            found = _apart(way, cities, seed, shape, seconds)
            print(f"  seed {seed:2} {way:8} {_line(found)}", flush=True)
            if way == "product":
                times.append(found["seconds"])
    print(f"  median {median(times):.1f} s")


def _apart(way: str, cities: int, seed: int, shape: str, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.programmes", "--one", way, "--cities", str(cities)]
    command += ["--seeds", str(seed), "--shape", shape, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _line(found: dict[str, Any]) -> str:
    aims = ", ".join(
        f"{name} {value}"
        + ("" if gap is None else " proven" if gap == 0 else f" gap {gap:.1%}")
        + _when(spent)
        for name, value, gap, spent in found["aims"]
    )
    return f"{found['seconds']:6.1f} s {found['mb']:5.0f} MB {found['choices'] or '':>7} {aims}"


def _when(spent: float | None) -> str:
    return "" if spent is None else f" at {spent:.1f} s"


def _problem(cities: int, seed: int, shape: str) -> Any:
    from survey_app.programmes.documents import read_problem

    return read_problem(SHAPES[shape](network(seed, cities, *SIZES[cities])))


def _found(
    start: float, aims: list[tuple[str, int, float | None, float | None]], choices: int | None
) -> dict[str, Any]:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.monotonic() - start, "mb": memory, "choices": choices, "aims": aims}


def _product(cities: int, seed: int, shape: str, seconds: float) -> dict[str, Any]:
    from survey_app.programmes.formulation import Formulation
    from survey_app.programmes.network import Network
    from survey_app.programmes.solver import propose
    from survey_app.programmes.wording import gap

    problem, start = _problem(cities, seed, shape), time.monotonic()
    spent: dict[str, float] = {}
    proposal = propose(problem, seconds, on_progress=lambda told: spent.update({told.stage: told.seconds}))
    aims = [(one.name, one.value, float(gap(one)), spent.get(one.name)) for one in proposal.objectives]
    found = _found(start, aims, None)
    # The model's size is counted afterwards, so that it costs the computation neither time nor memory.
    return found | {"choices": Formulation(Network(problem)).size if cities <= 100 else None}


def _greedy(cities: int, seed: int, shape: str, seconds: float) -> dict[str, Any]:
    from survey_app.programmes.greedy import Greedy
    from survey_app.programmes.network import Network
    from survey_app.programmes.objectives import values
    from survey_app.programmes.possibilities import Possibilities

    problem, start = _problem(cities, seed, shape), time.monotonic()
    net = Network(problem)
    exchanges = Greedy(net, Possibilities(net).cells).programme()
    reached = values(net, exchanges)
    return _found(start, [(one, reached[one], None, None) for one in problem.objectives], None)


def _plain(cities: int, seed: int, shape: str, seconds: float) -> dict[str, Any]:
    from benchmarks.plain_model import plain_stages

    problem, start = _problem(cities, seed, shape), time.monotonic()
    stages, choices = plain_stages(problem, seconds)
    aims = [(name, best, abs(bound - best) / max(1, abs(bound)), None) for name, best, bound in stages]
    return _found(start, aims, choices)


_WAYS = {"product": _product, "greedy": _greedy, "plain": _plain}

if __name__ == "__main__":
    main()
