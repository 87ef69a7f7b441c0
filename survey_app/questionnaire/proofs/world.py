"""What a search looks at: the conditions of a questionnaire as goals, its questions as domains."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions import Expression, Name, meaning
from survey_app.questionnaire.expressions.compiling import Run, Scene, compiled
from survey_app.questionnaire.expressions.tree import Call, Chain, Comparison, Literal, Node, Reference, walk
from survey_app.questionnaire.expressions.values import POSITION
from survey_app.questionnaire.proofs.derived import Derived, asked_in, derived_of, through
from survey_app.questionnaire.proofs.domains import UNKNOWN, Domain, domain_of, today_domain
from survey_app.questionnaire.proofs.literals import Literals, Pool, literals_of, merged
from survey_app.questionnaire.proofs.samples import rows_of
from survey_app.questionnaire.proofs.sets import (
    count_of,
    entries_domain,
    fewer_than_entries,
    inner_of,
    set_domain,
)
from survey_app.questionnaire.proofs.weighing import TODAY
from survey_app.questionnaire.types import EntriesQuestion, HiddenQuestion

MOST_CHARACTERS = 500  # of an expression that is looked at
MOST_ROWS = 10_000  # of all grids that examples are made for
MOST_NAMES = 40  # questions that one condition hangs on, directly or through others


@dataclass(frozen=True, slots=True)
class Ground:
    """Name a condition of a "page", "group" or "question", a "constraint", or the "target" looked into."""

    kind: str
    name: str


@dataclass(frozen=True)
class Goal:
    """A part of a condition that is to hold, or not to; `this` names the point."""

    node: Node
    want: bool
    this: str | None
    ground: Ground
    names: Mapping[str, Name] = field(repr=False)
    derived: Mapping[str, Derived] = field(repr=False)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Return what it looks at, in the order in which it is written."""
        return tuple(dict.fromkeys(asked_in(self.node, self.this)))

    @cached_property
    def asks(self) -> tuple[str, ...]:
        """Return the same, but for computed values what they are computed from."""
        return tuple(dict.fromkeys(name for each in self.written for name in through(self.derived, each)))

    @cached_property
    def size(self) -> int:
        """Return how many parts it has."""
        inner = sum(self.derived[name].size for name in self.written if name in self.derived)
        return inner + sum(1 for _ in walk(self.node))

    @cached_property
    def _run(self) -> Run:
        return compiled(self.node, self.names, self.names[self.this] if self.this else None)

    def met(self, operands: Mapping[str, Any], today: date) -> bool:
        """Tell whether answers meet it."""
        scene = Scene(operands, today, operands.get(self.this) if self.this else None)
        return meaning.truth(self._run(scene)) is self.want


class World:
    """A questionnaire's conditions and questions.

    unknown: the questions of whose answers nothing is known. unclear: those of whose conditions nothing is
    known. Something else is wrong with them.
    """

    def __init__(
        self, compiled: Compiled, unknown: Collection[str] = (), unclear: Collection[str] = ()
    ) -> None:
        self.compiled = compiled
        self.unknown = frozenset(unknown)
        self.unclear = self.unknown | frozenset(unclear) | self._too_large(compiled)
        self.derived = derived_of(compiled, self.unclear)
        self._rows_left = MOST_ROWS
        self._demands: dict[str, tuple[Goal, ...]] = {}
        self._literals: dict[tuple[int, str | None], Literals] = {}
        self._domains: dict[tuple[str, tuple[frozenset[object], ...]], Domain] = {}

    @staticmethod
    def _too_large(compiled: Compiled) -> frozenset[str]:
        large = {name for name, rule in compiled.constraint.items() if _is_unclear(rule)}
        for name, conditions in compiled.shown_if.items():
            if any(_is_unclear(each.condition) for each in conditions):
                large.add(name)
        return frozenset(large)

    def goals(self, expression: Expression, ground: Ground, *, want: bool = True) -> tuple[Goal, ...]:
        """Return a condition as goals that must be met together."""
        tree = expression.tree
        splits = "and" if want else "or"
        together = isinstance(tree, Chain) and tree.operators[0] == splits
        nodes = tree.operands if together and isinstance(tree, Chain) else (tree,)
        this = ground.name if expression.uses_this else None
        return tuple(self._goal(node, ground, want=want, this=this) for node in nodes)

    def _goal(self, node: Node, ground: Ground, *, want: bool = True, this: str | None = None) -> Goal:
        return Goal(node, want, this, ground, self.compiled.every_name, self.derived)

    def demands(self, name: str) -> tuple[Goal, ...]:
        """Return what must hold wherever a question has an answer that counts."""
        if name not in self._demands:
            self._demands[name] = self._demanded(name)
        return self._demands[name]

    def _demanded(self, name: str) -> tuple[Goal, ...]:
        if name not in self.compiled.shown_if:
            return self._demanded_inside(name)
        if name in self.unclear:
            return ()
        rule = self.compiled.constraint.get(name)
        kept = self.goals(rule, Ground("constraint", name)) if rule else ()
        counted = (self._goal(node, Ground("repeat_count", name)) for node in count_of(self.compiled, name))
        return (*self.shown(name), *kept, *counted)

    def _demanded_inside(self, name: str) -> tuple[Goal, ...]:
        """Return what must hold wherever any entry has an answer to a question."""
        found = inner_of(self.compiled, name)
        if found is None or found[1].name in self.unclear or found[0].name in self.unclear:
            return ()
        holder, question = found
        own = {one.name for one in holder.inner}
        outside = (
            each for each in self.compiled.shown_if[question.name] if not each.condition.references & own
        )
        shown = (
            goal for each in outside for goal in self.goals(each.condition, Ground(each.kind, each.name))
        )
        if not question.entered:
            return tuple(shown)
        return (*shown, self._goal(fewer_than_entries(name, holder), Ground("inside", question.name)))

    def shown(self, name: str) -> tuple[Goal, ...]:
        """Return what must hold for a question to be shown."""
        return tuple(
            goal
            for each in self.compiled.shown_if[name]
            for goal in self.goals(each.condition, Ground(each.kind, each.name))
        )

    def entered(self, holder: EntriesQuestion) -> tuple[Goal, ...]:
        """Return what must hold for a repeat with a counted number of entries to have one."""
        if not holder.counted:
            return ()
        some = Comparison(0, 0, (Reference(0, 0, holder.name), Literal(0, 0, "")), ("!=",))
        return (self._goal(some, Ground("inside", holder.name)),)

    def reach(self, goals: Iterable[Goal]) -> dict[str, tuple[Goal, ...]] | None:
        """Return every question that goals hang on with its demands; None where they are too many."""
        found: dict[str, tuple[Goal, ...]] = {}
        waiting = [name for goal in goals for name in goal.asks]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found[name] = self.demands(name)
            if len(found) > MOST_NAMES:
                return None
            waiting += [other for goal in found[name] for other in goal.asks if other not in found]
        return found

    def domains(self, goals: Iterable[Goal]) -> dict[str, Domain] | None:
        """Return the domains of all that goals hang on, cut along what it is compared with."""
        goals = tuple(goals)
        reached = self.reach(goals)
        if reached is None:
            return None
        looked_at = [*goals, *(goal for demands in reached.values() for goal in demands)]
        computed = {name for goal in looked_at for name in goal.written if name in self.derived}
        some = chain.from_iterable(self.derived[name].literals() for name in self._computed(computed))
        pools = merged(chain((self._literals_of(goal) for goal in looked_at), some))
        return {name: self._domain(name, pools.get(name, Pool())) for name in reached}

    def _computed(self, names: Iterable[str]) -> list[str]:
        """Return computed values with all that they are computed from."""
        asked = {asked for name in names for asked in self.derived[name].asks}
        return [name for name, one in self.derived.items() if name in names or asked >= set(one.asks)]

    def _literals_of(self, goal: Goal) -> Literals:
        key = (id(goal.node), goal.this)
        if key not in self._literals:
            self._literals[key] = literals_of(goal.node, goal.this)
        return self._literals[key]

    def _domain(self, name: str, pool: Pool) -> Domain:
        key = (name, pool.key)
        if key not in self._domains:
            self._domains[key] = self.made(name, pool)
        return self._domains[key]

    def made(self, name: str, pool: Pool) -> Domain:
        """Return a question's domain, or the current day's, cut along these literals."""
        if name == TODAY:
            return today_domain(pool)
        if name in self.unknown:
            return UNKNOWN
        questionnaire = self.compiled.questionnaire
        if name not in questionnaire.every:
            return self._made_of_all(name, pool)
        question = questionnaire.every[name]
        if isinstance(question, EntriesQuestion):
            return entries_domain(question, questionnaire.lists, pool)
        found = domain_of(question, questionnaire.lists, pool)
        if isinstance(question, HiddenQuestion) and self.compiled.holders[name]:
            return UNKNOWN  # nobody can set it in an entry
        if isinstance(question, HiddenQuestion) and question.default and not self.compiled.shown_if[name]:
            found = found.never_blank()
        self._rows_left -= rows_of(questionnaire.every[name], questionnaire.lists)
        return found.without_samples() if name in self.unclear or self._rows_left < 0 else found

    def _made_of_all(self, name: str, pool: Pool) -> Domain:
        """Return what the answers of all entries of a table or a repeat together can be."""
        found = inner_of(self.compiled, name)
        if found is None or not found[1].entered or self.unknown & {found[0].name, found[1].name}:
            return UNKNOWN
        return set_domain(self.compiled, *found, pool, self.made(TODAY, Pool()).whole)


def _is_unclear(expression: Expression) -> bool:
    """Tell whether an expression is too long, or hangs on the place of an entry."""
    return len(expression.text) > MOST_CHARACTERS or any(
        isinstance(part, Call) and part.function == POSITION for part, _ in walk(expression.tree)
    )
