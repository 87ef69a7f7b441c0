"""The check of a whole expression: every name, choice and kind, in one walk over the tree."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.calling import call
from survey_app.questionnaire.expressions.comparing import compare
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.judging import Checked, Judge
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
from survey_app.questionnaire.expressions.values import ARITHMETIC, GRIDS, POSITION, Kind, Name

_NUMBER = Name(Kind.NUMBER)
_BOOLEAN = Name(Kind.BOOLEAN)
_CONDITION = frozenset({Kind.BOOLEAN, Kind.NUMBER})
_NUMBER_OR_DATE = frozenset({Kind.NUMBER, Kind.DATE})


class Checker:
    """Check a tree against the names that it may use; quoted dates and choices take on their kind.

    Names that end in a bracket are the engine's own keys: no file can write them.
    """

    def __init__(
        self,
        names: Mapping[str, Name],
        this: Name | None,
        findings: Findings,
        columns: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._columns = (
            columns  # bare words that name a list's columns, each with the name that it stands for
        )
        self._names = names
        self._this = this
        self._findings = findings
        self.judge = Judge(findings, in_entry=POSITION in names)

    def check(self, node: Node) -> Checked:
        """Check a part and all inside it; the depth is bounded before."""
        match node:
            case Literal():
                return self._literal(node)
            case Reference():
                return self.reference(node)
            case This():
                return self._point(node)
            case Word():
                return self._word(node)
            case Negation():
                return self._negation(node)
            case Comparison():
                return self._comparison(node)
            case Chain():
                return self._chain(node)
            case Call():
                return call(self.judge, node, [self.check(argument) for argument in node.arguments])

    def reference(self, node: Reference) -> Checked:
        """Look a `${name}` up; the remedy for an unknown one is the nearest name."""
        if node.name in self._names and node.name[-1] not in ")]":
            name = self._names[node.name]
            return Checked(replace(node, name=name.key) if name.key else node, _seen(name))
        if not node.name:
            self._findings.tell_part(node, "bad-reference")
            return Checked(node, None)
        remedy = self._row_remedy(node.name)
        if remedy is None:
            near = self._findings.near(node.name, self._names)
            remedy = f"Did you mean ${{{near}}}?" if near is not None else None
        self._findings.tell_part(node, "unknown-name", remedy=remedy, found=self._findings.source(node))
        return Checked(node, None)

    def _row_remedy(self, name: str) -> str | None:
        grid, point, row = name.partition(".")
        if point and grid in self._names and self._names[grid].kind in GRIDS:
            return f"Write row(${{{grid}}}, '{row}')."
        return None

    def _point(self, node: This) -> Checked:
        if self._this is None:
            self._findings.tell_part(node, "no-this")
        return Checked(node, None if self._this is None else _seen(self._this))

    def _literal(self, node: Literal) -> Checked:
        if not isinstance(node.value, Decimal):
            return Checked(node, Name(Kind.TEXT if node.value else Kind.NOTHING))
        kept = ARITHMETIC.create_decimal(node.value)
        if kept != node.value:
            self._findings.tell_part(node, "number-too-long", limit=limits.DIGITS)
        return Checked(replace(node, value=kept), _NUMBER)

    def _word(self, node: Word) -> Checked:
        if node.word in self._columns:
            return self.reference(Reference(node.offset, node.length, self._columns[node.word]))
        lowered = node.word.lower()
        remedy = None
        if node.word in self._names:
            remedy = f"Write ${{{node.word}}}."
        elif lowered in {"null", "none", "nil", "nan", "undefined"}:
            remedy = "The empty answer is written ''."
        elif lowered in FUNCTIONS:
            remedy = f"Write {FUNCTIONS[lowered].usage}."
        elif near := self._findings.near(node.word, self._columns):
            remedy = f"Did you mean {near}?"
        elif near := self._findings.near(node.word, self._names):
            remedy = f"Did you mean ${{{near}}}?"
        self._findings.tell_part(node, "bare-word", remedy=remedy, found=self._findings.short(node.word))
        return Checked(node, None)

    def _negation(self, node: Negation) -> Checked:
        operand = self.check(node.operand)
        self.judge.fits(operand, frozenset({Kind.NUMBER}))
        return Checked(replace(node, operand=operand.node), _NUMBER)

    def _comparison(self, node: Comparison) -> Checked:
        parts = [self.check(operand) for operand in node.operands]
        if len(parts) == 2:
            return compare(self.judge, node, parts[0], parts[1])
        written = [self._findings.source(operand) for operand in node.operands]
        pairs = zip(written, node.operators, written[1:], strict=False)
        right = " and ".join(f"{left} {operator} {other}" for left, operator, other in list(pairs)[:3])
        self._findings.tell_part(node, "chained-comparison", right=right)
        return Checked(node, _BOOLEAN)

    def _chain(self, node: Chain) -> Checked:
        parts = [self.check(operand) for operand in node.operands]
        checked = replace(node, operands=tuple(part.node for part in parts))
        if node.operators[0] in {"and", "or"}:
            for part in parts:
                self.judge.fits(part, _CONDITION)
            return Checked(checked, _BOOLEAN)
        if node.operators[0] in {"+", "-"}:
            return Checked(checked, self._sum(node.operators, parts))
        for part in parts:
            self.judge.fits(part, frozenset({Kind.NUMBER}))
        return Checked(checked, _NUMBER)

    def _sum(self, operators: tuple[str, ...], parts: list[Checked]) -> Name | None:
        if not all([self.judge.fits(part, _NUMBER_OR_DATE) for part in parts]):  # noqa: C419 - tell of each
            return None
        total = parts[0].name
        for operator, part in zip(operators, parts[1:], strict=True):
            if total is None or part.name is None:
                return None
            kind = _SUMS.get((total.kind, operator, part.name.kind))
            if kind is None:
                self._findings.tell_part(part.node, "date-sum", source=self._findings.source(part.node))
                return None
            total = Name(kind)
        return total


def _seen(name: Name) -> Name:
    # A question that has no value is not the empty text: only whether it is answered can be asked.
    return replace(name, kind=Kind.OTHER) if name.kind is Kind.NOTHING else name


_SUMS: Mapping[tuple[Kind, str, Kind], Kind] = {
    (Kind.NUMBER, "+", Kind.NUMBER): Kind.NUMBER,
    (Kind.NUMBER, "-", Kind.NUMBER): Kind.NUMBER,
    (Kind.DATE, "+", Kind.NUMBER): Kind.DATE,
    (Kind.NUMBER, "+", Kind.DATE): Kind.DATE,
    (Kind.DATE, "-", Kind.NUMBER): Kind.DATE,
    (Kind.DATE, "-", Kind.DATE): Kind.NUMBER,
}
