"""Under which answers one choice of a filtered list is offered."""

from dataclasses import replace
from decimal import Decimal

from survey_app.questionnaire.expressions import Expression, Kind, column_key
from survey_app.questionnaire.expressions.tree import Call, Chain, Literal, Negation, Node, Reference
from survey_app.questionnaire.filtering import columns_of
from survey_app.questionnaire.types import Choice


def choice_condition(choice_filter: Expression, choice: Choice, choices: tuple[Choice, ...]) -> Node:
    """Return a filter as a condition on answers alone: what it asks of the list is put in for the choice."""
    kinds = columns_of(choices)
    cells = {**choice.columns, "name": choice.name, "label": choice.label}
    known: dict[str, object] = {
        column_key(key): Decimal(str(cell)) if kinds[key].kind is Kind.NUMBER else str(cell)
        for key, cell in cells.items()
    }
    absent = {column_key(key): "" for key in kinds if key not in cells}
    return _with(choice_filter.tree, known | absent)


def _with(node: Node, known: dict[str, object]) -> Node:
    match node:
        case Reference(name=name) if name in known:
            return Literal(node.offset, node.length, known[name])
        case Negation():
            return replace(node, operand=_with(node.operand, known))
        case Chain():
            return replace(node, operands=tuple(_with(one, known) for one in node.operands))
        case Call():
            return replace(node, arguments=tuple(_with(one, known) for one in node.arguments))
    return node
