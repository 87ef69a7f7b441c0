"""What functions give, in words: from the words of their arguments."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from survey_app.questionnaire.expressions.tree import Call, Literal, Reference
from survey_app.questionnaire.expressions.values import POSITION, Kind
from survey_app.questionnaire.in_words.naming import Naming
from survey_app.questionnaire.phrases import Phrase

_LISTED, _MORE_BY_ONE = "{first}, {second}", "{inner} + 1"
Told = Sequence[Phrase]


def told(node: Call, words: Told, naming: Naming) -> Phrase:
    """Return what a call gives, from the words of its arguments."""
    if node.function in _BY_NODE:
        return _BY_NODE[node.function](node, words, naming)
    return _BY_WORDS[node.function](words)


def _listed(words: Told) -> Phrase:
    told = words[0]
    for other in words[1:]:
        told = Phrase(_LISTED, first=told, second=other)
    return told


def _itself(words: Told) -> Phrase:
    return words[0]


def _count(node: Call, words: Told, naming: Naming) -> Phrase:
    first = node.arguments[0]
    if len(words) == 1 and isinstance(first, Reference) and naming.kind(first.name).kind is Kind.ENTRIES:
        return Phrase("the number of entries in {first}", first=words[0])
    return Phrase("the number of answers in {first}", first=_listed(words))


def _selected_at(node: Call, words: Told, naming: Naming) -> Phrase:
    place = node.arguments[1]
    if isinstance(place, Literal) and isinstance(place.value, Decimal):
        number: str = f"{place.value + 1:f}"  # people count from 1
    else:
        number = Phrase(_MORE_BY_ONE, inner=words[1])
    return Phrase("choice {number} of {first}", number=number, first=words[0])


def _row(node: Call, words: Told, naming: Naming) -> Phrase:
    grid, row = node.arguments
    name = grid.name if isinstance(grid, Reference) else ""
    label = naming.row(name, str(row.value)) if isinstance(row, Literal) else words[1]
    return Phrase("{row} in {first}", row=label, first=words[0])


def _round(words: Told) -> Phrase:
    if len(words) == 1:
        return Phrase("{first} rounded", first=words[0])
    return Phrase("{first} rounded to {digits} decimals", first=words[0], digits=words[1])


def _substr(words: Told) -> Phrase:
    return Phrase("a part of {first} (from character {places})", first=words[0], places=_listed(words[1:]))


def _translate(words: Told) -> Phrase:
    said = {"first": words[0], "second": words[1], "third": words[2]}
    return Phrase("{first} with the letters {second} replaced by {third}", **said)


def _logarithm(words: Phrase, base: str) -> Phrase:
    return Phrase("the logarithm of {first} to the base {second}", first=words, second=base)


def _smallest(node: Call, words: Told, naming: Naming) -> Phrase:
    if _is_set(node, naming):
        return Phrase("the lowest answer in {first}", first=words[0])
    return Phrase("the smallest of {items}", items=_listed(words))


def _largest(node: Call, words: Told, naming: Naming) -> Phrase:
    if _is_set(node, naming):
        return Phrase("the highest answer in {first}", first=words[0])
    return Phrase("the largest of {items}", items=_listed(words))


def _is_set(node: Call, naming: Naming) -> bool:
    """Tell whether a function looks at all answers of one grid, or of all entries to one question."""
    first = node.arguments[0]
    numbers = isinstance(first, Reference) and naming.kind(first.name).kind is Kind.NUMBERS
    return len(node.arguments) == 1 and numbers


_BY_NODE: Mapping[str, Callable[[Call, Told, Naming], Phrase]] = MappingProxyType(
    {
        "min": _smallest,
        "max": _largest,
        "count": _count,
        "count-non-empty": _count,
        "selected-at": _selected_at,
        "row": _row,
    }
)
_BY_WORDS: Mapping[str, Callable[[Told], Phrase]] = MappingProxyType(
    {
        "count-selected": lambda told: Phrase("the number of choices in {first}", first=told[0]),
        "coalesce": lambda told: Phrase("the first answer given of {items}", items=_listed(told)),
        "sum": lambda told: Phrase("the sum of {items}", items=_listed(told)),
        "indexed-repeat": lambda told: Phrase("{first} in entry {number}", first=told[0], number=told[2]),
        POSITION: lambda told: Phrase("the number of this entry"),
        "round": _round,
        "int": lambda told: Phrase("{first} without its decimals", first=told[0]),
        "number": _itself,
        "string": _itself,
        "date": _itself,
        "date-time": _itself,
        "concat": lambda told: Phrase("{items}, joined", items=_listed(told)),
        "join": lambda told: Phrase("{items}, joined", items=_listed(told[1:])),
        "string-length": lambda told: Phrase("the number of characters in {first}", first=told[0]),
        "substr": _substr,
        "substring-before": lambda told: Phrase(
            "what stands before {second} in {first}", first=told[0], second=told[1]
        ),
        "substring-after": lambda told: Phrase(
            "what stands after {second} in {first}", first=told[0], second=told[1]
        ),
        "normalize-space": lambda told: Phrase("{first} without extra blanks", first=told[0]),
        "translate": _translate,
        "abs": lambda told: Phrase("{first} without its sign", first=told[0]),
        "pow": lambda told: Phrase("{first} to the power of {second}", first=told[0], second=told[1]),
        "sqrt": lambda told: Phrase("the square root of {first}", first=told[0]),
        "exp": lambda told: Phrase("{first} to the power of {second}", first="e", second=told[0]),
        "log": lambda told: Phrase(
            "the logarithm of {first} to the base {second}", first=told[0], second="e"
        ),
        "log10": lambda told: Phrase(
            "the logarithm of {first} to the base {second}", first=told[0], second="10"
        ),
        "today": lambda told: Phrase("the day of answering"),
        "decimal-date-time": lambda told: Phrase("{first} as a number of days", first=told[0]),
        "decimal-time": lambda told: Phrase("{first} as a number of days", first=told[0]),
        "format-date": lambda told: Phrase("{first} written as {second}", first=told[0], second=told[1]),
        "format-date-time": lambda told: Phrase("{first} written as {second}", first=told[0], second=told[1]),
    }
)
