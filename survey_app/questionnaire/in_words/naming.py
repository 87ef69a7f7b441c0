"""What questions, answers and rows are called where a condition is said in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import AVAILABLE, ConsentQuestion, EntriesQuestion, QuestionBase

_QUOTED = "“{text}”"
_UNKNOWN = Name(Kind.OTHER)


def quoted(text: str) -> Phrase:
    """Return a text between quotation marks."""
    return Phrase(_QUOTED, text=text)


@dataclass(frozen=True)
class Naming:
    """Name what conditions look at; `labels` are other words for questions, such as their numbers."""

    compiled: Compiled
    labels: Mapping[str, str] = field(default_factory=dict)
    this: str = ""  # the question whose answer “.” is

    def kind(self, name: str) -> Name:
        """Return what an expression sees under a name."""
        return self.compiled.every_name.get(name, _UNKNOWN)

    def question(self, name: str) -> Phrase:
        """Return what a question is called."""
        plain = name.removesuffix("[]")
        found = self._found(name)
        return quoted(self.labels.get(plain) or (found.label if found else plain))

    def answer(self, name: str, value: object) -> str:
        """Return what a choice, a yes or a no of a question is called."""
        question = self._found(name)
        if isinstance(value, bool):
            agreed = Phrase("Agreed") if isinstance(question, ConsentQuestion) else Phrase("Yes")
            return quoted(agreed if value else Phrase("No"))
        return quoted(self._choice(question, str(value)))

    def row(self, name: str, row: str) -> str:
        """Return what a row of a grid is called."""
        holder = self.kind(name).holder
        question = self.compiled.questionnaire.every.get(holder) if holder else self._found(name)
        rows = getattr(question, "rows", None) or getattr(question, "choices", None)
        return quoted(self._label(rows, row) or row)

    def _found(self, name: str) -> QuestionBase | None:
        return self.compiled.questionnaire.every.get(name.removesuffix("[]"))

    def _choice(self, question: QuestionBase | None, name: str) -> str:
        if question is None or isinstance(question, EntriesQuestion):
            return name
        if getattr(question, "other", False) and name == "other":
            return str(getattr(question, "other_label", name))
        if question.by_parts and not question.lists():
            return AVAILABLE.get(name, name)
        return self._label(getattr(question, "choices", None), name) or name

    def _label(self, list_name: str | None, name: str) -> str | None:
        choices = self.compiled.questionnaire.lists.get(list_name or "", ())
        return next((choice.label for choice in choices if choice.name == name), None)
