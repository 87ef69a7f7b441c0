"""A questionnaire's texts and conditions as one language says them on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from survey_app.exports.forms.sheet import Spoken
from survey_app.questionnaire.compiled import Compiled, key_of
from survey_app.questionnaire.expressions import Expression
from survey_app.questionnaire.expressions.tree import Call, Node
from survey_app.questionnaire.in_words import Naming, choice_condition, condition_in_words, value_in_words
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import Choice, Group, Lists, QuestionBase

LONGEST_NAME = 90  # characters of a label where a condition names its question


@dataclass(frozen=True)
class FormTongue:
    """Say what a questionnaire says, and what the product says around it."""

    compiled: Compiled
    spoken: Spoken
    numbers: Mapping[str, str]

    @property
    def lists(self) -> Lists:
        """Return the lists of the questionnaire."""
        return self.compiled.questionnaire.lists

    @cached_property
    def naming(self) -> Naming:
        """Name questions by their numbers and labels."""
        every = self.compiled.questionnaire.every
        return Naming(self.compiled, {name: self._called(question) for name, question in every.items()})

    def _called(self, question: QuestionBase) -> str:
        text = self.compiled.texts.get((key_of(question), "label"))
        label = text.render(lambda name: "…") if text else question.label
        if len(label) > LONGEST_NAME:
            label = f"{label[: LONGEST_NAME - 1].rstrip()}…"
        number = self.numbers.get(question.name)
        return f"{number}. {label}" if number else label

    def text(self, owner: QuestionBase | Group | Page, key: str) -> str:
        """Return a text; where it repeats an answer, it says of which question."""
        text = self.compiled.texts.get((key_of(owner), key))
        return text.render(self._repeated) if text else getattr(owner, key, None) or ""

    def _repeated(self, name: str) -> str:
        return self.spoken.say(Phrase("[your answer to {question}]", question=self.naming.question(name)))

    def condition(self, tree: Node, this: str = "") -> Phrase:
        """Return a condition in words."""
        naming = Naming(self.compiled, self.naming.labels, this) if this else self.naming
        return condition_in_words(tree, naming)

    def value(self, expression: Expression) -> Phrase:
        """Return in words what is computed."""
        return value_in_words(expression.tree, self.naming)

    def part_if(self, condition: Expression | None) -> str:
        """Return when a page or a group is answered, "" for always."""
        return self._if(
            condition, lambda words: Phrase("Answer this part only if {condition}.", condition=words)
        )

    def question_if(self, question: QuestionBase) -> str:
        """Return when a question is answered, "" for always."""
        condition = self.compiled.relevant.get(question.name)
        if question.answered and question.entered:
            return self._if(
                condition, lambda words: Phrase("Answer this only if {condition}.", condition=words)
            )
        return self._if(
            condition, lambda words: Phrase("This concerns you only if {condition}.", condition=words)
        )

    def _if(self, condition: Expression | None, sentence: Callable[[Phrase], Phrase]) -> str:
        return self.spoken.say(sentence(self.condition(condition.tree))) if condition else ""

    def choice_if(self, question: QuestionBase, choice: Choice, choices: tuple[Choice, ...]) -> str:
        """Return when a choice is offered, "" for always."""
        choice_filter = self.compiled.choice_filter.get(question.name)
        if choice_filter is None:
            return ""
        tree = choice_condition(choice_filter, choice, choices)
        if isinstance(tree, Call) and tree.function == "true":
            return ""
        words = self.condition(tree)
        return self.spoken.say(Phrase("Only if {condition}:", condition=words))
