"""Conditions and repeated answers that look at the wrong question: at themselves, in a circle, or ahead."""

from collections.abc import Iterator

from survey_app.questionnaire.checked import Checked
from survey_app.questionnaire.compiled import Compiled, group_places, key_of
from survey_app.questionnaire.problems import Problem, problem
from survey_app.questionnaire.types import questions_in
from survey_app.questionnaire.yaml_text import Path


def condition_problems(checked: Checked) -> Iterator[Problem]:
    """Yield every finding about what conditions and piped texts look at."""
    circles = _circles(checked.compiled)
    for circle in circles:
        asked = circle[1] if len(circle) > 1 else circle[0]
        place = checked.tree.place(_condition_path(checked, circle[0], asked))
        yield problem("cycle", place, circle=_in_words(circle))
    yield from _looking_at_themselves(checked)
    yield from _looking_ahead(checked, {name for circle in circles for name in circle})


def _in_words(circle: list[str]) -> str:
    shown = circle if len(circle) <= 8 else [*circle[:7], "…"]
    return " → ".join([*shown, circle[0]])


def _condition_path(checked: Checked, name: str, asked: str) -> Path:
    """Return the path of the condition by which one question asks for another: the innermost."""
    for each in reversed(checked.compiled.shown_if[name]):
        if asked in each.condition.references:
            return checked.condition_path(each)
    filtered = checked.compiled.choice_filter.get(name)
    key = "choice_filter" if filtered and asked in filtered.references else "calculation"
    return (*checked.paths[name], key)


def _looking_at_themselves(checked: Checked) -> Iterator[Problem]:
    for name, conditions in checked.compiled.shown_if.items():
        for each in conditions:
            if name not in each.condition.references:
                continue
            place = checked.tree.place(checked.condition_path(each))
            if each.kind == "question":
                yield problem("self-reference", place, name=name)
            else:
                words = {each.kind: each.name}
                yield problem(f"{each.kind}-asks-itself", place, name=name, **words)


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
        last = max(positions[question.name] for question in page.questions)
        if condition := compiled.page_relevant.get(page.name):
            yield ("pages", index, "relevant"), condition.references, last
        for key in ("label", "hint"):
            if text := compiled.texts.get((key_of(page), key)):
                yield ("pages", index, key), text.references, last
    for path, group in group_places(compiled.questionnaire):
        last = max(positions[question.name] for question in questions_in(group.items))
        if condition := compiled.group_relevant.get(group.name):
            yield (*path, "relevant"), condition.references, last
        for key in ("label", "hint"):
            if text := compiled.texts.get((key_of(group), key)):
                yield (*path, key), text.references, last
    for name, path in checked.paths.items():
        if own := compiled.relevant.get(name):
            yield (*path, "relevant"), own.references, positions[name]
        for key in ("label", "hint"):
            if text := compiled.texts.get((name, key)):
                yield (*path, key), text.references, positions[name]


def _circles(compiled: Compiled) -> list[list[str]]:
    """Return each circle of conditions once, found by an iterative depth-first walk."""
    circles: list[list[str]] = []
    done: set[str] = set()
    for start in compiled.page_of:
        trail: dict[str, Iterator[str]] = {}
        following: str | None = start
        while following is not None or trail:
            if following is None:
                done.add(trail.popitem()[0])
            elif following in trail:
                names = list(trail)
                circles.append(names[names.index(following) :])
            elif following not in done:
                trail[following] = iter(sorted(compiled.asked_by(following) - {following}))
            following = next(next(reversed(trail.values())), None) if trail else None
    return circles
