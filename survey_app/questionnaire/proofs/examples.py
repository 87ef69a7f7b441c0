"""Answers that show a question, keep or break a rule: tried first, as most conditions are right.

What is found here is an example; where nothing is found, a search has to tell whether there is any.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.proofs.derived import through
from survey_app.questionnaire.proofs.domains import Domain
from survey_app.questionnaire.proofs.literals import Literals, Pool, literals_of, merged
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.world import World

_ASKED = 3  # questions whose answers are varied together
_TRIED = 250  # combinations of answers
_EACH = (1, 40, 15, 6)  # answers of each, by how many are asked


@dataclass(frozen=True, slots=True)
class Claim:
    """Say that a condition holds, or does not; `this` is the question whose answer the point is."""

    expression: Expression
    want: bool = True
    this: str | None = None

    def met(self, operands: Mapping[str, Any]) -> bool:
        """Tell whether answers meet it."""
        this = operands.get(self.this) if self.this else None
        return self.expression.holds(operands, today=DAY, this=this) is self.want


class Examples:
    """Examples for the conditions of one questionnaire, found in the order in which questions are decided."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.shown: dict[str, Mapping[str, Any]] = {}  # answers under which a question is shown
        self._domains: dict[str, Domain] = {}
        self._pools = merged(self._literals())

    def _literals(self) -> Iterator[Literals]:
        compiled = self.world.compiled
        held = (compiled.page_relevant, compiled.group_relevant, compiled.relevant)
        for condition in (condition for some in held for condition in some.values()):
            yield literals_of(condition.tree, None)
        for name, rule in compiled.constraint.items():
            yield literals_of(rule.tree, name)
        for derived in self.world.derived.values():
            yield from derived.literals()

    def claims(self, name: str) -> list[Claim]:
        """Return what holds where a question is shown."""
        return [Claim(each.condition) for each in self.world.compiled.shown_if[name]]

    def find(
        self, claims: list[Claim], asked: Iterable[str], breaking: str | None = None
    ) -> Mapping[str, Any] | None:
        """Return operands that meet the claims, None if none are found soon.

        Every answer is shown and accepted, but that of the question `breaking` its own rule.
        """
        derived, counted = self.world.derived, self.world.compiled.repeat_count
        names = list(dict.fromkeys(each for name in asked for each in through(derived, name)))
        if len(names) > _ASKED or any(name not in self.shown or name in counted for name in names):
            return None
        computed = [one for one in derived.values() if set(names) >= set(one.asks)] if derived else []
        base: dict[str, Any] = {}
        for name in names:
            base |= self.shown[name]
        for some in islice(self._combined(names, _EACH[len(names)]), _TRIED):
            answers = base | some
            for one in computed:
                answers[one.name] = one.operand(answers, DAY)
            if all(claim.met(answers) for claim in claims) and self._accepted(answers, breaking):
                return answers
        return None

    def _combined(self, names: list[str], each: int) -> Iterator[dict[str, Any]]:
        """Yield combinations of answers, the first at once: most often it will do."""
        if not names:
            yield {}
            return
        for operand in islice(self._samples(names[0]), each):
            for others in self._combined(names[1:], each):
                yield {names[0]: operand, **others}

    def _samples(self, name: str) -> Iterator[Any]:
        if name not in self._domains:
            self._domains[name] = self.world.made(name, self._pools.get(name, Pool()))
        return (sample.operand for sample in self._domains[name].candidates())

    def _accepted(self, answers: Mapping[str, Any], breaking: str | None) -> bool:
        for name in answers:
            rule = self.world.compiled.constraint.get(name)
            if rule and name != breaking and not Claim(rule, this=name).met(answers):
                return False
            if not all(claim.met(answers) for claim in self.claims(name)):
                return False
        return True
