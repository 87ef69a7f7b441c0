"""Example texts that a pattern matches, found by reading the pattern loosely and trying what comes out."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.expressions.patterns import Pattern, PatternError, compile_pattern

_MEMBERS = "aA0 1bB5@.-_/x+,:;é"
_CLASSES = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a", "b": "", "B": "", "A": "", "z": ""}
_TIMES = re.compile(r"\{([0-9]+)(,[0-9]*)?\}")
_PROPERTY = re.compile(r"[pP](?:\{\^?(\w+)\}|(\w))")
_LETTERS = {"Lu": "A", "L": "a", "N": "1", "P": ".", "Z": " ", "S": "+"}
_MOST = 4_000


def pattern_samples(pattern: Pattern) -> Iterator[str]:
    """Yield texts that the pattern matches, none where the reading was too loose."""
    for often in (0, 1, 2):
        try:
            text = _Reading(pattern.source, often).alternatives()
        except (IndexError, RecursionError):
            return
        if len(text) <= _MOST and text == text.strip() and pattern.matches(text):
            yield text


class _Reading:
    """Read a pattern once; what may be repeated is repeated as seldom as allowed, or so many times more."""

    def __init__(self, source: str, often: int) -> None:
        self.source, self.often, self.at = source, often, 0

    def alternatives(self) -> str:
        """Return a text for the shortest way through, up to the end or a closing parenthesis."""
        found = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            found.append(self._sequence())
        return next((text for text in found if text), "")

    def _next(self) -> str:
        return self.source[self.at : self.at + 1]

    def _sequence(self) -> str:
        text = ""
        while (sign := self._next()) and sign not in "|)":
            part = self._part()
            text += part * min(self._times(), _MOST)
        return text

    def _part(self) -> str:
        sign = self.source[self.at]
        self.at += 1
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        return {".": "x", "^": "", "$": ""}.get(sign, sign)

    def _group(self) -> str:
        if self._next() == "?":
            while self.source[self.at] not in ":)>":
                self.at += 1
            if self.source[self.at] == ")":
                self.at += 1
                return ""
            self.at += 1
        text = self.alternatives()
        self.at += 1
        return text

    def _escape(self) -> str:
        if found := _PROPERTY.match(self.source, self.at):
            self.at = found.end()
            name = found[1] or found[2]
            return _LETTERS.get(name) or _LETTERS.get(name[0], "a")
        sign = self.source[self.at]
        self.at += 1
        return _CLASSES.get(sign, sign)

    def _class(self) -> str:
        start = self.at
        self.at += self.source[start] == "^"
        self.at += self.source[self.at] == "]"  # one that comes first is itself a member
        while self.source[self.at] != "]":
            nested = self.source.find(":]", self.at) if self.source.startswith("[:", self.at) else -1
            self.at = nested + 2 if nested >= 0 else self.at + (2 if self.source[self.at] == "\\" else 1)
        self.at += 1
        return self._member(self.source[start - 1 : self.at])

    @staticmethod
    def _member(written: str) -> str:
        if found := _PROPERTY.search(written):
            return "A" if found[1] == "Lu" else "1" if (found[1] or found[2] or "")[:1] == "N" else "a"
        try:
            one = compile_pattern(written)
        except PatternError:
            return "a"
        candidates = _MEMBERS + written + "".join(map(chr, range(33, 127)))
        return next((sign for sign in candidates if one.matches(sign)), "a")

    def _times(self) -> int:
        sign = self._next()
        least = {"*": 0, "+": 1, "?": 0}.get(sign)
        most: int | None = 1 if sign == "?" else None
        if least is not None:
            self.at += 1
        elif found := _TIMES.match(self.source, self.at):
            self.at = found.end()
            least = int(found[1])
            most = least if found[2] is None else int(found[2][1:]) if found[2][1:] else None
        else:
            return 1
        if self._next() == "?":
            self.at += 1
        return least + self.often if most is None else min(least + self.often, most)
