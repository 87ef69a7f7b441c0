"""What expressions see under each name: outside entries the answers of all, inside one its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.expressions.values import POSITION
from survey_app.questionnaire.types import EntriesQuestion, Lists, QuestionBase

_SETS: Mapping[Kind, Kind] = {
    Kind.NUMBER: Kind.NUMBERS,
    Kind.CHOICE: Kind.CHOICES_BY_ROW,
    Kind.DATE: Kind.DATES,
    Kind.ENTRIES: Kind.ENTRIES,
}


def each_key(name: str) -> str:
    """Return under which key the answers of all entries to a question stand; no question is named so."""
    return f"{name}[]"


def inside(question: EntriesQuestion) -> Iterator[tuple[EntriesQuestion, QuestionBase]]:
    """Yield every question inside entries, those in their own entries too, with what holds it."""
    for one in question.inner:
        yield question, one
        if isinstance(one, EntriesQuestion):
            yield from inside(one)


class Scopes:
    """Say what each name is, by which tables and repeats an expression stands in (outermost first)."""

    def __init__(
        self, questions: Iterable[QuestionBase], lists: Lists, name_of: Callable[[QuestionBase], Name]
    ) -> None:
        self._lists, self._name_of = lists, name_of
        self.outside = self._level(questions)
        self.of = cache(self._of)

    def _of(self, holders: tuple[EntriesQuestion, ...]) -> dict[str, Name]:
        """Return what is seen inside the entries of these."""
        names = dict(self.outside)
        for holder in holders:
            names |= self._level(holder.inner)
        return names | {POSITION: Name(Kind.NUMBER)} if holders else names

    def _level(self, questions: Iterable[QuestionBase]) -> dict[str, Name]:
        names: dict[str, Name] = {}
        for question in questions:
            if question.answered:
                names[question.name] = self._name_of(question)
            if isinstance(question, EntriesQuestion):
                for holder, one in inside(question):
                    if one.answered:
                        names[one.name] = names[each_key(one.name)] = self._all(one, holder)
        return names

    def _all(self, question: QuestionBase, holder: EntriesQuestion) -> Name:
        one, rows = self._name_of(question), None
        if holder.row_list in self._lists and holder.row_list:
            rows = frozenset(row.name for row in self._lists[holder.row_list])
        kind = _SETS.get(one.kind, Kind.ANSWERS)
        return Name(kind, one.choices, rows, key=each_key(question.name), one=one, holder=holder.name)
