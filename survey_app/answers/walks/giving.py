"""Example answers by question put together as a walk gives them, those inside repeats in entries."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.scopes import each_key
from survey_app.questionnaire.types import ENTRY_ID, EntriesQuestion, QuestionBase

Example = Callable[[QuestionBase], Any]  # an answer to a question, None for none
Beside = Callable[[QuestionBase], Mapping[str, Any]]  # answers in its entry under which it is shown


def given_of(
    compiled: Compiled,
    raw: Mapping[str, Any],
    within: tuple[EntriesQuestion, ...],
    example: Example,
    beside: Beside,
) -> dict[str, Any]:
    """Return raw answers by question as a walk gives them.

    raw: also all entries' answers to one question, {id: answer} under their own key, and for a table or
    repeat the ids of its entries. within: tables and repeats that have an entry in any case. example: gives
    an answer for an entry without any, as an empty entry is none.
    """
    given = _Given(compiled)
    for name, question in compiled.questionnaire.every.items():
        if isinstance(question, EntriesQuestion):
            ids = raw.get(name) or ()
            for entry_id in ids if ids or question not in within else [None]:
                given.entry(question, entry_id)
            continue
        for entry_id, answer in (raw.get(each_key(name)) or {}).items():
            entry = given.entry(compiled.holders[name][-1], entry_id)
            entry.update({**beside(question), **entry, name: answer})
        if raw.get(name) is not None:
            given.level(compiled.holders[name])[name] = raw[name]
    given.fill(raw, example)
    return given.answers()


class _Given:
    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.top: dict[str, Any] = {}

    def level(self, holders: tuple[EntriesQuestion, ...]) -> dict[str, Any]:
        """Return the answers of the form, or of the first entry in these, which is made where it is not."""
        return self.entry(holders[-1], None) if holders else self.top

    def entry(self, holder: EntriesQuestion, entry_id: str | None) -> dict[str, Any]:
        """Return an entry, the first where no id is told; it is made where it is not there."""
        around = self.level(self.compiled.holders[holder.name])
        entries: list[dict[str, Any]] = around.setdefault(holder.name, [])
        found = (one for one in entries if entry_id in (None, one[ENTRY_ID]))
        if (entry := next(found, None)) is None:
            entry = {ENTRY_ID: entry_id or self._first_id(holder)}
            entries.append(entry)
        return entry

    def _first_id(self, holder: EntriesQuestion) -> str:
        rows = self.compiled.questionnaire.lists[holder.row_list] if holder.row_list else ()
        return rows[0].name if rows else "e1"

    def fill(self, raw: Mapping[str, Any], example: Example) -> None:
        """Give an answer in each entry that has none, to a question without answers if possible."""
        for holder, entries in list(self._every(self.top)):
            asked = [one for one in holder.inner if one.answered and one.entered and not one.by_entries]
            free = [one for one in asked if raw.get(one.name) is raw.get(each_key(one.name)) is None]
            usable = [(one.name, found) for one in (*free, *asked) if (found := example(one)) is not None]
            for entry in entries if not holder.counted else ():
                if len(entry) == 1:
                    entry.update(usable[:1])

    def _every(self, level: Mapping[str, Any]) -> Iterator[tuple[EntriesQuestion, list[dict[str, Any]]]]:
        """Yield all tables and repeats with their entries, the innermost first."""
        for name, answer in level.items():
            question = self.compiled.questionnaire.every.get(name)
            if isinstance(question, EntriesQuestion):
                for entry in answer:
                    yield from self._every(entry)
                yield question, answer

    def answers(self) -> dict[str, Any]:
        """Return the answers, without the ids of entries that get the same ones by themselves."""
        for holder, entries in list(self._every(self.top)):
            usual = [f"e{place}" for place in range(1, len(entries) + 1)]
            if not holder.row_list and [entry[ENTRY_ID] for entry in entries] == usual:
                for entry in entries:
                    del entry[ENTRY_ID]
        return self.top
