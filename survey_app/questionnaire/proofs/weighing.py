"""What an expression may be, when all that is known of each answer is what it may be.

The outcome holds every value that the expression can have; it may hold more. So a condition that may not be
true here is true for no answers.
"""

from collections.abc import Callable, Mapping
from itertools import product
from math import prod
from types import MappingProxyType
from typing import TypeAlias

from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
    This,
)
from survey_app.questionnaire.expressions.values import POSITION, Kind
from survey_app.questionnaire.proofs import figuring, moments
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    EITHER,
    FALSE,
    NONE,
    TRUE,
    Anything,
    Exactly,
    Possible,
    Span,
    Text,
    as_span,
    joined,
    one_of,
    truths,
)

Known: TypeAlias = Callable[[str], Possible]
TODAY = "today()"  # what `known` is asked for the current day; no question is named so
_MANY = 64  # combinations of single values that are computed one by one
_OUTCOMES: Mapping[tuple[bool, bool], Exactly] = MappingProxyType(
    {(True, False): TRUE, (False, True): FALSE, (True, True): EITHER}
)


def weigh(node: Node, known: Known, this: str | None) -> Possible:
    """Return what a part may be; `known` tells what an answer may be, `this` names the point."""
    match node:
        case Literal(value=value):
            return NONE if value == "" else one_of(value)
        case Reference(name=name):
            return known(name)
        case This():
            return known(this) if this else ANYTHING
        case Negation(operand=operand):
            return figuring.negated(weigh(operand, known, this))
        case Comparison(operands=operands, operators=operators):
            left, right = (weigh(operand, known, this) for operand in operands)
            return compared(operators[0], left, right)
        case Chain(operands=operands, operators=("and" | "or" as word, *_)):
            return _logic(word, operands, known, this)
        case Chain(operands=operands, operators=operators):
            total = weigh(operands[0], known, this)
            for sign, operand in zip(operators, operands[1:], strict=True):
                total = figuring.figured(sign, total, weigh(operand, known, this))
            return total
        case Call(function="today"):
            return known(TODAY)
        case Call(function=position) if position == POSITION:
            return figuring.whole(1, None)
        case Call(function=function, arguments=arguments):
            return _called(function, [weigh(argument, known, this) for argument in arguments])
    return ANYTHING


def _logic(word: str, operands: tuple[Node, ...], known: Known, this: str | None) -> Possible:
    undecided = False
    for operand in operands:
        true, false = truths(weigh(operand, known, this))
        if true and false:
            undecided = True
        elif true is (word == "or"):
            return TRUE if true else FALSE
    if undecided:
        return EITHER
    return FALSE if word == "or" else TRUE


def compared(sign: str, left: Possible, right: Possible) -> Possible:
    """Return what a comparison may say."""
    if sign in ("=", "!="):
        same, other = _may_equal(left, right), _may_differ(left, right)
        return _OUTCOMES[(same, other) if sign == "=" else (other, same)]
    if NONE in (left, right):
        return FALSE
    first, second = as_span(left), as_span(right)
    if first is None or second is None:
        return EITHER
    if sign in (">", ">="):
        first, second, sign = second, first, "<" if sign == ">" else "<="
    strictly = sign == "<"
    true = first.low < second.high if strictly else first.low <= second.high
    false = first.high >= second.low if strictly else first.high > second.low
    return _OUTCOMES[true, false or first.empty or second.empty]


def _may_equal(left: Possible, right: Possible) -> bool:
    if isinstance(left, Exactly):
        return any(right.may_be(value) for value in left.values)
    if isinstance(right, Exactly):
        return any(left.may_be(value) for value in right.values)
    both_empty = left.empty and right.empty
    if isinstance(left, Span) and isinstance(right, Span):
        return both_empty or (left.low <= right.high and right.low <= left.high)
    if isinstance(left, Text) and isinstance(right, Text):
        return both_empty or (left.shortest <= right.longest and right.shortest <= left.longest)
    return True


def _may_differ(left: Possible, right: Possible) -> bool:
    single = isinstance(left, Exactly) and isinstance(right, Exactly) and len(left.values) == 1
    return not (single and left == right)


def _called(function: str, arguments: list[Possible]) -> Possible:
    rule = _RULES.get(function)
    if function == "if":
        return _chosen(*arguments)
    exact = [argument.values for argument in arguments if isinstance(argument, Exactly)]
    if len(exact) == len(arguments) and prod(len(values) for values in exact) <= _MANY:
        run = FUNCTIONS[function].run
        return Exactly(frozenset(run(*some) for some in product(*exact)))
    if rule is not None:
        return rule(*arguments)
    return EITHER if function in _SAY_YES_OR_NO else ANYTHING


def _chosen(condition: Possible, then: Possible, otherwise: Possible) -> Possible:
    true, false = truths(condition)
    if true and false:
        return joined([then, otherwise])
    return then if true else otherwise


def _first_given(*values: Possible) -> Possible:
    parts: list[Possible] = []
    for value in values:
        parts.append(value)
        if not value.empty:
            break
    found = joined(parts)
    if parts[-1].empty or isinstance(found, Anything):
        return found
    return figuring.never_empty(found)


def _opposite(condition: Possible) -> Possible:
    true, false = truths(condition)
    return _OUTCOMES[false, true]


def _length(text: Possible) -> Possible:
    if isinstance(text, Text):
        least = 0 if text.empty else text.shortest
        return figuring.whole(least, text.longest)
    return figuring.whole(0, None)


def _part_of(text: Possible, part: Possible) -> Possible:
    if NONE in (text, part):
        return FALSE
    if isinstance(text, Text) and isinstance(part, Exactly):
        fits = any(value is not None and len(value) <= text.longest for value in part.values)
        return EITHER if fits else FALSE
    return EITHER


def _matched(text: Possible, pattern: Possible) -> Possible:
    return FALSE if text == NONE else EITHER


_SAY_YES_OR_NO = frozenset(name for name, function in FUNCTIONS.items() if function.gives is Kind.BOOLEAN)
_RULES: Mapping[str, Callable[..., Possible]] = MappingProxyType(
    {
        "coalesce": _first_given,
        "not": _opposite,
        "string-length": _length,
        "contains": _part_of,
        "starts-with": _part_of,
        "regex": _matched,
        **figuring.RULES,
        **moments.RULES,
    }
)
