"""What a well-formed file may still have wrong: names, lists, conditions, feeds, data protection."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from survey_app.questionnaire.compiled import BadExpression, Compiled, places
from survey_app.questionnaire.feeding import feeding_problems
from survey_app.questionnaire.model import MAX_QUESTIONS
from survey_app.questionnaire.problems import Place, Problem, near, problem
from survey_app.questionnaire.types import (
    OTHER,
    QuestionBase,
    RankQuestion,
    SelectMultipleQuestion,
    SelectOneQuestion,
    TextQuestion,
)
from survey_app.questionnaire.values import Unreadable
from survey_app.questionnaire.yaml_text import Path, Tree


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what a check looks at: the compiled questionnaire and the file's tree."""

    compiled: Compiled
    tree: Tree

    def questions(self) -> Iterator[tuple[Path, QuestionBase]]:
        """Yield every question with its path."""
        return places(self.compiled.questionnaire)


def check(compiled: Compiled, bad: Sequence[BadExpression], tree: Tree) -> list[Problem]:
    """Return every finding about a questionnaire whose shape is right."""
    checked = Checked(compiled, tree)
    findings = [_expression_problem(tree, found) for found in bad]
    for each in _CHECKS:
        findings += each(checked)
    return findings + feeding_problems(compiled, tree)


def _expression_problem(tree: Tree, bad: BadExpression) -> Problem:
    start = tree.place(bad.path)
    style = tree.styles.get(bad.path, "")
    # Only in a plain or quoted one-line value does a character's offset give its column.
    shift = {"": 0, "'": 1, '"': 1}.get(style)
    place = start if shift is None else Place(start.line, start.column + shift + bad.finding.offset)
    return problem("expression", place, detail=bad.finding.message, remedy=bad.finding.remedy)


def _names(checked: Checked) -> Iterator[Problem]:
    count = sum(1 for _ in checked.questions())
    if count > MAX_QUESTIONS:
        yield problem("too-many-questions", Place(1, 1), count=count, limit=MAX_QUESTIONS)
    pages = [(("pages", index), page) for index, page in enumerate(checked.compiled.questionnaire.pages)]
    groups: tuple[tuple[str, Sequence[tuple[Path, object]]], ...] = (
        ("question", list(checked.questions())),
        ("page", pages),
    )
    for what, named in groups:
        first: dict[str, Place] = {}
        for path, owner in named:
            name, place = owner.name, checked.tree.place((*path, "name"))  # type: ignore[attr-defined]
            if name in first:
                yield problem("duplicate-name", place, name=name, what=what, line=first[name].line)
            first.setdefault(name, place)


def _lists(checked: Checked) -> Iterator[Problem]:
    questionnaire = checked.compiled.questionnaire
    used: set[str] = set()
    for path, question in checked.questions():
        for name in question.lists():
            used.add(name)
            if name not in questionnaire.lists:
                key = "rows" if getattr(question, "rows", None) == name else "choices"
                hint = near(name, list(questionnaire.lists), "The lists")
                yield problem("unknown-list", checked.tree.place((*path, key)), name=name, hint=hint)
    for name, choices in questionnaire.lists.items():
        if name not in used:
            yield problem("unused-list", checked.tree.key_place(("lists", name)), name=name)
        yield from _choices(checked, name, [(choice.name, choice.label) for choice in choices])


def _choices(checked: Checked, list_name: str, choices: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    names, labels = Counter[str](), Counter[str]()
    for index, (name, label) in enumerate(choices):
        if names[name]:
            place = checked.tree.place(("lists", list_name, index, "name"))
            yield problem("duplicate-choice", place, name=name, list=list_name)
        if labels[label]:
            place = checked.tree.place(("lists", list_name, index, "label"))
            yield problem("duplicate-label", place, label=label, list=list_name)
        names[name] += 1
        labels[label] += 1


def _own_keys(checked: Checked) -> Iterator[Problem]:
    for path, question in checked.questions():
        at = checked.tree.place
        for key in ("required", "constraint", "feeds"):
            if not question.answered and getattr(question, key):
                yield problem("note-required", at((*path, key)), key=key)
        for message, needs in (("constraint_message", "constraint"), ("required_message", "required")):
            if getattr(question, message) and not getattr(question, needs):
                yield problem("dead-message", at((*path, message)), key=message, needs=needs)
        if question.constraint and not question.constraint_message:
            yield problem("silent-constraint", at((*path, "constraint")), name=question.name)
        if question.relevant and question.name in _references(checked.compiled, question.name):
            yield problem("self-reference", at((*path, "relevant")), name=question.name)


def _references(compiled: Compiled, name: str) -> frozenset[str]:
    expression = compiled.relevant.get(name)
    return expression.references if expression else frozenset()


def _choosing(checked: Checked) -> Iterator[Problem]:
    lists = checked.compiled.questionnaire.lists
    for path, question in checked.questions():
        if not all(name in lists for name in question.lists()):
            continue
        at = checked.tree.place
        if isinstance(question, (SelectOneQuestion, SelectMultipleQuestion)) and question.other:
            for index, choice in enumerate(lists[question.choices]):
                if choice.name == OTHER:
                    yield problem("reserved-name", at(("lists", question.choices, index, "name")))
        if isinstance(question, SelectMultipleQuestion):
            yield from _ticks(checked, path, question)
        if isinstance(question, RankQuestion) and len(lists[question.choices]) < 2:
            yield problem("short-rank", at(path), list=question.choices)
        yield from _default(checked, path, question)


def _ticks(checked: Checked, path: Path, question: SelectMultipleQuestion) -> Iterator[Problem]:
    names = question.names(checked.compiled.questionnaire.lists)
    for key in ("least", "most"):
        value = getattr(question, key)
        if value and value > len(names):
            place = checked.tree.place((*path, key))
            yield problem("too-many-ticks", place, key=key, value=value, count=len(names))
    if question.none_of_these and question.none_of_these not in names:
        place, name = checked.tree.place((*path, "none_of_these")), question.none_of_these
        yield problem("unknown-choice", place, name=name, list=question.choices, hint=near(name, names))


def _default(checked: Checked, path: Path, question: QuestionBase) -> Iterator[Problem]:
    default = getattr(question, "default", None)
    if default is None:
        return
    try:
        question.read(default, checked.compiled.questionnaire.lists)
    except Unreadable as unreadable:
        place = checked.tree.place((*path, "default"))
        yield problem("bad-default", place, name=question.name, detail=str(unreadable))


def _order(checked: Checked) -> Iterator[Problem]:
    """Tell of conditions that go in circles, or that look ahead."""
    position = {question.name: index for index, (_, question) in enumerate(checked.questions())}
    paths = {question.name: path for path, question in checked.questions()}
    for name in position:
        for asked in _references(checked.compiled, name):
            if asked != name and position.get(asked, -1) > position[name]:
                yield problem("asked-later", checked.tree.place((*paths[name], "relevant")), name=asked)
    for circle in _circles(checked.compiled, list(position)):
        place = checked.tree.place((*paths[circle[0]], "relevant"))
        yield problem("cycle", place, circle=" → ".join([*circle, circle[0]]))


def _circles(compiled: Compiled, names: list[str]) -> list[list[str]]:
    """Return each circle of conditions once, found by an iterative depth-first walk."""
    circles, done = [], set[str]()
    for start in names:
        trail: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(compiled.asked_by(start))))]
        on_trail = [start]
        while trail and start not in done:
            name, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                on_trail.pop()
                if name != start:
                    done.add(name)
            elif following in on_trail:
                circles.append(on_trail[on_trail.index(following) :])
            elif following not in done and following in compiled.page_of:
                trail.append((following, iter(sorted(compiled.asked_by(following)))))
                on_trail.append(following)
        done.add(start)
    return circles


def _protection(checked: Checked) -> Iterator[Problem]:
    questionnaire = checked.compiled.questionnaire
    personal = next(
        (
            question.name
            for _, question in checked.questions()
            if question.personal
            or (isinstance(question, TextQuestion) and question.format in ("email", "telephone"))
        ),
        None,
    )
    for key in ("purpose", "retention"):
        if getattr(questionnaire, key) is None:
            if personal:
                yield problem("no-purpose", Place(1, 1), name=personal, key=key)
            else:
                yield problem("untold", Place(1, 1), key=key)


_CHECKS: tuple[Callable[[Checked], Iterator[Problem]], ...] = (
    _names,
    _lists,
    _own_keys,
    _choosing,
    _order,
    _protection,
)
