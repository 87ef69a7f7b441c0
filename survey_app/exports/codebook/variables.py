"""What every column of the exported answers means: its question, its codes, its range, whom it concerns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from survey_app.exports.answers import ABOUT, ABOUT_ENTRY, code_of
from survey_app.exports.forms.rules import notes_of
from survey_app.exports.forms.wording import FormTongue
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions.tree import Chain, Comparison, Literal, Node, This
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import (
    AVAILABLE,
    CITIES,
    OTHER,
    AllocationQuestion,
    AvailabilityQuestion,
    CalculateQuestion,
    ConsentQuestion,
    EntriesQuestion,
    OneChoiceQuestion,
    QuestionBase,
    RankQuestion,
    RatingGridQuestion,
    RatingQuestion,
    SelectGridQuestion,
    SelectMultipleQuestion,
    SliderQuestion,
    YesNoQuestion,
)
from survey_app.questionnaire.types.base import Column as Part
from survey_app.questionnaire.types.slider import plain

MAIN = ""  # the file with one row a city; the others are named by their questions
_LABELS = {
    "_city": "City, as in addresses",
    "_name": "Name of the city",
    "_country": "Country of the city",
    "_status": "State of the city's sheet",
    "_submitted_at": "When the sheet was signed off, in UTC",
    "_submitted_by": "Who signed the sheet off",
    "_place": "Place of the entry, counted from 1",
    "_entry": "Identifier of the entry",
    "_in": "Identifier of the entry around it",
}


@dataclass(frozen=True, slots=True)
class Code:
    """Hold one code that stands in a column, its words, and when it can be chosen."""

    value: str
    label: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hold the least and the most that a figure can be; exclusive ones lie just outside."""

    least: str = ""
    most: str = ""
    above: str = ""
    below: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Variable:
    """Hold one column: in which file it stands, and what is known of it.

    question: "" for what stands beside the answers. asked: the label as it is asked. told: hints and rules.
    """

    file: str
    code: str
    label: str
    numeric: bool = False
    question: str = ""
    page: str = ""
    asked: str = ""
    told: tuple[str, ...] = ()
    universe: str = ""
    codes: tuple[Code, ...] = ()
    bounds: Bounds | None = None
    unit: str = ""
    moment: str = ""  # "date", "time" or "other"
    personal: bool = False
    feeds: str = ""
    computed: tuple[str, str] = ("", "")  # in words, and as it is written


def variables(tongue: FormTongue) -> Iterator[Variable]:
    """Yield every column of the exported answers, in their order; those of repeats after all others."""
    compiled = tongue.compiled
    yield from (_beside(MAIN, column.title, column.kind == "number") for column in ABOUT)
    for question in compiled.questionnaire.questions():
        if question.answered:
            yield from _variables(question, MAIN, tongue)
    for question in compiled.questionnaire.every.values():
        if isinstance(question, EntriesQuestion) and not question.row_list:
            yield from (
                _beside(question.name, column.title, column.kind == "number") for column in ABOUT_ENTRY
            )
            for inner in question.inner:
                if inner.answered:
                    yield from _variables(inner, question.name, tongue)


def _beside(file: str, code: str, numeric: bool) -> Variable:
    return Variable(file, code, _LABELS.get(code, code), numeric)


def _variables(question: QuestionBase, file: str, tongue: FormTongue) -> Iterator[Variable]:
    """Yield the columns of a question; those of a table with fixed rows are of the questions in it."""
    lists = tongue.lists
    if isinstance(question, EntriesQuestion) and question.row_list:
        inside = [
            (inner, part) for inner in question.inner if inner.answered for part in inner.columns(lists)
        ]
        for row in lists[question.row_list]:
            for inner, part in inside:
                code = f"{question.name}.{row.name}.{code_of(inner, part)}"
                yield _variable(inner, part, file, code, tongue, (tongue.text(question, "label"), row.label))
        return
    for part in question.columns(lists):
        yield _variable(question, part, file, code_of(question, part), tongue)


def _variable(  # noqa: PLR0913, PLR0917 - what a column is made of
    question: QuestionBase, part: Part, file: str, code: str, tongue: FormTongue, around: Sequence[str] = ()
) -> Variable:
    label, title = tongue.text(question, "label"), tongue.spoken.say(part.title)
    required = (tongue.spoken.say(Phrase("Required")),) if question.required else ()
    calculation = tongue.compiled.calculation.get(question.name)
    words = tongue.spoken.say(tongue.value(calculation)) if calculation else ""
    written = question.calculation if isinstance(question, CalculateQuestion) else ""
    return Variable(
        file,
        code,
        " – ".join(filter(None, (*around, label, title))),
        part.numeric,
        question.name,
        tongue.compiled.page_of[question.name].name,
        label,
        (*required, *notes_of(question, tongue)),
        universe_of(question.name, tongue),
        _codes(question, part, tongue),
        bounds_of(question, part, tongue.compiled),
        getattr(question, "unit", None) or "",
        _MOMENTS.get(getattr(question, "type", ""), ""),
        question.personal,
        question.feeds or "",
        (words, written),
    )


_MOMENTS: Mapping[str, str] = MappingProxyType(
    {"date": "date", "date_range": "date", "time": "time", "datetime": "date"}
)


def universe_of(name: str, tongue: FormTongue) -> str:
    """Return in words under which conditions a question is asked, "" for always."""
    parts = [tongue.condition(link.condition.tree) for link in tongue.compiled.shown_if.get(name, ())]
    if not parts:
        return ""
    words = parts[0]
    for other in parts[1:]:
        words = Phrase("{first} and {second}", first=_bracketed(words), second=_bracketed(other))
    return tongue.spoken.say(words)


def _bracketed(words: Phrase) -> Phrase:
    return words if words.template == "({inner})" else Phrase(_IN_BRACKETS, inner=words)


_IN_BRACKETS = "({inner})"


def _codes(question: QuestionBase, part: Part, tongue: FormTongue) -> tuple[Code, ...]:
    for of, make in _CODES.items():
        if isinstance(question, of):
            return tuple(make(question, part, tongue))
    return ()


def _one(question: OneChoiceQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    if part.suffix or question.choices == CITIES:
        return
    choices = tongue.lists[question.choices]
    for choice in choices:
        yield Code(choice.name, choice.label, tongue.choice_if(question, choice, choices))
    if question.other:
        yield Code(OTHER, tongue.spoken.say(question.other_label))


def _tick(question: SelectMultipleQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    if part.numeric:
        yield Code("0", tongue.spoken.say(Phrase("No")))
        yield Code("1", tongue.spoken.say(Phrase("Yes")))


def _row(question: SelectGridQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    return (Code(choice.name, choice.label) for choice in tongue.lists[question.choices])


def _week(question: AvailabilityQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    return (Code(code, tongue.spoken.say(words)) for code, words in AVAILABLE.items())


def _yes_no(question: YesNoQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    yield Code("yes", tongue.spoken.say(Phrase("Yes")))
    yield Code("no", tongue.spoken.say(Phrase("No")))


def _agreed(question: ConsentQuestion, part: Part, tongue: FormTongue) -> Iterator[Code]:
    yield Code("yes", tongue.spoken.say(Phrase("Agreed")))


_CODES: Mapping[type[QuestionBase], Callable[[Any, Part, FormTongue], Iterator[Code]]] = MappingProxyType(
    {
        OneChoiceQuestion: _one,
        SelectMultipleQuestion: _tick,
        SelectGridQuestion: _row,
        AvailabilityQuestion: _week,
        YesNoQuestion: _yes_no,
        ConsentQuestion: _agreed,
    }
)


def bounds_of(question: QuestionBase, part: Part, compiled: Compiled) -> Bounds | None:
    """Return the range of a column's figures, None where nothing bounds them."""
    match question:
        case RatingQuestion(scale=scale) | RatingGridQuestion(scale=scale):
            return Bounds(str(scale.start), str(scale.end))
        case SliderQuestion(range=found):
            return Bounds(plain(found.start), plain(found.end), whole=found.whole)
        case AllocationQuestion(total=total):
            return Bounds("0", str(total))
        case RankQuestion(choices=choices):
            return Bounds("1", str(len(compiled.questionnaire.lists[choices])))
    constraint = compiled.constraint.get(question.name)
    found_bounds = _read_bounds(constraint.tree) if constraint and part.numeric else None
    if not found_bounds:
        return None
    return Bounds(**found_bounds, whole=getattr(question, "type", "") == "integer")


_SIDES = MappingProxyType({">=": "least", "<=": "most", ">": "above", "<": "below"})


def _read_bounds(node: Node) -> dict[str, str] | None:
    """Read `. >= 1 and . <= 12`; None for a constraint that says anything else."""
    if isinstance(node, Comparison):
        left, right = node.operands
        side = _SIDES.get(node.operators[0])
        if (
            side
            and isinstance(left, This)
            and isinstance(right, Literal)
            and isinstance(right.value, Decimal)
        ):
            return {side: f"{right.value:f}"}
        return None
    if not isinstance(node, Chain) or node.operators[0] != "and":
        return None
    found: dict[str, str] = {}
    for one in node.operands:
        inner = _read_bounds(one)
        if inner is None or set(inner) & set(found):
            return None
        found |= inner
    return found
