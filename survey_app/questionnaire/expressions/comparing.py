"""Which values can be compared: the same kinds, quoted texts with dates, choices and yes or no."""

from survey_app.questionnaire.expressions.advice import remedy_for
from survey_app.questionnaire.expressions.judging import Checked, Judge
from survey_app.questionnaire.expressions.texts import read_number
from survey_app.questionnaire.expressions.tree import Comparison
from survey_app.questionnaire.expressions.values import MOMENTS, SEVERAL, TEXTUAL, Kind, Name

_BOOLEAN = Name(Kind.BOOLEAN)
_ORDERED = MOMENTS | {Kind.NUMBER}


def compare(judge: Judge, whole: Comparison, left: Checked, right: Checked) -> Checked:
    """Check one comparison; quoted texts take on the kind of the other side."""
    operator = whole.operators[0]
    adapted_left, adapted_right = judge.adapt(left, right), judge.adapt(right, left)
    first, second = adapted_left.name, adapted_right.name
    if first is not None and second is not None:
        if operator in {"=", "!="}:
            _check_equality(judge, whole, adapted_left, adapted_right)
        else:
            _check_order(judge, whole, adapted_left, adapted_right)
    node = Comparison(whole.offset, whole.length, (adapted_left.node, adapted_right.node), whole.operators)
    return Checked(node, _BOOLEAN)


def _kinds(left: Checked, right: Checked) -> tuple[Kind, Kind]:
    assert left.name is not None  # noqa: S101 - callers have looked
    assert right.name is not None  # noqa: S101
    return left.name.kind, right.name.kind


def _check_equality(judge: Judge, whole: Comparison, left: Checked, right: Checked) -> None:
    first, second = _kinds(left, right)
    alike = first is second and first not in SEVERAL
    if not alike and Kind.NOTHING not in {first, second} and not {first, second} <= TEXTUAL:
        _tell_not_comparable(judge, whole, left, right)


def _check_order(judge: Judge, whole: Comparison, left: Checked, right: Checked) -> None:
    for part, kind in zip((left, right), _kinds(left, right), strict=True):
        if kind not in _ORDERED and not _number_in_quotes(judge, part):
            source = judge.findings.source(part.node)
            remedy = "Write != '' to ask for any answer." if kind is Kind.NOTHING else None
            remedy = remedy or remedy_for(kind, frozenset({Kind.NUMBER}), source)
            judge.findings.tell_part(part.node, "not-ordered", remedy=remedy, source=source, found=kind.value)
            return
    first, second = _kinds(left, right)
    if first is not second:
        _tell_not_comparable(judge, whole, left, right)


def _number_in_quotes(judge: Judge, part: Checked) -> bool:
    return part.quoted is not None and read_number(part.quoted) is not None


def _tell_not_comparable(judge: Judge, whole: Comparison, left: Checked, right: Checked) -> None:
    first, second = _kinds(left, right)
    judge.findings.tell_part(
        whole,
        "not-comparable",
        remedy=_remedy(judge, left, right) or _remedy(judge, right, left),
        source=judge.findings.source(left.node),
        found=first.value,
        other=judge.findings.source(right.node),
        wanted=second.value,
    )


def _remedy(judge: Judge, part: Checked, other: Checked) -> str | None:
    kind, opposite = _kinds(part, other)
    source = judge.findings.source(part.node)
    written = judge.findings.source(other.node)
    match kind, opposite:
        case Kind.OTHER, _:
            return remedy_for(kind, frozenset(), source)
        case Kind.TEXT, Kind.NUMBER if part.quoted is not None and read_number(part.quoted) is not None:
            return f"Write {part.quoted.strip()} without quotes."
        case Kind.TEXT, Kind.NUMBER if part.quoted is not None:
            return "Write a number without quotes."
        case Kind.CHOICE, Kind.NUMBER:
            return f"Choices are names: write '{written}' in quotes, or number({source})."
        case Kind.CHOICES | Kind.RANK, Kind.TEXT | Kind.CHOICE:
            return f"Write selected({source}, {written})."
        case ((Kind.NUMBERS | Kind.CHOICES | Kind.RANK | Kind.CHOICES_BY_ROW), _):
            return remedy_for(kind, frozenset({Kind.NUMBER}), source)
        case Kind.DATETIME, Kind.DATE:
            return f"Take its day with date({source})."
        case Kind.TEXT, Kind.DATE:
            return f"Turn it into a date with date({source})."
        case Kind.TEXT, Kind.NUMBER:
            return f"Turn it into a number with number({source})."
    return None
