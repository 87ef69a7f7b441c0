"""A questionnaire ready to be asked: names resolved, expressions and piped texts parsed once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from survey_app.questionnaire.expressions import (
    Expression,
    ExpressionError,
    Finding,
    Kind,
    Name,
    Template,
    parse,
    parse_text,
)
from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.problems import MAX_TOLD
from survey_app.questionnaire.types import AvailabilityQuestion, Lists, QuestionBase, SettledAvailability
from survey_app.questionnaire.yaml_text import Path

TEXTS = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class BadExpression:
    """Hold a finding about an expression or a piped text, with the path of its key in the file."""

    path: Path
    finding: Finding


@dataclass(frozen=True)
class Compiled:
    """Hold a questionnaire with every expression parsed; conditions by question or page name."""

    questionnaire: Questionnaire
    names: Mapping[str, Name]
    relevant: Mapping[str, Expression]
    page_relevant: Mapping[str, Expression]
    constraint: Mapping[str, Expression]
    texts: Mapping[tuple[str, str], Template] = field(repr=False)  # (name, key) -> piped text, where it pipes

    @cached_property
    def page_of(self) -> dict[str, Page]:
        """Return the page that each question stands on."""
        return {question.name: page for page in self.questionnaire.pages for question in page.questions}

    def asked_by(self, name: str) -> frozenset[str]:
        """Return the questions whose answers decide whether a question is shown, itself left out."""
        own = self.relevant.get(name)
        page = self.page_relevant.get(self.page_of[name].name)
        asked = (own.references if own else frozenset()) | (page.references if page else frozenset())
        return asked - {name}

    @cached_property
    def deciding_order(self) -> tuple[str, ...]:
        """Return the question names, each after those that decide whether it is shown."""
        order: dict[str, None] = {}
        waiting = list(reversed(self.page_of))
        entered: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in order:
                continue
            asked = [other for other in self.asked_by(name) if other in self.page_of and other not in order]
            if asked and name not in entered:  # entered twice only in a circle, which the checker refuses
                entered.add(name)
                waiting += [name, *asked]
            else:
                order[name] = None
        return tuple(order)


class _Work:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.names = {
            question.name: _name_of(question, questionnaire.lists)
            for question in questionnaire.questions()
            if question.answered
        }
        self.bad: list[BadExpression] = []
        self.texts: dict[tuple[str, str], Template] = {}

    def expression(self, text: str | None, path: Path, this: Name | None = None) -> Expression | None:
        if text is None or len(self.bad) >= MAX_TOLD:
            return None
        try:
            return parse(text, self.names, this=this, expect=Kind.BOOLEAN)
        except ExpressionError as error:
            self.bad += [BadExpression(path, finding) for finding in error.findings]
            return None

    def piped(self, owner: QuestionBase | Page, path: Path) -> None:
        for key in TEXTS:
            text = getattr(owner, key, None)
            if not text or "${" not in text or len(self.bad) >= MAX_TOLD:
                continue
            try:
                # A page and a question may share a name, so a page's texts stand under "page:".
                name = f"page:{owner.name}" if isinstance(owner, Page) else owner.name
                self.texts[(name, key)] = parse_text(text, self.names)
            except ExpressionError as error:
                self.bad += [BadExpression((*path, key), finding) for finding in error.findings]


def _name_of(question: QuestionBase, lists: Lists) -> Name:
    """Return what an expression sees under a name; nothing is checked against a list that is not there."""
    lacking = [name for name in question.lists() if name not in lists]
    if not lacking:
        return question.kind(lists)
    return replace(question.kind({**lists, **dict.fromkeys(lacking, ())}), choices=None, rows=None)


def places(questionnaire: Questionnaire) -> Iterator[tuple[Path, QuestionBase]]:
    """Yield every question with its path in the file."""
    for p, page in enumerate(questionnaire.pages):
        for q, question in enumerate(page.questions):
            yield ("pages", p, "questions", q), question


def compile_questionnaire(questionnaire: Questionnaire) -> tuple[Compiled, list[BadExpression]]:
    """Parse every expression and piped text; return what stands and what is wrong with the rest."""
    work = _Work(questionnaire)
    relevant, constraint, page_relevant = {}, {}, {}
    for index, page in enumerate(questionnaire.pages):
        work.piped(page, ("pages", index))
        if condition := work.expression(page.relevant, ("pages", index, "relevant")):
            page_relevant[page.name] = condition
    for path, question in places(questionnaire):
        work.piped(question, path)
        if condition := work.expression(question.relevant, (*path, "relevant")):
            relevant[question.name] = condition
        this = work.names.get(question.name)
        if rule := work.expression(question.constraint, (*path, "constraint"), this):
            constraint[question.name] = rule
    return Compiled(questionnaire, work.names, relevant, page_relevant, constraint, work.texts), work.bad


def with_weeks(questionnaire: Questionnaire, weeks: tuple[str, ...]) -> Questionnaire:
    """Return the questionnaire with a round's weeks (in order) where an availability question names none."""

    def settled(question: QuestionBase) -> QuestionBase:
        if isinstance(question, AvailabilityQuestion) and question.weeks is None:
            return SettledAvailability.model_construct(**dict(question), asked=weeks)
        return question

    if not weeks:
        return questionnaire
    pages = tuple(
        page.model_copy(update={"questions": tuple(settled(question) for question in page.questions)})
        for page in questionnaire.pages
    )
    return Questionnaire.model_construct(**{**dict(questionnaire), "pages": pages})
