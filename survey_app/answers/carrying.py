"""Answers given to one version of a questionnaire, read by the next: what stays, what is left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

from survey_app.answers.model import Answer, Value
from survey_app.questionnaire.differences.matching import choice_pairs, pairs, question_pairs
from survey_app.questionnaire.differences.rereading import may_read
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import (
    ENTRY_ID,
    OTHER,
    AllocationQuestion,
    AvailabilityQuestion,
    CalculateQuestion,
    DateRangeQuestion,
    EntriesQuestion,
    Entry,
    ListedQuestion,
    LocationQuestion,
    OneChoiceQuestion,
    QuestionBase,
    RankQuestion,
    RatingGridQuestion,
    SelectGridQuestion,
    SelectMultipleQuestion,
)
from survey_app.questionnaire.values import Unreadable

_NUMBERS = ("integer", "decimal", "rating", "slider")
_WHOLE = None
_NO_ROW = "The row is no longer asked for."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Tell of an answer, or of a part of one, that the new version cannot hold.

    question and part (a choice, row or week; "other", "comment") by their old names; value as it was stored.
    """

    question: str
    part: str | None
    value: Any
    reason: str


class Carried(NamedTuple):
    """Hold the answers by their new names, and everything that is not among them."""

    values: dict[str, Any]
    left_out: tuple[LeftOut, ...]


def carried_over(old: Questionnaire, new: Questionnaire, values: Mapping[str, Any]) -> Carried:
    """Carry one sheet's answers from one version of a questionnaire to the next; see Carrier."""
    return Carrier(old, new).carry(values)


class Carrier:
    """Carry answers from one version of a questionnaire to the next, both with the weeks of their round.

    `renamed_from` of questions and choices is followed, also inside grids, rankings and records; then each
    answer is read by the new question. Over several versions, carry from each to the next.
    """

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = old, new
        pairs = question_pairs(old, new)
        self._partners = {before.name: after for before, after in pairs.both}
        self._names = pairs.names
        self._choices: dict[tuple[str, str], dict[str, str]] = {}

    def choices(self, before: str, after: str) -> dict[str, str]:
        """Return the new name of every entry of an old list that a list of the new version has too."""
        if (before, after) not in self._choices:
            self._choices[before, after] = choice_pairs(self.old, before, self.new, after).names
        return self._choices[before, after]

    def carry(self, values: Mapping[str, Any]) -> Carried:
        """Carry one sheet's answers, as stored, by question name."""
        carried: dict[str, Any] = {}
        left_out: list[LeftOut] = []
        for name, value in values.items():
            before, after = self.old.by_name.get(name), self._partners.get(name)
            if isinstance(before, CalculateQuestion):
                continue  # computed anew
            if value is None:
                carried.update({after.name: None} if after else {})
            elif before is None or after is None or not after.answered:
                asked = "no longer asked" if before else "not asked in the version that it was given to"
                left_out.append(LeftOut(name, _WHOLE, value, f"The question is {asked}."))
            elif (read := _Carrying(self, before, after, left_out).carry(value)) is not None:
                carried[after.name] = read
        return Carried(carried, tuple(left_out))

    def carry_answers(self, answers: Mapping[str, Answer]) -> tuple[dict[str, Answer], tuple[LeftOut, ...]]:
        """Carry a sheet's answers, each with its author, time and revision."""
        values, left_out = self.carry({name: answer.value for name, answer in answers.items()})
        kept = {
            self._names[name]: replace(answer, value=_as_stored(values[self._names[name]]))
            for name, answer in answers.items()
            if self._names.get(name) in values
        }
        return kept, left_out


def carried_answers(
    old: Questionnaire, new: Questionnaire, answers: Mapping[str, Answer]
) -> tuple[dict[str, Answer], tuple[LeftOut, ...]]:
    """Carry a sheet's answers over, each with its author, time and revision; see carried_over."""
    return Carrier(old, new).carry_answers(answers)


def _as_stored(value: Any) -> Value:
    stored: Value = value
    return stored


@dataclass
class _Carrying:
    """Carry one answer from an old question to its new one; what is lost on the way is noted."""

    versions: Carrier
    before: QuestionBase
    after: QuestionBase
    left_out: list[LeftOut] = field(default_factory=list)

    def carry(self, value: Any) -> Any:
        """Return the answer as the new question reads it, None when nothing of it is left."""
        types = [str(getattr(question, "type", "")) for question in (self.before, self.after)]
        if not may_read(*types):
            return self._lose(value, f"An answer of type {types[0]} cannot become one of type {types[1]}.")
        try:
            self.before.read(value, self.versions.old.lists)
        except Unreadable as unreadable:
            return self._lose(value, str(unreadable))
        raw = self._offered(value, *types)
        return None if raw is None else self._read(raw, value)

    def _lose(self, value: Any, reason: str, part: str | None = _WHOLE) -> None:
        self.left_out.append(LeftOut(self.before.name, part, value, reason))

    def _offered(self, value: Any, old_type: str, new_type: str) -> Any:
        """Return an answer as the new question would be given it, by the new names."""
        if isinstance(self.before, ListedQuestion) and isinstance(self.after, ListedQuestion):
            return self._listed(self.before, self.after, value)
        if isinstance(self.before, RankQuestion) and isinstance(self.after, RankQuestion):
            known = self.versions.choices(self.before.choices, self.after.choices)
            return self._known(value, known, "The entry is no longer in the list.") or None
        if isinstance(self.before, EntriesQuestion) and isinstance(self.after, EntriesQuestion):
            return self._entries(self.before, self.after, value)
        if isinstance(value, dict):
            return self._rows(value)
        if old_type in _NUMBERS and new_type in _NUMBERS:
            number = Decimal(value)  # never as text: “185.000” would be read as 185 thousand
            return number if number != number.to_integral_value() or new_type == "decimal" else int(number)
        return str(value) if old_type != new_type else value

    def _entries(self, before: EntriesQuestion, after: EntriesQuestion, value: list[Entry]) -> Any:
        """Carry entries over one by one, each with the answers that the new version asks for."""
        inner = {old.name: (old, new) for old, new in pairs(before.inner, after.inner).both}
        rows = (
            self.versions.choices(before.row_list, after.row_list)
            if before.row_list and after.row_list
            else {}
        )
        kept: list[Entry] = []
        for entry in value:
            entry_id = entry[ENTRY_ID]
            if after.row_list and entry_id not in rows:
                self._lose(entry, _NO_ROW, entry_id)
                continue
            carried: Entry = {ENTRY_ID: rows.get(entry_id, entry_id)}
            for name, answer in ((name, answer) for name, answer in entry.items() if name != ENTRY_ID):
                if name in inner:
                    carried |= self._inside(*inner[name], entry_id, answer)
                else:
                    self._lose(answer, "The question is no longer asked.", f"{entry_id}.{name}")
            kept.append(carried)
        return kept or None

    def _inside(self, before: QuestionBase, after: QuestionBase, entry_id: str, answer: Any) -> Entry:
        work = _Carrying(self.versions, before, after)
        read = work.carry(answer)
        for left in work.left_out:
            part = ".".join(word for word in (entry_id, left.question, left.part) if word)
            self._lose(left.value, left.reason, part)
        return {} if read is None else {after.name: read}

    def _known(self, names: list[str], known: Mapping[str, str], reason: str) -> list[str]:
        for name in names:
            if name not in known:
                self._lose(name, reason, name)
        return [known[name] for name in names if name in known]

    def _listed(self, before: ListedQuestion, after: ListedQuestion, value: Any) -> Any:
        known = dict(self.versions.choices(before.choices, after.choices))
        if OTHER in after.names(self.versions.new.lists):
            known.setdefault(OTHER, OTHER)
        operand = before.operand(value)
        chosen = [operand] if isinstance(operand, str) else list(operand or ())
        names = self._known(chosen, known, "The choice is no longer in the list.")
        texts = self._texts(after, before.beside(value), known, names)
        if isinstance(after, OneChoiceQuestion) and len(names) > 1:
            return self._lose(value, "Several choices are ticked; the new question takes one.")
        given: Any = names if isinstance(after, SelectMultipleQuestion) else next(iter(names), None)
        return {"chosen": given, **texts} if texts else given or None

    def _texts(
        self, after: ListedQuestion, record: Mapping[str, Any], known: Mapping[str, str], names: list[str]
    ) -> dict[str, Any]:
        """Return the texts beside the choices that the new question takes too."""
        kept: dict[str, Any] = {}
        if "other" in record:
            fits = after.other and OTHER in names
            kept |= self._text("other", record["other"], bool(fits), "Other answers are no longer taken.")
        if "comment" in record:
            fits = bool(getattr(after, "comment", None))
            kept |= self._text("comment", record["comment"], fits, "A comment is no longer asked for.")
        comments: dict[str, Any] = {}
        for name, text in record.get("comments", {}).items():
            fits = bool(getattr(after, "comments", False)) and known.get(name) in names
            reason = "The comment’s choice is gone, or comments are no longer asked for."
            comments |= self._text(name, text, fits, reason, known.get(name))
        return kept | ({"comments": comments} if comments else {})

    def _text(
        self, part: str, text: str, fits: bool, reason: str, new_part: str | None = None
    ) -> dict[str, str]:
        if fits:
            return {new_part or part: text}
        self._lose(text, reason, part)
        return {}

    def _rows(self, value: dict[str, Any]) -> dict[str, Any] | None:
        rows, cells = self._row_names(value), dict[str, str]()
        if isinstance(self.before, SelectGridQuestion) and isinstance(self.after, SelectGridQuestion):
            cells = self.versions.choices(self.before.choices, self.after.choices)
        kept: dict[str, Any] = {}
        for row, cell in value.items():
            if row not in rows:
                self._lose(cell, _NO_ROW, row)
            elif cells and cell not in cells:
                self._lose(cell, f"The choice “{cell}” is no longer in the list.", row)
            else:
                kept[rows[row]] = cells.get(cell, cell) if cells else cell
        return kept or None

    def _row_names(self, value: Mapping[str, Any]) -> Mapping[str, str]:
        if isinstance(self.after, (DateRangeQuestion, LocationQuestion)):
            return {part: part for part in value}
        if found := self._all_rows():
            return found
        weeks = self.after.week_names() if isinstance(self.after, AvailabilityQuestion) else []
        return {week: week for week in value if week in weeks}

    def _read(self, raw: Any, value: Any) -> Any:
        """Read an answer by the new question; rows that it refuses are left out, the others stay."""
        try:
            read = self.after.read(raw, self.versions.new.lists)
        except Unreadable as unreadable:
            refused = {fault.part: fault.message for fault in unreadable.faults}
            if isinstance(raw, dict) and refused and all(part in raw for part in refused):
                return self._without(raw, refused)
            return self._lose(value, str(unreadable))
        return self._lose(value, "The new question takes no such answer.") if read is None else read

    def _without(self, raw: dict[str, Any], refused: Mapping[str | None, str]) -> Any:
        back = {new: old for old, new in self._all_rows().items()}
        for part, reason in refused.items():
            self._lose(raw[str(part)], reason, back.get(str(part), str(part)))
        rest = {row: cell for row, cell in raw.items() if row not in refused}
        return self._read(rest, rest) if rest else None

    def _all_rows(self) -> Mapping[str, str]:
        grids = RatingGridQuestion | SelectGridQuestion
        if isinstance(self.before, grids) and isinstance(self.after, grids):
            return self.versions.choices(self.before.rows, self.after.rows)
        if isinstance(self.before, AllocationQuestion) and isinstance(self.after, AllocationQuestion):
            return self.versions.choices(self.before.choices, self.after.choices)
        return {}
