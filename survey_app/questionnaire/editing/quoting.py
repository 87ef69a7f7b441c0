"""Quotes around expressions that stand unquoted within braces, where YAML reads ${…} as its own."""

import re
from collections.abc import Iterator

from survey_app.questionnaire.editing.document import Edit

_BEGINNING = re.compile(r"[{,]\s*(?:relevant|constraint|label|hint|\w+_message):\s+(?=[^\s\"'])")


def quoted_expressions(text: str, line: int) -> list[Edit]:
    """Return the edits that put quotes around values with ${…}, [] for none.

    They are looked for in a line (counted from 1), then in those before it: an open quote is told later.
    """
    lines = text.splitlines(keepends=True)
    for last in range(min(line, len(lines)), 0, -1):
        start = sum(len(one) for one in lines[: last - 1])
        if edits := list(_in_line(lines[last - 1], start)):
            return edits
    return []


def _in_line(line: str, start: int) -> Iterator[Edit]:
    for found in _BEGINNING.finditer(line):
        value = line[found.end() : _end(line, found.end())].rstrip()
        if "${" in value:
            yield Edit(start + found.end(), start + found.end() + len(value), _quoted(value))


def _end(line: str, start: int) -> int:
    """Return where a value ends: at a comma or a brace outside of quotes, parentheses and ${…}."""
    depth, quote, place = 0, "", start
    while place < len(line):
        sign = line[place]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif line.startswith("${", place):
            place = max(place, line.find("}", place))
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif depth <= 0 and sign in ",}":
            return place
        place += 1
    return place


def _quoted(value: str) -> str:
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
