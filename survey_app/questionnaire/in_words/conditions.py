"""An expression in words: one phrase, said in any language that the product speaks.

The words follow the checked tree, in which dates and choices have taken on their kind. Where and and or stand
inside one another, parentheses say what belongs together.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from survey_app.questionnaire.expressions.tree import (
    Call,
    Chain,
    Comparison,
    Literal,
    Negation,
    Node,
    Reference,
    This,
    Word,
)
from survey_app.questionnaire.expressions.values import Kind
from survey_app.questionnaire.in_words import figures
from survey_app.questionnaire.in_words.looking import (
    first_subject,
    is_boolean,
    is_moment,
    literal_value,
    subject_of,
)
from survey_app.questionnaire.in_words.naming import Naming, quoted
from survey_app.questionnaire.phrases import Phrase

_IN_BRACKETS, _BESIDE, _LISTED = "({inner})", "{first} {sign} {second}", "{first}, {second}"
_SIGNS = MappingProxyType({"+": "+", "-": "−", "*": "×", "div": "÷"})
_NEGATIVE, _AS_IT_IS, _EMPTY = "−{inner}", "{inner}", ""
_BOOLEANS = MappingProxyType({"true": True, "false": False})


def condition_in_words(node: Node, naming: Naming) -> Phrase:
    """Return what must be so for a condition to hold: “Hosts?” is “Yes” and “People” is more than 3."""
    match node:
        case Comparison():
            return _compared(node, naming)
        case Chain(operators=operators) if operators[0] in ("and", "or"):
            return _joined(node, naming)
        case Call(function=function) if function in _CONDITIONS:
            return _CONDITIONS[function](node.arguments, naming)
        case Call(function="if"):
            return _either(node.arguments, naming, condition_in_words)
    subject = value_in_words(node, naming)
    if is_boolean(node, naming):
        return _is(subject, naming.answer(subject_of(node, naming), True))
    return Phrase("{first} is not {second}", first=subject, second="0")


def value_in_words(node: Node, naming: Naming, beside: str = "") -> Phrase:
    """Return what an expression computes, in words; a choice is one of the question `beside` it."""
    match node:
        case Literal(value=value):
            return _literal(value, naming, beside)
        case Reference(name=name):
            return naming.question(name)
        case This():
            return Phrase("this answer")
        case Negation(operand=operand):
            return Phrase(_NEGATIVE, inner=value_in_words(operand, naming, beside))
        case Chain(operators=operators) if not isinstance(node, Comparison) and operators[0] not in _JOINS:
            return _computed(node, naming)
        case Call(function=function) if function in _BOOLEANS:
            return Phrase(_AS_IT_IS, inner=naming.answer(beside, _BOOLEANS[function]))
        case Call(function="if"):
            either = _either(node.arguments, naming, lambda one, name: value_in_words(one, name, beside))
            return Phrase(_IN_BRACKETS, inner=either)
        case Call(function=function) if function not in _CONDITIONS:
            told = [value_in_words(one, naming, first_subject(node, naming)) for one in node.arguments]
            return figures.told(node, told, naming)
        case Word(word=word):
            return quoted(word)
    return condition_in_words(node, naming)


_JOINS: Mapping[str, Callable[[Phrase, Phrase], Phrase]] = MappingProxyType(
    {
        "and": lambda first, second: Phrase("{first} and {second}", first=first, second=second),
        "or": lambda first, second: Phrase("{first} or {second}", first=first, second=second),
    }
)


def _joined(node: Chain, naming: Naming) -> Phrase:
    parts = [_bracketed(one, node, condition_in_words(one, naming)) for one in node.operands]
    words = parts[0]
    for operator, part in zip(node.operators, parts[1:], strict=True):
        words = _JOINS[operator](words, part)
    return words


def _bracketed(inner: Node, outer: Chain, words: Phrase) -> Phrase:
    """Put a chain that stands inside another into brackets."""
    chained = isinstance(inner, Chain) and not isinstance(inner, Comparison)
    return Phrase(_IN_BRACKETS, inner=words) if chained and inner is not outer else words


def _computed(node: Chain, naming: Naming) -> Phrase:
    words, *others = [_bracketed(one, node, value_in_words(one, naming)) for one in node.operands]
    for operator, other in zip(node.operators, others, strict=True):
        if operator == "mod":
            words = Phrase("the rest of {first} divided by {second}", first=words, second=other)
        else:
            words = Phrase(_BESIDE, first=words, sign=_SIGNS[operator], second=other)
    return words


def _literal(value: object, naming: Naming, beside: str) -> Phrase:
    if isinstance(value, bool):
        return Phrase(_AS_IT_IS, inner=naming.answer(beside, value))
    if isinstance(value, Decimal):
        return Phrase(_AS_IT_IS, inner=f"{value:f}")
    if isinstance(value, datetime):
        return Phrase("{day}, {time}", day=value.date(), time=f"{value:%H:%M}")
    if isinstance(value, date):
        return Phrase(_AS_IT_IS, inner=value)
    if isinstance(value, time):
        return Phrase(_AS_IT_IS, inner=f"{value:%H:%M}")
    if isinstance(value, str):
        return Phrase(_AS_IT_IS, inner=naming.answer(beside, value) if beside else quoted(value))
    return quoted(str(getattr(value, "source", value)))  # a pattern


def _is(first: str, second: str) -> Phrase:
    return Phrase("{first} is {second}", first=first, second=second)


def _compared(node: Comparison, naming: Naming) -> Phrase:
    left, right = node.operands
    operator = node.operators[0]
    if literal_value(left) is not None and literal_value(right) is None:
        left, right, operator = right, left, _TURNED.get(operator, operator)
    if literal_value(right) == _EMPTY:
        return _answered(value_in_words(left, naming), operator == "=")
    if (empty := _asks_for_any(left, operator, right, naming)) is not None:
        # What asks for any answer is a call with one argument: that was looked at just now.
        return _answered(value_in_words(left.arguments[0], naming), empty)  # type: ignore[union-attr]
    beside = subject_of(left, naming) or subject_of(right, naming)
    first, second = value_in_words(left, naming, beside), value_in_words(right, naming, beside)
    order = _MOMENTS if is_moment(left, naming) or is_moment(right, naming) else _NUMBERS
    return order[operator](first, second)


def _asks_for_any(left: Node, operator: str, right: Node, naming: Naming) -> bool | None:
    """Tell whether a comparison asks for no answer at all, False for any; None where it asks for a number."""
    if not isinstance(left, Call) or left.function not in _COUNTS or len(left.arguments) != 1:
        return None
    first = left.arguments[0]
    if isinstance(first, Reference) and naming.kind(first.name).kind is Kind.ENTRIES:
        return None
    return _ANY.get((operator, literal_value(right)))


_COUNTS = frozenset({"count", "count-non-empty", "count-selected", "string-length"})
_ANY: Mapping[tuple[str, object], bool] = MappingProxyType(
    {
        (">", Decimal(0)): False,
        (">=", Decimal(1)): False,
        ("!=", Decimal(0)): False,
        ("=", Decimal(0)): True,
        ("<", Decimal(1)): True,
    }
)


def _answered(subject: Phrase, empty: bool) -> Phrase:
    if empty:
        return Phrase("{first} is not answered", first=subject)
    return Phrase("{first} is answered", first=subject)


_Words = Mapping[str, Callable[[str, str], Phrase]]
_TURNED = MappingProxyType({"<": ">", "<=": ">=", ">": "<", ">=": "<="})
_NUMBERS: _Words = MappingProxyType(
    {
        "=": _is,
        "!=": lambda first, second: Phrase("{first} is not {second}", first=first, second=second),
        "<": lambda first, second: Phrase("{first} is less than {second}", first=first, second=second),
        "<=": lambda first, second: Phrase("{first} is at most {second}", first=first, second=second),
        ">": lambda first, second: Phrase("{first} is more than {second}", first=first, second=second),
        ">=": lambda first, second: Phrase("{first} is at least {second}", first=first, second=second),
    }
)
_MOMENTS: _Words = MappingProxyType(
    {
        **_NUMBERS,
        "<": lambda first, second: Phrase("{first} is before {second}", first=first, second=second),
        "<=": lambda first, second: Phrase("{first} is not after {second}", first=first, second=second),
        ">": lambda first, second: Phrase("{first} is after {second}", first=first, second=second),
        ">=": lambda first, second: Phrase("{first} is not before {second}", first=first, second=second),
    }
)


_Said = Callable[[Sequence[Node], Naming], Phrase]


def _either(arguments: Sequence[Node], naming: Naming, say: Callable[[Node, Naming], Phrase]) -> Phrase:
    condition, first, second = arguments
    return Phrase(
        "{first} if {condition}, otherwise {second}",
        first=say(first, naming),
        condition=condition_in_words(condition, naming),
        second=say(second, naming),
    )


def _opposite(arguments: Sequence[Node], naming: Naming) -> Phrase:
    """Say the opposite; of “less than” it is not “at least”, for an empty answer is neither."""
    (inner,) = arguments
    if isinstance(inner, Call) and inner.function == "selected":
        return _selected(inner.arguments, naming, holds=False)
    if isinstance(inner, Comparison) and inner.operators[0] in ("=", "!="):
        turned = "!=" if inner.operators[0] == "=" else "="
        return _compared(Comparison(inner.offset, inner.length, inner.operands, (turned,)), naming)
    return Phrase(
        "it is not so that {inner}", inner=Phrase(_IN_BRACKETS, inner=condition_in_words(inner, naming))
    )


def _selected(arguments: Sequence[Node], naming: Naming, *, holds: bool = True) -> Phrase:
    subject, choice = arguments
    beside = subject_of(subject, naming)
    first, second = value_in_words(subject, naming), value_in_words(choice, naming, beside)
    if naming.kind(beside).kind in (Kind.CHOICE, Kind.BOOLEAN):
        return _NUMBERS["=" if holds else "!="](first, second)
    if holds:
        return Phrase("{first} includes {second}", first=first, second=second)
    return Phrase("{first} does not include {second}", first=first, second=second)


def _two(say: Callable[[Phrase, Phrase], Phrase]) -> _Said:
    return lambda arguments, naming: say(*(value_in_words(one, naming) for one in arguments))


def _listed(nodes: Sequence[Node], naming: Naming) -> Phrase:
    words = [_bracketed(one, Chain(0, 0, (), ()), condition_in_words(one, naming)) for one in nodes]
    told = words[0]
    for other in words[1:]:
        told = Phrase(_LISTED, first=told, second=other)
    return told


def _checklist(arguments: Sequence[Node], naming: Naming) -> Phrase:
    items = _listed(arguments[2:], naming)
    return Phrase("{bounds} of these hold: {items}", bounds=_bounds(arguments, naming), items=items)


def _weighted(arguments: Sequence[Node], naming: Naming) -> Phrase:
    told: Phrase | None = None
    for condition, weight in zip(arguments[2::2], arguments[3::2], strict=True):
        words = {"inner": condition_in_words(condition, naming), "weight": value_in_words(weight, naming)}
        one = Phrase(_WEIGHED, **words)
        told = one if told is None else Phrase(_LISTED, first=told, second=one)
    bounds = _bounds(arguments, naming)
    return Phrase(
        "the points in brackets of what holds add up to {bounds}: {items}", bounds=bounds, items=told
    )


_WEIGHED, _NO_BOUND = "{inner} [{weight}]", "−1"


def _bounds(arguments: Sequence[Node], naming: Naming) -> Phrase:
    least, most = (value_in_words(one, naming) for one in arguments[:2])
    if _NO_BOUND in (least, most):
        if least == _NO_BOUND:
            return Phrase("at most {most}", most=most)
        return Phrase("at least {least}", least=least)
    return Phrase("{least} to {most}", least=least, most=most)


_CONDITIONS: Mapping[str, _Said] = MappingProxyType(
    {
        "not": _opposite,
        "selected": _selected,
        "true": lambda arguments, naming: Phrase("in any case"),
        "false": lambda arguments, naming: Phrase("never"),
        "contains": _two(lambda one, two: Phrase("{first} contains {second}", first=one, second=two)),
        "starts-with": _two(lambda one, two: Phrase("{first} begins with {second}", first=one, second=two)),
        "ends-with": _two(lambda one, two: Phrase("{first} ends with {second}", first=one, second=two)),
        "regex": _two(lambda one, two: Phrase("{first} fits the pattern {second}", first=one, second=two)),
        "boolean-from-string": lambda arguments, naming: _is(
            value_in_words(arguments[0], naming), quoted(Phrase("Yes"))
        ),
        "checklist": _checklist,
        "weighted-checklist": _weighted,
    }
)
