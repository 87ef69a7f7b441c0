"""How many given answers a difference between two versions of a questionnaire touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.answers.carrying import Carrier, LeftOut
from survey_app.questionnaire.differences import Difference, Weight
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import ENTRY_ID, EntriesQuestion, QuestionBase


@dataclass(frozen=True, slots=True)
class Touched:
    """Count answers: those that a difference is about, and those of them that would lose something by it."""

    answers: int
    lost: int


def touched(
    differences: Sequence[Difference],
    old: Questionnaire,
    new: Questionnaire,
    sheets: Sequence[Mapping[str, Any]],
) -> list[Touched]:
    """Return a count for each difference over the sheets' answers, given as stored, by question name.

    An answer of one sheet to one question counts once. Both versions with the weeks of their round.
    """
    carrier = Carrier(old, new)
    lost = [carrier.carry(values).left_out for values in sheets]
    return [_count(found, old, sheets, lost) for found in differences]


def _count(
    found: Difference,
    old: Questionnaire,
    sheets: Sequence[Mapping[str, Any]],
    lost: Sequence[tuple[LeftOut, ...]],
) -> Touched:
    answers = missing = 0
    for values, left_out in zip(sheets, lost, strict=True):
        for name in found.questions:
            if not _mentions(old.by_name[name], values.get(name), found.part):
                continue
            answers += 1
            breaking = found.weight is Weight.BREAKING
            missing += breaking and any(_is_about(one, name, found.part) for one in left_out)
    return Touched(answers, missing)


def _is_about(left: LeftOut, name: str, part: str | None) -> bool:
    if left.question != name:
        return False
    return part is None or left.part is None or part in left.part.split(".") or left.value == part


def _mentions(question: QuestionBase, value: Any, part: str | None) -> bool:
    """Tell whether an answer is given, and names a choice or row where one is asked about."""
    if value is None or part is None:
        return value is not None
    if isinstance(question, EntriesQuestion):
        return any(
            entry[ENTRY_ID] == part or _mentions(one, entry.get(one.name), part)
            for entry in value
            for one in question.inner
        )
    operand = question.operand(value)
    if isinstance(operand, Mapping):
        return part in operand or part in operand.values()
    return operand == part or (isinstance(operand, tuple) and part in operand)
