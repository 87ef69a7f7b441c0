"""What a well-formed file may still have wrong: names, lists, choices, contradictions, data protection."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from survey_app.questionnaire.checked import Checked
from survey_app.questionnaire.compiled import BadExpression, Compiled
from survey_app.questionnaire.conditions import condition_problems
from survey_app.questionnaire.feeding import feeding_problems
from survey_app.questionnaire.placing import placed_items
from survey_app.questionnaire.problems import Place, Problem, near, problem
from survey_app.questionnaire.proofs import proof_problems
from survey_app.questionnaire.types import (
    COLUMN_TYPES,
    NOT_INSIDE,
    OTHER,
    Choice,
    Group,
    HiddenQuestion,
    ListedQuestion,
    OneChoiceQuestion,
    QuestionBase,
    RankQuestion,
    SelectMultipleQuestion,
    TextQuestion,
)
from survey_app.questionnaire.values import Unreadable
from survey_app.questionnaire.yaml_text import Path, Tree

_WORDS = re.compile(r"[\w.-]+")


def check(compiled: Compiled, bad: Sequence[BadExpression], tree: Tree) -> Iterator[Problem]:
    """Yield every finding about a questionnaire whose shape is right."""
    for found in bad:
        place, detail = tree.place_within(found.path, found.finding.offset), found.finding.message
        yield problem("expression", place, detail=detail, remedy=found.finding.remedy)
    checked = Checked(compiled, tree)
    for each in _CHECKS:
        yield from each(checked)
    yield from proof_problems(checked, bad)


def _names(checked: Checked) -> Iterator[Problem]:
    questionnaire = checked.compiled.questionnaire
    items = [
        (path, item.name, "group" if isinstance(item, Group) else "question")
        for path, item in placed_items(questionnaire)
    ]
    pages: list[tuple[Path, str, str]] = [
        (("pages", index), page.name, "page") for index, page in enumerate(questionnaire.pages)
    ]
    for named in (items, pages):
        first: dict[str, tuple[Place, str]] = {}
        for path, name, what in named:
            place = checked.tree.place((*path, "name"))
            if name in first:
                other, taken = first[name]
                yield problem("duplicate-name", place, name=name, what=taken, line=other.line, each=what)
            first.setdefault(name, (place, what))


def _lists(checked: Checked) -> Iterator[Problem]:
    questionnaire = checked.compiled.questionnaire
    used: set[str | None] = set()
    for path, question in checked.questions():
        for key in ("rows", "choices"):
            name = getattr(question, key, None)
            used.add(name)
            if name is not None and name not in questionnaire.lists:
                hint = near(name, questionnaire.lists, "The lists")
                yield problem("unknown-list", checked.tree.place((*path, key)), name=name, hint=hint)
    for name, choices in questionnaire.lists.items():
        if name not in used:
            yield problem("unused-list", checked.tree.key_place(("lists", name)), name=name)
        yield from _columns(checked, name, choices)
        yield from _choices(checked, name, [(choice.name, choice.label) for choice in choices])


def _columns(checked: Checked, list_name: str, choices: Sequence[Choice]) -> Iterator[Problem]:
    """Yield each further key of a list's entries, once, that no filter of the list's choices looks at."""
    if list_name not in (checked.tree.data.get("lists") or {}):
        return  # a list that is shipped
    used: set[str] = set()
    for _, question in checked.questions():
        if isinstance(question, ListedQuestion) and question.choices == list_name and question.choice_filter:
            used |= set(_WORDS.findall(question.choice_filter))
    first = {key: index for index, choice in reversed(list(enumerate(choices))) for key in choice.columns}
    for key, index in first.items():
        if key not in used:
            place = checked.tree.key_place(("lists", list_name, index, key))
            yield problem("unused-column", place, key=key, list=list_name)


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
                yield problem("no-answer", at((*path, key)), key=key)
        for key in ("required", "constraint", "read_only"):
            if not question.entered and getattr(question, key):
                yield problem("nobody-answers", at((*path, key)), name=question.name, key=key)
        for message, needs in (("constraint_message", "constraint"), ("required_message", "required")):
            if getattr(question, message) and not getattr(question, needs):
                yield problem("dead-message", at((*path, message)), key=message, needs=needs)
        if question.constraint and not question.constraint_message:
            yield problem("silent-constraint", at((*path, "constraint")), name=question.name)
        if question.required and question.read_only:
            yield problem("never-answered", at((*path, "required")), name=question.name)


def _choosing(checked: Checked) -> Iterator[Problem]:
    lists = checked.compiled.questionnaire.lists
    for path, question in checked.questions():
        if not all(name in lists for name in question.lists()):
            continue
        if isinstance(question, ListedQuestion) and question.other:
            for index, choice in enumerate(lists[question.choices]):
                if choice.name == OTHER:
                    place = checked.tree.place(("lists", question.choices, index, "name"))
                    yield problem("reserved-name", place, question=question.name)
        if isinstance(question, SelectMultipleQuestion):
            yield from _ticks(checked, path, question)
        if isinstance(question, RankQuestion) and len(lists[question.choices]) < 2:
            yield problem("short-rank", checked.tree.place((*path, "choices")), list=question.choices)
        yield from _default(checked, path, question)


def _ticks(checked: Checked, path: Path, question: SelectMultipleQuestion) -> Iterator[Problem]:
    names = question.names(checked.compiled.questionnaire.lists)
    for key in ("least", "most"):
        value = getattr(question, key)
        if value and value > len(names):
            place = checked.tree.place((*path, key))
            yield problem("too-many-ticks", place, key=key, value=value, count=len(names))
    if question.none_of_these and question.none_of_these not in names:
        yield _unknown_choice(checked, (*path, "none_of_these"), question, question.none_of_these)


def _unknown_choice(checked: Checked, path: Path, question: ListedQuestion, name: str) -> Problem:
    known = question.names(checked.compiled.questionnaire.lists)
    hint = near(name, known, "Its choices")
    return problem("unknown-choice", checked.tree.place(path), name=name, list=question.choices, hint=hint)


def _default(checked: Checked, path: Path, question: QuestionBase) -> Iterator[Problem]:
    default, lists = getattr(question, "default", None), checked.compiled.questionnaire.lists
    if default is None:
        return
    if isinstance(question, OneChoiceQuestion) and default not in question.names(lists):
        yield _unknown_choice(checked, (*path, "default"), question, default)
        return
    if isinstance(question, SelectMultipleQuestion):
        for index, name in enumerate(default):
            if name not in question.names(lists):
                yield _unknown_choice(checked, (*path, "default", index), question, name)
                return
    try:
        question.read(default, lists)
    except Unreadable as unreadable:
        place = checked.tree.place((*path, "default"))
        yield problem("bad-default", place, name=question.name, detail=str(unreadable))


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


def _entries(checked: Checked) -> Iterator[Problem]:
    holders = checked.compiled.holders
    for path, question in checked.questions():
        kind = str(getattr(question, "type", ""))
        if path[-2] == "columns" and kind not in COLUMN_TYPES:
            place = checked.tree.place((*path, "type"))
            yield problem("column-type", place, type=kind, known=", ".join(COLUMN_TYPES))
        if not holders[question.name]:
            continue
        if question.feeds:
            yield problem("feeds-inside", checked.tree.place((*path, "feeds")), name=question.name)
        if isinstance(question, HiddenQuestion) and question.from_link:
            yield problem("link-inside", checked.tree.place((*path, "from_link")), name=question.name)
        if kind in NOT_INSIDE:
            yield problem("type-inside", checked.tree.place((*path, "type")), type=kind)


_CHECKS: tuple[Callable[[Checked], Iterator[Problem]], ...] = (
    _names,
    _entries,
    _lists,
    _own_keys,
    _choosing,
    condition_problems,
    _protection,
    feeding_problems,
)
