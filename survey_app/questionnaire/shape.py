"""From a tree of plain data to a Questionnaire; every departure from the shape as a finding in its place."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from survey_app.questionnaire.model import MAX_CONDITIONS, MAX_QUESTIONS, Page, Questionnaire
from survey_app.questionnaire.problems import MAX_TOLD, Problem, near, problem, short
from survey_app.questionnaire.types import (
    CITIES,
    ITEM_TYPES,
    Choice,
    CityQuestion,
    Range,
    Scale,
    WeekRange,
    european_cities,
    placed,
)
from survey_app.questionnaire.types.base import CHOICE_NAME, NAME
from survey_app.questionnaire.yaml_text import Path, Tree
from survey_app.rounds.weeks import WEEK

_MAPPING = ("a mapping of keys to values", "Write “key: value” lines below it.")
_WANTED = {
    "string_type": ("text", "Put it in quotes."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "int_type": ("a whole number", "Write it in digits, without quotes or a point."),
    "decimal_type": ("a number", "Write it in digits, without quotes: 0.5."),
    "tuple_type": ("a list", "Begin each entry with “- ” on a line of its own."),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "date_type": ("a date", "Write it as 2027-03-08."),
    "date_parsing": ("a date", "Write a real one, such as 2027-03-08."),
    "date_from_datetime_parsing": ("a date", "Write a real one, such as 2027-03-08."),
    "date_from_datetime_inexact": ("a date", "Leave the time out: 2027-03-08."),
}
_PATTERNS = {NAME: "bad-name", CHOICE_NAME: "bad-choice-name", WEEK: "bad-week"}
_HELD = (("questions",), ("columns",))
_OTHER = ("true, false or a text", "Write true, or your own words for this choice.")


def read_shape(tree: Tree) -> tuple[Questionnaire | None, list[Problem]]:
    """Return the questionnaire, or None with findings about its shape, at most MAX_TOLD of them."""
    if tree.data is None:
        return None, [problem("empty-file", tree.place(()))]
    if not isinstance(tree.data, dict):
        return None, [problem("no-mapping", tree.place(()), found=_found(tree.data))]
    if beyond := _beyond_limit(tree):
        return None, [beyond]
    misspelt = list(islice(_misspelt_columns(tree), MAX_TOLD))
    try:
        questionnaire = Questionnaire.model_validate_json(json.dumps(tree.data), strict=True)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = islice((_finding(tree, one) for one in details if not _follows(tree, one)), MAX_TOLD)
        return None, list({(item.place, item.message): item for item in (*misspelt, *found)}.values())
    if misspelt:
        return None, misspelt
    endless = _too_many_conditions(tree, questionnaire)
    return (None, [endless]) if endless else (_with_cities(questionnaire), [])


def _misspelt_columns(tree: Tree) -> Iterator[Problem]:
    """Yield further keys of choices that are like one that every choice has, and that no filter names."""
    lists, known = tree.data.get("lists"), list(Choice.model_fields)
    filtered = frozenset(re.findall(r"choice_filter.{,2000}", json.dumps(tree.data)))
    for name, entries in lists.items() if isinstance(lists, dict) else ():
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            for key in entry if isinstance(entry, dict) else ():
                if key in known or any(re.search(rf"\b{re.escape(key)}\b", text) for text in filtered):
                    continue
                if get_close_matches(key, known, 1, 0.7):
                    place = tree.key_place(("lists", name, index, key))
                    hint = near(key, known)
                    yield problem("unknown-key", place, key=key, owner="a choice", hint=hint)


def _with_cities(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire with the shipped list of cities, where it is used and not written."""
    asks = any(isinstance(one, CityQuestion) and one.choices == CITIES for one in questionnaire.questions())
    if not asks or CITIES in questionnaire.lists:
        return questionnaire
    return questionnaire.changed(lists={**questionnaire.lists, CITIES: european_cities()})


def _beyond_limit(tree: Tree) -> Problem | None:
    """Tell of too many questions before any of them is looked at."""
    pages = tree.data.get("pages")
    count, first = 0, None
    for index, page in enumerate(pages if isinstance(pages, list) else []):
        for path in _written_questions(page, ("pages", index)):
            count += 1
            if count == MAX_QUESTIONS + 1:
                first = path
    if first is None:
        return None
    return problem("too-many-questions", tree.place(first), count=count, limit=MAX_QUESTIONS)


def _written_questions(owner: Any, path: Path) -> Iterator[Path]:
    """Yield where questions stand, those in groups, tables and repeats too, whatever is written there."""
    for (key,) in _HELD:
        questions = owner.get(key) if isinstance(owner, dict) else None
        for index, one in enumerate(questions if isinstance(questions, list) else []):
            yield (*path, key, index)
            if isinstance(one, dict):
                yield from _written_questions(one, (*path, key, index))


def _too_many_conditions(tree: Tree, questionnaire: Questionnaire) -> Problem | None:
    """Tell of more conditions than can be read soon."""
    total = 0
    for p, page in enumerate(questionnaire.pages):
        inside = [(path, item) for path, _, item in placed(page.items, ("pages", p), deep=True)]
        for path, owner in [(("pages", p), page), *inside]:
            for key in ("relevant", "constraint", "calculation", "choice_filter", "repeat_count"):
                total += len(vars(owner).get(key) or "")
                if total > MAX_CONDITIONS:
                    return problem("too-many-conditions", tree.place((*path, key)), limit=MAX_CONDITIONS)
    return None


def _follows(tree: Tree, detail: ErrorDetails) -> bool:
    """Tell whether a list counts as empty only because every entry of it is told of itself."""
    return detail["type"] == "too_short" and bool(_at(tree, _path(tree, detail["loc"])))


def _path(tree: Tree, location: tuple[int | str, ...]) -> Path:
    """Return how far a location leads into the file; pydantic also names a question's type in it."""
    path: list[int | str] = []
    here: Any = tree.data
    for place, step in enumerate(location):
        if step in ITEM_TYPES and location[place - 2 : place - 1] in _HELD:
            continue
        inside = isinstance(here, dict) and step in here
        if not inside and not (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            break
        here = here[step]
        path.append(step)
    return tuple(path)


def _at(tree: Tree, path: Path) -> Any:
    here = tree.data
    for step in path:
        here = here[step]
    return here


def _owner(tree: Tree, path: Path) -> tuple[str, type[BaseModel]]:
    """Return the words for the part of the file at a path, and its model."""
    if not path:
        return "a questionnaire", Questionnaire
    if path[0] == "lists":
        return "a choice", Choice
    if len(path) == 2:
        return "a page", Page
    if path[-1] == "scale":
        return "a scale", Scale
    if path[-1] == "range":
        return "a range", Range
    if path[-1] == "weeks":
        return "a span of weeks", WeekRange
    kind = str(_at(tree, path)["type"])
    return "a group" if kind == "group" else f"a question of type {kind}", ITEM_TYPES[kind]


def keys_at(tree: Tree, path: Path) -> list[str]:
    """Return the keys that the part of a file at a path may have."""
    _, model = _owner(tree, path)
    return [info.alias or name for name, info in model.model_fields.items()]


def _finding(tree: Tree, detail: ErrorDetails) -> Problem:
    path = _path(tree, detail["loc"])
    if told := _ABOUT_KEYS.get(detail["type"]):
        return told(tree, detail, path)
    return _about_value(tree, detail, path)


def _unknown_key(tree: Tree, detail: ErrorDetails, path: Path) -> Problem:
    owner, _ = _owner(tree, path[:-1])
    hint = near(str(path[-1]), keys_at(tree, path[:-1]), "Its keys")
    return problem("unknown-key", tree.key_place(path), key=path[-1], owner=owner, hint=hint)


def _missing_key(tree: Tree, detail: ErrorDetails, path: Path) -> Problem:
    owner, _ = _owner(tree, path)
    return problem("missing-key", tree.place(path), key=detail["loc"][-1], owner=f"A{owner[1:]}")


def _no_type(tree: Tree, detail: ErrorDetails, path: Path) -> Problem:
    return problem("no-type", tree.place(path), owner="A question")


def _unknown_type(tree: Tree, detail: ErrorDetails, path: Path) -> Problem:
    value, place = _at(tree, path)["type"], tree.place((*path, "type"))
    hint = near(str(value), list(ITEM_TYPES), "The types")
    return problem("unknown-type", place, value=_spoken(value), hint=hint)


_ABOUT_KEYS: Mapping[str, Callable[[Tree, ErrorDetails, Path], Problem]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "union_tag_not_found": _no_type,
    "union_tag_invalid": _unknown_type,
}


def _about_value(tree: Tree, detail: ErrorDetails, path: Path) -> Problem:
    value, key = _at(tree, path), path[-1]
    if isinstance(key, int):
        key = f"{path[-2]}, entry {key + 1}"
    if detail["loc"][-1:] == ("[key]",) and path[:1] == ("languages",):
        return problem("bad-language", tree.key_place(path), value=key)
    if detail["loc"][-1:] == ("[key]",):
        return problem("bad-name", tree.key_place(path), value=key)
    code, words = _told(detail, key, value)
    return problem(code, tree.place(path), key=key, **words)


def _told(detail: ErrorDetails, key: str, value: Any) -> tuple[str, dict[str, Any]]:
    """Return the code of what is wrong with a value, and the words that go into its message."""
    kind, bounds = detail["type"], detail.get("ctx", {})
    if kind in _WANTED or key == "other":
        wanted, remedy = _OTHER if key == "other" else _WANTED[kind]
        remedy = "Write it after the colon." if value is None else remedy
        return "wrong-shape", {"wanted": wanted, "found": _found(value), "remedy": remedy}
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(bounds["pattern"], "bad-language"), {"value": value}
    if kind == "literal_error":
        words = bounds["expected"].split("'")[1::2]
        return "unknown-word", {"value": _spoken(value), "hint": near(str(value), words)}
    if kind in ("too_short", "string_too_short"):
        return "too-few" if kind == "too_short" else "too-short", {}
    if kind in ("too_long", "string_too_long"):
        code = "too-many" if kind == "too_long" else "too-long"
        return code, {"count": len(value), "limit": bounds["max_length"]}
    if kind in ("greater_than_equal", "less_than_equal"):
        below = kind == "greater_than_equal"
        words = {"side": "below" if below else "above", "more": "more" if below else "less"}
        return "out-of-range", {"value": value, "limit": bounds["ge" if below else "le"], **words}
    words = detail["msg"].removeprefix("Value error, ")
    return "bad-value", {"detail": f"{words[:1].upper()}{words[1:]}"}


def _found(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", type(None): "empty", bool: "true or false"}
    if type(value) in names:
        return names[type(value)]
    return f"the number {value}" if isinstance(value, (int, float)) else f"“{short(value)}”"


def _spoken(value: Any) -> str:
    """Return a value as one that writes YAML would read it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
