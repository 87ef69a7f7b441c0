"""Conditions between SurveyJS's words and ours, where both have them."""

import re
from collections.abc import Callable, Mapping

_NAME = r"\{([^{}\s]+)\}"
_TEXT = r"('[^']*'|\"[^\"]*\")"
_CONTAINS = re.compile(
    rf"{_NAME}\s+(contains|anyof|notcontains)\s+(?:\[\s*)?{_TEXT}(?:\s*\])?", re.IGNORECASE
)
_EMPTY = re.compile(rf"{_NAME}\s+(notempty|empty)\b", re.IGNORECASE)
_TRUTH = re.compile(rf"{_NAME}\s*(==|=|!=|<>)\s*(['\"]?)(true|false)\3", re.IGNORECASE)
_WORDS = (("==", "="), ("<>", "!="), ("&&", " and "), ("||", " or "), ("iif(", "if("))

_OURS = re.compile(r"\$\{([^{}]+)\}")
_SELECTED = re.compile(rf"selected\(\s*\$\{{([^{{}}]+)\}}\s*,\s*{_TEXT}\s*\)")
_NOTHING = re.compile(r"\$\{([^{}]+)\}\s*(!=|=)\s*''")
_YES_NO = re.compile(r"\$\{([^{}]+)\}\s*(!=|=)\s*'(yes|no)'")
_PLAIN = re.compile(
    r"(\{[^{}]+\}|'[^']*'|\d+(\.\d+)?|\b(and|or|contains|notempty|empty|true|false)\b|!=|<=|>=|[=<>()+\-*]|\s)+"
)


def read_condition(text: str, name: Callable[[str], str], types: Mapping[str, str | None]) -> str:
    """Say a SurveyJS condition in our words; `name` gives our name of a question."""

    def contains(one: "re.Match[str]") -> str:
        asked = f"selected(${{{name(one[1])}}}, {_quoted(one[3])})"
        return f"not({asked})" if one[2].lower() == "notcontains" else asked

    def truth(one: "re.Match[str]") -> str:
        if types.get(name(one[1])) != "yes_no":
            return one[0]
        equal = "!=" if one[2] in ("!=", "<>") else "="
        return f"${{{name(one[1])}}} {equal} '{'yes' if one[4].lower() == 'true' else 'no'}'"

    said = _CONTAINS.sub(contains, text)
    said = _EMPTY.sub(
        lambda one: f"${{{name(one[1])}}} {'=' if one[2].lower() == 'empty' else '!='} ''", said
    )
    said = _TRUTH.sub(truth, said)
    said = re.sub(rf"(?<!\$){_NAME}", lambda one: f"${{{name(one[1])}}}", said)
    for theirs, ours in _WORDS:
        said = said.replace(theirs, ours)
    return " ".join(said.split())


def written_condition(text: str, types: Mapping[str, str]) -> str | None:
    """Say one of our conditions in SurveyJS's words, None where it has none for it."""

    def yes_no(one: "re.Match[str]") -> str:
        if types.get(one[1]) != "yes_no":
            return one[0]
        return f"{{{one[1]}}} {one[2]} {'true' if one[3] == 'yes' else 'false'}"

    said = _SELECTED.sub(lambda one: f"{{{one[1]}}} contains {_quoted(one[2])}", text)
    said = _NOTHING.sub(lambda one: f"{{{one[1]}}} {'empty' if one[2] == '=' else 'notempty'}", said)
    said = _OURS.sub(lambda one: f"{{{one[1]}}}", _YES_NO.sub(yes_no, said))
    return said if _PLAIN.fullmatch(said) else None


def _quoted(text: str) -> str:
    return f"'{text[1:-1]}'"
