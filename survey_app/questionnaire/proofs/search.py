"""The search for answers under which goals are met, or for the proof that there are none.

Answers are looked for as conditions see them: the answer to a hidden question is empty. So each answer that
is not empty demands that its page is shown, its question asked and its constraint kept.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, product

from survey_app.questionnaire.proofs.domains import Domain
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.possible import NONE, Possible, truths
from survey_app.questionnaire.proofs.samples import Sample
from survey_app.questionnaire.proofs.weighing import TODAY, weigh
from survey_app.questionnaire.proofs.world import Goal, Ground, World

STEPS = 6_000  # parts that one search weighs
_SAMPLES = 4, 16  # answers tried of one cell, in a proof and where examples are looked for
_A_TRY = 500  # parts that a try with a whole questionnaire counts as
_COMBINATIONS = 200  # of example answers tried in one combination of cells


@dataclass(frozen=True, slots=True)
class Verdict:
    """Hold what a search found: answers that meet the goals, or the proof that none do; or neither."""

    answers: Mapping[str, Sample] | None
    impossible: bool
    steps: int


class _Spent(Exception):  # noqa: N818 - it says what happened
    """The steps of a search are spent, or a proof has become impossible."""


@dataclass(frozen=True, slots=True)
class Way:
    """Say how to search.

    without: conditions that do not count. answered: a question that has an answer. proving: give up as soon
    as nothing can be proven. steps: how long. fits: what answers must keep beside the goals.
    """

    without: Collection[Ground] = ()
    free: bool = False  # no condition counts but the goals
    answered: str | None = None
    proving: bool = False
    steps: int = STEPS
    fits: Callable[[Mapping[str, Sample]], bool] | None = None


def search(world: World, goals: tuple[Goal, ...], way: Way) -> Verdict:
    """Look for answers that meet all goals; every answer shown, accepted and of its type."""
    domains = world.domains(goals)
    if domains is None:
        return Verdict(None, False, 0)
    return _Search(world, domains, way).run(goals)


class _Search:
    def __init__(self, world: World, domains: Mapping[str, Domain], way: Way) -> None:
        self.world, self.domains, self.way = world, domains, way
        self.steps, self.undecided = 0, False
        self.given: dict[str, Possible] = {}
        derived = world.derived.items()
        self.derived = {name: one for name, one in derived if domains.keys() >= set(one.asks)}

    def run(self, goals: tuple[Goal, ...]) -> Verdict:
        try:
            answers = self._solve(goals, goals)
        except _Spent:
            return Verdict(None, False, self.steps)
        return Verdict(answers, answers is None and not self.undecided, self.steps)

    def _known(self, name: str) -> Possible:
        if name in self.derived:
            return self.derived[name].weighed(self._known)
        found = self.given.get(name)
        return self.domains[name].whole if found is None else found

    def _solve(self, goals: tuple[Goal, ...], claims: tuple[Goal, ...]) -> Mapping[str, Sample] | None:
        """Cut the answers to one question after the other; `goals` are still open, `claims` are all."""
        left = self._open(goals)
        if left is None:
            return None
        name = next((name for goal in left for name in goal.asks if name not in self.given), None)
        if name is None:
            return self._sampled(claims)
        for cell in self._cells(name):
            more = () if cell == NONE else self._demands(name)
            self.given[name] = cell
            found = self._solve((*left, *more), (*claims, *more))
            del self.given[name]
            if found is not None:
                return found
        return None

    def _open(self, goals: tuple[Goal, ...]) -> tuple[Goal, ...] | None:
        """Return the goals that are not decided yet, None where one cannot be met."""
        left = []
        for goal in goals:
            self.steps += goal.size
            if self.steps > self.way.steps:
                raise _Spent
            true, false = truths(weigh(goal.node, self._known, goal.this))
            if not (true if goal.want else false):
                return None
            if false if goal.want else true:
                left.append(goal)
        return tuple(left)

    def _cells(self, name: str) -> tuple[Possible, ...]:
        cells = self.domains[name].cells
        if name == self.way.answered or not self.domains[name].blank:
            return cells
        return (NONE, *cells) if self.way.proving else (*cells, NONE)

    def _demands(self, name: str) -> tuple[Goal, ...]:
        if self.way.free:
            return ()
        demands = self.world.demands(name)
        if not self.way.without:
            return demands
        return tuple(goal for goal in demands if goal.ground not in self.way.without)

    def _sampled(self, claims: tuple[Goal, ...]) -> Mapping[str, Sample] | None:
        """Try example answers of the cells; a combination of cells without any is undecided."""
        for some in chain(self._combined(1), self._combined(_SAMPLES[not self.way.proving])):
            answers = dict(zip(self.given, some, strict=True))
            operands = {name: sample.operand for name, sample in answers.items()}
            today = operands.pop(TODAY, None)
            self.steps += sum(goal.size for goal in claims)
            day = today if isinstance(today, date) else DAY
            complete: dict[str, object] = dict(operands)
            for name, derived in self.derived.items():
                complete[name] = derived.operand(complete, day)
            if all(goal.met(complete, day) for goal in claims) and self._fits(answers):
                return answers
        self.undecided = True
        if self.way.proving:
            raise _Spent
        return None

    def _fits(self, answers: Mapping[str, Sample]) -> bool:
        if self.way.fits is None:
            return True
        self.steps += _A_TRY
        if self.steps > self.way.steps:
            raise _Spent
        return self.way.fits(answers)

    def _combined(self, count: int) -> Iterator[tuple[Sample, ...]]:
        """Yield combinations of so many example answers of each cell."""
        samples = [self.domains[name].samples(cell, count) for name, cell in self.given.items()]
        yield from islice(product(*samples), _COMBINATIONS)
