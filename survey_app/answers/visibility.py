"""Which pages, questions and entries are shown, decided here and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from survey_app.answers.counting import counting
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions.values import POSITION
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.scopes import each_key, inside
from survey_app.questionnaire.types import ENTRY_ID, MAX_ENTRIES, EntriesQuestion, Entry


@dataclass(frozen=True, slots=True)
class EntryShown:
    """Hold what one entry shows: its questions, what conditions in it compute with, what counts of it."""

    id: str
    questions: frozenset[str]
    operands: Mapping[str, Any]
    values: Mapping[str, Any]
    inside: Mapping[str, tuple["EntryShown", ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a sheet's answers bring to view, and the answers that conditions may compute with.

    inside: the entries of each table and repeat that count.
    """

    pages: tuple[Page, ...]
    questions: frozenset[str]
    operands: Mapping[str, Any]
    values: Mapping[str, Any]  # the answers that count, as they are stored
    inside: Mapping[str, tuple[EntryShown, ...]] = field(default_factory=dict)


View: TypeAlias = Shown | EntryShown


def shown(compiled: Compiled, values: Mapping[str, Any], today: date) -> Shown:
    """Decide what is shown; an answer to a hidden question counts as empty in every condition."""
    level = _Level(compiled, today, {})
    level.decide(compiled.deciding_order, values)
    return level.as_shown()


def shown_again(
    compiled: Compiled, before: Shown, values: Mapping[str, Any], changed: Iterable[str], today: date
) -> Shown:
    """Decide what is shown after some answers have changed, looking only at what hangs on them.

    before: what was shown on the same day with the other answers. changed: the questions of the form.
    """
    affected = compiled.hanging_on(changed)
    keys = {key for name in affected for key in (name, *_keys_inside(compiled, name))}
    level = _Level(compiled, today, {})
    level.operands = {key: operand for key, operand in before.operands.items() if key not in keys}
    level.visible = set(before.questions - affected)
    level.counted = {name: value for name, value in before.values.items() if name not in affected}
    level.inside = {name: entries for name, entries in before.inside.items() if name not in affected}
    level.decide((name for name in compiled.deciding_order if name in affected), values)
    return level.as_shown()


def _keys_inside(compiled: Compiled, name: str) -> list[str]:
    question = compiled.questionnaire.every[name]
    held = inside(question) if isinstance(question, EntriesQuestion) else ()
    return [each_key(one.name) for _, one in held]


def wanted_entries(
    compiled: Compiled, question: EntriesQuestion, operands: Mapping[str, Any], today: date
) -> int | None:
    """Return how many entries an expression asks for, None where nothing says so."""
    count = compiled.repeat_count.get(question.name)
    if count is None:
        return None
    number = count.evaluate(operands, today=today)
    return max(0, min(int(number), MAX_ENTRIES)) if isinstance(number, int | Decimal) else 0


class _Level:
    """Decide the questions of one level: those of the form, or those of one entry."""

    def __init__(self, compiled: Compiled, today: date, operands: Mapping[str, Any]) -> None:
        self.compiled, self.today = compiled, today
        self.operands: dict[str, Any] = dict(operands)
        self.counted: dict[str, Any] = {}
        self.visible: set[str] = set()
        self.inside: dict[str, tuple[EntryShown, ...]] = {}
        self._holds: dict[tuple[str, str], bool] = {}

    def decide(self, names: Iterable[str], values: Mapping[str, Any]) -> None:
        """Decide questions in the order in which they hang on one another."""
        every = self.compiled.questionnaire.every
        for name in names:
            if not self._is_shown(name):
                continue
            self.visible.add(name)
            question, value = every[name], values.get(name)
            if isinstance(question, EntriesQuestion):
                self._enter(question, value)
                continue
            value = counting(self.compiled, question, value, self.operands, self.today)
            if value is not None:
                self.counted[name] = value
                self.operands[name] = question.operand(value)

    def as_shown(self) -> Shown:
        """Return what the form shows."""
        pages = tuple(
            page
            for page in self.compiled.questionnaire.pages
            if any(question.name in self.visible and question.entered for question in page.questions)
        )
        return Shown(pages, frozenset(self.visible), self.operands, self.counted, self.inside)

    def _is_shown(self, name: str) -> bool:
        for each in self.compiled.shown_here[name]:
            key = (each.kind, each.name)
            if key not in self._holds:
                self._holds[key] = each.condition.holds(self.operands, today=self.today)
            if not self._holds[key]:
                return False
        return True

    def _enter(self, question: EntriesQuestion, value: Sequence[Entry] | None) -> None:
        entries = self._entries(question, value or ())
        self.inside[question.name] = tuple(
            entry_shown(self.compiled, question, (entry, place), self.operands, self.today)
            for place, entry in enumerate(entries, 1)
        )
        entries_shown = [entry for entry in self.inside[question.name] if _says_something(question, entry)]
        held = [{ENTRY_ID: entry.id, **entry.values} for entry in entries_shown]
        if held:
            self.counted[question.name] = held
        if entries if question.counted else value:
            self.operands[question.name] = question.operand(entries if question.counted else value)
        self.operands |= _all_answers(question, entries_shown)

    def _entries(self, question: EntriesQuestion, value: Sequence[Entry]) -> list[Entry]:
        """Return the entries that count: every row of a table, and as many as an expression asks for."""
        if question.row_list:
            by_row = {entry[ENTRY_ID]: entry for entry in value}
            rows = self.compiled.questionnaire.lists[question.row_list]
            return [by_row.get(row.name, {ENTRY_ID: row.name}) for row in rows]
        wanted = wanted_entries(self.compiled, question, self.operands, self.today)
        if wanted is None:
            return list(value)
        taken = {entry[ENTRY_ID] for entry in value}
        free = (name for name in map("e{}".format, range(1, 3 * MAX_ENTRIES)) if name not in taken)
        return [*value[:wanted], *({ENTRY_ID: next(free)} for _ in range(wanted - len(value)))]


def entry_shown(
    compiled: Compiled,
    question: EntriesQuestion,
    placed: tuple[Entry, int],
    operands: Mapping[str, Any],
    today: date,
) -> EntryShown:
    """Decide what one entry shows, whether it is stored yet or not.

    placed: the entry, and its place counted from 1. operands: what conditions see around it.
    """
    entry, place = placed
    level = _Level(compiled, today, operands)
    level.operands[POSITION] = Decimal(place)
    level.decide(compiled.order_inside[question.name], entry)
    return EntryShown(entry[ENTRY_ID], frozenset(level.visible), level.operands, level.counted, level.inside)


def _says_something(question: EntriesQuestion, entry: EntryShown) -> bool:
    """Tell whether anything was answered in an entry: what is computed or set beforehand is no answer."""
    return any(one.name in entry.values for one in question.entered_inside)


def _all_answers(question: EntriesQuestion, entries: Iterable[EntryShown]) -> dict[str, dict[str, Any]]:
    """Return the answers of all entries to each question inside them, by the ids of their entries."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        for holder, one in inside(question):
            key = each_key(one.name)
            if holder is not question:
                for below, operand in entry.operands.get(key, {}).items():
                    found.setdefault(key, {})[f"{entry.id}/{below}"] = operand
            elif one.name not in entry.questions or (operand := entry.operands.get(one.name)) is None:
                continue
            elif isinstance(one, EntriesQuestion):
                found.setdefault(key, {}).update({f"{entry.id}/{below}": True for below in operand})
            else:
                found.setdefault(key, {})[entry.id] = operand
    return found
