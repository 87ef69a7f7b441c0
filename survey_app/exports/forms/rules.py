"""What is said beside a question on paper: hints, how to answer, and what an answer must be like."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from survey_app.exports.forms.boxes import type_of
from survey_app.exports.forms.wording import FormTongue
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import (
    AllocationQuestion,
    AvailabilityQuestion,
    CalculateQuestion,
    FileQuestion,
    QuestionBase,
    RankQuestion,
    RepeatQuestion,
    SelectMultipleQuestion,
    SliderQuestion,
    TableQuestion,
    TextQuestion,
)
from survey_app.questionnaire.types.slider import plain
from survey_app.questionnaire.values import MAX_TEXT


def notes_of(question: QuestionBase, tongue: FormTongue) -> tuple[str, ...]:
    """Return what is said beside a question, in order."""
    told = [tongue.text(question, "hint"), question.guidance_hint or ""]
    told += [tongue.spoken.say(rule) for rule in _rules(question, tongue)]
    return tuple(text for text in told if text)


def _rules(question: QuestionBase, tongue: FormTongue) -> Iterator[str]:
    if (kind := type_of(question)) in _PLAIN:
        yield _PLAIN[kind]
    yield from _own_rules(question, tongue)


def _own_rules(question: QuestionBase, tongue: FormTongue) -> Iterator[str]:
    """Yield what only this question asks for."""
    for of, rules in _RULES.items():
        if isinstance(question, of):
            yield from rules(question, tongue)
    yield from _constraint(question, tongue)
    yield from _default(question, tongue)
    if question.read_only and question.entered:
        yield Phrase("This can only be read, not changed.")


def _constraint(question: QuestionBase, tongue: FormTongue) -> Iterator[str]:
    constraint = tongue.compiled.constraint.get(question.name)
    if question.constraint_message:
        yield tongue.text(question, "constraint_message")
    elif constraint:
        words = tongue.condition(constraint.tree, question.name)
        yield Phrase("An answer fits if {condition}.", condition=words)


def _default(question: QuestionBase, tongue: FormTongue) -> Iterator[str]:
    default = getattr(question, "default", None)
    if default is None:
        return
    given = list(default) if isinstance(default, tuple) else default
    told = question.shown(question.read(given, tongue.lists), tongue.lists)
    words = ", ".join(tongue.spoken.say(text) for _, text in told)
    yield Phrase("Already filled in: {answer}", answer=words)


def _text(question: TextQuestion, tongue: FormTongue) -> Iterator[str]:
    if question.format:
        yield _FORMATS[question.format]
    if question.max_length != MAX_TEXT:
        yield Phrase("At most {limit} characters.", limit=question.max_length)


def _several(question: SelectMultipleQuestion, tongue: FormTongue) -> Iterator[str]:
    say, least, most = tongue.spoken.gettext, question.least, question.most
    if least and most:
        both = say("Choose %(count)s.") if least == most else say("Choose %(least)s to %(most)s.")
        yield both % {"count": least, "least": least, "most": most}
    elif most:
        yield say("Choose at most %(most)s.") % {"most": most}
    elif least:
        yield say("Choose at least %(least)s.") % {"least": least}
    else:
        yield Phrase("Tick all that apply.")
    if question.none_of_these:
        choice = question.label_of(question.none_of_these, tongue.lists)
        yield Phrase("“{choice}” goes with no other choice.", choice=choice)


def _rank(question: RankQuestion, tongue: FormTongue) -> Iterator[str]:
    count = len(tongue.lists[question.choices])
    yield tongue.spoken.gettext("Give each a place: 1 for the first, %(last)s for the last.") % {
        "last": count
    }


def _slider(question: SliderQuestion, tongue: FormTongue) -> Iterator[str]:
    found, say = question.range, tongue.spoken.gettext
    words = {"start": plain(found.start), "end": plain(found.end), "step": plain(found.step)}
    if found.step == 1:
        yield say("A figure from %(start)s to %(end)s.") % words
    else:
        yield say("A figure from %(start)s to %(end)s, in steps of %(step)s.") % words
    ends = [
        f"{figure}: {text}"
        for figure, text in ((words["start"], found.low), (words["end"], found.high))
        if text
    ]
    if ends:
        yield "; ".join(ends)


def _points(question: AllocationQuestion, tongue: FormTongue) -> Iterator[str]:
    points = tongue.spoken.say(question.counted(question.total))
    yield tongue.spoken.gettext("Share out %(points)s. An empty field counts as 0.") % {"points": points}


def _file(question: FileQuestion, tongue: FormTongue) -> Iterator[str]:
    words = {"most": question.most, "size": question.max_mb, "kinds": ", ".join(question.accept)}
    say = tongue.spoken.gettext
    if question.most == 1:
        yield say("One file of at most %(size)s MB: %(kinds)s.") % words
    else:
        yield say("Up to %(most)s files of at most %(size)s MB each: %(kinds)s.") % words
    yield Phrase("Send it along with this form.")


def _entries(question: RepeatQuestion | TableQuestion, tongue: FormTongue) -> Iterator[str]:
    counted = tongue.compiled.repeat_count.get(question.name)
    if counted:
        yield Phrase("As many as this says: {number}.", number=tongue.value(counted))
    if question.min:
        yield Phrase("Fill in at least {least}.", least=question.min)
    if question.max is not None:
        yield Phrase("Fill in at most {most}.", most=question.max)


def _columns(question: TableQuestion, tongue: FormTongue) -> Iterator[str]:
    yield from _entries(question, tongue)
    for column in question.asked:
        required = Phrase("Required") if column.required else ""
        told = [required, tongue.question_if(column), tongue.text(column, "hint"), column.guidance_hint or ""]
        label = tongue.text(column, "label")
        for rule in filter(None, (*told, *_own_rules(column, tongue))):
            yield f"{label}: {tongue.spoken.say(rule)}"


def _weeks(question: AvailabilityQuestion, tongue: FormTongue) -> Iterator[str]:
    if question.week_names():
        yield Phrase("Choose one answer in each row.")
    else:
        yield tongue.spoken.gettext("The weeks of this round are not set yet.")


def _computed(question: CalculateQuestion, tongue: FormTongue) -> Iterator[str]:
    calculation = tongue.compiled.calculation.get(question.name)
    if calculation:
        yield Phrase("This is computed from other answers: {formula}.", formula=tongue.value(calculation))


_FORMATS: Mapping[str, Phrase] = MappingProxyType(
    {
        "email": Phrase("Write one e-mail address, such as name@city.eu."),
        "url": Phrase("Write a whole web address that begins with https:// or http://."),
        "telephone": Phrase("Write a telephone number, such as +358 2 330 000."),
    }
)
_PLAIN: Mapping[str, Phrase] = MappingProxyType(
    {
        "integer": Phrase("Write a whole number in digits, such as 12."),
        "decimal": Phrase("Write a number in digits."),
        "select_one": Phrase("Choose one."),
        "yes_no": Phrase("Choose one."),
        "rating": Phrase("Choose one."),
        "city": Phrase("Choose a city."),
        "rating_grid": Phrase("Choose one answer in each row."),
        "select_grid": Phrase("Choose one answer in each row."),
        "date": Phrase("For example, 27 3 2027."),
        "date_range": Phrase("For example, from 27 3 2027 to 2 4 2027."),
        "time": Phrase("For example, 14:30."),
        "datetime": Phrase("For example, 27 3 2027 at 14:30."),
        "location": Phrase("For example, Turku at 60.45 and 22.27. South and west are below 0."),
        "consent": Phrase("Tick the box to agree."),
        "hidden": Phrase("This is set beforehand; nobody is asked."),
    }
)
_RULES: Mapping[type[QuestionBase], Callable[[Any, FormTongue], Iterator[str]]] = MappingProxyType(
    {
        TextQuestion: _text,
        SelectMultipleQuestion: _several,
        RankQuestion: _rank,
        SliderQuestion: _slider,
        AllocationQuestion: _points,
        FileQuestion: _file,
        RepeatQuestion: _entries,
        TableQuestion: _columns,
        AvailabilityQuestion: _weeks,
        CalculateQuestion: _computed,
    }
)
