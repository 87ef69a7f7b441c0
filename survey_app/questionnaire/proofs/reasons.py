"""Why no answers meet some goals, in words: the fewest conditions, and what each answer can be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from survey_app.questionnaire.problems import short
from survey_app.questionnaire.proofs.search import Way, search
from survey_app.questionnaire.proofs.sets import entry_ids, inner_of
from survey_app.questionnaire.proofs.weighing import TODAY
from survey_app.questionnaire.proofs.world import Goal, Ground, World
from survey_app.questionnaire.types import (
    AllocationQuestion,
    ConsentQuestion,
    DateQuestion,
    DatetimeQuestion,
    EntriesQuestion,
    HiddenQuestion,
    IntegerQuestion,
    ListedQuestion,
    QuestionBase,
    RankQuestion,
    RatingGridQuestion,
    RatingQuestion,
    SelectMultipleQuestion,
    SliderQuestion,
    TextQuestion,
    TimeQuestion,
    YesNoQuestion,
)

_MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class Core:
    """Hold the fewest goals and other conditions that no answers meet together."""

    goals: tuple[Goal, ...]
    grounds: tuple[Ground, ...]


def core_of(world: World, goals: tuple[Goal, ...], way: Way) -> Core:
    """Return the fewest of what makes the goals impossible, which they are proven to be."""

    def impossible(some: tuple[Goal, ...], how: Way) -> bool:
        return search(world, some, how).impossible

    goals = _fewest(goals, lambda some: impossible(some, way))
    if impossible(goals, replace(way, free=True)):
        alone = replace(way, free=True)
        return Core(_fewest(goals, lambda some: impossible(some, alone)), ())
    reached = world.reach(goals) or {}
    grounds = dict.fromkeys(goal.ground for demands in reached.values() for goal in demands)
    needed: list[Ground] = [ground for ground in grounds if ground not in way.without]
    for ground in list(needed):
        left = [other for other in needed if other != ground]
        dropped = {*way.without, *(other for other in grounds if other not in left)}
        if impossible(goals, replace(way, without=dropped)):
            needed = left
    return Core(goals, tuple(needed))


def _fewest(goals: tuple[Goal, ...], impossible: Callable[[tuple[Goal, ...]], bool]) -> tuple[Goal, ...]:
    kept = goals
    for goal in goals:
        left = tuple(other for other in kept if other is not goal)
        if left and impossible(left):
            kept = left
    return kept


def reasons(world: World, core: Core) -> str:
    """Return in words what stands against the goals of a core."""
    told = [_condition(world, ground) for ground in core.grounds]
    if told:
        return ", and ".join(told)
    looked_at = [*(goal.written for goal in core.goals), *(goal.asks for goal in core.goals)]
    names = dict.fromkeys(name for some in looked_at for name in some if name != TODAY)
    facts = [fact for name in names if (fact := _fact(name, world))][:_MOST_FACTS]
    return ", ".join(facts) or "it looks at no answer"


def _condition(world: World, ground: Ground) -> str:
    compiled = world.compiled
    if ground.kind == "page":
        return (
            f"the page “{ground.name}” is shown only if “{short(compiled.page_relevant[ground.name].text)}”"
        )
    if ground.kind == "group":
        text = short(compiled.group_relevant[ground.name].text)
        return f"the group “{ground.name}” is shown only if “{text}”"
    if ground.kind == "question":
        return f"“{ground.name}” is asked only if “{short(compiled.relevant[ground.name].text)}”"
    if ground.kind == "repeat_count":
        wanted = compiled.repeat_count[ground.name].text
        return f"“{ground.name}” has as many entries as “{short(wanted)}” says"
    if ground.kind == "inside":
        return f"“{ground.name}” is asked once in each entry"
    return f"“{ground.name}” takes only answers with “{short(compiled.constraint[ground.name].text)}”"


def _fact(name: str, world: World) -> str | None:
    compiled = world.compiled
    if name in world.derived:
        own = world.derived[name].question.name
        return f"“{own}” is computed as “{short(compiled.calculation[own].text)}”"
    if found := inner_of(compiled, name):
        holder, question = found
        rule = compiled.constraint.get(question.name)
        takes = f"takes only answers with “{short(rule.text)}”" if rule else _takes(question, world)
        return f"“{question.name}” {takes}, in at most {_entries(holder, world)}"
    if name not in compiled.questionnaire.every:
        return None
    question = compiled.questionnaire.every[name]
    if isinstance(question, EntriesQuestion):
        return f"“{name}” has at most {_entries(question, world)}"
    return f"“{name}” {_takes(question, world)}"


def _entries(holder: EntriesQuestion, world: World) -> str:
    most = len(entry_ids(holder, world.compiled.questionnaire.lists))
    words = ("row", "rows") if holder.row_list else ("entry", "entries")
    return f"{most} {words[most != 1]}"


_PLAIN: Mapping[type[QuestionBase], str] = MappingProxyType(
    {
        IntegerQuestion: "is a whole number",
        YesNoQuestion: "is yes or no",
        ConsentQuestion: "is ticked or not",
        DateQuestion: "is a day",
        TimeQuestion: "is a time from 00:00 to 23:59",
        DatetimeQuestion: "is a day with a time",
    }
)


def _takes(question: QuestionBase, world: World) -> str:
    if type(question) in _PLAIN:
        return _PLAIN[type(question)]
    match question:
        case HiddenQuestion(default=str(default)):
            return f"is “{short(default)}” or another text set for a city"
        case RatingQuestion(scale=scale) | RatingGridQuestion(scale=scale):
            return f"has figures from {scale.start} to {scale.end}"
        case SliderQuestion(range=asked):
            return f"has figures {asked.words()}"
        case AllocationQuestion(total=total, unit=unit):
            return f"shares out {total} {unit or 'points'}"
        case TextQuestion(max_length=most):
            return f"is a text of at most {most:,} characters"
        case RankQuestion():
            return f"puts {_counted(len(world.compiled.questionnaire.lists[question.choices]))} into order"
    return _choices(question, world)


def _choices(question: QuestionBase, world: World) -> str:
    if isinstance(question, SelectMultipleQuestion):
        count = len(question.names(world.compiled.questionnaire.lists))
        least = "" if question.least is None else f"at least {question.least} and "
        return f"has {least}at most {question.most or count} of {_counted(count)}"
    if isinstance(question, ListedQuestion):
        return f"is one of {_counted(len(question.names(world.compiled.questionnaire.lists)))}"
    return "has one answer in each row" if question.lists() else "is a single answer"


def _counted(count: int) -> str:
    return f"{count} choices" if count != 1 else "1 choice"


def asked(goals: tuple[Goal, ...], text: str) -> Iterator[str]:
    """Yield goals as they are written in the text of their condition."""
    for goal in goals:
        yield f"“{short(text[goal.node.offset : goal.node.end])}”"
