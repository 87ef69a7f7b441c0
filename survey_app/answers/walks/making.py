"""Walks made by the proofs' search, so that every condition is taken both ways where that is possible."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from survey_app.answers.walks.coverage import Branch, around_of, conditions, taken
from survey_app.answers.walks.giving import given_of
from survey_app.answers.walks.model import Expected, Step, Walk, WalkFile
from survey_app.answers.walks.running import Seen, is_visible, see
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.reasons import core_of, reasons
from survey_app.questionnaire.proofs.samples import Sample
from survey_app.questionnaire.proofs.search import Way, search
from survey_app.questionnaire.proofs.weighing import TODAY
from survey_app.questionnaire.proofs.world import Goal, Ground, World
from survey_app.questionnaire.types import (
    AvailabilityQuestion,
    EntriesQuestion,
    QuestionBase,
    RatingGridQuestion,
    SelectGridQuestion,
    questions_in,
)

GRIDS = (RatingGridQuestion, SelectGridQuestion, AvailabilityQuestion)
STEPS = 60_000  # parts that one search weighs
_WORDS = {
    ("page", True): "The page {name} is shown",
    ("page", False): "The page {name} is left out",
    ("group", True): "The group {name} is shown",
    ("group", False): "The group {name} is left out",
    ("question", True): "{name} is asked",
    ("question", False): "{name} is not asked",
    ("constraint", True): "{name} is accepted",
    ("constraint", False): "{name} is refused",
}


@dataclass(frozen=True, slots=True)
class NotReached:
    """Hold a branch that no walk was found for, and why; `proven` where there can be none."""

    branch: Branch
    why: str
    proven: bool


@dataclass(frozen=True, slots=True)
class MadeWalks:
    """Hold walks that take every branch but those not reached."""

    file: WalkFile
    not_reached: tuple[NotReached, ...]


def make_walks(compiled: Compiled, weeks: tuple[str, ...] = ()) -> MadeWalks:
    """Make walks that take every condition of a questionnaire without errors both ways.

    compiled: the questionnaire as it is served in these weeks, which the walks' file names.
    """
    return _Maker(compiled).made(weeks)


class _Maker:
    def __init__(self, compiled: Compiled) -> None:
        self.compiled, self.world = compiled, World(compiled)
        self.conditions = conditions(compiled)
        self.taken: set[Branch] = set()
        self._asked_beside: dict[str, Mapping[str, Any]] = {}
        groups = compiled.questionnaire.groups()
        self._in_groups = {
            group.name: [question.name for question in questions_in(group.items)] for group in groups
        }

    def made(self, weeks: tuple[str, ...]) -> MadeWalks:
        walks, missed = [self._nothing_answered()], list[NotReached]()
        for branch in (Branch(condition, way) for condition in self.conditions for way in (True, False)):
            if branch in self.taken:
                continue
            found = self._walk(branch)
            if isinstance(found, Walk):
                walks.append(found)
            else:
                missed.append(found)
        # No accepted answers take these; those of a later walk, which breaks a rule, may have.
        left = tuple(one for one in missed if one.branch not in self.taken)
        return MadeWalks(WalkFile(tuple(walks), weeks, DAY if self._asks_for_the_day() else None), left)

    def _asks_for_the_day(self) -> bool:
        grounds = (self._goals(Branch(condition, True)) for condition in self.conditions)
        return any(TODAY in goal.asks for goals in grounds for goal in goals)

    def _walk(self, branch: Branch) -> Walk | NotReached:
        goals, way = self._goals(branch), self._way(branch)
        verdict = search(self.world, goals, way)
        if verdict.answers is None and not verdict.impossible:
            verdict = search(self.world, goals, replace(way, proving=True))
        if verdict.answers is not None:
            return self._taken(branch, verdict.answers)
        if not verdict.impossible:
            return NotReached(branch, "no such answers were found", proven=False)
        core = core_of(self.world, goals, replace(way, fits=None))
        return NotReached(branch, reasons(self.world, core), proven=True)

    def _goals(self, branch: Branch) -> tuple[Goal, ...]:
        condition = branch.condition
        ground = Ground(condition.kind, condition.name)
        goals = self.world.goals(condition.expression, ground, want=branch.holds)
        within = (goal for holder in self._holders(branch) for goal in self.world.entered(holder))
        if condition.kind == "constraint":
            return (*goals, *self.world.shown(condition.name), *within)
        around = (
            goal
            for each in around_of(self.compiled)[condition.kind, condition.name].all
            for goal in self.world.goals(each.condition, Ground(each.kind, each.name))
        )
        return (*goals, *around, *within)

    def _way(self, branch: Branch) -> Way:
        condition = branch.condition

        def fits(answers: Mapping[str, Sample]) -> bool:
            return self._fits(answers, branch)

        if condition.kind != "constraint":
            return Way(steps=STEPS, fits=fits)
        without = frozenset({Ground("constraint", condition.name)})
        return Way(without, answered=condition.name, steps=STEPS, fits=fits)

    def _taken(self, branch: Branch, answers: Mapping[str, Sample]) -> Walk:
        today = _day_of(answers)
        give = self._shortened(self._given(answers, branch), branch, today)
        condition = branch.condition
        title = _WORDS[condition.kind, branch.holds].format(name=condition.name)
        return Walk(title, (self._step(give, today),), None if today == DAY else today)

    def _given(self, answers: Mapping[str, Sample], branch: Branch) -> dict[str, Any]:
        raw = {name: sample.raw for name, sample in answers.items() if name != TODAY}
        return given_of(self.compiled, raw, self._holders(branch), self._example, self._beside)

    def _beside(self, question: QuestionBase) -> Mapping[str, Any]:
        """Return answers in the same entry under which a question inside a table or repeat is shown."""
        name = question.name
        if name not in self._asked_beside:
            goals = self.world.shown(name) if self.compiled.shown_here[name] else ()
            found = search(self.world, goals, Way(steps=STEPS)).answers if goals else None
            inner = {one.name for one in self.compiled.holders[name][-1].inner}
            raw = {asked: sample.raw for asked, sample in (found or {}).items() if asked in inner}
            self._asked_beside[name] = {asked: given for asked, given in raw.items() if given is not None}
        return self._asked_beside[name]

    def _holders(self, branch: Branch) -> tuple[EntriesQuestion, ...]:
        """Return the tables and repeats that a branch stands in."""
        condition = branch.condition
        around = around_of(self.compiled).get((condition.kind, condition.name))
        return around.holders if around else self.compiled.holders.get(condition.name, ())

    def _example(self, question: QuestionBase) -> Any:
        sample = next(self.world.made(question.name, Pool()).candidates(), None)
        return sample.raw if sample else None

    def _fits(self, answers: Mapping[str, Sample], branch: Branch) -> bool:
        """Tell whether the questionnaire itself says the same of answers as the goals."""
        return branch in self._looked_at(self._given(answers, branch), _day_of(answers))[1]

    def _nothing_answered(self) -> Walk:
        step = self._step({}, DAY)
        pages = _names(self._looked_at({}, DAY)[0])
        return Walk("Nothing is answered yet", (replace(step, expect=replace(step.expect, pages=pages)),))

    def _step(self, give: Mapping[str, Any], today: date) -> Step:
        seen, branches = self._looked_at(give, today)
        fresh = [one for one in branches if one not in self.taken]
        self.taken |= set(fresh)
        return Step(give, self._expected(fresh, seen))

    def _looked_at(self, give: Mapping[str, Any], today: date) -> tuple[Seen, list[Branch]]:
        seen = see(self.compiled, give, today)
        return seen, list(taken(self.compiled, self.conditions, seen.view, today))

    def _shortened(self, give: Mapping[str, Any], branch: Branch, today: date) -> dict[str, Any]:
        """Return the answers with grids of a single row, wherever that takes the branch as well."""
        short = dict(give)
        for name, raw in give.items():
            if isinstance(raw, dict) and isinstance(self.compiled.questionnaire.by_name[name], GRIDS):
                less = {**short, name: dict(list(raw.items())[:1])}
                if branch in self._looked_at(less, today)[1]:
                    short = less
        return short

    def _expected(self, fresh: list[Branch], seen: Seen) -> Expected:
        """Return what the branches that are taken for the first time bring about."""
        asked = [(self._stands_for(one, seen), one.holds) for one in fresh]
        visible = tuple(dict.fromkeys(name for name, holds in asked if name and holds))
        hidden = tuple(dict.fromkeys(name for name, holds in asked if name and not holds))
        error: dict[str, str | bool] = {}
        for one in fresh:
            messages = seen.messages(one.condition.name)
            if one.condition.kind == "constraint" and bool(messages) is not one.holds:
                error[one.condition.name] = messages[0] if messages else False
        pages = any(one.condition.kind == "page" for one in fresh)
        return Expected(visible, hidden, error, pages=_names(seen) if pages else None)

    def _stands_for(self, branch: Branch, seen: Seen) -> str | None:
        """Return the question that tells which way the condition of a question or of a group was taken."""
        condition = branch.condition
        if condition.kind == "question":
            return condition.name
        inside = self._in_groups.get(condition.name, ()) if condition.kind == "group" else ()
        return next((name for name in inside if is_visible(seen.view, name) is branch.holds), None)


def _day_of(answers: Mapping[str, Sample]) -> date:
    return date.fromisoformat(answers[TODAY].raw) if TODAY in answers else DAY


def _names(seen: Seen) -> tuple[str, ...]:
    return tuple(page.name for page in seen.view.pages)
