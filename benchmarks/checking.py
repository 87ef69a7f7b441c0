"""What it costs to read and check a large questionnaire, with and without its proofs: CPU time, in one run.

python -m benchmarks.checking [questions] [conditions]
"""

import random
import sys
import time
from collections.abc import Callable
from statistics import median
from unittest import mock

from survey_app.questionnaire import checks
from survey_app.questionnaire.reader import Reading, read

_HEAD = """\
name: large
version: "1"
title: A large questionnaire
language: en
purpose: To be measured
retention: A day
lists:
  topics:
{topics}
  places:
{places}
pages:
"""
_RUNS = 7


def _entries(word: str, count: int) -> str:
    return "\n".join(f"    - {{name: {word}{n}, label: {word.title()} {n}}}" for n in range(count))


_TYPES = (
    "type: yes_no",
    "type: integer, constraint: . >= 0 and . <= 40, constraint_message: Between 0 and 40.",
    "type: select_one, choices: places",
    "type: select_multiple, choices: places",
    "type: rating_grid, rows: topics, scale: {from: 0, to: 5}",
    "type: text, constraint: string-length(.) >= 5, constraint_message: A little more.",
    "type: rating, scale: {from: 0, to: 5}",
    "type: date, constraint: . >= date('2020-01-01'), constraint_message: Later.",
)


def _condition(kind: int, name: str, draw: random.Random) -> str:
    place = f"places{draw.randrange(12)}"
    return (
        f"${{{name}}} = 'yes'",
        f"${{{name}}} > {draw.randrange(30)}",
        f"${{{name}}} = '{place}'",
        f"selected(${{{name}}}, '{place}')",
        f"max(${{{name}}}) >= {draw.randint(1, 5)}",
        f"string-length(${{{name}}}) > {draw.randint(5, 50)}",
        f"${{{name}}} <= {draw.randint(0, 4)}",
        f"${{{name}}} < date('2027-0{draw.randint(1, 9)}-01')",
    )[kind]


def questionnaire(questions: int, conditions: int) -> str:
    """Return a file with so many questions; conditions ask for one or two earlier ones, also conditional."""
    draw = random.Random(7)
    places = _entries("places", 12).replace("Places", "Place")
    lines = [_HEAD.format(topics=_entries("topics", 17), places=places)]
    chosen = set(draw.sample(range(10, questions), conditions))
    for number in range(questions):
        if number % 10 == 0:
            lines.append(f"  - name: page{number}\n    label: Page {number}\n    questions:\n")
        asked = [
            _condition(n % len(_TYPES), f"q{n}", draw)
            for n in draw.sample(range(max(number, 1)), min(number, 2))
        ]
        relevant = ""
        if number in chosen:
            written = asked[0] if draw.random() < 0.6 else draw.choice((" and ", " or ")).join(asked)
            relevant = f', relevant: "{written}"'
        lines.append(
            f"      - {{name: q{number}, label: Q {number}, {_TYPES[number % len(_TYPES)]}{relevant}}}\n"
        )
    return "".join(lines)


def cost(work: Callable[[], Reading]) -> float:
    """Return the CPU seconds that a piece of work takes, the middle of several runs."""
    times = []
    for _ in range(_RUNS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return median(times)


def main(questions: int = 300, conditions: int = 100) -> None:
    """Print what reading and checking costs."""
    source = questionnaire(questions, conditions).encode()
    found = read(source).problems
    with_proofs = cost(lambda: read(source))
    with mock.patch.object(checks, "proof_problems", lambda checked, bad: iter(())):
        without = cost(lambda: read(source))
    print(f"{questions} questions, {conditions} conditions, {len(source):,} bytes, {len(found)} findings")
    print(f"read and check without proofs: {without * 1000:6.1f} ms CPU")
    print(
        f"read and check with proofs:    {with_proofs * 1000:6.1f} ms CPU ({with_proofs / without:.2f} times)"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
