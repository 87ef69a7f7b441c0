"""What is shipped has nothing to prove against it, and no file makes the proofs slow."""

from pathlib import Path
from time import process_time

import pytest

from survey_app.questionnaire.reader import read

from ..written import with_questions

ROOT = Path(__file__).parents[3]
SHIPPED = [
    *sorted(path for path in (ROOT / "questionnaires").glob("*.yaml") if path.name.count(".") == 1),
    ROOT / "benchmarks" / "journey-questionnaire.yaml",
]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_has_no_finding(path: Path) -> None:
    assert [found.line(path.name) for found in read(path.read_bytes()).problems] == []


def test_no_file_makes_the_proofs_slow() -> None:
    lists = "rows:\n" + "".join(f"  - {{name: r{number}, label: R{number}}}\n" for number in range(900))
    grids = "\n".join(
        f"- {{name: q{number}, type: rating_grid, label: L, rows: rows, scale: {{from: 0, to: 19}}, "
        f'relevant: "sum(${{q{number - 1}}}) = {number * 7} and max(${{q{number - 1}}}) < 3"}}'
        for number in range(1, 120)
    )
    first = "- {name: q0, type: rating_grid, label: L, rows: rows, scale: {from: 0, to: 19}}"
    source = with_questions(f"{first}\n{grids}", lists).encode()
    begin = process_time()
    assert read(source).problems == ()
    assert process_time() - begin < 5
