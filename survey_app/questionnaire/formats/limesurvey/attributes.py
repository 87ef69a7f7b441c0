"""What a question's attributes say: bounds, messages, units, defaults; what nothing here is like is told."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from survey_app.questionnaire.formats.limesurvey.conditions import quoted
from survey_app.questionnaire.formats.limesurvey.drafting import Drafting, Later
from survey_app.questionnaire.formats.limesurvey.making import whole_number
from survey_app.questionnaire.formats.limesurvey.scripts import NotRead
from survey_app.questionnaire.formats.limesurvey.tables import Asked
from survey_app.questionnaire.formats.model import Fate

# read with the type of a question
_TYPED = frozenset(
    {
        "hidden", "numbers_only", "location_mapservice", "maximum_chars", "num_value_int_only", "date_format",
        "other_replace_text", "dualscale_headerA", "dualscale_headerB", "equals_num_value", "equation",
        "multiflexible_checkbox", "multiflexible_min", "multiflexible_max", "multiflexible_step",
        "input_boxes", "max_num_of_files", "em_validation_q_tip",
    }
)  # fmt: skip
# of no weight for what is asked and answered: looks of LimeSurvey's pages, and what is off
_LOOKS = frozenset(
    {
        "cssclass", "css_class", "hide_tip", "text_input_width", "input_size", "answer_width",
        "display_columns", "display_rows", "page_break", "statistics_showgraph",
        "statistics_graphtype", "public_statistics", "time_limit_timer_style", "alphasort",
        "label_input_columns", "repeat_headings", "scale_export", "category_separator",
        "dropdown_size", "dropdown_prefix", "use_dropdown", "showpopups", "samechoiceheight",
        "samelistheight", "choice_title", "rank_title", "slider_rating", "printable_help",
        "save_as_default", "clear_default", "numbers_only_dummy", "thousands_separator",
        "answer_order", "keep_aspect",
    }
)  # fmt: skip
_OFF = frozenset({"", "0", "N", "default", "normal", "inherit", "none"})
_BOUNDED = frozenset({"integer", "decimal"})


def attribute_parts(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    """Add to a question what its attributes, its own pattern and its defaults say."""
    for name, value in one.attributes.items():
        read = _READ.get(name)
        if value in _OFF or name in _TYPED or name in _LOOKS:
            continue
        if read is None or not read(drafting, one, made, value):
            message = f"The attribute “{name}” ({value})."
            drafting.once(one.place, "attribute", message, Fate.LEFT_OUT)
    for name in one.attribute_texts:
        read_text = _TEXTS.get(name)
        if read_text is not None:
            read_text(drafting, one, made)
    _pattern(drafting, one, made)
    _default(drafting, one, made)


_Read = Callable[[Drafting, Asked, dict[str, Any], str], bool]


def _bound(sign: str) -> _Read:
    def read(drafting: Drafting, one: Asked, made: dict[str, Any], value: str) -> bool:
        inside = made["questions"] if made["type"] == "group" else [made]
        if not all(each["type"] in _BOUNDED for each in inside):
            return False
        for each in inside:
            drafting.later.append(Later(each, "constraint", f"self {sign} {value}", one.place))
        return True

    return read


def _day_bound(sign: str) -> _Read:
    def read(drafting: Drafting, one: Asked, made: dict[str, Any], value: str) -> bool:
        script = f"self {sign} '{value}'" if value[:1].isdigit() else f"self {sign} {value.strip('{}')}"
        drafting.later.append(Later(made, "constraint", script, one.place))
        return made["type"] in ("date", "datetime")

    return read


def _count(key: str) -> _Read:
    def read(drafting: Drafting, one: Asked, made: dict[str, Any], value: str) -> bool:
        number = whole_number(value)
        if made["type"] != "select_multiple" or number is None:
            return False
        made[key] = number
        return True

    return read


def _alone(drafting: Drafting, one: Asked, made: dict[str, Any], value: str) -> bool:
    """Read which choice excludes all others; ours knows one."""
    codes = {part.code for part in one.subquestions}
    if made["type"] != "select_multiple" or value not in codes:
        return False
    made["none_of_these"] = value
    return True


def _validated(drafting: Drafting, one: Asked, made: dict[str, Any], value: str) -> bool:
    if made["type"] in ("group", "table"):
        drafting.draft.carry(
            {"of": made["name"], "em_validation_q": value}, one.place, "A rule over several fields."
        )
    else:
        drafting.later.append(Later(made, "constraint", value, one.place))
    return True


def _carried(drafting: Drafting, one: Asked, made: dict[str, Any], name: str, value: str) -> bool:
    words = f"“{name}” makes rows or choices depend on other answers."
    drafting.draft.carry({"of": made["name"], name: value}, one.place, words)
    return True


def _carrying(name: str) -> _Read:
    return lambda drafting, one, made, value: _carried(drafting, one, made, name, value)


_READ: Mapping[str, _Read] = MappingProxyType(
    {
        "min_num_value_n": _bound(">="),
        "max_num_value_n": _bound("<="),
        "date_min": _day_bound(">="),
        "date_max": _day_bound("<="),
        "min_answers": _count("least"),
        "max_answers": _count("most"),
        "exclude_all_others": _alone,
        "em_validation_q": _validated,
        "array_filter": _carrying("array_filter"),
        "array_filter_exclude": _carrying("array_filter_exclude"),
        "em_validation_sq": _carrying("em_validation_sq"),
        "min_num_value": _carrying("min_num_value"),
        "max_num_value": _carrying("max_num_value"),
    }
)


def _unit(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    path = ("questions", made["name"], "unit")
    text = drafting.attribute(one.attribute_texts.get("suffix"), path, one.place)
    if text and made["type"] in _BOUNDED | {"slider", "allocation"}:
        made["unit"] = text
    elif text:
        drafting.once(one.place, "attribute", f"The attribute “suffix” ({text}).", Fate.LEFT_OUT)


def _tip(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    path = ("questions", made["name"], "constraint_message")
    text = drafting.attribute(one.attribute_texts.get("em_validation_q_tip"), path, one.place)
    if text and made["type"] != "group":
        made["constraint_message"] = text


def _prefix(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    if text := one.attribute_texts["prefix"].said("value", drafting.language):
        drafting.once(one.place, "attribute", f"The attribute “prefix” ({text}).", Fate.LEFT_OUT)


_TEXTS: Mapping[str, Callable[[Drafting, Asked, dict[str, Any]], None]] = MappingProxyType(
    {"suffix": _unit, "em_validation_q_tip": _tip, "prefix": _prefix}
)


def _pattern(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    """Read the pattern that an answer must fit."""
    if not one.get("preg"):
        return
    if made["type"] == "group":
        drafting.once(one.place, "attribute", f"The pattern {one.get('preg')} of its fields.", Fate.LEFT_OUT)
        return
    try:
        script = f"regexMatch({quoted(one.get('preg').replace(chr(92), chr(92) * 2))}, self)"
    except NotRead as error:
        drafting.draft.carry({"of": made["name"], "preg": one.get("preg")}, one.place, str(error))
        return
    drafting.later.append(Later(made, "constraint", script, one.place))


def _default(drafting: Drafting, one: Asked, made: dict[str, Any]) -> None:
    """Read what is filled in beforehand; what computes it is carried."""
    said = [(row, texts.said("defaultvalue", drafting.language)) for row, texts in one.defaults]
    given = [(row, text or row.get("defaultvalue", "").strip()) for row, text in said]
    given = [(row, text) for row, text in given if text]
    if not given:
        return
    text = given[0][1]
    if any("{" in text for _, text in given):
        drafting.draft.carry({"of": made["name"], "default": text}, one.place, "A default that is computed.")
        return
    ticked = {part.get("qid"): part.code for part in one.subquestions}
    default: Any = None
    match made["type"]:
        case "text" | "decimal" | "date" | "datetime" | "time" | "hidden" | "select_one":
            default = text
        case "integer" | "rating" if text.lstrip("-").isdigit():
            default = int(text)
        case "yes_no" if text in ("Y", "N"):
            default = text == "Y"
        case "select_multiple":
            chosen = [
                ticked[row.get("sqid", "")] for row, one in given if one == "Y" and row.get("sqid") in ticked
            ]
            default = chosen or None
    if default is None:
        drafting.once(one.place, "default", f"The default “{text}”.", Fate.LEFT_OUT)
    else:
        made["default"] = default
