"""ExpressionScript, LimeSurvey's language of conditions, read into a tree."""

import re
from dataclasses import dataclass
from typing import TypeAlias

MOST_PARTS, DEEPEST = 500, 50


class NotRead(ValueError):  # noqa: N818 - it names what happened
    """Raised where a script cannot be said in our words; the message says why, without a place."""


@dataclass(frozen=True)
class Text:
    """A quoted text, or a number as it is written."""

    value: str
    number: bool = False


@dataclass(frozen=True)
class Variable:
    """A question, a part of one, or a property of either: `Q1_SQ2.NAOK`."""

    name: str


@dataclass(frozen=True)
class Called:
    """A function with its arguments."""

    function: str
    arguments: tuple["Script", ...]


@dataclass(frozen=True)
class Joined:
    """Two sides with an operator in our words between them."""

    operator: str
    left: "Script"
    right: "Script"


@dataclass(frozen=True)
class Signed:
    """`not` or `-` before something."""

    sign: str
    inner: "Script"


Script: TypeAlias = Text | Variable | Called | Joined | Signed

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<number>\d+(?:\.\d+)?)(?![\w.])
    | (?P<name>[A-Za-z_][\w]*(?:\.\w+)*|\d+X\d+X\w+(?:\.\w+)*)
    | (?P<sign>===|!==|==|!=|<>|<=|>=|&&|\|\||[-+*/%<>=!(),])
    )""",
    re.VERBOSE,
)
_LEVELS: tuple[dict[str, str], ...] = (
    {"||": "or", "or": "or"},
    {"&&": "and", "and": "and"},
    {
        "==": "=", "===": "=", "eq": "=", "!=": "!=", "!==": "!=", "<>": "!=", "ne": "!=", "<": "<",
        "lt": "<", "<=": "<=", "le": "<=", ">": ">", "gt": ">", ">=": ">=", "ge": ">=",
    },
    {"+": "+", "-": "-"},
    {"*": "*", "/": "div", "%": "mod"},
)  # fmt: skip


def read_script(text: str) -> Script:
    """Read a script; raise NotRead."""
    reading = _Reading(_tokens(text))
    script = reading.level(0, 0)
    if reading.place < len(reading.tokens):
        raise NotRead(f"“{reading.tokens[reading.place][1]}” is not understood there.")
    return script


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or token.end() == at:
            raise NotRead(f"“{text[at : at + 20]}” is not understood there.")
        found.append((token.lastgroup or "", token[token.lastgroup or 0]))
        at = token.end()
        if len(found) > MOST_PARTS:
            raise NotRead(f"it has more than {MOST_PARTS} parts.")
    return found


class _Reading:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.place = tokens, 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("", "")

    def take(self, word: str = "") -> tuple[str, str]:
        found = self.peek()
        if not found[0] or (word and found[1] != word):
            raise NotRead(f"“{word or 'a value'}” is lacking.")
        self.place += 1
        return found

    def level(self, number: int, depth: int) -> Script:
        if depth > DEEPEST:
            raise NotRead("its parts lie too deep in one another.")
        if number == len(_LEVELS):
            return self.signed(depth)
        left = self.level(number + 1, depth)
        while (operator := self.operator(number)) is not None:
            left = Joined(operator, left, self.level(number + 1, depth))
        return left

    def operator(self, number: int) -> str | None:
        kind, word = self.peek()
        if kind not in ("sign", "name") or word.lower() not in _LEVELS[number]:
            return None
        self.place += 1
        return _LEVELS[number][word.lower()]

    def signed(self, depth: int) -> Script:
        kind, word = self.peek()
        if depth > DEEPEST:
            raise NotRead("its parts lie too deep in one another.")
        if kind == "sign" and word in ("!", "-", "+"):
            self.place += 1
            inner = self.signed(depth + 1)
            return inner if word == "+" else Signed("not" if word == "!" else "-", inner)
        return self.value(depth)

    def value(self, depth: int) -> Script:
        kind, word = self.take()
        if kind == "text":
            return Text(re.sub(r"\\(.)", r"\1", word[1:-1]))
        if kind == "number":
            return Text(word, number=True)
        if kind == "name" and self.peek()[1] == "(":
            return Called(word, self.arguments(depth))
        if kind == "name":
            return Variable(word)
        if word == "(":
            inner = self.level(0, depth + 1)
            self.take(")")
            return inner
        raise NotRead(f"“{word}” is not understood there.")

    def arguments(self, depth: int) -> tuple[Script, ...]:
        self.take("(")
        found: list[Script] = []
        while self.peek()[1] != ")":
            found.append(self.level(0, depth + 1))
            if self.peek()[1] != ")":
                self.take(",")
        self.take(")")
        return tuple(found)
