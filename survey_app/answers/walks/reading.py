"""From a test file's bytes to walks; every departure from the shape, and every unknown name, by its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from survey_app.answers.walks.catalogue import finding
from survey_app.answers.walks.model import Expected, Step, Walk, WalkFile
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import Problem, Severity, near, problem, short
from survey_app.questionnaire.yaml_text import Path, Tree, read_yaml
from survey_app.rounds.weeks import weeks_between

_TEXT, _MAPPING, _LIST = "text", "a mapping", "a list"
_IS: Mapping[str, Callable[[Any], bool]] = {
    _TEXT: lambda found: isinstance(found, str) and bool(found),
    _MAPPING: lambda found: isinstance(found, dict),
    _LIST: lambda found: isinstance(found, list) and bool(found),
    "a list of names": lambda found: isinstance(found, list) and all(isinstance(name, str) for name in found),
    "true or false": lambda found: isinstance(found, bool),
    "a date": lambda found: _day(found) is not None,
    "a span of weeks": lambda found: isinstance(found, dict) and set(found) == {"from", "to"},
}
_REMEDY = {
    _TEXT: "Write some words, in quotes where they look like something else.",
    _MAPPING: "Write “key: value” lines below it.",
    _LIST: "Begin each entry with “- ” on a line of its own.",
    "a list of names": "Write them in brackets: [one, other].",
    "true or false": "Write true or false, without quotes.",
    "a date": "Write a real one, such as 2027-03-08.",
    "a span of weeks": "Write {from: 2027-W10, to: 2027-W12}.",
}
_NAMES = "a list of names"
_KEYS: Mapping[str, Mapping[str, str]] = {
    "a test file": {"walks": _LIST, "weeks": "a span of weeks", "today": "a date"},
    "a walk": {"walk": _TEXT, "steps": _LIST, "today": "a date"},
    "a step": {"give": _MAPPING, "expect": _MAPPING},
    "what is expected": {
        "visible": _NAMES,
        "hidden": _NAMES,
        "error": _MAPPING,
        "value": _MAPPING,
        "pages": _NAMES,
        "complete": "true or false",
    },
}
_NEEDED = {"a test file": ("walks",), "a walk": ("walk", "steps")}


@dataclass(frozen=True, slots=True)
class WalkReading:
    """Hold what a test file says: its walks unless it has errors, and all findings by place."""

    walks: WalkFile | None
    problems: tuple[Problem, ...]


def read_walks(source: bytes, compiled: Compiled) -> WalkReading:
    """Read a test file (its bytes) for a questionnaire; nothing but its bytes is looked at."""
    tree = read_yaml(source)
    reader = _Reader(tree, compiled)
    found = None if tree.problems else reader.file()
    problems = tuple(sorted([*tree.problems, *reader.problems], key=lambda one: one.place))
    if any(one.severity is Severity.ERROR for one in problems):
        return WalkReading(None, problems)
    return WalkReading(found, problems)


def _day(found: Any) -> date | None:
    try:
        return date.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None


class _Reader:
    def __init__(self, tree: Tree, compiled: Compiled) -> None:
        self.tree, self.compiled = tree, compiled
        self.problems: list[Problem] = []
        self.titles: dict[str, int] = {}

    def file(self) -> WalkFile | None:
        data = self.tree.data
        if not isinstance(data, dict) or "walks" not in data:
            self.problems.append(finding("no-walks", self.tree.place(())))
            return None
        given = self._part("a test file", data, ())
        walks = tuple(self._walk(walk, ("walks", index)) for index, walk in enumerate(given.get("walks", [])))
        return WalkFile(walks, self._weeks(given.get("weeks")), _day(given.get("today")), self.tree)

    def _part(self, owner: str, data: Any, path: Path) -> dict[str, Any]:
        """Return the keys of a part that are of their shape; tell of all others."""
        if not isinstance(data, dict):
            self._shape(path, _MAPPING, data)
            return {}
        keys, kept = _KEYS[owner], {}
        for key, found in data.items():
            if key not in keys:
                hint = near(key, keys, "Its keys")
                place = self.tree.key_place((*path, key))
                self.problems.append(problem("unknown-key", place, key=key, owner=owner, hint=hint))
            elif not _IS[keys[key]](found):
                self._shape((*path, key), keys[key], found)
            else:
                kept[key] = found
        for key in _NEEDED.get(owner, ()):
            if key not in data:
                place = self.tree.place(path)
                self.problems.append(problem("missing-key", place, key=key, owner=f"A{owner[1:]}"))
        return kept

    def _shape(self, path: Path, wanted: str, found: Any) -> None:
        key = path[-1] if isinstance(path[-1], str) else f"{path[-2]}, entry {path[-1] + 1}"
        place, told = self.tree.place(path), _spoken(found)
        remedy = _REMEDY[wanted]
        self.problems.append(problem("wrong-shape", place, key=key, wanted=wanted, found=told, remedy=remedy))

    def _weeks(self, found: Any) -> tuple[str, ...]:
        try:
            return tuple(weeks_between(str(found["from"]), str(found["to"]))) if found else ()
        except ValueError as error:
            detail = f"{str(error)[:1].upper()}{str(error)[1:]}"
            self.problems.append(problem("bad-value", self.tree.place(("weeks",)), detail=detail))
            return ()

    def _walk(self, data: Any, path: Path) -> Walk:
        given = self._part("a walk", data, path)
        title = given.get("walk", "")
        steps = tuple(
            self._step(step, (*path, "steps", index)) for index, step in enumerate(given.get("steps", []))
        )
        place = self.tree.place((*path, "walk"))
        if title in self.titles:
            self.problems.append(finding("same-title", place, title=title, line=self.titles[title]))
        self.titles.setdefault(title, place.line)
        if steps and not any(isinstance(step, dict) and step.get("expect") for step in given["steps"]):
            self.problems.append(finding("nothing-expected", place, title=title))
        return Walk(title, steps, _day(given.get("today")))

    def _step(self, data: Any, path: Path) -> Step:
        given = self._part("a step", data, path)
        answers = given.get("give", {})
        for name in answers:
            self._question(name, (*path, "give", name), answered=True)
        expected = self._expected(given["expect"], (*path, "expect")) if "expect" in given else Expected()
        return Step(answers, expected)

    def _expected(self, data: Any, path: Path) -> Expected:
        given = self._part("what is expected", data, path)
        visible, hidden = tuple(given.get("visible", ())), tuple(given.get("hidden", ()))
        for key, names in (("visible", visible), ("hidden", hidden)):
            for index, name in enumerate(names):
                self._question(name, (*path, key, index))
        for index, name in enumerate(hidden):
            if name in visible:
                place = self.tree.place((*path, "hidden", index))
                self.problems.append(finding("both", place, name=name))
        for key in ("error", "value"):
            for name in given.get(key, {}):
                self._question(name, (*path, key, name), answered=True)
        pages = tuple(given["pages"]) if "pages" in given else None
        self._pages(pages or (), (*path, "pages"))
        error = dict(self._errors(given.get("error", {}), (*path, "error")))
        return Expected(visible, hidden, error, given.get("value", {}), pages, given.get("complete"))

    def _errors(self, found: Mapping[str, Any], path: Path) -> Iterator[tuple[str, str | bool]]:
        for name, words in found.items():
            if isinstance(words, (str, bool)):
                yield name, words
            else:
                remedy = "Write true for any message, false for none, or its words."
                place = self.tree.place((*path, name))
                wanted, told = "true, false or a text", _spoken(words)
                self.problems.append(
                    problem("wrong-shape", place, key=name, wanted=wanted, found=told, remedy=remedy)
                )

    def _question(self, name: str, path: Path, *, answered: bool = False) -> None:
        """Check that a question is there; what is given or expected as a value is that of a whole repeat."""
        form = self.compiled.questionnaire
        questions = form.by_name if path[-2] in ("give", "value") else form.every
        place = self.tree.place(path) if isinstance(path[-1], int) else self.tree.key_place(path)
        if name not in questions:
            hint = near(name, questions, "The questions")
            self.problems.append(finding("unknown-question", place, name=name, hint=hint))
        elif answered and not questions[name].answered:
            self.problems.append(finding("never-answered", place, name=name))

    def _pages(self, names: tuple[str, ...], path: Path) -> None:
        pages = self.compiled.questionnaire.page_names
        for index, name in enumerate(names):
            if name not in pages:
                place = self.tree.place((*path, index))
                self.problems.append(
                    finding("unknown-page", place, name=name, hint=near(name, pages, "The pages"))
                )


def _spoken(found: Any) -> str:
    names = {dict: "a mapping", list: "a list", type(None): "empty", bool: "true or false"}
    if type(found) in names:
        return "an empty list" if found == [] else names[type(found)]
    return f"the number {found}" if isinstance(found, (int, float)) else f"“{short(found)}”"
