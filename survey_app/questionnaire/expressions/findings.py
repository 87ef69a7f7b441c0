"""What is wrong with an expression: where, what, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.messages import CATALOGUE
from survey_app.questionnaire.expressions.tree import Part


@dataclass(frozen=True, order=True)
class Finding:
    """One defect; `offset` and `length` count characters of the text that was read, from 0."""

    offset: int
    length: int
    code: str
    message: str
    remedy: str


class ExpressionError(Exception):
    """An expression, or a text with `${name}` in it, that cannot be used; `findings` is never empty."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(" ".join(f"{finding.message} {finding.remedy}" for finding in self.findings))


class Findings:
    """Collect what is wrong with one text, up to a number that a reader can use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._told: set[Finding] = set()
        self._hints: dict[str, str | None] = {}

    def tell(
        self, offset: int, length: int, code: str, *, remedy: str | None = None, **words: object
    ) -> None:
        """Note a defect in the words of the catalogue; `remedy` replaces the catalogue's."""
        if len(self._told) < limits.FINDINGS:
            message, usual = CATALOGUE[code]
            advice = usual.format(**words) if remedy is None else remedy
            self._told.add(Finding(offset, length, code, message.format(**words), advice))

    def tell_part(self, part: Part, code: str, *, remedy: str | None = None, **words: object) -> None:
        """Note a defect of one part of the expression."""
        self.tell(part.offset, part.length, code, remedy=remedy, **words)

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """Give the known name that a misspelt one most likely means; slow lookups are rationed."""
        if word not in self._hints:
            if len(self._hints) >= limits.HINTED_WORDS or len(word) > limits.HINTED_CHARACTERS:
                return None
            similar = [name for name in known if abs(len(name) - len(word)) <= 3 and name[-1] not in ")]"]
            self._hints[word] = next(
                iter(get_close_matches(word, similar[: limits.HINTED_AMONG], 1, 0.7)), None
            )
        return self._hints[word]

    def source(self, part: Part) -> str:
        """Give a part as it was written, shortened to fit into a sentence."""
        return self.short(self._text[part.offset : part.end])

    @staticmethod
    def short(written: str) -> str:
        """Shorten what was written so that it fits into a sentence."""
        return written if len(written) <= 60 else f"{written[:57]}…"

    @property
    def all(self) -> tuple[Finding, ...]:
        """Give the findings in the order of the text."""
        return tuple(sorted(self._told))

    def raise_if_any(self) -> None:
        """Raise ExpressionError when something was told."""
        if self._told:
            raise ExpressionError(self.all)
