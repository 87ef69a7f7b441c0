"""The rows of a survey sheet as a tree of groups and repeats."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from survey_app.questionnaire.formats.xlsform.sheets import Row

_BEGIN = re.compile(r"begin[\s_](group|lgroup|repeat|looped group|loop)( (over )?(\S+))?")
_END = re.compile(r"end[\s_](group|lgroup|repeat|looped group|loop)")
_CONTAINER = {
    "group": "group",
    "lgroup": "repeat",
    "repeat": "repeat",
    "looped group": "repeat",
    "loop": "loop",
}
_OFF = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})


@dataclass
class Node:
    """Hold a row of the survey: of a question, or the first of a group, of a repeat or of a loop.

    kind: question, group, repeat, loop, or idle for a row that asks nothing.
    """

    row: Row
    kind: str
    end: Row | None = None
    children: list["Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return the row's name, as XLSForm makes it where it has none."""
        name = self.row.cell("name")
        if name is None and self.row.cell("type") == "note":
            return f"generated_note_name_{self.row.number}"
        return name or ""

    def rows(self) -> Iterator[Row]:
        """Yield the rows from the first to the last of what is in it."""
        yield self.row
        for child in self.children:
            yield from child.rows()
        if self.end is not None:
            yield self.end


def outline(rows: Sequence[Row]) -> list[Node]:
    """Return the top of the tree; the rows have been accepted by the reference converter."""
    top: list[Node] = []
    stack: list[Node] = []
    for row in rows:
        if not row.cells:
            continue
        here = stack[-1].children if stack else top
        kind = row.cell("type") or ""
        if is_idle(row):
            here.append(Node(row, "idle"))
        elif begun := _BEGIN.fullmatch(kind):
            node = Node(row, _CONTAINER[begun[1]])
            here.append(node)
            stack.append(node)
        elif _END.fullmatch(kind) and stack:
            stack.pop().end = row
        else:
            here.append(Node(row, "question"))
    return top


def is_idle(row: Row) -> bool:
    """Tell whether XLSForm passes over a row: it is disabled, or has no type."""
    return row.cell("disabled") in _OFF or not row.cell("type")
