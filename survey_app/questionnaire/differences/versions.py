"""Two versions of a questionnaire side by side, matched once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from survey_app.questionnaire.differences.matching import Pairs, choice_pairs, every_pair
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.placing import everything_placed, places
from survey_app.questionnaire.types import Choice, QuestionBase
from survey_app.questionnaire.yaml_text import Path

LIST_KEYS = ("rows", "choices")


@dataclass(frozen=True)
class Versions:
    """Hold the old and the new version of a questionnaire."""

    old: Questionnaire
    new: Questionnaire

    @cached_property
    def questions(self) -> Pairs[QuestionBase]:
        """Return their questions, matched."""
        return every_pair(self.old, self.new)

    @cached_property
    def old_holders(self) -> dict[str, tuple[str, ...]]:
        """Return the tables and repeats that each old question stands in, the outermost first."""
        return _holders(self.old)

    @cached_property
    def new_holders(self) -> dict[str, tuple[str, ...]]:
        """Return the same for every new question."""
        return _holders(self.new)

    def answered_in(self, name: str) -> str:
        """Return under which name an old question's answers are stored: that of the outermost repeat."""
        return (*self.old_holders[name], name)[0]

    @cached_property
    def old_paths(self) -> dict[str, Path]:
        """Return the path of every old question by its name."""
        return {question.name: path for path, question in places(self.old)}

    @cached_property
    def new_paths(self) -> dict[str, Path]:
        """Return the path of every new question by its name."""
        return {question.name: path for path, question in places(self.new)}

    @cached_property
    def lists(self) -> dict[str, str]:
        """Return the new name of every old list: the same, or that which the same questions use instead."""
        found = {name: name for name in self.old.lists if name in self.new.lists}
        for old, new in self.questions.both:
            for key in LIST_KEYS:
                before, after = getattr(old, key, None), getattr(new, key, None)
                if before and after and before not in found and after not in self.old.lists:
                    found.setdefault(before, after)
        taken: dict[str, str] = {}
        for before, after in found.items():
            taken.setdefault(after, before)
        return {before: after for after, before in taken.items()}

    def choices(self, old_list: str) -> Pairs[Choice]:
        """Return the entries of an old list, matched with those of the new list that it became."""
        return choice_pairs(self.old, old_list, self.new, self.lists[old_list])

    @cached_property
    def choice_names(self) -> dict[str, set[str]]:
        """Return the new names of every choice that was renamed, over all lists."""
        renamed: dict[str, set[str]] = defaultdict(set)
        for name in self.lists:
            for old, new in self.choices(name).both:
                if old.name != new.name:
                    renamed[old.name].add(new.name)
        return renamed

    @cached_property
    def pages(self) -> dict[str, str]:
        """Return the new name of every old page: the same, or a new page with one of its questions."""
        names = self.questions.names
        home = {question.name: page.name for page in self.new.pages for question in page.questions}
        taken = self.old.page_names.keys() & self.new.page_names.keys()
        found: dict[str, str] = {}
        for page in self.old.pages:
            new = (home[names[question.name]] for question in page.questions if question.name in names)
            free = (name for name in new if name not in taken and name not in found.values())
            after = page.name if page.name in taken else next(free, None)
            if after is not None:
                found[page.name] = after
        return found

    def users(self, old_list: str) -> Iterator[QuestionBase]:
        """Yield the old questions that draw on a list."""
        return (question for question in self.old.every.values() if old_list in question.lists())


def _holders(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    return {
        here.item.name: tuple(owner.name for owner in here.around if owner.by_entries)
        for here in everything_placed(questionnaire)
        if isinstance(here.item, QuestionBase)
    }
