"""Spellings of other languages: what they mean here, so that each can be told with its remedy."""

from collections.abc import Mapping
from types import MappingProxyType

from lark import Token

from survey_app.questionnaire.expressions.findings import Findings

_OWN = frozenset({"and", "or", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*"})
_MEANING: Mapping[str, str] = MappingProxyType(
    {
        "==": "=", "===": "=", "!==": "!=", "<>": "!=", "≠": "!=",
        "=<": "<=", "≤": "<=", "=>": ">=", "≥": ">=",
        "&": "and", "&&": "and", "|": "or", "||": "or", "/": "div", "//": "div", "÷": "div", "%": "mod",
        "**": "*", "×": "*", "–": "-", "−": "-",
    }
)  # fmt: skip
_ADVICE: Mapping[str, str] = MappingProxyType(
    {
        "/": "div to divide; a question is ${name}, never a path",
        "//": "int(a div b) for a division without rest; a question is ${name}, never a path",
        "||": "or between conditions, concat(...) to join texts",
        "&": "and between conditions, concat(...) to join texts",
        "**": "the multiplication out; there are no powers",
        "!": "not(...)",
    }
)
_OPERATORS = frozenset({"COMPARE", "OR", "AND", "DIVIDE", "MODULO", "TIMES", "PLUS", "MINUS", "BANG"})


def canonical(operator: str) -> str:
    """Give the language's own spelling of an operator."""
    return _MEANING.get(operator, operator.lower())


def tell_foreign_spelling(token: Token, findings: Findings) -> None:
    """Tell an operator or a quote that other languages or word processors write."""
    offset = token.start_pos or 0
    if token.type in _OPERATORS and token not in _OWN:
        right = _ADVICE.get(token, canonical(token))
        findings.tell(offset, len(token), "foreign-operator", found=str(token), right=right)
    elif token.type == "STRING" and token[0] not in "'\"":
        quote = '"' if "'" in token else "'"
        findings.tell(offset, len(token), "typographic-quotes", right=f"{quote}{token[1:-1]}{quote}")
