"""What tables and repeats have in common: the same questions, asked once for each entry.

The answer is a list of entries in order, each a record: {"_id": id, question: answer, ...}, what is not
answered left out. An entry keeps its id for good, so that colleagues' edits of it can be told apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Lists, QuestionBase
from survey_app.questionnaire.types.groups import Items, questions_in
from survey_app.questionnaire.values import Fault, Unreadable, is_empty

ID = "_id"  # no question's name begins with an underscore
MAX_ENTRIES = 200
MARKS = ("?", "!", ".", "…", ":")  # a label that ends with one needs no colon before its answer
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
Entry = dict[str, Any]
_NO_ENTRIES = Phrase("Answer with a list of at most {most} entries.", most=MAX_ENTRIES)
_NO_ID = Phrase("An entry’s “_id” is letters and digits, - and _ between.")
_NO_ROW = Phrase("Answer at most once for each row of the table.")
_TWICE = Phrase("Each entry stands here only once.")


class EntriesQuestion(QuestionBase):
    """Base of the questions that are answered by entries."""

    grouped: ClassVar[bool] = True
    by_entries: ClassVar[bool] = True

    @property
    def inside(self) -> Items:
        """Return the questions and groups that are asked for each entry."""
        raise NotImplementedError

    @cached_property
    def inner(self) -> tuple[QuestionBase, ...]:
        """Return the questions that are asked for each entry, in order."""
        return questions_in(self.inside)

    @cached_property
    def entered_inside(self) -> tuple[QuestionBase, ...]:
        """Return those that a page shows: values that are computed or set beforehand stand on none."""
        return tuple(question for question in self.inner if question.entered)

    @property
    def row_list(self) -> str | None:
        """Return the list whose entries are the rows, None where respondents add entries."""
        return None

    @property
    def fewest(self) -> int:
        """Return how many entries there are at least, where there are any."""
        return 0

    @property
    def most(self) -> int:
        """Return how many entries there are at most."""
        return MAX_ENTRIES

    @property
    def counted(self) -> bool:
        """Tell whether an expression says how many entries there are."""
        return False

    def title_of(self, entry_id: str, place: int, lists: Lists) -> str:
        """Return what an entry is called; place counts from 1."""
        if self.row_list:
            return next((row.label for row in lists[self.row_list] if row.name == entry_id), entry_id)
        entry = getattr(self, "entry", None)
        return f"{entry} {place}" if entry else Phrase("Entry {place}", place=place)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.ENTRIES)

    def read(self, raw: Any, lists: Lists) -> list[Entry] | None:
        """Read a list of records, or for fixed rows {row: record}; entries without answers are left out."""
        if is_empty(raw):
            return None
        given = _listed(raw, bool(self.row_list))
        if given is None or len(given) > MAX_ENTRIES:
            raise Unreadable(Fault(self.name, _NO_ENTRIES))
        ids, faults = self._ids(given, lists), list[Fault]()
        entries = [
            self._entry(entry_id, entry, lists, faults) for entry_id, entry in zip(ids, given, strict=True)
        ]
        if faults:
            raise Unreadable(*faults)
        return self._in_use(entries, lists) or None

    def _ids(self, given: Sequence[Entry], lists: Lists) -> list[str]:
        ids = [entry.get(ID) for entry in given]
        if any(one is not None and not (isinstance(one, str) and _ID.fullmatch(one)) for one in ids):
            raise Unreadable(Fault(self.name, _NO_ID))
        known = [row.name for row in lists[self.row_list]] if self.row_list else None
        taken = {one for one in ids if one}
        if len(taken) < sum(bool(one) for one in ids) or (known and any(one not in known for one in ids)):
            raise Unreadable(Fault(self.name, _NO_ROW if known else _TWICE))
        free = (name for name in map("e{}".format, range(1, 2 * MAX_ENTRIES + 1)) if name not in taken)
        return [one or next(free) for one in ids]

    def _entry(self, entry_id: str, given: Entry, lists: Lists, faults: list[Fault]) -> Entry:
        entry: Entry = {ID: entry_id}
        known = {question.name for question in self.entered_inside if question.answered}
        for name in given:
            if name not in known and name != ID:
                message = Phrase(
                    "There is no question “{name}” in an entry; leave it out.", name=str(name)[:60]
                )
                faults.append(Fault(self.name, message, entry_id))
        for question in self.entered_inside:
            if not question.answered:
                continue
            try:
                value = question.read(given.get(question.name), lists)
            except Unreadable as unreadable:
                faults += [
                    Fault(self.name, fault.message, part_of(entry_id, fault)) for fault in unreadable.faults
                ]
                continue
            if value is not None:
                entry[question.name] = value
        return entry

    def _in_use(self, entries: list[Entry], lists: Lists) -> list[Entry]:
        """Leave idle entries out; where a count says how many there are, only those at the end."""
        if self.row_list:
            order = {row.name: place for place, row in enumerate(lists[self.row_list])}
            entries = sorted(entries, key=lambda entry: order[entry[ID]])
        if not self.counted:
            return [entry for entry in entries if len(entry) > 1]
        while entries and len(entries[-1]) == 1:
            entries = entries[:-1]
        return entries

    def completed(self, raw: Any, stored: Any) -> Any:
        """Return raw entries with the stored answers to questions that a form did not ask in them."""
        before = {entry[ID]: entry for entry in stored or ()}
        deeper = {question.name: question for question in self.inner if question.by_entries}
        complete = []
        for entry in raw:
            known = before.get(entry[ID], {})
            merged = {name: value for name, value in known.items() if name not in entry} | entry
            for name, question in deeper.items():
                if name in entry and isinstance(question, EntriesQuestion):
                    merged[name] = question.completed(entry[name], known.get(name))
            complete.append(merged)
        return complete

    def operand(self, value: Any) -> Any:
        """Return the ids of the entries, each marked, so that conditions can count them."""
        return {entry[ID]: True for entry in value} if value else None

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [
            (self.title_of(entry[ID], place, lists), self.entry_words(entry, lists))
            for place, entry in enumerate(value or (), 1)
        ]

    def entry_words(self, entry: Entry, lists: Lists) -> str:
        """Return one entry in words."""
        told = []
        for question in self.entered_inside:
            pairs = question.shown(entry.get(question.name), lists)
            words = ", ".join(f"{row}: {text}" if row else text for row, text in pairs)
            between = " " if question.label.endswith(MARKS) else ": "
            told += [f"{question.label}{between}{words}"] if words else []
        return "; ".join(told)

    def columns(self, lists: Lists) -> Sequence[Column]:
        if not self.row_list:
            return [Column("", "Entries", numeric=True)]
        return [
            Column(f"{row.name}.{code}", f"{row.label}: {title}", column.numeric)
            for row in lists[self.row_list]
            for code, title, column in self.inner_columns(lists)
        ]

    def inner_columns(self, lists: Lists) -> Iterator[tuple[str, str, Column]]:
        """Yield the columns of one entry: code, title and column."""
        for question in self.inner:
            for column in question.columns(lists) if question.answered else ():
                code = f"{question.name}.{column.suffix}" if column.suffix else question.name
                yield code, f"{question.label} {column.title}".strip(), column

    def inner_cells(self, entry: Mapping[str, Any], lists: Lists) -> list[Any]:
        """Return the cells of one entry, one for each of its columns."""
        asked = [question for question in self.inner if question.answered]
        return [cell for one in asked for cell in one.cells(entry.get(one.name), lists)]

    def cells(self, value: Any, lists: Lists) -> Sequence[Any]:
        if not self.row_list:
            return [len(value) if value else None]
        by_row = {entry[ID]: entry for entry in value or ()}
        rows = [by_row.get(row.name, {}) for row in lists[self.row_list]]
        return [cell for row in rows for cell in self.inner_cells(row, lists)]


def part_of(entry_id: str, fault: Fault) -> str:
    """Return which part of the answer a fault inside an entry is about: id.question, perhaps a part of it."""
    return ".".join(part for part in (entry_id, fault.question, fault.part) if part)


def _listed(raw: Any, by_row: bool) -> list[Entry] | None:
    """Return raw entries as a list of records, None where they are something else."""
    if by_row and isinstance(raw, dict):
        raw = [{ID: row, **given} if isinstance(given, dict) else given for row, given in raw.items()]
    if not isinstance(raw, list | tuple) or not all(isinstance(entry, dict) for entry in raw):
        return None
    return list(raw)
