"""What the parts of an expression give: which question's choices, a yes or no, a day or a time."""

from datetime import date, time

from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.tree import Call, Chain, Comparison, Literal, Node, Reference, This
from survey_app.questionnaire.expressions.values import MOMENTS, Kind
from survey_app.questionnaire.in_words.naming import Naming


def literal_value(node: Node) -> object:
    """Return the value that a part is, None where it is none by itself."""
    return node.value if isinstance(node, Literal) else None


def subject_of(node: Node, naming: Naming) -> str:
    """Return the question whose choices a part gives, "" where it gives none."""
    match node:
        case Reference(name=name):
            return name if _offers(name, naming) else ""
        case This():
            return naming.this if _offers(naming.this, naming) else ""
        case Call(function=function) if function in _HANDING_ON:
            return first_subject(node, naming)
    return ""


_HANDING_ON = frozenset({"selected-at", "row", "indexed-repeat", "coalesce", "if"})


def first_subject(node: Call, naming: Naming) -> str:
    """Return the first question whose choices the arguments of a call give, "" where none does."""
    given = node.arguments[1:] if node.function == "if" else node.arguments
    return next((name for one in given if (name := subject_of(one, naming))), "")


def _offers(name: str, naming: Naming) -> bool:
    found = naming.kind(name)
    return (found.choices is not None and found.kind is not Kind.NUMBERS) or found.kind is Kind.BOOLEAN


def is_boolean(node: Node, naming: Naming) -> bool:
    """Tell whether a part gives a yes or a no."""
    match node:
        case Reference(name=name):
            return naming.kind(name).kind is Kind.BOOLEAN
        case This():
            return naming.kind(naming.this).kind is Kind.BOOLEAN
        case Call(function=function) if function in _HANDING_ON:
            return any(is_boolean(one, naming) for one in node.arguments)
    return isinstance(literal_value(node), bool)


def is_moment(node: Node, naming: Naming) -> bool:
    """Tell whether a part gives a day or a time."""
    kinds = MOMENTS | {Kind.DATES}
    match node:
        case Literal(value=value):
            return isinstance(value, date | time)
        case Reference(name=name):
            return naming.kind(name).kind in kinds
        case This():
            return naming.kind(naming.this).kind in kinds
        case Chain(operands=operands) if not isinstance(node, Comparison):
            return sum(is_moment(one, naming) for one in operands) == 1  # a day less a day is a number
        case Call(function=function):
            if (gives := FUNCTIONS[function].gives) is not None:
                return gives in kinds
            return any(is_moment(one, naming) for one in node.arguments)
    return False
