"""Names of languages, as XLSForm's columns have them, and their codes."""

import re
from collections.abc import Iterable, Mapping

UNKNOWN = "und"
_CODED = re.compile(r".*\(([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NAMES: Mapping[str, str] = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "se": "Northern Sami", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_OWN_NAMES: Mapping[str, str] = {
    "deutsch": "de", "español": "es", "français": "fr", "francais": "fr", "italiano": "it",
    "nederlands": "nl", "polski": "pl", "português": "pt", "suomi": "fi", "svenska": "sv", "eesti": "et",
    "slovenčina": "sk",
}  # fmt: skip
_BY_NAME = {name.lower(): code for code, name in NAMES.items()} | dict(_OWN_NAMES)


def codes_of(names: Iterable[str]) -> dict[str, str]:
    """Return a code for each language by its name, each another one; what is unknown gets a private code."""
    codes: dict[str, str] = {}
    for name in names:
        code = _known(name)
        if code is None or code in codes.values():
            code = next(free for free in _private_codes() if free not in codes.values())
        codes[name] = code
    return codes


def column_name(code: str) -> str:
    """Return the name that XLSForm recommends for a language, such as “Finnish (fi)”."""
    return f"{NAMES.get(code.partition('-')[0], code)} ({code})"


def is_private(code: str) -> bool:
    """Tell whether a code was given to a language that has none here."""
    return len(code) == 3 and "qaa" <= code <= "qtz"


def _known(name: str) -> str | None:
    text = name.strip()
    if coded := _CODED.fullmatch(text):
        return coded[1]
    if found := _BY_NAME.get(text.lower()):
        return found
    return text if _CODE.fullmatch(text) and len(text) == 2 and text in NAMES else None


def _private_codes() -> Iterable[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return (f"q{second}{third}" for second in letters[:20] for third in letters)
