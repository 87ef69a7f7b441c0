"""No answers by chance ever contradict a proof, and every example that a search gives is one."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from survey_app.answers.visibility import shown
from survey_app.answers.walks.giving import given_of
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.samples import Sample
from survey_app.questionnaire.proofs.search import Way, search
from survey_app.questionnaire.proofs.weighing import TODAY
from survey_app.questionnaire.proofs.world import Ground, World

from .chance import CONDITIONS, RULES, answers, expression, questionnaires

_TARGET = Ground("target", "")
_TRIES = 60
_calm = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def accepted(compiled: Compiled, values: Mapping[str, Any], today: date) -> Mapping[str, Any] | None:
    """Return what conditions compute with, None where an answer that is shown breaks its rule."""
    operands = shown(compiled, values, today).operands
    for name, rule in compiled.constraint.items():
        inside = operands.get(f"{name}[]", {}).values()
        for this in [operands[name]] if name in operands else inside:
            if not rule.holds(operands, today=today, this=this):
                return None
    return operands


def contradicting(
    compiled: Compiled, condition: Expression, want: bool, seed: int, this: str | None = None
) -> tuple[Mapping[str, Any], date] | None:
    """Return answers by chance under which the condition says what it is proven never to say."""
    chance = random.Random(seed)
    for _ in range(_TRIES):
        today = date(2027, 2, 1) + timedelta(days=chance.randint(-40, 60))
        operands = accepted(compiled, answers(chance), today)
        if operands is None or (this and operands.get(this) is None):
            continue
        point = operands[this] if this else None
        if condition.holds(operands, today=today, this=point) is want:
            return operands, today
    return None


def values_of(found: Mapping[str, Sample], compiled: Compiled) -> tuple[dict[str, Any], date]:
    """Return an example's answers as typed, and its day."""
    questionnaire = compiled.questionnaire
    today = date.fromisoformat(found[TODAY].raw) if TODAY in found else DAY
    raw = {name: sample.raw for name, sample in found.items() if name != TODAY}
    given = given_of(
        compiled,
        raw,
        (),
        lambda question: {"people": 1, "role": "surveys"}.get(question.name),
        lambda question: {},
    )
    return {
        name: questionnaire.by_name[name].read(one, questionnaire.lists) for name, one in given.items()
    }, today


@_calm
@given(questionnaires(), CONDITIONS, st.booleans(), st.booleans(), st.integers(0, 2**32))
def test_a_condition_proven_impossible_never_comes_true(
    compiled: Compiled, text: str, want: bool, proving: bool, seed: int
) -> None:
    condition, world = expression(text), World(compiled)
    verdict = search(world, world.goals(condition, _TARGET, want=want), Way(proving=proving))
    event("impossible" if verdict.impossible else "example" if verdict.answers is not None else "undecided")
    if verdict.impossible:
        assert contradicting(compiled, condition, want, seed) is None
    # Which answers go with which entry is looked at where walks are made.
    if verdict.answers is not None and not any(name.endswith("[]") for name in verdict.answers):
        values, today = values_of(verdict.answers, compiled)
        operands = accepted(compiled, values, today)
        assert operands is not None
        assert condition.holds(operands, today=today) is want


@_calm
@given(questionnaires(), st.data(), st.booleans(), st.integers(0, 2**32))
def test_a_rule_proven_never_kept_or_never_broken_is_so(
    compiled: Compiled, data: st.DataObject, want: bool, seed: int
) -> None:
    name = data.draw(st.sampled_from(sorted(RULES.keys() - {"people"})))
    written = data.draw(st.sampled_from(RULES[name]))
    rule = expression(f"{written} {data.draw(st.sampled_from(['and', 'or']))} {data.draw(CONDITIONS)}", name)
    asked = compiled.relevant.items()
    compiled = replace(
        compiled,
        relevant={key: condition for key, condition in asked if name not in condition.references},
        page_relevant={},
        constraint={key: other for key, other in compiled.constraint.items() if key != name},
        texts={},
    )
    world = World(compiled)
    ground = Ground("constraint", name)
    goals = (*world.goals(rule, ground, want=want), *world.shown(name))
    verdict = search(world, goals, Way(without=frozenset({ground}), answered=name, proving=True))
    event("impossible" if verdict.impossible else "other")
    if verdict.impossible:
        assert contradicting(compiled, rule, want, seed, name) is None
