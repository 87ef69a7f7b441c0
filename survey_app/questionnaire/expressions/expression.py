"""An expression: parsed once, checked against the names it may use, evaluated for each answer sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from survey_app.questionnaire.expressions import meaning
from survey_app.questionnaire.expressions.checking import Checker
from survey_app.questionnaire.expressions.compiling import Run, Scene, compiled
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Node
from survey_app.questionnaire.expressions.values import Kind, Name, Value, given


@dataclass(frozen=True)
class Expression:
    """A legal expression.

    references: the names of the questions it looks at. kind: what evaluate() gives. uses_this: whether
    `.` stands in it. tree: its parts with their places, quoted dates and choices resolved.
    """

    text: str
    references: frozenset[str]
    kind: Kind
    uses_this: bool
    tree: Node
    _run: Run = field(repr=False, compare=False)

    def evaluate(self, answers: Mapping[str, Value], *, today: date, this: Value = None) -> Value:
        """Compute the value; an answer that is missing or of a wrong type counts as empty; never raises."""
        return given(self._run(Scene(answers, today, this)))

    def holds(self, answers: Mapping[str, Value], *, today: date, this: Value = None) -> bool:
        """Tell whether a condition is true; an empty value is not; never raises."""
        return meaning.truth(self._run(Scene(answers, today, this)))


def column_key(word: str) -> str:
    """Return under what the answers hold a list's column; no question has such a name."""
    return f"column:{word}"


def parse(
    text: str,
    names: Mapping[str, Name],
    *,
    this: Name | None = None,
    expect: Kind | None = None,
    columns: Mapping[str, Name] = MappingProxyType({}),
) -> Expression:
    """Parse and check an expression.

    names: what each `${name}` may be. this: what `.` is, None where there is no such answer.
    expect: the kind that the result must have. columns: what bare words name, found in the answers under
    column_key. Raises ExpressionError with all that can be told at once.
    """
    findings = Findings(text)
    result = read(text, findings)
    names = {**names, **{column_key(word): name for word, name in columns.items()}} if columns else names
    checker = Checker(names, this, findings, {word: column_key(word) for word in columns})
    if result.tree is None:
        for reference in result.references:
            checker.reference(reference)
        findings.raise_if_any()
        raise AssertionError("an expression without a tree has a finding")
    checked = checker.check(result.tree)
    if expect is not None:
        checked = checker.judge.expect(checked, expect)
    findings.raise_if_any()
    assert checked.name is not None  # noqa: S101 - unknown only where something was told
    references = frozenset(reference.name for reference in result.references)
    run = compiled(checked.node, names, this)
    return Expression(text, references, checked.name.kind, result.uses_this, checked.node, run)
