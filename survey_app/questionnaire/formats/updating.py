"""Bringing a questionnaire up to date: what it says changes, its comments and the order of its keys stay."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from survey_app.questionnaire.editing.document import Document
from survey_app.questionnaire.formats.yaml_writing import entry, flow, item, yaml_text
from survey_app.questionnaire.yaml_text import Path, read_yaml

_LISTED = frozenset({"lists", "carried"})  # below these, short entries stand on one line


def merged(old: Any, new: Any, unsaid: frozenset[str]) -> Any:
    """Return new data in the order of the old; keys that the new file could not say are kept.

    Pages, questions and choices are known by their names; their new order is taken.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        if old.get("type") != new.get("type"):
            return new
        kept = {key: one for key, one in old.items() if key in unsaid and key not in new}
        order = _order(list(old), list(new), kept)
        return {key: merged(old.get(key), new[key], unsaid) if key in new else kept[key] for key in order}
    if _named(old) and _named(new):
        before: dict[str, Any] = {one["name"]: one for one in old}
        return [merged(before.get(one["name"]), one, unsaid) for one in new]
    return new


def _order(old: list[str], new: list[str], kept: Mapping[str, Any]) -> list[str]:
    """Return the old keys that stay, in their order, each new one behind what it follows."""
    order = [key for key in old if key in new or key in kept]
    for place, key in enumerate(new):
        if key not in order:
            order.insert(order.index(new[place - 1]) + 1 if place else 0, key)
    return order


def _named(values: Any) -> bool:
    """Tell whether values are entries that each have a name of their own."""
    if not isinstance(values, list):
        return False
    names = [one.get("name") for one in values if isinstance(one, dict)]
    return len(names) == len(values) == len({str(name) for name in names}) and None not in names


def updated(source: bytes, data: Mapping[str, Any]) -> tuple[bytes, bool]:
    """Return a file with new data, and whether its text could stay where it says the same."""
    document = Document(source)
    lines = document.text.splitlines()
    update = _Update(document, lines)
    text = "\n".join(update.mapping((), document.tree.data, data, 0, len(lines))) + "\n"
    if read_yaml(text.encode()).data == data:
        return text.encode(), True
    return yaml_text(data).encode(), False


class _Piece(NamedTuple):
    """Hold the comments above a part, its first line and its end."""

    lead: list[str]
    start: int
    stop: int


class _Update:
    """Write new data over old text, part by part. Lines are counted from 0, ends are behind the last one."""

    def __init__(self, document: Document, lines: list[str]) -> None:
        self._document, self._lines = document, lines
        self._starts: list[int] = [0]
        for line in document.text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def mapping(
        self, path: Path, old: Mapping[str, Any], new: Mapping[str, Any], first: int, end: int
    ) -> list[str]:
        """Return the lines of a mapping whose text stands in these lines."""
        starts = {key: self._line(self._document.spans.keys[(*path, key)].start) for key in old}
        pieces, rest = self._pieces(starts, first, end)
        indent = self._column(self._document.spans.keys[(*path, next(iter(old)))].start)
        found: list[str] = []
        for key, value in new.items():
            here = (*path, key)
            if key in old:
                found += pieces[key].lead + self._entry(here, old[key], value, pieces[key], indent)
            else:
                found += _indented(entry(key, value, 0, flowing=_flowing(here)), indent)
        return found + rest

    def _pieces(self, starts: Mapping[Any, int], first: int, end: int) -> tuple[dict[Any, _Piece], list[str]]:
        """Return the piece of each part, and the lines that follow the last."""
        ordered = sorted(starts, key=lambda key: starts[key])
        pieces: dict[Any, _Piece] = {}
        lead = self._lines[first : starts[ordered[0]]]
        for key, after in zip(ordered, [*(starts[key] for key in ordered[1:]), end], strict=True):
            stop = after
            while stop > starts[key] + 1 and _is_remark(self._lines[stop - 1]):
                stop -= 1
            pieces[key] = _Piece(lead, starts[key], stop)
            lead = self._lines[stop:after]
        return pieces, lead

    def _entry(self, path: Path, old: Any, new: Any, piece: _Piece, indent: int) -> list[str]:
        if old == new and type(old) is type(new):
            return self._lines[piece.start : piece.stop]
        block = path not in self._document.spans.flow
        if block and isinstance(old, dict) and isinstance(new, dict) and old and new:
            return [self._lines[piece.start], *self.mapping(path, old, new, piece.start + 1, piece.stop)]
        if block and old and new and _named(old) and _named(new):
            return [self._lines[piece.start], *self._items(path, old, new, piece.start + 1, piece.stop)]
        fresh = list(entry(str(path[-1]), new, 0, flowing=_flowing(path)))
        if not block and isinstance(new, dict | list):  # it stood in braces, and stays so
            fresh = [f"{flow(path[-1])}: {flow(new)}"]
        return _indented(self._with_remark(path, fresh, piece.start), indent)

    def _items(self, path: Path, old: list[Any], new: list[Any], first: int, end: int) -> list[str]:
        """Return the lines of a list of named entries."""
        spans = self._document.spans.values
        starts = {one["name"]: self._line(spans[(*path, index)].start) for index, one in enumerate(old)}
        places = {one["name"]: index for index, one in enumerate(old)}
        pieces, rest = self._pieces(starts, first, end)
        indent = len(self._lines[starts[old[0]["name"]]]) - len(self._lines[starts[old[0]["name"]]].lstrip())
        found: list[str] = []
        for one in new:
            if one["name"] in places:
                index, piece = places[one["name"]], pieces[one["name"]]
                found += piece.lead + self._item((*path, index), old[index], one, piece, indent)
            else:
                found += _indented(item(one, 0, flowing=_flowing(path)), indent)
        return found + rest

    def _item(self, path: Path, old: Any, new: Any, piece: _Piece, indent: int) -> list[str]:
        if old == new:
            return self._lines[piece.start : piece.stop]
        if path in self._document.spans.flow:
            fresh = list(item(new, 0, flowing=True))
            return _indented(self._with_remark(path, fresh, piece.start), indent)
        line = self._lines[piece.start]
        self._lines[piece.start] = line.replace("-", " ", 1)
        found = self.mapping(path, old, new, piece.start, piece.stop)
        self._lines[piece.start] = line
        at = next(place for place, one in enumerate(found) if not _is_remark(one))
        found[at] = f"{found[at][:indent]}-{found[at][indent + 1 :]}"
        return found

    def _with_remark(self, path: Path, fresh: list[str], start: int) -> list[str]:
        """Return new lines with the remark that stood behind the old value on its line."""
        end = self._document.spans.values[path].end
        line = self._line(end - 1) if end else 0
        behind = self._lines[line][end - self._starts[line] :].strip() if line == start else ""
        return [f"{fresh[0]}  {behind}"] if behind.startswith("#") and len(fresh) == 1 else fresh

    def _line(self, offset: int) -> int:
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._starts[middle] <= offset else (low, middle - 1)
        return low

    def _column(self, offset: int) -> int:
        return offset - self._starts[self._line(offset)]


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _flowing(path: Path) -> bool:
    return any(step in _LISTED for step in path)


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return list(_each(lines, " " * indent))


def _each(lines: Iterable[str], indent: str) -> Iterator[str]:
    yield from ((indent + line if line else line) for line in lines)
