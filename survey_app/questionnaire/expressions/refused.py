"""Functions of XLSForm that are not served: why, and what to do instead."""

from collections.abc import Mapping
from types import MappingProxyType

_ANGLES = ("nothing that a city is asked has angles", "Ask for the result, or compute it from the export.")
_PATHS = ("there are no paths into a form", "Refer to a question with ${name}.")
_SHAPES = (
    "a place is a point, never a line or an area",
    "Ask for the figure with a question of type decimal.",
)
_LOT = (
    "what a lot decides could be explained to nobody",
    "Let the coordinator draw, and ask for the outcome.",
)
_CODES = ("answers are neither encoded nor signed here", "Leave it out; exports hold every answer as it is.")
_DEVICE = ("nothing is known of a respondent’s device", "Ask for it, or leave it out.")

REFUSED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "now": ("conditions know the day, not the hour", "Write today()."),
        "once": (
            "a value follows the answers that it hangs on, as long as they change",
            "Ask for it, with a default.",
        ),
        "pulldata": (
            "nothing outside the questionnaire is read",
            "Put what is looked up into a list, and ask for the choice.",
        ),
        "random": _LOT,
        "randomize": _LOT,
        "uuid": (
            "every sheet and every entry has an id already",
            "Use the columns _city and _entry of the export.",
        ),
        "jr:choice-name": (
            "conditions compare names, which stay the same in every language",
            "Repeat the label with ${name} in the text itself.",
        ),
        "jr:itext": ("texts are translated in files of their own", "Write the text where it is shown."),
        "instance": ("nothing outside the questionnaire is read", "Put it into a list."),
        "property": _DEVICE,
        "version": ("an answer knows its version already", "Use the version in the export."),
        **dict.fromkeys(("distance", "area", "enclosed-area", "geofence"), _SHAPES),
        **dict.fromkeys(("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "pi"), _ANGLES),
        **dict.fromkeys(("digest", "hash", "base64-decode", "base64-encode", "extract-signed"), _CODES),
        **dict.fromkeys(("id", "name", "local-name", "namespace-uri", "last", "lang"), _PATHS),
        "exp10": ("pow does the same", "Write pow(10, number)."),
        "boolean": ("a condition says already what it means", "Write value != '' or value != 0."),
    }
)
