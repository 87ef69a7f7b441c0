"""What is refused for its size, and that the last size below it is not."""

import pytest
from expression_cast import findings, legal

from survey_app.questionnaire.expressions import Kind

# Text at a limit, the first text beyond it, and the finding there.
LIMITS = {
    "too-long": ("1".ljust(2000), "1".ljust(2001), (2000, 1)),
    "too-deep": ("(" * 50 + "1" + ")" * 50, "(" * 51 + "1" + ")" * 51, (50, 1)),
    "too-many-parts": ("+".join("1" * 499), "+".join("1" * 500), (0, 999)),
    "number-too-long": ("9" * 34, "9" * 35, (0, 35)),
    "pattern-too-long": (f"regex('a', '{'a' * 500}')", f"regex('a', '{'a' * 501}')", (11, 503)),
    "pattern-too-large": (
        "regex('a', 'a{900}') or regex('a', 'a{900}')",
        "regex('a', 'a{900}') or regex('a', 'a{900}') or regex('a', 'a{900}')",
        (59, 8),
    ),
}


@pytest.mark.parametrize("code", LIMITS)
def test_a_limit_is_kept_to_the_last(code: str) -> None:
    within, beyond, place = LIMITS[code]
    assert (findings(within), findings(beyond)) == ([], [(*place, code)])


def test_signs_and_functions_count_as_depth() -> None:
    assert findings("-" * 49 + "1") == []
    assert findings("-" * 50 + "1") == [(50, 1, "too-deep")]
    assert findings("not(" * 49 + "true()" + ")" * 49) == []
    assert findings("not(" * 50 + "1" + ")" * 50) == [(200, 1, "too-deep")]


def test_a_chain_is_not_depth() -> None:
    assert legal(" and ".join(["${agrees}='yes'"] * 99)).kind is Kind.BOOLEAN


def test_at_most_twenty_findings_are_told() -> None:
    assert len(findings(" + ".join("${x}" for _ in range(30)))) == 20
