"""Texts that repeat an answer: `${name}` is replaced, everything else stays as it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.checking import Checker
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.tree import Reference
from survey_app.questionnaire.expressions.values import Name


@dataclass(frozen=True)
class Template:
    """A label or message; `pieces` are literal texts and references in turn."""

    text: str
    pieces: tuple[str | Reference, ...]

    @property
    def references(self) -> frozenset[str]:
        """Give the names of the questions whose answers are repeated."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Reference))

    def render(self, show: Callable[[str], str]) -> str:
        """Put in `show(name)` for each `${name}`, as it is: what it gives is never read again."""
        return "".join(show(piece.name) if isinstance(piece, Reference) else piece for piece in self.pieces)


def parse_text(text: str, names: Mapping[str, Name]) -> Template:
    """Parse a text with `${name}` in it; raises ExpressionError for a broken or unknown reference."""
    findings = Findings(text)
    if len(text) > limits.TEMPLATE_CHARACTERS:
        beyond = len(text) - limits.TEMPLATE_CHARACTERS
        limit = limits.TEMPLATE_CHARACTERS
        findings.tell(limit, beyond, "template-too-long", count=len(text), limit=limit)
        findings.raise_if_any()
    pieces = tuple(_pieces(text, findings))
    checker = Checker(names, None, findings)
    for piece in pieces:
        if isinstance(piece, Reference):
            checker.reference(piece)
    findings.raise_if_any()
    return Template(text, pieces)


def _pieces(text: str, findings: Findings) -> Iterator[str | Reference]:
    done = 0
    while (start := text.find("${", done)) >= 0:
        if start > done:
            yield text[done:start]
        end = text.find("}", start)
        inside = text[start + 2 : end]
        if end < 0 or "{" in inside or not inside.strip():
            findings.tell(start, 2, "bad-reference")
            done = start + 2
        else:
            yield Reference(start, end + 1 - start, inside.strip())
            done = end + 1
    if done < len(text):
        yield text[done:]
