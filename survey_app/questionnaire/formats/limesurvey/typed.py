"""Each type of LimeSurvey's questions as one of ours; None where a question has no counterpart."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from survey_app.questionnaire.formats.limesurvey.conditions import Known, Scope
from survey_app.questionnaire.formats.limesurvey.drafting import Drafting, Later
from survey_app.questionnaire.formats.limesurvey.grids import (
    dual,
    fixed,
    listed_grid,
    rated,
    row_variables,
    table_of,
)
from survey_app.questionnaire.formats.limesurvey.making import Made, Make, labelled, whole_number
from survey_app.questionnaire.formats.limesurvey.tables import Asked, Part

_GENDERS = {"F": "Female", "M": "Male"}
_UNSURE = {"Y": "Yes", "U": "Uncertain", "N": "No"}
_CHANGE = {"I": "Increase", "S": "Same", "D": "Decrease"}


def _plain(**keys: Any) -> Make:
    """Make a question without parts."""

    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        scope.by_name[name] = Known(name, keys["type"])
        return labelled(drafting, one, {"name": name, **keys})

    return make


def _text(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    attributes = one.attributes
    kind: dict[str, Any] = {"type": "text"}
    if attributes.get("hidden") == "1":
        kind = {"type": "hidden"}
    elif attributes.get("numbers_only") == "1":
        kind = {"type": "decimal"}
    elif attributes.get("location_mapservice", "0") not in ("0", ""):
        kind = {"type": "location"}
    elif one.get("type") in ("T", "U"):
        kind["appearance"] = "multiline"
    if kind["type"] == "text" and (most := whole_number(attributes.get("maximum_chars"))):
        kind["max_length"] = most
    return _plain(**kind)(drafting, one, name, scope)


def _number(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    kind = "integer" if one.attributes.get("num_value_int_only") == "1" else "decimal"
    return _plain(type=kind)(drafting, one, name, scope)


def _day(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    written = one.attributes.get("date_format", "")
    timed, dated = any(letter in written for letter in "Hh"), any(letter in written for letter in "dDyY")
    kind = "datetime" if timed and (dated or not written) else "time" if timed else "date"
    return _plain(type=kind)(drafting, one, name, scope)


def _one(**keys: Any) -> Make:
    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        if not one.answers:
            return None
        made = {"name": name, "type": "select_one", **keys}
        made["choices"] = drafting.list_of(f"{name}_choices", one.answers, one.place)
        scope.by_name[name] = Known(name, "select_one")
        return labelled(drafting, one, made | _other(drafting, one, name))

    return make


def _other(drafting: Drafting, one: Asked, name: str) -> dict[str, Any]:
    if one.get("other") != "Y":
        return {}
    texts = one.attribute_texts.get("other_replace_text")
    return {"other": drafting.attribute(texts, ("questions", name, "other"), one.place) or True}


def _several(**keys: Any) -> Make:
    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        if not one.subquestions:
            return None
        made = {"name": name, "type": "select_multiple", **keys}
        made["choices"] = drafting.list_of(f"{name}_choices", one.subquestions, one.place)
        scope.by_name[name] = Known(name, "select_multiple")
        for part in one.subquestions:
            scope.by_name[f"{name}_{part.code}"] = Known(name, "select_multiple", "tick", part.code)
        return labelled(drafting, one, made | _other(drafting, one, name))

    return make


def _rank(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    entries = one.answers or one.subquestions
    if len(entries) < 2:
        return None
    made = {"name": name, "type": "rank"}
    made["choices"] = drafting.list_of(f"{name}_choices", entries, one.place)
    scope.by_name[name] = Known(name, "rank")
    for place in range(len(entries)):
        scope.by_name[f"{name}_{place + 1}"] = Known(name, "select_one", "place", str(place))
    return labelled(drafting, one, made)


def _gender(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    choices = drafting.plain_list(f"{name}_choices", _GENDERS, one.place)
    return _plain(type="select_one", choices=choices)(drafting, one, name, scope)


def _many(kind: str) -> Make:
    """Make a group with a question for each subquestion."""

    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        total = whole_number(one.attributes.get("equals_num_value"))
        if kind == "decimal" and total and one.attributes.get("num_value_int_only") == "1":
            return _points(drafting, one, name, scope)
        inside = [_inner(drafting, one, part, kind, scope) for part in one.subquestions]
        if not inside:
            return None
        return labelled(drafting, one, {"name": name, "type": "group", "questions": inside})

    return make


def _inner(drafting: Drafting, one: Asked, part: Part, kind: str, scope: Scope) -> dict[str, Any]:
    name = scope.by_number[one.get("qid")]
    own = drafting.draft.name(f"{name}_{part.code}", one.place)
    whole = kind == "decimal" and one.attributes.get("num_value_int_only") == "1"
    made: dict[str, Any] = {"name": own, "type": "integer" if whole else kind}
    label = drafting.text(part.texts, "question", ("questions", own, "label"), one.place)
    made["label"] = label or part.code
    if one.get("mandatory") == "Y":
        made["required"] = True
    if part.get("relevance") not in ("", "1"):
        drafting.later.append(Later(made, "relevant", part.get("relevance"), part.place))
    drafting.draft.types[own] = made["type"]
    scope.by_name[f"{name}_{part.code}"] = Known(own, made["type"])
    return made


def _points(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    made = {"name": name, "type": "allocation", "total": whole_number(one.attributes["equals_num_value"])}
    made["choices"] = drafting.list_of(f"{name}_choices", one.subquestions, one.place)
    scope.by_name |= row_variables(f"{name}_{{row}}", name, one.subquestions, "rating_grid")
    return labelled(drafting, one, made)


def _equation(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    """Make a calculation of what stands in braces; an attribute may hold it instead of the text."""
    script = one.attributes.get("equation") or one.texts.said("question", drafting.language)
    # what it was stands in what is carried, if it cannot be said
    made: dict[str, Any] = {"name": name, "type": "calculate", "label": name, "calculation": "''"}
    drafting.draft.types[name] = "calculate"
    script = script.strip()
    if script.startswith("{") and script.endswith("}") and script.count("{") == 1:
        script = script[1:-1]
    drafting.later.append(Later(made, "calculation", script, one.place))
    scope.by_name[name] = Known(name, "calculate")
    return made


def _file(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    keys: dict[str, Any] = {"type": "file"}
    if most := whole_number(one.attributes.get("max_num_of_files")):
        keys["most"] = min(most, 10)
    return _plain(**keys)(drafting, one, name, scope)


_COMMENT = "Comment"
TYPES: Mapping[str, Make] = MappingProxyType(
    {
        "L": _one(), "!": _one(appearance="minimal"), "O": _one(comment=_COMMENT),
        "M": _several(), "P": _several(comments=True), "R": _rank,
        "5": _plain(type="rating", scale={"from": 1, "to": 5}), "A": rated(5), "B": rated(10),
        "C": fixed(_UNSURE), "E": fixed(_CHANGE), "F": listed_grid, "H": listed_grid, "1": dual,
        ":": table_of("integer"), ";": table_of("text"),
        "N": _number, "K": _many("decimal"), "Q": _many("text"), "S": _text, "T": _text, "U": _text,
        "D": _day, "X": _plain(type="note"), "Y": _plain(type="yes_no"), "G": _gender,
        "*": _equation, "|": _file,
    }
)  # fmt: skip
