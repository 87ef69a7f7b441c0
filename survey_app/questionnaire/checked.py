"""What a check looks at: the compiled questionnaire, and where in its file each part stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from survey_app.questionnaire.compiled import Compiled, ShownIf
from survey_app.questionnaire.placing import group_places, places
from survey_app.questionnaire.types import QuestionBase
from survey_app.questionnaire.yaml_text import Path, Tree


@dataclass(frozen=True)
class Checked:
    """Hold a compiled questionnaire and its file's tree."""

    compiled: Compiled
    tree: Tree

    def questions(self) -> Iterator[tuple[Path, QuestionBase]]:
        """Yield every question with its path."""
        return places(self.compiled.questionnaire)

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Return the path of every question by its name, of the last where several share one."""
        return {question.name: path for path, question in self.questions()}

    @cached_property
    def _condition_paths(self) -> dict[tuple[str, str], Path]:
        questionnaire = self.compiled.questionnaire
        pages = {("page", page.name): ("pages", index) for index, page in enumerate(questionnaire.pages)}
        groups = {("group", group.name): path for path, group in group_places(questionnaire)}
        return {**pages, **groups, **{("question", name): path for name, path in self.paths.items()}}

    def condition_path(self, shown_if: ShownIf) -> Path:
        """Return the path of a condition."""
        if shown_if.kind in ("repeat_count", "calculation", "choice_filter"):
            return (*self.paths[shown_if.name], shown_if.kind)
        return (*self._condition_paths[shown_if.kind, shown_if.name], "relevant")

    @cached_property
    def positions(self) -> dict[str, int]:
        """Return the place of every question in the order of the form."""
        return {name: position for position, name in enumerate(self.paths)}
