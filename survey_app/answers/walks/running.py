"""Walks taken, step by step, by the same engine as people's answers; what is other than expected is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from survey_app.answers.validation import read_answers, sheet_faults
from survey_app.answers.visibility import Shown, View, shown
from survey_app.answers.walks.catalogue import finding
from survey_app.answers.walks.coverage import Branch, conditions, taken
from survey_app.answers.walks.model import Step, Walk, WalkFile
from survey_app.answers.walks.writing import flow
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import Place, Problem
from survey_app.questionnaire.values import Fault
from survey_app.questionnaire.yaml_text import Path, Tree


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what went other than expected, in the order of the file, and the branches taken."""

    failures: tuple[Problem, ...]
    taken: frozenset[Branch]
    steps: int

    def missing(self, compiled: Compiled) -> tuple[Branch, ...]:
        """Return the branches that no walk takes, in the order of the questionnaire."""
        both = (Branch(condition, way) for condition in conditions(compiled) for way in (True, False))
        return tuple(branch for branch in both if branch not in self.taken)


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold what answers bring about: typed answers, what is shown, the messages of each question."""

    values: Mapping[str, Any]
    view: Shown
    unread: Mapping[str, list[Fault]]
    faults: Mapping[str, list[Fault]]

    def messages(self, name: str) -> list[str]:
        """Return the messages about a question's answer."""
        held = (self.unread, self.faults)
        own = [fault for some in held for fault in some.get(name, ())]
        inside = [
            fault
            for some in held
            for faults in some.values()
            for fault in faults
            if f".{name}." in f".{fault.part}."
        ]
        return [fault.message for fault in (own or inside)]


def run_walks(compiled: Compiled, file: WalkFile, today: date) -> Outcome:
    """Take every walk; today is the day of walks that name none.

    compiled: the questionnaire as it is served in the weeks that the file names.
    """
    failures: list[Problem] = []
    branches: set[Branch] = set()
    some = conditions(compiled)
    for index, walk in enumerate(file.walks):
        day = walk.today or file.today or today
        for number, (step, seen) in enumerate(_taken(compiled, walk, day)):
            branches |= set(taken(compiled, some, seen.view, day))
            path = ("walks", index, "steps", number)
            failures += _Step(compiled, file.tree, walk, path, day).failures(step, seen)
    return Outcome(tuple(failures), frozenset(branches), sum(len(walk.steps) for walk in file.walks))


def _taken(compiled: Compiled, walk: Walk, today: date) -> Iterator[tuple[Step, Seen]]:
    given: dict[str, Any] = {}
    for step in walk.steps:
        given |= step.give
        yield step, see(compiled, given, today)


def see(compiled: Compiled, given: Mapping[str, Any], today: date) -> Seen:
    """Return what raw answers bring about; an answer that cannot be read counts as empty."""
    read = read_answers(compiled, given)
    unread: dict[str, list[Fault]] = {}
    for fault in read.faults:
        unread.setdefault(fault.question, []).append(fault)
    faults: dict[str, list[Fault]] = {}
    for fault in (fault for page in sheet_faults(compiled, read.values, today).values() for fault in page):
        if fault.question not in unread:
            faults.setdefault(fault.question, []).append(fault)
    return Seen(read.values, shown(compiled, read.values, today), unread, faults)


def is_visible(view: View, name: str) -> bool:
    """Tell whether a question is shown, inside a table or repeat in at least one entry."""
    inside = (entry for entries in view.inside.values() for entry in entries)
    return name in view.questions or any(is_visible(entry, name) for entry in inside)


class _Step:
    def __init__(self, compiled: Compiled, tree: Tree, walk: Walk, path: Path, today: date) -> None:
        self.compiled, self.tree, self.walk, self.path, self.today = compiled, tree, walk, path, today

    def failures(self, step: Step, seen: Seen) -> Iterator[Problem]:
        """Yield what is other than expected."""
        yield from self._unread(step, seen)
        yield from self._shown(step, seen)
        yield from self._errors(step, seen)
        yield from self._values(step, seen)
        yield from self._pages(step, seen)
        yield from self._complete(step, seen)

    def _told(self, code: str, path: Path, **words: object) -> Problem:
        return finding(code, self._place(path), walk=self.walk.title, **words)

    def _place(self, path: Path) -> Place:
        whole = (*self.path, *path)
        return self.tree.place(whole) if isinstance(path[-1], int) else self.tree.key_place(whole)

    def _unread(self, step: Step, seen: Seen) -> Iterator[Problem]:
        for name in step.give:
            if name in seen.unread and not step.expect.error.get(name):
                found = seen.messages(name)[0]
                yield self._told("unread", ("give", name), name=name, found=found)

    def _shown(self, step: Step, seen: Seen) -> Iterator[Problem]:
        for index, name in enumerate(step.expect.visible):
            if not is_visible(seen.view, name):
                why = self._why(name, seen)
                yield self._told("not-visible", ("expect", "visible", index), name=name, why=why)
        for index, name in enumerate(step.expect.hidden):
            if is_visible(seen.view, name):
                yield self._told("not-hidden", ("expect", "hidden", index), name=name)

    def _why(self, name: str, seen: Seen) -> str:
        words = {
            "page": "its page is shown only if “{}”",
            "group": "its group “{name}” is shown only if “{}”",
            "question": "it is asked only if “{}”",
        }
        for each in self.compiled.shown_if[name]:
            if not each.condition.holds(seen.view.operands, today=self.today):
                return words[each.kind].format(each.condition.text, name=each.name)
        return "its page is not shown"

    def _errors(self, step: Step, seen: Seen) -> Iterator[Problem]:
        for name, expected in step.expect.error.items():
            found = seen.messages(name)
            path: Path = ("expect", "error", name)
            if expected is False:
                if found and not (name in step.give and name in seen.unread):  # told above
                    yield self._told("error", path, name=name, found=found[0])
            elif not found:
                words = f" with “{expected}”" if isinstance(expected, str) else ""
                yield self._told("no-error", path, name=name, words=words)
            elif isinstance(expected, str) and expected not in found:
                yield self._told("other-error", path, name=name, expected=expected, found=found[0])

    def _values(self, step: Step, seen: Seen) -> Iterator[Problem]:
        for name, expected in step.expect.value.items():
            found = seen.values.get(name)
            if not _same(found, expected):
                words = {"expected": _spoken(expected), "found": _spoken(found)}
                yield self._told("other-value", ("expect", "value", name), name=name, **words)

    def _pages(self, step: Step, seen: Seen) -> Iterator[Problem]:
        found = tuple(page.name for page in seen.view.pages)
        if step.expect.pages is not None and step.expect.pages != found:
            words = {"expected": flow(list(step.expect.pages)), "found": flow(list(found))}
            yield self._told("other-pages", ("expect", "pages"), **words)

    def _complete(self, step: Step, seen: Seen) -> Iterator[Problem]:
        if step.expect.complete is None:
            return
        order = self.compiled.questionnaire.by_name
        wrong = next((name for name in order if name in seen.unread or name in seen.faults), None)
        path: Path = ("expect", "complete")
        if step.expect.complete and wrong is not None:
            yield self._told("not-complete", path, name=wrong, found=seen.messages(wrong)[0])
        elif not step.expect.complete and wrong is None:
            yield self._told("complete", path)


def _same(found: Any, expected: Any) -> bool:
    """Tell whether a typed answer is the one expected; false is never 0, and nothing is only nothing."""
    if isinstance(found, bool):
        return found is {"yes": True, "no": False}.get(str(expected), expected)
    return type(found) is type(expected) and bool(found == expected)


def _spoken(found: Any) -> str:
    return "empty" if found is None else flow(found)
