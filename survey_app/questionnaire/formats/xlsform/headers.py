"""Column headers of XLSForm: many spellings of one meaning, brought to one.

A column is named by its parts joined with “::”, such as “label::Finnish” or “bind::orx:max-pixels”.
"""

from collections.abc import Iterable, Mapping

# Spellings of survey columns that XLSForm reads as the same, by the name that they are written back with.
_SURVEY: Mapping[str, str] = {
    "relevance": "relevant",
    "read_only": "read_only",
    "readonly": "read_only",
    "caption": "label",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "calculate": "calculation",
    "command": "type",
    "tag": "name",
    "value": "name",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "noapperrorstring": "no_app_error_string",
}
_SURVEY_OWN = frozenset(
    {
        "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant",
        "constraint", "constraint_message", "calculation", "default", "read_only", "choice_filter",
        "appearance", "repeat_count", "parameters", "trigger", "no_app_error_string", "media", "bind",
        "body", "instance", "intent", "query", "image", "big-image", "audio", "video", "autoplay", "rows",
        "save_to", "compact_tag", "disabled", "sms_field", "sms_option", "sms_separator",
        "sms_allow_media", "sms_date_format", "sms_datetime_format", "sms_response",
    }
)  # fmt: skip
# What a column of the bind or the body is called when it has a name of its own.
_NAMED: Mapping[tuple[str, str], str] = {
    ("bind", "relevant"): "relevant",
    ("bind", "required"): "required",
    ("bind", "readonly"): "read_only",
    ("bind", "constraint"): "constraint",
    ("bind", "calculate"): "calculation",
    ("bind", "jr:constraintMsg"): "constraint_message",
    ("bind", "jr:requiredMsg"): "required_message",
    ("bind", "jr:noAppErrorString"): "no_app_error_string",
    ("body", "appearance"): "appearance",
    ("body", "jr:count"): "repeat_count",
    ("media", "image"): "image",
    ("media", "big-image"): "big-image",
    ("media", "audio"): "audio",
    ("media", "video"): "video",
}
_CHOICES: Mapping[str, str] = {"caption": "label", "value": "name", "list name": "list_name"}
_CHOICES_OWN = frozenset({"list_name", "name", "label", "media", "image", "big-image", "audio", "video"})
_SETTINGS: Mapping[str, str] = {
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "compact_prefix": "prefix",
}
_SETTINGS_OWN = frozenset({"form_title", "form_id", "version", "default_language"})


def survey_columns(headers: Iterable[str]) -> dict[str, str]:
    """Return the one name of each header of the survey sheet."""
    named = _columns(headers, _SURVEY, _SURVEY_OWN)
    return {header: _short(column) for header, column in named.items()}


def choice_columns(headers: Iterable[str]) -> dict[str, str]:
    """Return the one name of each header of the choices sheet; further columns keep their spelling."""
    named = _columns(headers, _CHOICES, _CHOICES_OWN)
    return {header: _short(column) for header, column in named.items()}


def setting_columns(headers: Iterable[str]) -> dict[str, str]:
    """Return the one name of each header of the settings sheet."""
    return _columns(headers, _SETTINGS, _SETTINGS_OWN)


def _columns(headers: Iterable[str], aliases: Mapping[str, str], own: frozenset[str]) -> dict[str, str]:
    headers = list(headers)
    double = any("::" in header for header in headers)
    return {header: "::".join(_parts(header, aliases, own, double=double)) for header in headers}


def _parts(header: str, aliases: Mapping[str, str], own: frozenset[str], *, double: bool) -> list[str]:
    """Return the parts of a header; a single colon parts it where no header has a double one."""
    spelled = "_".join(header.split()).lower()
    if spelled in aliases or spelled in own:
        return [aliases.get(spelled, spelled)]
    if spelled in ("list_name", "list name"):
        return ["list_name"]
    parts = [part.strip() for part in header.split("::" if double else ":")]
    if not double and "jr" in parts[:-1]:  # jr:count and the like have a colon of their own
        at = parts.index("jr")
        parts[at : at + 2] = [f"jr:{parts[at + 1]}"]
    first = "_".join(parts[0].split()).lower()
    if first in aliases or first in own:
        return [aliases.get(first, first), *parts[1:]]
    return ["body", *parts[1:]] if first == "control" and len(parts) > 1 else parts


def _short(column: str) -> str:
    """Return a column of bind, body or media by the name of its own, where it has one."""
    parts = column.split("::")
    named = _NAMED.get((parts[0], parts[1])) if len(parts) > 1 else None
    return "::".join([named, *parts[2:]]) if named else column


def with_language(column: str) -> tuple[str, str | None]:
    """Return a column's meaning and the name of its language, None where it has none."""
    meaning, _, language = column.partition("::")
    return meaning, language or None


# Columns of the survey that change nothing of what is asked: looks, text messages, other programs.
_IDLE = frozenset({"row", "disabled", "rows", "autoplay", "compact_tag", "no_app_error_string", "prefix"})


def matters(column: str, text: str) -> bool:
    """Tell whether a cell that is not served would be missed by who answers."""
    meaning, language = with_language(column)
    if meaning == "appearance":
        return "(" in text  # a call: of a search, or of another program
    if meaning in _IDLE or meaning.startswith("sms_") or meaning == "instance":
        return False
    return meaning in _SURVEY_OWN or language is not None
