"""Conditions and repeated answers that look at the wrong question: at themselves, in a circle, or ahead."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from survey_app.questionnaire.checked import Checked
from survey_app.questionnaire.compiled import Compiled, key_of
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.placing import group_places
from survey_app.questionnaire.problems import Problem, problem
from survey_app.questionnaire.scopes import inside
from survey_app.questionnaire.types import EntriesQuestion, Group, Items, QuestionBase, placed
from survey_app.questionnaire.yaml_text import Path

Owner: TypeAlias = Page | Group | QuestionBase


def condition_problems(checked: Checked) -> Iterator[Problem]:
    """Yield every finding about what conditions and piped texts look at."""
    circles = _circles(checked.compiled)
    for circle in circles:
        asked = circle[1] if len(circle) > 1 else circle[0]
        place = checked.tree.place(_condition_path(checked, circle[0], asked))
        yield problem("cycle", place, circle=_in_words(circle))
    yield from _looking_at_themselves(checked)
    yield from _counting_themselves(checked)
    yield from _looking_ahead(checked, {name for circle in circles for name in circle})


def _in_words(circle: list[str]) -> str:
    shown = circle if len(circle) <= 8 else [*circle[:7], "…"]
    return " → ".join([*shown, circle[0]])


def _condition_path(checked: Checked, name: str, asked: str) -> Path:
    """Return the path of the condition by which one question asks for another: the innermost."""
    links = list(checked.compiled.links(name))
    return next(checked.condition_path(link) for other, link in reversed(links) if other == asked)


def _looking_at_themselves(checked: Checked) -> Iterator[Problem]:
    for name, conditions in checked.compiled.shown_if.items():
        for each in conditions:
            if name not in each.condition.references:
                continue
            place = checked.tree.place(checked.condition_path(each))
            if each.kind == "question":
                yield problem("self-reference", place, name=each.name)
            else:
                words = {each.kind: each.name}
                yield problem(f"{each.kind}-asks-itself", place, name=name, **words)


def _counting_themselves(checked: Checked) -> Iterator[Problem]:
    every = checked.compiled.questionnaire.every
    for name, count in checked.compiled.repeat_count.items():
        question = every[name]
        own = {one.name for _, one in inside(question)} if isinstance(question, EntriesQuestion) else set()
        if count.references & {name, *own}:
            place = checked.tree.place((*checked.paths[name], "repeat_count"))
            yield problem("self-reference", place, name=name)


def _looking_ahead(checked: Checked, in_circles: set[str]) -> Iterator[Problem]:
    positions = checked.positions
    for path, references, last in _looks(checked):
        for asked in sorted(references - in_circles):
            if positions[asked] > last:
                yield problem("asked-later", checked.tree.place(path), name=asked)


def _looks(checked: Checked) -> Iterator[tuple[Path, frozenset[str], int]]:
    """Yield each condition and piped text: its path, what it looks at, the last position it may look at."""
    compiled, positions = checked.compiled, checked.positions
    for index, page in enumerate(compiled.questionnaire.pages):
        last = _last_in(page.items, positions)
        yield from _looks_of(compiled, page, compiled.page_relevant.get(page.name), ("pages", index), last)
    for path, group in group_places(compiled.questionnaire):
        last = _last_in(group.items, positions)
        yield from _looks_of(compiled, group, compiled.group_relevant.get(group.name), path, last)
    for path, question in checked.questions():
        last = positions[question.name]
        yield from _looks_of(compiled, question, compiled.relevant.get(question.name), path, last)
        if count := compiled.repeat_count.get(question.name):
            yield (*path, "repeat_count"), count.references, last


def _last_in(items: Items, positions: Mapping[str, int]) -> int:
    """Return the position of the last question of a page or group."""
    held = (here.item for here in placed(items, deep=True))
    return max(positions[item.name] for item in held if isinstance(item, QuestionBase))


def _looks_of(
    compiled: Compiled, owner: Owner, condition: Expression | None, path: Path, last: int
) -> Iterator[tuple[Path, frozenset[str], int]]:
    if condition:
        yield (*path, "relevant"), condition.references, last
    for key in ("label", "hint"):
        if text := compiled.texts.get((key_of(owner), key)):
            yield (*path, key), text.references, last


def _circles(compiled: Compiled) -> list[list[str]]:
    """Return each circle of conditions once: among the questions of the form, and among those of an entry."""
    levels = (compiled.deciding_order, *compiled.order_inside.values())
    in_file = {name: place for place, name in enumerate(compiled.page_of)}
    return [
        circle
        for level in levels
        for circle in _circles_among(compiled, sorted(level, key=in_file.__getitem__))
    ]


def _circles_among(compiled: Compiled, names: list[str]) -> list[list[str]]:
    """Return the circles of one level, found by an iterative depth-first walk."""
    circles: list[list[str]] = []
    done: set[str] = set()
    for start in names:
        trail: dict[str, Iterator[str]] = {}
        following: str | None = start
        while following is not None or trail:
            if following is None:
                done.add(trail.popitem()[0])
            elif following in trail:
                entered = list(trail)
                circles.append(entered[entered.index(following) :])
            elif following not in done:
                asked = {other for other, _ in compiled.links(following)}
                trail[following] = iter(sorted(asked.intersection(names)))
            following = next(next(reversed(trail.values())), None) if trail else None
    return circles
