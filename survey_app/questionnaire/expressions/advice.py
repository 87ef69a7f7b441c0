"""What to write instead when a value is of the wrong kind."""

from collections.abc import Mapping
from types import MappingProxyType

from survey_app.questionnaire.expressions.values import SETS, Kind

K = Kind
_TO_NUMBER: Mapping[Kind, str] = MappingProxyType(
    {
        K.TEXT: "Turn it into a number with number({source}); to join texts write concat(...).",
        K.CHOICE: "Compare it with = 'choice', or number({source}) where choices are named by numbers.",
        K.CHOICES: "Write count-selected({source}).",
        K.RANK: "Write count-selected({source}), or selected-at({source}, 0) for the first.",
        K.NUMBERS: "Write max({source}), min, sum or count over its rows, or row({source}, 'row').",
        K.DATES: "Write min({source}) or max({source}); indexed-repeat(...) gives that of one entry.",
        K.ANSWERS: "Write count({source}); indexed-repeat({source}, ${{repeat}}, 1) gives that of one entry.",
        K.ENTRIES: "Write count({source}) for how many entries there are.",
        K.CHOICES_BY_ROW: "Write count({source}) for how many rows are answered, or row({source}, 'row').",
        K.BOOLEAN: "Compare it with = 'yes', or write if({source}, 1, 0).",
        K.DATE: "Subtract another date from it: that gives days.",
        K.DATETIME: "Take its day with date({source}).",
    }
)
_TO_CONDITION: Mapping[Kind, str] = MappingProxyType(
    {
        K.CHOICES: "Write selected({source}, 'choice'), or {source} != '' for any choice.",
        K.RANK: "Write selected({source}, 'choice'), or {source} != '' for any choice.",
        K.CHOICE: "Write {source} = 'choice', or {source} != '' for any choice.",
        K.NUMBERS: "Write max({source}) >= 1, or {source} != '' for any answer.",
    }
)
_TO_TEXT: Mapping[Kind, str] = MappingProxyType(
    {
        K.CHOICES: "Write selected({source}, 'choice').",
        K.RANK: "Write selected({source}, 'choice').",
        K.NUMBERS: "Take one row with string(row({source}, 'row')).",
        K.CHOICES_BY_ROW: "Take one row with row({source}, 'row').",
    }
)


def remedy_for(found: Kind, wanted: frozenset[Kind], source: str) -> str | None:
    """Give the remedy for a value of one kind where others are wanted; None for the usual words."""
    template = (
        "Ask only whether it is answered: {source} != ''." if found is K.OTHER else _template(found, wanted)
    )
    return None if template is None else template.format(source=source)


def _template(found: Kind, wanted: frozenset[Kind]) -> str | None:
    if found in SETS:
        return _TO_NUMBER[found]
    if found in {K.CHOICES, K.RANK} and K.NUMBERS in wanted:
        return _TO_NUMBER[found]
    if K.CHOICES in wanted and K.TEXT not in wanted:
        return "It has one value at most: compare {source} with = or !=."
    if K.BOOLEAN in wanted and K.TEXT not in wanted:
        return _TO_CONDITION.get(found, "Write a condition, such as {source} != ''.")
    if K.TEXT in wanted:
        return _TO_TEXT.get(found, "Write it as text with string({source}).")
    if K.NUMBER in wanted:
        return _TO_NUMBER.get(found)
    return "Name a question with rows." if K.CHOICES_BY_ROW in wanted else None
