"""What functions do with numbers: exact decimals of 34 digits; None is empty, and nothing here raises."""

from decimal import Context, Decimal
from itertools import islice

from survey_app.questionnaire.expressions.meaning import truth
from survey_app.questionnaire.expressions.values import ARITHMETIC, Inner, finite

_MOST_POWER = Decimal(1_000)  # a larger one leaves the numbers that can be written anyway


def absolute(number: Decimal | None) -> Decimal | None:
    """Give a number without its sign."""
    return None if number is None else abs(number)


def power(base: Decimal | None, exponent: Decimal | None) -> Decimal | None:
    """Raise a number to a power; empty where that is no number."""
    if base is None or exponent is None or abs(exponent) > _MOST_POWER:
        return None
    if base == 0:
        return None if exponent < 0 else Decimal(int(exponent == 0))
    return finite(ARITHMETIC.power(base, exponent))


def root(number: Decimal | None) -> Decimal | None:
    """Give the square root; empty for a number below 0."""
    return None if number is None or number < 0 else finite(ARITHMETIC.sqrt(number))


def exponential(number: Decimal | None) -> Decimal | None:
    """Raise e to a power."""
    return None if number is None or abs(number) > _MOST_POWER else finite(ARITHMETIC.exp(number))


def logarithm(number: Decimal | None) -> Decimal | None:
    """Give the natural logarithm; empty for 0 and below."""
    return _logarithm(number, Context.ln)


def logarithm_10(number: Decimal | None) -> Decimal | None:
    """Give the logarithm to the base 10; empty for 0 and below."""
    return _logarithm(number, Context.log10)


def _logarithm(number: Decimal | None, of: object) -> Decimal | None:
    if number is None or number <= 0:
        return None
    return finite(ARITHMETIC.ln(number) if of is Context.ln else ARITHMETIC.log10(number))


def checklist(least: Decimal | None, most: Decimal | None, *answers: Inner) -> bool:
    """Tell whether the number of answers that are true lies between two bounds; -1 is no bound."""
    return _between(Decimal(sum(truth(answer) for answer in answers)), least, most)


def weighted_checklist(least: Decimal | None, most: Decimal | None, *pairs: Inner) -> bool:
    """Tell whether the weights behind the answers that are true add up to between two bounds."""
    total: Decimal | None = Decimal(0)
    for answer, weight in zip(islice(pairs, 0, None, 2), islice(pairs, 1, None, 2), strict=False):
        if truth(answer) and isinstance(weight, Decimal) and total is not None:
            total = finite(ARITHMETIC.add(total, weight))
    return total is not None and _between(total, least, most)


def _between(number: Decimal, least: Decimal | None, most: Decimal | None) -> bool:
    if least is None or most is None:
        return False
    return (least == -1 or number >= least) and (most == -1 or number <= most)
