"""Where the shape of an expression breaks: which slip of the pen it most likely was."""

from dataclasses import dataclass

from lark import Token

from survey_app.questionnaire.expressions.findings import Findings

_MEMBERSHIP = frozenset({"in", "is", "contains", "IN", "IS", "like", "LIKE"})


@dataclass(frozen=True)
class Place:
    """Where reading stopped: the token at `position`, or the end behind the last one."""

    text: str
    tokens: tuple[Token, ...]
    position: int
    expected: frozenset[str]

    def token(self, step: int = 0) -> Token | None:
        """Give the token `step` further on, None beyond either end."""
        index = self.position + step
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def kind(self, step: int = 0) -> str:
        """Give the kind of that token, "" beyond either end."""
        token = self.token(step)
        return token.type if token is not None else ""


def tell_stray_character(text: str, offset: int, findings: Findings) -> None:
    """Tell a character that begins nothing in the language."""
    found = text[offset]
    rest = len(text) - offset
    if found in "'\"“”„‘’":
        findings.tell(offset, rest, "unclosed-text", found=found)
    elif found in "${":
        findings.tell(offset, min(rest, 2 if text.startswith("${", offset) else 1), "bad-reference")
    elif found in "[]":
        findings.tell(offset, 1, "attribute-access", found=found)
    elif found in "?:":
        findings.tell(offset, 1, "ternary", found=found)
    else:
        # Shown by its code: a control character or half of a pair must not travel on inside a message.
        shown = found if found.isprintable() else f"U+{ord(found):04X}"
        findings.tell(offset, 1, "stray-character", found=shown)


def tell_unexpected(place: Place, findings: Findings) -> None:
    """Tell why the token at a place cannot stand there."""
    if place.token() is None:
        _tell_early_end(place, findings)
    elif not _told_known_slip(place, findings):
        token = place.tokens[place.position]
        code = "value-expected" if "NUMBER" in place.expected else "operator-expected"
        _tell(token, code, findings)


def _tell(token: Token, code: str, findings: Findings) -> None:
    findings.tell(token.start_pos or 0, len(token), code, found=_short(token))


def _short(token: Token) -> str:
    return str(token) if len(token) <= 40 else f"{token[:37]}…"


def _tell_early_end(place: Place, findings: Findings) -> None:
    if not place.tokens:
        findings.tell(0, len(place.text), "empty-expression")
    elif "NUMBER" in place.expected:
        findings.tell(len(place.text), 0, "incomplete", found=_short(place.tokens[-1]))
    else:
        _tell(_last_open(place.tokens), "missing-parenthesis", findings)


def _last_open(tokens: tuple[Token, ...]) -> Token:
    opened: list[Token] = []
    for token in tokens:
        if token.type == "LPAR":
            opened.append(token)
        elif token.type == "RPAR":
            opened.pop()
    return opened[-1]


def _told_known_slip(place: Place, findings: Findings) -> bool:
    token = place.tokens[place.position]
    code = _known_slip(place, token)
    if code == "not-without-parentheses":
        token = place.tokens[place.position - 1]
    if code is not None:
        _tell(token, code, findings)
    return code is not None


def _known_slip(place: Place, token: Token) -> str | None:
    before = place.token(-1)
    if before is not None and before.type == "NAME" and before.lower() == "not" and token.type != "COMPARE":
        return "not-without-parentheses"
    match token.type:
        case "DOT" if place.kind(-1) in {"DOT", "DIVIDE"}:
            return "path"
        case "DOT" if place.kind(1) == "NAME":
            return "attribute-access"
        case "NAME" if token in _MEMBERSHIP:
            return "membership"
        case "COMMA" if "NUMBER" not in place.expected:
            return "stray-comma"
        case "RPAR" if "NUMBER" not in place.expected:
            return "extra-parenthesis"
    return None
