"""Which arguments each function takes, and what kind of value it gives."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from survey_app.questionnaire.expressions import limits, moments
from survey_app.questionnaire.expressions.functions import FUNCTIONS, Function
from survey_app.questionnaire.expressions.judging import Checked, Judge
from survey_app.questionnaire.expressions.patterns import PatternError, PatternTooLarge, compile_pattern
from survey_app.questionnaire.expressions.refused import REFUSED
from survey_app.questionnaire.expressions.texts import read_date
from survey_app.questionnaire.expressions.tree import Call, Literal, Reference
from survey_app.questionnaire.expressions.values import POSITION, Kind, Name

_Rule: TypeAlias = Callable[[Judge, list[Checked]], tuple[list[Checked], Name | None]]
_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "position": "Write position(..), which gives the place of an entry in its repeat.",
        "current": "Write a single point for this answer, or ${name} for another.",
        "len": "Write string-length(...) or count-selected(...).",
        "length": "Write string-length(...).",
        "floor": "Write int(...).",
        "ceil": "Write int(...) or round(...).",
        "avg": "Write sum(...) div count(...).",
        "mean": "Write sum(...) div count(...).",
        "isnull": "Write ${name} = ''.",
        "empty": "Write ${name} = ''.",
        "and": "Write and between the two conditions.",
        "or": "Write or between the two conditions.",
    }
)


def call(judge: Judge, whole: Call, arguments: list[Checked]) -> Checked:
    """Check a call whose arguments are checked already."""
    function = FUNCTIONS.get(whole.function)
    if function is None:
        return _unknown(judge, whole)
    most = len(arguments) if function.most is None else function.most
    odd = whole.function == "weighted-checklist" and len(arguments) % 2
    if odd or not function.least <= len(arguments) <= most:
        _tell_count(judge, whole, function, len(arguments))
        return Checked(whole, Name(function.gives) if function.gives else None)
    fitting = [
        judge.fits(part, kinds) for part, kinds in zip(arguments, _takes(function, arguments), strict=True)
    ]
    if not all(fitting):
        return Checked(whole, Name(function.gives) if function.gives else None)
    if whole.function == POSITION and not judge.in_entry:
        judge.findings.tell_part(whole, "no-position")
    rule = _RULES.get(whole.function)
    arguments, given = rule(judge, arguments) if rule else (arguments, None)
    name = Name(function.gives) if function.gives else given
    return Checked(replace(whole, arguments=tuple(part.node for part in arguments)), name)


def _takes(function: Function, arguments: list[Checked]) -> list[frozenset[Kind]]:
    return [function.takes[min(index, len(function.takes) - 1)] for index in range(len(arguments))]


def _unknown(judge: Judge, whole: Call) -> Checked:
    place = (whole.offset, len(whole.function))
    if refused := REFUSED.get(whole.function.lower()):
        reason, instead = refused
        found = judge.findings.short(whole.function)
        judge.findings.tell(*place, "not-served", remedy=instead, found=found, reason=reason)
        return Checked(whole, None)
    near = judge.findings.near(whole.function, FUNCTIONS)
    remedy = _ELSEWHERE.get(whole.function.lower()) or (f"Did you mean {near}()?" if near else None)
    judge.findings.tell(
        *place,
        "unknown-function",
        remedy=remedy,
        found=judge.findings.short(whole.function),
        known=", ".join(sorted(FUNCTIONS)),
    )
    return Checked(whole, None)


def _tell_count(judge: Judge, whole: Call, function: Function, count: int) -> None:
    least, most = function.least, function.most
    wanted = f"{least} or more" if most is None else f"{least}" if least == most else f"{least} to {most}"
    plural = "argument" if least == most == 1 else "arguments"
    judge.findings.tell_part(
        whole,
        "wrong-arguments",
        found=whole.function,
        wanted=f"{wanted} {plural}",
        count=count,
        usage=function.usage,
    )


def _selected(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], None]:
    question, choice = parts
    if question.name is None or choice.name is None:
        return parts, None
    if question.name.kind in {Kind.CHOICES, Kind.RANK} and choice.quoted:
        choice = judge.choice(choice, choice.quoted, question)
    else:
        choice = judge.adapt(choice, question)
        wanted = {Kind.BOOLEAN} if question.name.kind is Kind.BOOLEAN else {Kind.TEXT, Kind.CHOICE}
        judge.fits(choice, frozenset(wanted))
    return [question, choice], None


def _selected_at(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    name = parts[0].name
    return parts, None if name is None else Name(Kind.CHOICE, name.choices)


def _row(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    grid, row = parts
    if row.quoted is None:
        judge.findings.tell_part(row.node, "row-not-literal")
        return parts, None
    if grid.name is None:
        return parts, None
    known = grid.name.row_names
    if known is not None and row.quoted not in known:
        judge.unknown(row, "unknown-row", row.quoted, known, judge.findings.source(grid.node))
    if grid.name.kind is Kind.NUMBERS:
        return parts, Name(Kind.NUMBER)
    return parts, Name(Kind.CHOICE, grid.name.choices)


def _indexed(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    answers, entries, _ = parts
    if answers.name is None or entries.name is None:
        return parts, None
    node = entries.node
    repeat = node.name if isinstance(node, Reference) else None
    if answers.name.one is None or answers.name.holder != repeat:
        judge.findings.tell_part(
            answers.node,
            "not-in-repeat",
            source=judge.findings.source(answers.node),
            repeat=judge.findings.source(entries.node),
        )
        return parts, None
    return parts, answers.name.one


def _if(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    branches, name = judge.alike(parts[1:])
    return [parts[0], *branches], name


def _coalesce(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    return judge.alike(parts)


def _extreme(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], Name | None]:
    kinds = [part.name.kind for part in parts if part.name is not None]
    if not _DATES & set(kinds):
        return parts, Name(Kind.NUMBER)
    if all([judge.fits(part, _DATES) for part in parts]):  # noqa: C419 - tell of each
        return parts, Name(Kind.DATE)
    return parts, None


def _date(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], None]:
    text = parts[0].quoted
    if text and read_date(text) is None:
        judge.findings.tell_part(parts[0].node, "bad-date", found=judge.findings.source(parts[0].node))
    return parts, None


def _format(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], None]:
    pattern = parts[1]
    if pattern.quoted is None:
        judge.findings.tell_part(pattern.node, "format-not-literal")
        return parts, None
    codes = moments.CODE.findall(pattern.quoted)
    strange = next((code for code in codes if code not in moments.CODES), None)
    if strange is not None or pattern.quoted.count("%") > 2 * len(codes):
        judge.findings.tell_part(pattern.node, "bad-format", found=f"%{strange or ''}")
    return parts, None


def _weighted(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], None]:
    for weight in parts[3::2]:
        judge.fits(weight, frozenset({Kind.NUMBER}))
    return parts, None


def _regex(judge: Judge, parts: list[Checked]) -> tuple[list[Checked], None]:
    value, pattern = parts
    if pattern.quoted is None:
        judge.findings.tell_part(pattern.node, "pattern-not-literal")
    elif len(pattern.quoted) > limits.PATTERN_CHARACTERS:
        judge.findings.tell_part(pattern.node, "pattern-too-long", limit=limits.PATTERN_CHARACTERS)
    elif judge.pattern_steps(0) <= limits.PATTERN_STEPS:
        pattern = _compiled(judge, pattern, pattern.quoted)
    return [value, pattern], None


def _compiled(judge: Judge, part: Checked, source: str) -> Checked:
    node = part.node
    try:
        pattern = compile_pattern(source)
    except PatternTooLarge:
        judge.findings.tell_part(node, "pattern-too-large")
    except PatternError as error:
        judge.findings.tell_part(node, "bad-pattern", reason=error)
    else:
        if judge.pattern_steps(pattern.steps) > limits.PATTERN_STEPS:
            judge.findings.tell_part(node, "pattern-too-large")
        return Checked(Literal(node.offset, node.length, pattern), part.name)
    return part


_DATES = frozenset({Kind.DATE, Kind.DATES})
_RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "selected": _selected,
        "selected-at": _selected_at,
        "row": _row,
        "indexed-repeat": _indexed,
        "if": _if,
        "coalesce": _coalesce,
        "min": _extreme,
        "max": _extreme,
        "date": _date,
        "format-date": _format,
        "format-date-time": _format,
        "weighted-checklist": _weighted,
        "regex": _regex,
    }
)
