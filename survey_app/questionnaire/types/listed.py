"""What questions have in common whose answer is a choice, or choices, of a list.

Where such a question also takes "other" or comments, its answer is always a record, its empty parts left out:
{"chosen": name, "other": text, "comment": text}, or
{"chosen": [names], "other": text, "comments": {name: text}}.
"""

from collections.abc import Container
from typing import Any, ClassVar

from pydantic import Field

from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Expression, Identifier, Label, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty

OTHER = "other"
COMMENT_LIMIT = 2_000


class ListedQuestion(QuestionBase):
    """Base of the questions that are answered from a list, perhaps with words beside it."""

    choices: Identifier = Field(description="The list that the choices stand in")
    choice_filter: Expression | None = Field(None, description="A condition on each choice of the list")
    other: bool | Label = Field(False, description='Offer "Other, please say", or your own words for it')

    grouped: ClassVar[bool] = True

    @property
    def other_label(self) -> str:
        """Return the words beside the choice "other"."""
        return self.other if isinstance(self.other, str) else Phrase("Other, please say")

    def lists(self) -> tuple[str, ...]:
        return (self.choices,)

    def names(self, lists: Lists) -> list[str]:
        """Return every name that can be chosen, "other" last."""
        return [choice.name for choice in lists[self.choices]] + ([OTHER] if self.other else [])

    def label_of(self, name: str, lists: Lists) -> str:
        """Return the label of a choice, its name when the list no longer has it."""
        if name == OTHER and self.other:
            return self.other_label
        return next((choice.label for choice in lists[self.choices] if choice.name == name), name)

    def within(self, value: Any, offered: Container[str]) -> Any:
        """Return an answer without the choices that are not offered, None when nothing is left."""
        raise NotImplementedError

    def lacks_words(self, value: Any) -> bool:
        """Tell whether "other" is chosen and nobody has said what it is."""
        if not self.other or OTHER not in _names_of(self.operand(value)):
            return False
        return not self.beside(value).get("other")

    @staticmethod
    def beside(value: Any) -> dict[str, Any]:
        """Return the record of an answer, empty where the answer carries no texts."""
        return value if isinstance(value, dict) else {}

    def record_of(self, raw: Any, texts: dict[str, bool]) -> dict[str, Any]:
        """Return a raw answer as a record; `texts` are the texts that may stand in it, and which are asked.

        Raises Unreadable when there is anything that would be lost: parts that the question does not ask for.
        """
        if not isinstance(raw, dict):
            return {"chosen": raw}
        for part, given in raw.items():
            if part != "chosen" and not texts.get(part, False) and not _is_void(given):
                words = str(part)[:60]
                message = Phrase("This question does not ask for “{part}”; leave it out.", part=words)
                raise Unreadable(Fault(self.name, message))
        return raw


def _names_of(chosen: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (chosen,) if isinstance(chosen, str) else chosen or ()


def _is_void(given: Any) -> bool:
    """Tell whether a part says nothing: a form sends its text fields empty, asked or not."""
    return all(is_empty(text) for text in given.values()) if isinstance(given, dict) else is_empty(given)
