"""Every finding has a test in which the questionnaire stands that it is about."""

from pathlib import Path

import pytest

from survey_app.questionnaire.problems import CATALOGUE
from survey_app.questionnaire.reader import read

from . import (
    test_check_findings,
    test_condition_findings,
    test_file_findings,
    test_list_findings,
    test_shape_findings,
)

CASES: dict[str, tuple[str | bytes, str]] = {
    **test_file_findings.CASES,
    **test_shape_findings.CASES,
    **test_list_findings.CASES,
    **test_condition_findings.CASES,
    **test_check_findings.CASES,
}
# Other findings have their tests beside what they are about, by their codes.
BELOW = "".join(path.read_text("utf-8") for path in Path(__file__).parent.rglob("test_*.py"))


def codes(case: str) -> set[str]:
    return set(case.partition(":")[0].split(", "))


def test_every_finding_of_the_catalogue_has_its_test() -> None:
    here = {code for case in CASES for code in codes(case)} | {"more"}  # that is told when there are many
    assert here <= set(CATALOGUE)
    assert {code for code in set(CATALOGUE) - here if f'"{code}"' not in BELOW} == set()


@pytest.mark.parametrize("case", CASES)
def test_each_case_is_about_its_code(case: str) -> None:
    source, _ = CASES[case]
    found = {one.code for one in read(source if isinstance(source, bytes) else source.encode()).problems}
    assert codes(case) <= found


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_has_a_cause_and_a_remedy(code: str) -> None:
    _, cause, remedy = CATALOGUE[code]
    assert cause.endswith((".", "}"))
    # The checks of values and expressions tell their own remedies.
    assert remedy.endswith((".", "}")) or code == "bad-value"
