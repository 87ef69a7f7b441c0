"""What each type of question has to fill in on paper: one function for a type."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from survey_app.exports.forms.sheet import Blank, Box, Cells, Grid, Option, Row, Ticks
from survey_app.exports.forms.wording import FormTongue
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import (
    AVAILABLE,
    CITIES,
    OTHER,
    AllocationQuestion,
    AvailabilityQuestion,
    ConsentQuestion,
    DateQuestion,
    DateRangeQuestion,
    DatetimeQuestion,
    ListedQuestion,
    LocationQuestion,
    OneChoiceQuestion,
    QuestionBase,
    RankQuestion,
    RatingGridQuestion,
    RatingQuestion,
    Scale,
    SelectGridQuestion,
    SelectMultipleQuestion,
    TableQuestion,
    TextQuestion,
    YesNoQuestion,
)

Boxes = tuple[Box, ...]
EMPTY_ROWS = 5  # of a table whose rows are added


def _line(question: QuestionBase, tongue: FormTongue) -> Boxes:
    return (Blank(question.name, unit=getattr(question, "unit", None) or ""),)


def _text(question: TextQuestion, tongue: FormTongue) -> Boxes:
    return (Blank(question.name, form="lines" if question.appearance == "multiline" else "line"),)


def _yes_no(question: YesNoQuestion, tongue: FormTongue) -> Boxes:
    said = {"yes": Phrase("Yes"), "no": Phrase("No")}
    return (Ticks(question.name, _options(said, tongue), one=True),)


def _options(said: Mapping[str, str], tongue: FormTongue) -> tuple[Option, ...]:
    return tuple(Option(code, tongue.spoken.say(label)) for code, label in said.items())


def _consent(question: ConsentQuestion, tongue: FormTongue) -> Boxes:
    return (Ticks(question.name, _options({"yes": Phrase("Agreed")}, tongue), one=False),)


def _nothing(question: QuestionBase, tongue: FormTongue) -> Boxes:
    return ()


def _choices(question: ListedQuestion, tongue: FormTongue) -> tuple[Option, ...]:
    choices = tongue.lists[question.choices]
    found = [Option(one.name, one.label, tongue.choice_if(question, one, choices)) for one in choices]
    other = [Option(OTHER, tongue.spoken.say(question.other_label))] if question.other else []
    return (*found, *other)


def _one(question: OneChoiceQuestion, tongue: FormTongue) -> Boxes:
    ticks = Ticks(question.name, _choices(question, tongue), one=True, listed=question.choices != CITIES)
    comment = [Blank(f"{question.name}.comment", question.comment)] if question.comment else []
    return (ticks, *_other(question, f"{question.name}.other", tongue), *comment)


def _other(question: ListedQuestion, code: str, tongue: FormTongue) -> Boxes:
    return (Blank(code, tongue.spoken.say(question.other_label)),) if question.other else ()


def _several(question: SelectMultipleQuestion, tongue: FormTongue) -> Boxes:
    options = _choices(question, tongue)
    comments = [
        Blank(
            f"{question.name}.{one.code}.comment",
            tongue.spoken.gettext("Comment on “%(choice)s”") % {"choice": one.label},
        )
        for one in options
        if question.comments
    ]
    other = _other(question, f"{question.name}.other.text", tongue)
    return (Ticks(question.name, options, one=False), *other, *comments)


def _scale(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(str(step), scale.words(step)) for step in scale.steps)


def _rating(question: RatingQuestion, tongue: FormTongue) -> Boxes:
    return (Ticks(question.name, _scale(question.scale), one=True),)


def _named(list_name: str, tongue: FormTongue) -> tuple[Option, ...]:
    return tuple(Option(choice.name, choice.label) for choice in tongue.lists[list_name])


def _rank(question: RankQuestion, tongue: FormTongue) -> Boxes:
    return (_figures(question, question.choices, tongue),)


def _points(question: AllocationQuestion, tongue: FormTongue) -> Boxes:
    return (_figures(question, question.choices, tongue),)


def _figures(question: QuestionBase, list_name: str, tongue: FormTongue) -> Cells:
    """Return a table with a place for one figure beside each entry of a list."""
    code = question.name
    rows = [Row(one.label, ((Blank(f"{code}.{one.code}"),),)) for one in _named(list_name, tongue)]
    answer = tongue.spoken.say(Phrase("Your answer"))
    return Cells(code, _head(question, tongue), (answer,), tuple(rows))


def _head(question: QuestionBase, tongue: FormTongue) -> str:
    """Return what stands over the rows of a question: its number, and its label if that is short."""
    return tongue.naming.labels[question.name]


def _rating_grid(question: RatingGridQuestion, tongue: FormTongue) -> Boxes:
    rows = _named(question.rows, tongue)
    return (Grid(question.name, _head(question, tongue), rows, _scale(question.scale)),)


def _select_grid(question: SelectGridQuestion, tongue: FormTongue) -> Boxes:
    rows, columns = _named(question.rows, tongue), _named(question.choices, tongue)
    return (Grid(question.name, _head(question, tongue), rows, columns),)


def _weeks(question: AvailabilityQuestion, tongue: FormTongue) -> Boxes:
    rows = tuple(Option(week, tongue.spoken.week(week)) for week in question.week_names())
    if not rows:
        return (Blank(question.name, form="lines"),)
    return (Grid(question.name, _head(question, tongue), rows, _options(AVAILABLE, tongue)),)


def _date(question: DateQuestion, tongue: FormTongue) -> Boxes:
    return (Blank(question.name, form="date"),)


def _moment(question: DatetimeQuestion, tongue: FormTongue) -> Boxes:
    day, time = tongue.spoken.gettext("Day"), tongue.spoken.gettext("Time")
    return (Blank(f"{question.name}.day", day, form="date"), Blank(f"{question.name}.time", time))


def _days(question: DateRangeQuestion, tongue: FormTongue) -> Boxes:
    first, last = tongue.spoken.gettext("First day"), tongue.spoken.gettext("Last day")
    return (
        Blank(f"{question.name}.from", first, form="date"),
        Blank(f"{question.name}.to", last, form="date"),
    )


def _location(question: LocationQuestion, tongue: FormTongue) -> Boxes:
    say = tongue.spoken.gettext
    labels = {"place": say("Name of the place"), "latitude": say("Latitude"), "longitude": say("Longitude")}
    return tuple(Blank(f"{question.name}.{part}", label) for part, label in labels.items())


def _table(question: TableQuestion, tongue: FormTongue) -> Boxes:
    titles = tuple(tongue.text(one, "label") for one in question.asked)
    if question.rows:
        rows = [(row.label, f"{question.name}.{row.name}") for row in tongue.lists[question.rows]]
    else:
        count = min(max(question.fewest, EMPTY_ROWS), question.most)
        rows = [("", f"{question.name}.{place}") for place in range(1, count + 1)]
    filled = [Row(label, tuple(_cell(one, code, tongue) for one in question.asked)) for label, code in rows]
    return (Cells(question.name, _head(question, tongue), titles, tuple(filled)),)


def _cell(question: QuestionBase, row: str, tongue: FormTongue) -> Boxes:
    """Return the boxes of one column in a row, their codes beginning with the row's."""
    return tuple(replace(box, code=f"{row}.{box.code}") for box in BOXES[type_of(question)](question, tongue))


def type_of(question: QuestionBase) -> str:
    """Return the name of a question's type."""
    return str(getattr(question, "type", ""))


_Make = Callable[[Any, FormTongue], Boxes]
BOXES: Mapping[str, _Make] = MappingProxyType(
    {
        "text": _text,
        "integer": _line,
        "decimal": _line,
        "yes_no": _yes_no,
        "select_one": _one,
        "select_multiple": _several,
        "city": _one,
        "rank": _rank,
        "rating": _rating,
        "slider": _line,
        "allocation": _points,
        "rating_grid": _rating_grid,
        "select_grid": _select_grid,
        "date": _date,
        "time": _line,
        "datetime": _moment,
        "date_range": _days,
        "location": _location,
        "availability": _weeks,
        "file": _nothing,
        "consent": _consent,
        "calculate": _nothing,
        "hidden": _nothing,
        "note": _nothing,
        "table": _table,
    }
)
