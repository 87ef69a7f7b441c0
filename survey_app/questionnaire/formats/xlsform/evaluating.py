"""Which of a form's expressions can be evaluated here as they are."""

from collections.abc import Mapping

from survey_app.questionnaire.expressions import ExpressionError, Kind, Name, parse
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Call, Chain, Node, Reference, Word, walk

# What an expression sees of a question of each type; None where that is known only later.
KINDS: Mapping[str, Kind | None] = {
    "text": Kind.TEXT,
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "rating": Kind.NUMBER,
    "select_one": Kind.CHOICE,
    "select_multiple": Kind.CHOICES,
    "rank": Kind.RANK,
    "date": Kind.DATE,
    "consent": Kind.BOOLEAN,
    "slider": Kind.NUMBER,
    "time": Kind.TIME,
    "datetime": Kind.DATETIME,
    "location": Kind.OTHER,
}


def hindrance(
    text: str, types: Mapping[str, str | None], this: str | None, columns: frozenset[str] | None = None
) -> str:
    """Return why an expression cannot be evaluated here, "" where it can.

    types: our type of each question that is served, None where a repeat asks it more than once. this: the
    type of the question that the expression belongs to. columns: of the list whose entries it chooses from.
    """
    findings = Findings(text)
    result = read(text, findings)
    if result.tree is None:
        first = findings.all[0]
        return f"{first.message} {first.remedy}"
    parts = [part for part, _ in walk(result.tree)]
    for part in parts:
        if isinstance(part, Call) and part.function not in FUNCTIONS:
            return f"there is no function {part.function}()."
        if isinstance(part, Word) and part.word not in (columns or ()):
            return f"“{part.word}” is no question; questions are written ${{name}}."
    gone = [one.name for one in result.references if one.name not in types]
    if gone:
        return f"“{gone[0]}” is not served here."
    return (
        ""
        if columns is not None or (this is None and result.uses_this)
        else _of_kinds(text, parts, types, this)
    )


def _of_kinds(text: str, parts: list[Node], types: Mapping[str, str | None], this: str | None) -> str:
    """Return what the kinds of the answers have against an expression, where all of them are known."""
    asked = {part.name for part in parts if isinstance(part, Reference)}
    kinds = {name: KINDS.get(types[name] or "") for name in asked}
    own = KINDS.get(this or "")
    known = {name: Name(kind) for name, kind in kinds.items() if kind is not None}
    placed = any(isinstance(part, Call) and part.function.startswith("position") for part in parts)
    if placed or len(known) < len(kinds) or (this is not None and own is None):
        return ""  # what a repeat gives is known when the whole questionnaire is read
    try:
        parse(text, known, this=None if own is None else Name(own))
    except ExpressionError as error:
        return f"{error.findings[0].message} {error.findings[0].remedy}"
    return ""


def other_meaning(text: str, types: Mapping[str, str | None]) -> str:
    """Return how an expression means something else here than in XLSForm, "" where it does not."""
    tree = read(text, Findings(text)).tree
    for part, _ in walk(tree) if tree is not None else ():
        if isinstance(part, Call) and part.function == "round":
            return "halves are rounded away from zero."
        if isinstance(part, Call) and part.function == "string":
            return "yes and no become the words “yes” and “no”."
        if (
            isinstance(part, Chain)
            and "+" in part.operators
            and any(_is_date(one, types) for one in part.operands)
        ):
            return "a date and a number of days give a date."
    return ""


def _is_date(part: Node, types: Mapping[str, str | None]) -> bool:
    if isinstance(part, Call):
        return part.function in ("today", "date")
    return isinstance(part, Reference) and types.get(part.name) == "date"
