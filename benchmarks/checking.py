"""What it costs to read and check a large questionnaire, and to look again after one answer: CPU, in one run.

python -m benchmarks.checking [questions] [conditions]

The yardstick is pyxform, the reference converter of XLSForm, reading the same form as a workbook.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any
from unittest import mock

from pyxform.xls2xform import convert as xlsform_converted

from survey_app.answers.visibility import shown, shown_again
from survey_app.questionnaire import checks
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.formats.converting import convert
from survey_app.questionnaire.formats.model import Source, Target
from survey_app.questionnaire.formats.registry import format_read, format_written
from survey_app.questionnaire.reader import read, read_once, served

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


def as_xlsform(source: bytes) -> bytes:
    """Return the same form as an XLSForm workbook."""
    file, target = Source("large.yaml", source), Target("large.xlsx")
    return convert(file, format_read(file), target, format_written(target)).exported.content


def answered(compiled: Compiled) -> dict[str, Any]:
    """Return an ordinary answer to every question."""
    rows = {f"topics{number}": 3 for number in range(17)}
    ordinary = {
        "yes_no": True, "integer": 5, "select_one": "places1", "select_multiple": ["places1"], "rating": 3,
        "rating_grid": rows, "text": "hello there", "date": "2026-01-01",
    }  # fmt: skip
    return {name: ordinary[question.type] for name, question in compiled.questionnaire.by_name.items()}  # type: ignore[attr-defined]


def looking_again(source: bytes) -> tuple[float, float]:
    """Return the CPU seconds to decide all that is shown, and to do so after one answer has changed."""
    compiled, day = served(source), date(2027, 3, 8)
    values = answered(compiled)
    before = shown(compiled, values, day)
    whole = cost(lambda: shown(compiled, values, day))
    shown_again(compiled, before, values, [], day)
    compiled.hanging_on(values)  # what hangs on what is found once
    each = []
    for name, value in values.items():
        changed = {**values, name: None if value is not None else value}
        begin = time.process_time()
        shown_again(compiled, before, changed, [name], day)
        each.append(time.process_time() - begin)
    return whole, max(each)


def cost(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes, the middle of several runs."""
    times = []
    for _ in range(_RUNS):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return median(times)


def main(questions: int = 300, conditions: int = 100) -> None:
    """Print what reading, checking and looking again cost."""
    source = questionnaire(questions, conditions).encode()
    workbook = as_xlsform(source)
    found = read(source).problems
    with_proofs = cost(lambda: read(source))
    yardstick = cost(lambda: xlsform_converted(workbook, validate=False, file_type=".xlsx"))
    with mock.patch.object(checks, "proof_problems", lambda checked, bad: iter(())):
        without = cost(lambda: read(source))
    served(source)
    kept = cost(lambda: (read_once(bytes(bytearray(source))), served(bytes(bytearray(source)))))
    whole, again = looking_again(source)
    print(f"{questions} questions, {conditions} conditions, {len(source):,} bytes, {len(found)} findings")
    print(f"read and check without proofs: {without * 1000:7.1f} ms CPU")
    print(f"read and check with proofs:    {with_proofs * 1000:7.1f} ms CPU")
    print(
        f"pyxform reads the same form:   {yardstick * 1000:7.1f} ms CPU: {yardstick / with_proofs:.2f} times"
    )
    print(f"from the cache:                {kept * 1000:7.3f} ms CPU")
    print(f"all that is shown:             {whole * 1000:7.3f} ms CPU")
    print(f"after one changed answer:      {again * 1000:7.3f} ms CPU at most")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
