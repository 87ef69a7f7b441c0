"""Numbers as people type them: read exactly, or refused; never another number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.values import Unreadable, exact_number

from .every_type import read

WHOLE = "Write a whole number in digits, such as 12."
LONG_WHOLE = "This number is too long; at most 15 digits fit."
LONG_NUMBER = "This number is too long; at most 15 digits fit before the point and as many after it."
NUMBER = (
    "Write a number in digits, such as 1200.5: a point before the decimals, nothing between the thousands."
)


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("+12", 12),
        ("-12", -12),
        ("−12", -12),
        ("007", 7),
        ("12.0", 12),
        ("12,00", 12),
        ("5.", 5),
        ("1 200", 1200),
        ("1\u00a0200", 1200),
        ("1\u202f200", 1200),
        ("185.000", 185000),
        ("185,000", 185000),
        ("1,200,000", 1200000),
        ("1.200.000", 1200000),
        ("1 200 000", 1200000),
        ("1.200,0", 1200),
        ("999999999999999", 999999999999999),
    ],
)
def test_a_whole_number(typed: str, whole: int) -> None:
    assert read("integer", typed) == whole


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.50", "12.50"),
        ("12,5", "12.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0,125", "0.125"),
        ("1.125", "1.125"),
        ("1234,567", "1234.567"),
        ("1 200,5", "1200.5"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1,200,000", "1200000"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("1234567.25", "1234567.25"),
    ],
)
def test_a_number_with_decimals(typed: str, kept: str) -> None:
    assert read("decimal", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "twelve", "12 people", "1e5", "0x10", "1_000", "١٢", "１２", "½", "12-", "--5", "+-5", "5-3", "1 2",
        "10 12", "1,2,3", "1.2.3", "12,34,567", "1.200.50", "1,200 000", "1 200.000 000", ".", ",", "-", "+",
        "1/2", "NaN", "Infinity", "-", "1'200", "12 .", "1" * 101,
    ],
)  # fmt: skip
def test_what_is_no_number(typed: str) -> None:
    assert [refusal(name, typed) for name in ("integer", "decimal")] == [WHOLE, NUMBER]


@pytest.mark.parametrize("typed", ["1,200", "185,000", "1,125"])
def test_a_comma_that_could_be_either_is_refused(typed: str) -> None:
    assert refusal("decimal", typed) == NUMBER


@pytest.mark.parametrize("typed", ["12.5", "12,5", "0.001", "0,125", "1.2", "1200.50"])
def test_no_whole_number(typed: str) -> None:
    assert refusal("integer", typed) == WHOLE


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("integer", "1" * 16, LONG_WHOLE),
        ("integer", 10**15, LONG_WHOLE),
        ("decimal", "1" * 16, LONG_NUMBER),
        ("decimal", "0." + "1" * 16, LONG_NUMBER),
        ("decimal", 1e-30, LONG_NUMBER),
    ],
)  # fmt: skip
def test_too_many_digits(name: str, typed: object, message: str) -> None:
    assert refusal(name, typed) == message


@pytest.mark.parametrize(
    ("given_as", "whole", "kept"),
    [(12, 12, "12"), (-3, -3, "-3"), (12.0, 12, "12.0"), (-0.0, 0, "0.0"), (1e3, 1000, "1000.0")],
)
def test_numbers_that_come_as_numbers(given_as: float, whole: int, kept: str) -> None:
    assert (read("integer", given_as), read("decimal", given_as)) == (whole, kept)


def test_a_number_that_comes_as_one_is_kept_exactly() -> None:
    assert [read("decimal", one) for one in (0.1, Decimal("0.10"), 1e-7)] == ["0.1", "0.10", "0.0000001"]


@given(st.integers(-(10**14), 10**14))
def test_thousands_may_be_parted_in_any_one_way(number: int) -> None:
    written = [f"{number:,}".replace(",", mark) for mark in (" ", ",", ".", "\u00a0")]
    assert [read("integer", text) for text in written] == [number] * 4


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False), st.sampled_from([".", ","]))
def test_decimals_are_kept_exactly(number: Decimal, mark: str) -> None:
    assert exact_number(f"{number:f}".replace(".", mark)) == number


def refusal(name: str, raw: object) -> str:
    with pytest.raises(Unreadable) as caught:
        read(name, raw)
    (fault,) = caught.value.faults
    return fault.message
