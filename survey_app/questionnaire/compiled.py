"""A questionnaire ready to be asked: names resolved, expressions and piped texts parsed once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from survey_app.questionnaire.calculating import read_calculations, settled
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
from survey_app.questionnaire.filtering import columns_of
from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.problems import MAX_TOLD
from survey_app.questionnaire.types import (
    AvailabilityQuestion,
    CalculateQuestion,
    Group,
    Items,
    ListedQuestion,
    Lists,
    QuestionBase,
    SettledAvailability,
    placed,
)
from survey_app.questionnaire.yaml_text import Path

TEXTS = ("label", "hint", "constraint_message", "required_message")


@dataclass(frozen=True, slots=True)
class BadExpression:
    """Hold a finding about an expression or a piped text, with the path of its key in the file."""

    path: Path
    finding: Finding


@dataclass(frozen=True, slots=True)
class ShownIf:
    """Hold one condition of those under which a question is shown: its "page"'s, a "group"'s, or its own."""

    kind: str
    name: str
    condition: Expression


@dataclass(frozen=True)
class Compiled:
    """Hold a questionnaire with every expression parsed; conditions by question, group or page name."""

    questionnaire: Questionnaire
    names: Mapping[str, Name]
    relevant: Mapping[str, Expression]
    group_relevant: Mapping[str, Expression]
    page_relevant: Mapping[str, Expression]
    constraint: Mapping[str, Expression]
    calculation: Mapping[str, Expression]
    choice_filter: Mapping[str, Expression]
    # key_of a question, group or page with the key of a text -> the text, where it repeats an answer
    texts: Mapping[tuple[str, str], Template] = field(repr=False)

    @cached_property
    def page_of(self) -> dict[str, Page]:
        """Return the page that each question stands on."""
        return {question.name: page for page in self.questionnaire.pages for question in page.questions}

    @cached_property
    def shown_if(self) -> dict[str, tuple[ShownIf, ...]]:
        """Return the conditions that must all hold for each question to be shown, the outermost first."""
        found: dict[str, tuple[ShownIf, ...]] = {}
        for page in self.questionnaire.pages:
            for _, around, item in placed(page.items):
                if isinstance(item, QuestionBase):
                    groups = (("group", group.name, self.group_relevant.get(group.name)) for group in around)
                    found[item.name] = tuple(
                        ShownIf(kind, name, condition)
                        for kind, name, condition in (
                            ("page", page.name, self.page_relevant.get(page.name)),
                            *groups,
                            ("question", item.name, self.relevant.get(item.name)),
                        )
                        if condition
                    )
        return found

    def asked_by(self, name: str) -> frozenset[str]:
        """Return the questions that decide whether a question is shown, or what it says; perhaps itself."""
        kept = [held[name].references for held in (self.calculation, self.choice_filter) if name in held]
        return frozenset().union(*(each.condition.references for each in self.shown_if[name]), *kept)

    def looked_at_on(self, page: Page) -> frozenset[str]:
        """Return the questions of a page on whose answers something else on the same page depends."""
        names = {question.name for question in page.questions}
        own = {key_of(item) for _, _, item in placed(page.items)}
        asked = [self.asked_by(name) - {name} for name in names]
        repeated = [text.references for (owner, _), text in self.texts.items() if owner in own]
        return frozenset().union(*asked, *repeated) & names

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
            asked = [
                other
                for other in self.asked_by(name) - {name}
                if other in self.page_of and other not in order
            ]
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

    def calculations(self, questionnaire: Questionnaire) -> dict[str, Expression]:
        """Read the calculations, so that the names of what they give are known."""
        asked = {
            question.name: (path, question)
            for path, question in places(questionnaire)
            if isinstance(question, CalculateQuestion)
        }

        def tell(name: str, finding: Finding) -> None:
            self.bad.append(BadExpression((*asked[name][0], "calculation"), finding))

        found = read_calculations({name: one for name, (_, one) in asked.items()}, self.names, tell)
        self.names |= {name: Name(expression.kind) for name, expression in found.items()}
        return found

    def expression(
        self,
        text: str | None,
        path: Path,
        this: Name | None = None,
        columns: Mapping[str, Name] = MappingProxyType({}),
    ) -> Expression | None:
        if text is None or len(self.bad) >= MAX_TOLD:
            return None
        try:
            return parse(text, self.names, this=this, expect=Kind.BOOLEAN, columns=columns)
        except ExpressionError as error:
            self.bad += [BadExpression(path, finding) for finding in error.findings]
            return None

    def choice_filter(self, question: QuestionBase, path: Path, lists: Lists) -> Expression | None:
        if not isinstance(question, ListedQuestion) or not question.choice_filter:
            return None
        columns = columns_of(lists.get(question.choices, ()))
        return self.expression(question.choice_filter, (*path, "choice_filter"), columns=columns)

    def piped(self, owner: QuestionBase | Group | Page, path: Path) -> None:
        for key in TEXTS:
            text = getattr(owner, key, None)
            if not text or "${" not in text or len(self.bad) >= MAX_TOLD:
                continue
            try:
                self.texts[(key_of(owner), key)] = parse_text(text, self.names)
            except ExpressionError as error:
                self.bad += [BadExpression((*path, key), finding) for finding in error.findings]


def key_of(owner: QuestionBase | Group | Page) -> str:
    """Return under what the texts of a part stand: a page and a question may share a name."""
    if isinstance(owner, QuestionBase):
        return owner.name
    return f"{'group' if isinstance(owner, Group) else 'page'}:{owner.name}"


def _name_of(question: QuestionBase, lists: Lists) -> Name:
    """Return what an expression sees under a name; nothing is checked against a list that is not there."""
    lacking = [name for name in question.lists() if name not in lists]
    if not lacking:
        return question.kind(lists)
    return replace(question.kind({**lists, **dict.fromkeys(lacking, ())}), choices=None, rows=None)


def placed_items(questionnaire: Questionnaire) -> Iterator[tuple[Path, Group | QuestionBase]]:
    """Yield every group and question with its path in the file, in the order of the file."""
    for index, page in enumerate(questionnaire.pages):
        for path, _, item in placed(page.items, ("pages", index)):
            yield path, item


def places(questionnaire: Questionnaire) -> Iterator[tuple[Path, QuestionBase]]:
    """Yield every question with its path in the file."""
    for path, item in placed_items(questionnaire):
        if isinstance(item, QuestionBase):
            yield path, item


def group_places(questionnaire: Questionnaire) -> Iterator[tuple[Path, Group]]:
    """Yield every group with its path in the file."""
    for path, item in placed_items(questionnaire):
        if isinstance(item, Group):
            yield path, item


def compile_questionnaire(questionnaire: Questionnaire) -> tuple[Compiled, list[BadExpression]]:
    """Parse every expression and piped text; return what stands and what is wrong with the rest."""
    work = _Work(questionnaire)
    calculation = work.calculations(questionnaire)
    if calculation:
        pages = tuple(page.changed(items=settled(page.items, calculation)) for page in questionnaire.pages)
        questionnaire = questionnaire.changed(pages=pages)
    relevant, constraint = dict[str, Expression](), dict[str, Expression]()
    choice_filter = dict[str, Expression]()
    group_relevant, page_relevant = dict[str, Expression](), dict[str, Expression]()
    for index, page in enumerate(questionnaire.pages):
        work.piped(page, ("pages", index))
        if condition := work.expression(page.relevant, ("pages", index, "relevant")):
            page_relevant[page.name] = condition
    for path, item in placed_items(questionnaire):
        work.piped(item, path)
        held = group_relevant if isinstance(item, Group) else relevant
        if condition := work.expression(item.relevant, (*path, "relevant")):
            held[item.name] = condition
        if isinstance(item, Group):
            continue
        this = work.names.get(item.name)
        if offers := work.choice_filter(item, path, questionnaire.lists):
            choice_filter[item.name] = offers
        if rule := work.expression(item.constraint, (*path, "constraint"), this):
            constraint[item.name] = rule
    conditions = (relevant, group_relevant, page_relevant, constraint, calculation, choice_filter)
    return Compiled(questionnaire, work.names, *conditions, work.texts), work.bad


def with_weeks(questionnaire: Questionnaire, weeks: tuple[str, ...]) -> Questionnaire:
    """Return the questionnaire with a round's weeks (in order) where an availability question names none."""

    def with_its(item: Group | QuestionBase) -> Group | QuestionBase:
        if isinstance(item, Group):
            return item.changed(items=with_theirs(item.items))
        if isinstance(item, AvailabilityQuestion) and item.weeks is None:
            return SettledAvailability.model_construct(**dict(item), asked=weeks)
        return item

    def with_theirs(items: Items) -> Items:
        return tuple(with_its(item) for item in items)

    if not weeks:
        return questionnaire
    pages = tuple(page.changed(items=with_theirs(page.items)) for page in questionnaire.pages)
    return questionnaire.changed(pages=pages)
