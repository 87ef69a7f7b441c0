"""A questionnaire ready to be asked: names resolved, expressions and piped texts parsed once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from survey_app.questionnaire import ordering
from survey_app.questionnaire.expressions import (
    Expression,
    Finding,
    Kind,
    Name,
    Template,
)
from survey_app.questionnaire.expressions.values import POSITION
from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.scopes import inside
from survey_app.questionnaire.types import (
    EntriesQuestion,
    Group,
    QuestionBase,
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

    repeat_count: Mapping[str, Expression] = field(default_factory=dict)

    @cached_property
    def page_of(self) -> dict[str, Page]:
        """Return the page that each question stands on, those inside tables and repeats too."""
        return {
            here.item.name: page
            for page in self.questionnaire.pages
            for here in placed(page.items, deep=True)
            if isinstance(here.item, QuestionBase)
        }

    @cached_property
    def holders(self) -> dict[str, tuple[EntriesQuestion, ...]]:
        """Return the tables and repeats that each question stands in, the outermost first."""
        return {
            here.item.name: tuple(owner for owner in here.around if isinstance(owner, EntriesQuestion))
            for page in self.questionnaire.pages
            for here in placed(page.items, deep=True)
            if isinstance(here.item, QuestionBase)
        }

    def asked_as(self, name: str) -> str:
        """Return the question of the page that a question stands in, itself where it is one."""
        holders = self.holders.get(name)
        return holders[0].name if holders else name

    @cached_property
    def every_name(self) -> dict[str, Name]:
        """Return what each question is, and what the answers of all entries to it are under their own key."""
        every: dict[str, Name] = dict(self.names)
        for name, one in self.names.items():
            if one.key and one.one and name != one.key:
                every[name] = one.one
        return every | {POSITION: Name(Kind.NUMBER)}

    @cached_property
    def shown_if(self) -> dict[str, tuple[ShownIf, ...]]:
        """Return the conditions that must all hold for each question to be shown, the outermost first."""
        return {name: tuple(found) for name, found in self._conditions(inside=False)}

    @cached_property
    def shown_here(self) -> dict[str, tuple[ShownIf, ...]]:
        """Return the same, but inside tables and repeats only the conditions in their entries."""
        return {name: tuple(found) for name, found in self._conditions(inside=True)}

    def _conditions(self, *, inside: bool) -> Iterator[tuple[str, list[ShownIf]]]:
        for page in self.questionnaire.pages:
            for here in placed(page.items, deep=True):
                if not isinstance(here.item, QuestionBase):
                    continue
                found = [("page", page.name, self.page_relevant.get(page.name))]
                for owner in (*here.around, here.item):
                    held = self.group_relevant if isinstance(owner, Group) else self.relevant
                    kind = "group" if isinstance(owner, Group) else "question"
                    found.append((kind, owner.name, held.get(owner.name)))
                    if inside and owner.by_entries and owner is not here.item:
                        found = []
                yield here.item.name, [ShownIf(kind, name, each) for kind, name, each in found if each]

    def asked_by(self, name: str) -> frozenset[str]:
        """Return the questions that decide whether a question is shown, or what it says; perhaps itself."""
        kept = (link.condition.references for link in (*self.shown_if[name], *self._beside(name)))
        return frozenset().union(*kept)

    def _beside(self, name: str) -> Iterator[ShownIf]:
        """Yield what else a question hangs on: how many entries it has, what it gives, what it offers."""
        beside = {
            "repeat_count": self.repeat_count,
            "calculation": self.calculation,
            "choice_filter": self.choice_filter,
        }
        yield from (ShownIf(key, name, held[name]) for key, held in beside.items() if name in held)

    def looked_at_on(self, page: Page) -> frozenset[str]:
        """Return the questions of a page on whose answers something else on the same page depends."""
        names = {question.name for question in page.questions}
        own = {key_of(item) for _, _, item in placed(page.items)}
        asked = [self.asked_by(name) - {name} for name in names]
        repeated = [text.references for (owner, _), text in self.texts.items() if owner in own]
        others = (self.choice_filter, self.calculation, self.repeat_count)
        looking = [one.references for kind in others for name, one in kind.items() if name in names]
        return frozenset().union(*asked, *repeated, *looking) & names

    @cached_property
    def deciding_order(self) -> tuple[str, ...]:
        """Return the questions of the form, each after those that decide whether it is shown."""
        return ordering.ordered(self.questionnaire.by_name, self._asks)

    @cached_property
    def _hung_on(self) -> dict[str, set[str]]:
        """Return for each question of the form those that must be decided after it."""
        found: dict[str, set[str]] = {}
        for name in self.deciding_order:
            for asked in self._asks(name):
                found.setdefault(asked, set()).add(name)
        return found

    def hanging_on(self, names: Iterable[str]) -> frozenset[str]:
        """Return these questions of the form, and all that hang on their answers, also through others."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._hung_on.get(name, ())
        return frozenset(found)

    @cached_property
    def order_inside(self) -> dict[str, tuple[str, ...]]:
        """Return for each table and repeat the questions of an entry in the same way."""
        return {
            question.name: ordering.ordered([one.name for one in question.inner], self._asks)
            for question in self.questionnaire.every.values()
            if isinstance(question, EntriesQuestion)
        }

    @cached_property
    def whole_order(self) -> tuple[str, ...]:
        """Return every question, those inside a table or a repeat right after it."""
        order: list[str] = []
        waiting = list(reversed(self.deciding_order))
        while waiting:
            order.append(waiting.pop())
            waiting += reversed(self.order_inside.get(order[-1], ()))
        return tuple(order)

    def _asks(self, name: str) -> Iterator[str]:
        return (asked for asked, _ in self.links(name))

    def links(self, name: str) -> Iterator[tuple[str, ShownIf]]:
        """Yield what must be decided before a question, with the condition that asks for it.

        Both stand side by side: a table or repeat stands for all that is inside it. Itself is left out.
        """
        question, level = self.questionnaire.every[name], self.holders[name]
        within = [name]
        if isinstance(question, EntriesQuestion):
            within += [one.name for _, one in inside(question)]
        for each in within:
            for link in (*self.shown_here[each], *self._beside(each)):
                for asked in sorted(link.condition.references):
                    chain = (*self.holders.get(asked, ()), self.questionnaire.every[asked])
                    beside = chain[len(level)] if chain[: len(level)] == level else chain[0]
                    if beside.name not in within:
                        yield beside.name, link


def key_of(owner: QuestionBase | Group | Page) -> str:
    """Return under what the texts of a part stand: a page and a question may share a name."""
    if isinstance(owner, QuestionBase):
        return owner.name
    return f"{'group' if isinstance(owner, Group) else 'page'}:{owner.name}"
