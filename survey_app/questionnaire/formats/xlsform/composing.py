"""From our questions to rows of the survey sheet, one or several for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.formats.model import Loss, TextPath
from survey_app.questionnaire.formats.translated import element_key
from survey_app.questionnaire.formats.xlsform.asked import TEXTS, UNSEEN
from survey_app.questionnaire.formats.xlsform.catalogue import loss
from survey_app.questionnaire.formats.xlsform.lines import Cells, Line
from survey_app.questionnaire.formats.xlsform.rewriting import rewritten
from survey_app.questionnaire.formats.xlsform.spoken import Spoken
from survey_app.questionnaire.formats.xlsform.types import SPELLINGS, written_type
from survey_app.rounds.weeks import weeks_between

_SELECTS = ("select_one", "select_multiple", "rank")
_PLAIN_KEYS = ("calculation", "choice_filter", "default", "repeat_count", "appearance")
_FLAGS = ("required", "read_only")
_KNOWN = frozenset({"name", "type", "questions", *TEXTS, *_PLAIN_KEYS, *_FLAGS, "relevant", "constraint"})
_AVAILABLE = {"yes": "Yes", "if-needed": "If needed", "no": "No"}
Question = Mapping[str, Any]


@dataclass
class Composing:
    """Hold what the writing of questions needs and gathers.

    lists: the lists to write, to which those are added that questions of ours need. parts: the questions of
    XLSForm for each part of a question of ours. gone: our questions that XLSForm does not have.
    """

    spoken: Spoken
    lists: dict[str, list[dict[str, Any]]]
    parts: Mapping[str, Mapping[str, str]]
    gone: frozenset[str]
    losses: list[Loss] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, TextPath] = field(default_factory=dict)  # of the texts of each question, by its path

    def lines(
        self, elements: Sequence[Question], path: str, above: TextPath = (), written: str = "questions"
    ) -> Iterator[Line]:
        """Yield the rows of questions, groups and repeats; above: the key of the repeat that holds them."""
        for one in elements:
            key = element_key(str(one["type"]), str(one["name"]), above, written)
            self.keys[f"{path}{one['name']}"] = key
            yield from self._lines(one, path)

    def renamed(self, one: Question, name: str, key: TextPath) -> Iterator[Line]:
        """Yield the rows of a question under another name, its texts under their own key."""
        self.keys[name] = key
        yield from self._lines({**one, "name": name}, "")

    def _lines(self, one: Question, path: str) -> Iterator[Line]:
        kind = str(one["type"])
        here = f"{path}{one['name']}"
        if kind in ("group", "repeat"):
            above = () if kind == "group" else self.keys[here]
            children = list(self.lines(one.get("questions") or [], f"{here}/", above))
            row = self.row(one, f"begin {kind}", here)
            self.leave_out(one, {"entry", "min", "max"} if kind == "repeat" else set(), kept=True)
            yield Line(row, f"end {kind}", children)
        elif kind in SPELLINGS:
            yield Line(self._simple(one, written_type(kind), here))
        elif kind in _SELECTS:
            yield Line(self._select(one, here))
        elif kind in _COMPOSED:
            yield from _COMPOSED[kind](self, one, here)
        else:
            self.losses.append(loss("unserved", here, type=kind))

    def row(self, one: Question, kind: str, place: str) -> Cells:
        """Return a row with what every question may have."""
        cells: Cells = {"type": kind, "name": str(one["name"])}
        unseen = one.get("type") in UNSEEN and one.get("label") == one["name"]
        cells |= {} if unseen else self.spoken.cells(self.keys.get(place, ()), one, TEXTS)
        for key in _FLAGS:
            if isinstance(one.get(key), bool):
                cells[key] = "yes" if one[key] else "no"
        for key in ("relevant", "constraint"):
            if one.get(key) is not None and (text := self.condition(key, str(one[key]), place)) is not None:
                cells[key] = text
        return cells | {key: _plain(one[key]) for key in _PLAIN_KEYS if one.get(key) is not None}

    def condition(self, key: str, text: str, place: str) -> str | None:
        """Return a condition in XLSForm's words, None where it must be left out."""
        said = rewritten(text, self.parts, self.gone)
        if said is None:
            self.losses.append(loss("condition", place, key=key, value=text))
        return said

    def _simple(self, one: Question, kind: str, place: str) -> Cells:
        cells = self.row(one, kind, place)
        self.leave_out(one, set())
        return cells

    def _select(self, one: Question, place: str) -> Cells:
        other = one.get("other")
        kind = f"{one['type']} {one.get('choices')}{' or_other' if other else ''}"
        cells = self.row(one, kind, place)
        if isinstance(other, str):
            self.losses.append(loss("words", place, words=other))
        for key, rule in _tick_rules(one):
            cells["constraint"] = f"({cells['constraint']}) and {rule}" if "constraint" in cells else rule
            self.losses.append(loss("counted", place, key=key))
        self.leave_out(one, {"choices", "other", "least", "most", "none_of_these"})
        return cells

    def leave_out(self, one: Question, said: set[str], *, kept: bool = False) -> None:
        """Note the keys of a question that XLSForm has nothing like."""
        for key, value in one.items():
            if key not in _KNOWN | said and value not in (None, False):
                self.left_out.setdefault(key, []).append(str(one["name"]))
        if kept:
            for key in said & set(one):
                self.left_out.setdefault(key, []).append(str(one["name"]))

    def composed(self, one: Question, place: str, instead: str, rows: list[Line], look: str = "") -> Line:
        """Return a group of rows that stands for one question of ours."""
        heading = {key: one[key] for key in ("name", "label", "hint", "relevant") if key in one}
        cells = self.row(heading, "begin group", place)
        if look:
            cells["appearance"] = look
        self.losses.append(loss("as", place, type=one["type"], instead=instead))
        self.leave_out(one, {"rows", "scale", "choices", "weeks", "columns", "total", "min", "max"})
        return Line(cells, "end group", rows)

    def part(self, one: Question, name: str, kind: str, label: Cells | str) -> Cells:
        """Return the row of one part of a question of ours."""
        cells: Cells = {"type": kind, "name": name}
        cells |= {f"label{self.spoken.suffix}": label} if isinstance(label, str) else label
        return cells | ({"required": "yes"} if one.get("required") else {})

    def entries(self, one: Question, key: str) -> Iterator[tuple[str, Cells]]:
        """Yield the name of each entry of a question's list, with its label in all languages."""
        listed = str(one.get(key))
        for entry in self.lists.get(listed) or []:
            path: TextPath = ("lists", listed, str(entry["name"]))
            yield str(entry["name"]), self.spoken.cells(path, entry, ("label",))

    def added_list(self, name: str, labels: Mapping[str, str]) -> str:
        """Return the name of a list with these choices, added where there is none."""
        choices = [{"name": one, "label": label} for one, label in labels.items()]
        while name in self.lists and [one.get("name") for one in self.lists[name]] != list(labels):
            name += "_"
        self.lists.setdefault(name, choices)
        return name


def _plain(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _tick_rules(one: Question) -> Iterator[tuple[str, str]]:
    none = one.get("none_of_these")
    if one.get("least"):
        alone = f" or selected(., '{none}')" if none else ""
        yield "least", f"(count-selected(.) >= {one['least']}{alone})"
    if one.get("most"):
        yield "most", f"count-selected(.) <= {one['most']}"
    if none:
        yield "none_of_these", f"not(selected(., '{none}') and count-selected(.) > 1)"


def _range(scale: Mapping[str, Any]) -> str:
    step = f" step={scale.get('step', 1)}"
    return f"start={scale.get('from')} end={scale.get('to')}{step}"


def _rating(work: Composing, one: Question, place: str) -> Iterator[Line]:
    scale = one.get("scale") or one.get("range") or {}
    cells = work.row(one, "range", place) | {"parameters": _range(scale)}
    for key in ("low", "high"):
        if key in scale:
            work.left_out.setdefault(f"scale.{key}", []).append(str(one["name"]))
    work.leave_out(one, {"scale", "range"})
    yield Line(cells)


def _yes_no(work: Composing, one: Question, place: str) -> Iterator[Line]:
    listed = work.added_list("yes_no", {"yes": "Yes", "no": "No"})
    work.losses.append(loss("as", place, type="yes_no", instead="select_one with the choices yes and no"))
    cells = work.row(one, f"select_one {listed}", place)
    work.leave_out(one, set())
    yield Line(cells)


def _rating_grid(work: Composing, one: Question, place: str) -> Iterator[Line]:
    scale = {"parameters": _range(one.get("scale") or {})}
    parts = work.parts[str(one["name"])]
    rows = [
        Line(work.part(one, parts[entry], "range", label) | scale)
        for entry, label in work.entries(one, "rows")
    ]
    yield work.composed(one, place, "a range for each row", rows)


def _select_grid(work: Composing, one: Question, place: str) -> Iterator[Line]:
    parts = work.parts[str(one["name"])]
    kind = f"select_one {one.get('choices')}"
    rows = [Line(work.part(one, parts[entry], kind, label)) for entry, label in work.entries(one, "rows")]
    yield work.composed(one, place, "a group of select_one in a table", rows, "table-list")


def _availability(work: Composing, one: Question, place: str) -> Iterator[Line]:
    parts = work.parts[str(one["name"])]
    kind = f"select_one {work.added_list('availability', _AVAILABLE)}"
    rows = [Line(work.part(one, name, kind, week)) for week, name in parts.items()]
    yield work.composed(one, place, "a select_one for each week", rows, "table-list")


def _date_range(work: Composing, one: Question, place: str) -> Iterator[Line]:
    parts = work.parts[str(one["name"])]
    rows = [Line(work.part(one, parts[end], "date", label)) for end, label in _ENDS.items()]
    yield work.composed(one, place, "two dates", rows)


_ENDS = {"from": "First day", "to": "Last day"}


def _allocation(work: Composing, one: Question, place: str) -> Iterator[Line]:
    parts = work.parts[str(one["name"])]
    rows = [
        Line(work.part(one, parts[entry], "integer", label)) for entry, label in work.entries(one, "choices")
    ]
    yield work.composed(one, place, "an integer for each entry, whose sum nobody checks", rows)


def _table(work: Composing, one: Question, place: str) -> Iterator[Line]:
    columns = one.get("columns") or []
    if "rows" in one:
        rows = [
            Line(
                work.part({}, f"{one['name']}_{entry}", "begin group", label),
                "end group",
                _cells(work, one, place, entry),
            )
            for entry, label in work.entries(one, "rows")
        ]
        yield work.composed(one, place, "a group for each row", rows)
        return
    line = work.composed(
        one, place, "a repeat", list(work.lines(columns, f"{place}/", work.keys[place], "columns"))
    )
    yield Line(line.cells | {"type": "begin repeat"}, "end repeat", line.children)


def _cells(work: Composing, one: Question, place: str, row: str) -> list[Line]:
    """Return the columns of one row, each under a name of its own; their texts stay those of the table."""
    found: list[Line] = []
    for column in one.get("columns") or []:
        name = f"{one['name']}_{row}_{column['name']}"
        key = element_key(str(column["type"]), str(column["name"]), work.keys[place], "columns")
        found += work.renamed(column, name, key)
    return found


def _city(work: Composing, one: Question, place: str) -> Iterator[Line]:
    work.losses.append(loss("as", place, type=one["type"], instead="a select_one that is searched"))
    cells = work.row(one, f"select_one {one.get('choices')}", place)
    work.leave_out(one, {"choices"})
    yield Line(cells | {"appearance": "autocomplete"})


_COMPOSED: Mapping[str, Callable[[Composing, Question, str], Iterator[Line]]] = {
    "rating": _rating,
    "slider": _rating,
    "yes_no": _yes_no,
    "rating_grid": _rating_grid,
    "select_grid": _select_grid,
    "availability": _availability,
    "date_range": _date_range,
    "allocation": _allocation,
    "table": _table,
    "city": _city,
}


def parts_of(one: Question, lists: Mapping[str, list[dict[str, Any]]]) -> dict[str, str] | None:
    """Return the name of XLSForm's question for each part of a question of ours, None where it has none."""
    kind, name = one["type"], one["name"]
    if kind in ("rating_grid", "select_grid", "allocation"):
        listed = lists.get(str(one.get("choices" if kind == "allocation" else "rows"))) or []
        return {str(entry["name"]): f"{name}_{entry['name']}" for entry in listed}
    if kind == "date_range":
        return {end: f"{name}_{end}" for end in _ENDS}
    if kind == "availability":
        weeks = one.get("weeks") or {}
        spans = weeks_between(str(weeks["from"]), str(weeks["to"])) if weeks else []
        return {week: f"{name}_{week}" for week in spans}
    return {} if kind == "table" else None


def is_served(one: Question) -> bool:
    """Tell whether XLSForm has a question for one of ours, or several."""
    kind = one["type"]
    return kind in SPELLINGS or kind in _SELECTS or kind in ("group", "repeat") or kind in _COMPOSED
