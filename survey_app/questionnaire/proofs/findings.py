"""Conditions that never or always hold, rules that no answer keeps or none breaks: proven, then told."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from survey_app.questionnaire.checked import Checked
from survey_app.questionnaire.compiled import BadExpression, ShownIf
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.problems import MAX_TOLD, Problem, problem
from survey_app.questionnaire.proofs.examples import Claim, Examples
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.reasons import Core, asked, core_of, reasons
from survey_app.questionnaire.proofs.samples import Sample
from survey_app.questionnaire.proofs.search import Verdict, Way, search
from survey_app.questionnaire.proofs.weighing import TODAY
from survey_app.questionnaire.proofs.world import Goal, Ground, World
from survey_app.questionnaire.yaml_text import Path

STEPS = 60_000  # parts that all searches of one file weigh together
_EXAMPLES = 3


def proof_problems(checked: Checked, bad: Sequence[BadExpression]) -> Iterator[Problem]:
    """Yield what is proven about conditions; nothing about those that something else is wrong with."""
    if len(bad) < MAX_TOLD:  # beyond it conditions were left out
        unclear = _unread(checked, bad) | _circular(checked)
        yield from _Proofs(checked, World(checked.compiled, _unknown(checked), unclear)).problems()


def _unknown(checked: Checked) -> set[str]:
    """Return the questions that share their name, or whose list is not there."""
    questionnaire = checked.compiled.questionnaire
    names = Counter(question.name for _, question in checked.questions())
    if len(questionnaire.page_names) < len(questionnaire.pages):
        return set(names)
    without_list = {
        question.name
        for _, question in checked.questions()
        if not set(question.lists()) <= set(questionnaire.lists)
    }
    return without_list | {name for name, count in names.items() if count > 1}


def _unread(checked: Checked, bad: Sequence[BadExpression]) -> set[str]:
    """Return the questions with a condition, or on a page or in a group with one, that cannot be read."""
    unread = {found.path[:-1] for found in bad if found.path[-1] in ("relevant", "constraint")}
    return {
        question.name
        for path, question in checked.questions()
        if any(path[:length] in unread for length in range(2, len(path) + 1, 2))
    }


def _circular(checked: Checked) -> set[str]:
    """Return the questions that are decided before what they ask for, or that ask for themselves."""
    compiled = checked.compiled
    position = {name: place for place, name in enumerate(compiled.whole_order)}
    found = set()
    for name, place in position.items():
        if any(position[other] >= place for other in compiled.asked_by(name)):
            found.add(name)
    return found


class _Proofs:
    def __init__(self, checked: Checked, world: World) -> None:
        self.checked, self.world = checked, world
        self.examples = Examples(world)
        self.left = STEPS
        self.dead: set[Ground] = set()

    def problems(self) -> Iterator[Problem]:
        """Yield the findings, in the order in which questions are decided."""
        looked_at: set[Ground] = set()
        for name in self.checked.compiled.whole_order:
            if name in self.world.unclear:
                continue
            around = [each for each in self.checked.compiled.shown_if[name] if each.kind != "question"]
            for depth, each in enumerate(around, 1):
                if (ground := Ground(each.kind, each.name)) not in looked_at:
                    looked_at.add(ground)
                    yield from self._around(ground, around[:depth])
            if not any(Ground(each.kind, each.name) in self.dead for each in around):
                path = self.checked.paths[name]
                yield from self._question(name, (*path, "relevant"))
                yield from self._constraint(name, (*path, "constraint"))

    def _around(self, ground: Ground, conditions: list[ShownIf]) -> Iterator[Problem]:
        """Yield what is proven about the condition of a page, or of a group inside those around it."""
        condition, path = conditions[-1].condition, self.checked.condition_path(conditions[-1])
        goals = tuple(
            goal
            for each in conditions
            for goal in self.world.goals(each.condition, Ground(each.kind, each.name))
        )
        if any(Ground(each.kind, each.name) in self.dead for each in conditions[:-1]):
            self.dead.add(ground)
            return
        if not self._impossible(goals, Way(proving=True)):
            yield from self._always(condition, ground, path)
            return
        self._bury(ground)
        core = core_of(self.world, goals, Way(proving=True))
        if self._follows(core):
            return
        if ground.kind == "page":
            yield self._told("unreachable-page", path, condition, core, page=ground.name)
        else:
            yield self._never(ground, condition, core, path)

    def _bury(self, ground: Ground) -> None:
        """Note that a page or group is never shown, nor what it holds."""
        held = self.checked.compiled.shown_if.items()
        self.dead |= {
            ground,
            *(
                Ground("question", name)
                for name, conditions in held
                if any((each.kind, each.name) == (ground.kind, ground.name) for each in conditions)
            ),
        }

    def _can_be_shown(self, name: str) -> bool:
        """Tell whether answers are at hand under which a question is shown; they are kept as an example."""
        claims = self.examples.claims(name)
        asked = dict.fromkeys(other for claim in claims for other in sorted(claim.expression.references))
        found = self.examples.find(claims, asked)
        if found is not None:
            self.examples.shown[name] = found
        return found is not None

    def _search(self, goals: tuple[Goal, ...], way: Way) -> Verdict:
        verdict = search(self.world, goals, replace(way, steps=min(way.steps, self.left)))
        self.left -= verdict.steps
        return verdict

    def _impossible(self, goals: tuple[Goal, ...], way: Way) -> bool:
        return self.left > 0 and self._search(goals, way).impossible

    def _question(self, name: str, path: Path) -> Iterator[Problem]:
        condition = self.checked.compiled.relevant.get(name)
        ground, way = Ground("question", name), Way(proving=True)
        can_be = self._can_be_shown(name)
        if condition is None:
            return
        if can_be or not self._impossible(self.world.shown(name), way):
            yield from self._always(condition, ground, path)
            return
        self.dead.add(ground)
        core = core_of(self.world, self.world.shown(name), way)
        if not self._follows(core):
            yield self._never(ground, condition, core, path)

    def _follows(self, core: Core) -> bool:
        """Tell whether something told already is the reason."""
        return any(ground in self.dead for ground in core.grounds)

    def _never(self, ground: Ground, condition: Expression, core: Core, path: Path) -> Problem:
        name = ground.name
        own = tuple(goal for goal in core.goals if goal.ground == ground)
        around = tuple({goal.ground: None for goal in core.goals if goal.ground != ground})
        core = Core(own, (*around, *core.grounds))
        if not core.grounds:
            return self._told("never-holds", path, condition, core, name=name)
        found = self._search(own, Way(free=True)).answers or {}
        example = ", ".join(
            f"{asked.removesuffix('[]')}: {_spoken(self._said(asked, sample))}"
            for asked, sample in list(found.items())[:_EXAMPLES]
            if sample.raw is not None and asked != TODAY
        )
        alone = f" (by itself it would, with {example})" if example else ""
        return self._told("contradiction", path, condition, core, name=name, alone=alone)

    def _said(self, name: str, sample: Sample) -> object:
        """Return what is told of an example: of entries how many there are, of sets the answers."""
        if name not in self.checked.compiled.questionnaire.every:
            return list(sample.raw.values())
        if self.checked.compiled.questionnaire.every[name].by_entries:
            count = len(sample.raw)
            return "1 entry" if count == 1 else f"{count} entries"
        return sample.raw

    def _always(self, condition: Expression, ground: Ground, path: Path) -> Iterator[Problem]:
        if not condition.holds({}, today=DAY):  # nobody has to answer anything
            return
        goals = self.world.goals(condition, ground, want=False)
        if self._impossible(goals, Way(proving=True)):
            core = core_of(self.world, goals, Way(proving=True))
            yield self._told("always-holds", path, condition, core)

    def _constraint(self, name: str, path: Path) -> Iterator[Problem]:
        rule = self.checked.compiled.constraint.get(name)
        ground = Ground("constraint", name)
        if rule is None or Ground("question", name) in self.dead:
            return
        way = Way(without=frozenset({ground}), answered=name, proving=True)
        shown, claims = self.world.shown(name), self.examples.claims(name)
        asked = dict.fromkeys([name, *sorted(rule.references)])
        for want, code in ((True, "no-answer-fits"), (False, "idle-constraint")):
            if self.examples.find([*claims, Claim(rule, want, name)], asked, breaking=None if want else name):
                continue
            goals = (*self.world.goals(rule, ground, want=want), *shown)
            if self._impossible(goals, way):
                self.dead.add(ground)
                core = core_of(self.world, goals, way)
                own = tuple(goal for goal in core.goals if goal.ground == ground)
                also = tuple({goal.ground: None for goal in core.goals if goal.ground != ground})
                yield self._told(code, path, rule, Core(own, (*also, *core.grounds)), name=name)

    def _told(self, code: str, path: Path, expression: Expression, core: Core, **words: str) -> Problem:
        place = self.checked.tree.place(path)
        if core.goals:
            place = self.checked.tree.place_within(path, min(goal.node.offset for goal in core.goals))
        written = " and ".join(asked(core.goals, expression.text))
        together = " together" if len(core.goals) > 1 else ""
        why = reasons(self.world, core)
        return problem(code, place, asked=written, together=together, why=why, **words)


def _spoken(raw: object) -> str:
    if isinstance(raw, dict):
        return ", ".join(f"{key} {value}" for key, value in list(raw.items())[:2]) + (
            "…" if len(raw) > 2 else ""
        )
    return ", ".join(map(str, raw)) if isinstance(raw, list) else str(raw)
