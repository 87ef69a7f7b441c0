"""What a page of the questionnaire shows: questions with their words piped, answers, faults, progress."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any

from survey_app.answers.counting import offered_choices
from survey_app.answers.entries import answers_inside
from survey_app.answers.model import Sheet
from survey_app.answers.validation import sheet_faults
from survey_app.answers.visibility import Shown, shown, shown_again
from survey_app.questionnaire.compiled import Compiled, key_of
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.types import Choice, Group, Items, Lists, QuestionBase
from survey_app.questionnaire.values import Fault
from survey_app.web.forms.faults import fault_message
from survey_app.web.forms.fields import given
from survey_app.web.forms.view import QuestionView, Section
from survey_app.web.languages.speaking import say
from survey_app.web.respondent.entering import Entering, Level, inside_of


@dataclass(frozen=True)
class Asking:
    """Hold a sheet with its questionnaire, and say what its pages show."""

    compiled: Compiled
    sheet: Sheet
    today: date
    from_link: Mapping[str, Any] = field(default_factory=dict)  # what the link's address set, not stored yet
    fresh: Mapping[str, Sequence[str]] = field(default_factory=dict)  # ids of new entries by form field
    known: Shown | None = None  # what is shown, where that is known already

    @cached_property
    def view(self) -> Shown:
        """Return which pages and questions are shown."""
        return self.known or shown(self.compiled, {**self.sheet.values(), **self.from_link}, self.today)

    def shown_after(self, changed: Mapping[str, Any]) -> Shown:
        """Return what is shown once these answers are changed; only what hangs on them is looked at again."""
        values = {**self.sheet.values(), **self.from_link, **changed}
        return shown_again(self.compiled, self.view, values, changed, self.today)

    def asked(self, page: Page) -> list[QuestionBase]:
        """Return the questions of a page that are shown now."""
        visible = self.view.questions
        return [question for question in page.questions if question.entered and question.name in visible]

    def words(
        self, owner: QuestionBase | Group | Page, key: str, own: Mapping[str, Any] = MappingProxyType({})
    ) -> str | None:
        """Return a label or hint with the answers that it pipes; an unanswered one reads as "…".

        own: the answers of the entries that it stands in.
        """
        text: str | None = getattr(owner, key)
        template = self.compiled.texts.get((key_of(owner), key))
        return template.render(lambda name: self._spoken(name, own)) if template else text

    def _spoken(self, name: str, own: Mapping[str, Any]) -> str:
        question = self.compiled.questionnaire.every[name]
        holders = self.compiled.holders[name]
        if holders and inside_of(holders[-1].name) in own:
            values = [own.get(name)]
        elif not question.entered:
            values = answers_inside([one.name for one in holders], self.view.values, name)
        else:
            values = answers_inside([one.name for one in holders], self.sheet.values(), name)
        lists = self.compiled.questionnaire.lists
        pairs = [pair for value in values for pair in question.shown(value, lists)]
        return ", ".join(f"{row}: {say(text)}" if row else say(text) for row, text in pairs) or "…"

    def questions(
        self, page: Page, typed: Mapping[str, Any] | None = None, faults: Iterable[Fault] = ()
    ) -> list[QuestionView]:
        """Return a page's questions as they are shown, with what was typed instead of what is stored."""
        by_question = _by_question(faults)
        return [
            self._question(question, typed or {}, by_question.get(question.name, {}))
            for question in self.asked(page)
        ]

    def laid_in(self, items: Items, views: Sequence[QuestionView]) -> tuple[Section | QuestionView, ...]:
        """Return the questions of an entry under the headings of the groups around them."""
        return tuple(self._inside(items, {view.question.name: view for view in views}))

    def laid_out(self, page: Page, views: Sequence[QuestionView]) -> list[Section | QuestionView]:
        """Return a page's questions as they are shown, under the headings of the groups around them."""
        return self._inside(page.items, {view.question.name: view for view in views})

    def _inside(self, items: Items, views: Mapping[str, QuestionView]) -> list[Section | QuestionView]:
        laid: list[Section | QuestionView] = []
        for item in items:
            if isinstance(item, QuestionBase):
                laid += [views[item.name]] if item.name in views else []
            elif inside := self._inside(item.items, views):
                section = Section(item, self.words(item, "label"), self.words(item, "hint"), tuple(inside))
                laid.append(section)
        return laid

    def _question(
        self, question: QuestionBase, typed: Mapping[str, Any], faults: Mapping[str, str]
    ) -> QuestionView:
        answer = self.sheet.answers.get(question.name)
        if not question.answered:
            shown_now: Any = ""
        elif question.name in typed:
            shown_now = typed[question.name]
        else:
            shown_now = given(question, answer.value if answer else self.default(question))
        level = Level(self.view)
        stored = answer.value if answer else None
        view = Entering(self, self.fresh).question(question, level, shown_now, stored, faults)
        own = question.by_entries or question.name in self.compiled.choice_filter
        blank = answer is None and question.name not in typed and not own
        return replace(view, blank=blank, field="")

    def offered(self, page: Page) -> dict[str, tuple[Choice, ...]]:
        """Return what the questions of a page that filter their choices offer now."""
        found = {
            question.name: offered_choices(self.compiled, question, self.view.operands, self.today)
            for question in self.asked(page)
        }
        return {name: choices for name, choices in found.items() if choices is not None}

    def lists_of(self, question: QuestionBase, operands: Mapping[str, Any]) -> Lists:
        """Return the lists with only those entries of the question's own that it offers now."""
        lists = self.compiled.questionnaire.lists
        choices = offered_choices(self.compiled, question, operands, self.today)
        return lists if choices is None else {**lists, question.lists()[0]: choices}

    def default(self, question: QuestionBase) -> Any:
        """Return the answer that stands in a question's field at first, None for none."""
        default = getattr(question, "default", None)
        return None if default is None else question.read(default, self.compiled.questionnaire.lists)

    def faults(self) -> dict[str, str]:
        """Return what keeps the sheet from being submitted: one message by question, in their order."""
        found = sheet_faults(self.compiled, self.sheet.values(), self.today)
        questionnaire = self.compiled.questionnaire
        return {
            name: fault_message(questionnaire.by_name[name], faults, questionnaire.lists)
            for name, faults in _by_question(chain.from_iterable(found.values())).items()
        }

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """Return the pages before and after one, of those that are shown."""
        pages = list(self.view.pages)
        at = next((index for index, entry in enumerate(pages) if entry.name == page.name), None)
        if at is None:
            return None, None
        after = pages[at + 1] if at + 1 < len(pages) else None
        return (pages[at - 1] if at else None), after


def _by_question(faults: Iterable[Fault]) -> dict[str, dict[str, str]]:
    """Return the first message about each part of each question, "" for a question as a whole."""
    found: dict[str, dict[str, str]] = {}
    for fault in faults:
        found.setdefault(fault.question, {}).setdefault(fault.part or "", say(fault.message))
    return found
