"""The entries of tables and repeats as a page shows them: what is stored, what was typed, new ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from survey_app.answers.visibility import EntryShown, View, entry_shown
from survey_app.questionnaire.types import ENTRY_ID, EntriesQuestion, Entry, QuestionBase
from survey_app.web.forms.fields import given
from survey_app.web.forms.view import EntryView, QuestionView
from survey_app.web.languages.speaking import say
from survey_app.web.respondent.pressing import new_id

if TYPE_CHECKING:
    from survey_app.web.respondent.asking import Asking


def inside_of(name: str) -> str:
    """Return what marks among the answers of an entry that it is one of this table or repeat."""
    return f"in {name}"


@dataclass(frozen=True)
class Level:
    """Hold where questions stand: the form's own ones, or those of one entry.

    view: what is shown there. prefix: that of form fields. own: the answers of the entries around.
    """

    view: View
    prefix: str = "q"
    own: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entering:
    """Make the views of questions, entries inside entries too; `fresh`: ids of new entries by form field."""

    asking: "Asking"
    fresh: Mapping[str, Sequence[str]]

    def question(
        self, question: QuestionBase, level: Level, shown_now: Any, stored: Any, faults: Mapping[str, str]
    ) -> QuestionView:
        """Return a question's view; shown_now: what stands in its fields, in the form's own strings."""
        name, entries = f"{level.prefix}.{question.name}", tuple[EntryView, ...]()
        if isinstance(question, EntriesQuestion) and not question.read_only:
            entries = self._entries(question, Level(level.view, name, level.own), shown_now, stored, faults)
        return QuestionView(
            question=question,
            label=self.asking.words(question, "label", level.own) or "",
            hint=self.asking.words(question, "hint", level.own),
            given=shown_now,
            lists=self.asking.lists_of(question, level.view.operands),
            faults=faults,
            field=name,
            entries=entries,
        )

    def _entries(
        self, question: EntriesQuestion, level: Level, typed: Any, stored: Any, faults: Mapping[str, str]
    ) -> tuple[EntryView, ...]:
        raws = {entry[ENTRY_ID]: entry for entry in typed or ()}
        kept = {entry[ENTRY_ID]: entry for entry in stored or ()}
        shown = {entry.id: entry for entry in level.view.inside.get(question.name, ())}
        fresh = list(self.fresh.get(level.prefix, ()))
        settled = question.row_list or question.counted
        ids = list(shown) if settled else list(dict.fromkeys([*raws, *fresh]))
        ids += [] if settled else [new_id() for _ in range(question.fewest - len(ids))]
        views = []
        for place, entry_id in enumerate(ids, 1):
            stored_entry = kept.get(entry_id, {ENTRY_ID: entry_id})
            view = shown.get(entry_id) or entry_shown(
                self.asking.compiled, question, (stored_entry, place), level.view.operands, self.asking.today
            )
            title = say(question.title_of(entry_id, place, self.asking.compiled.questionnaire.lists))
            inside = Level(
                view,
                f"{level.prefix}.{entry_id}",
                {
                    **level.own,
                    **stored_entry,
                    **_given_beforehand(question, view),
                    inside_of(question.name): True,
                },
            )
            own_faults = _within(faults, entry_id)
            laid = self._inside(question, inside, raws.get(entry_id, {}), stored_entry, own_faults)
            views.append(
                EntryView(entry_id, title, inside.prefix, laid, self.asking.laid_in(question.inside, laid),
                          removable=not settled, fresh=entry_id in fresh[-1:])
            )  # fmt: skip
        return tuple(views)

    def _inside(
        self, question: EntriesQuestion, level: Level, raw: Entry, stored: Entry, faults: Mapping[str, str]
    ) -> tuple[QuestionView, ...]:
        assert isinstance(level.view, EntryShown)  # noqa: S101 - made just above
        return tuple(
            self.question(
                one, level, self._now(one, raw, stored), stored.get(one.name), _within(faults, one.name)
            )
            for one in question.entered_inside
            if one.name in level.view.questions
        )

    def _now(self, question: QuestionBase, raw: Entry, stored: Entry) -> Any:
        if not question.answered:
            return ""
        if question.name in raw:
            return raw[question.name]
        fresh = len(stored) == 1
        return given(question, self.asking.default(question) if fresh else stored.get(question.name))


def _given_beforehand(question: EntriesQuestion, view: EntryShown) -> dict[str, Any]:
    """Return what is computed or set beforehand in an entry, for texts that repeat it."""
    return {one.name: view.values.get(one.name) for one in question.inner if not one.entered}


def _within(faults: Mapping[str, str], head: str) -> dict[str, str]:
    """Return the faults of one part of an answer, "" for the part as a whole."""
    found = {part.removeprefix(f"{head}."): message for part, message in faults.items() if part != head}
    kept = {part: message for part, message in found.items() if f"{head}.{part}" in faults}
    return kept | ({"": faults[head]} if head in faults else {})
