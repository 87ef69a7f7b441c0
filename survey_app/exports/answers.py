"""Answers and their statistics as tables: one row a city, one column for each part of a question."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from survey_app.answers.model import Sheet
from survey_app.answers.statistics import Series, Summary
from survey_app.answers.validation import relevant_values
from survey_app.exports.tables import Cell, Column, Kind, Table
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.types import ENTRY_ID, EntriesQuestion, Lists, QuestionBase, TextQuestion
from survey_app.questionnaire.types.base import Column as Part
from survey_app.rounds.model import City

# No question's name begins with an underscore, so these never meet one.
ABOUT = (
    Column("_city"),
    Column("_name"),
    Column("_country"),
    Column("_status"),
    Column("_submitted_at", "moment"),
    Column("_submitted_by"),
)


ABOUT_ENTRY = (
    Column("_city"), Column("_name"), Column("_place", "number"), Column("_entry"), Column("_in"),
)  # fmt: skip


def counted_values(compiled: Compiled, sheet: Sheet, today: date) -> dict[str, Any]:
    """Return the answers of a sheet that count: those of questions shown, a submitted sheet as of its day."""
    day = sheet.submitted_at.date() if sheet.submitted_at else today
    return relevant_values(compiled, sheet.values(), day)


def code_of(question: QuestionBase, part: Part) -> str:
    """Return the code of a column: the question's name, and what it holds of the answer."""
    return f"{question.name}.{part.suffix}" if part.suffix else question.name


def answers_table(compiled: Compiled, sheets: Iterable[tuple[City, Sheet]], today: date) -> Table:
    """Give one row for each city, as the sheets come; answers to questions not asked are left out."""
    asked = [question for question in compiled.questionnaire.questions() if question.answered]
    lists = compiled.questionnaire.lists
    columns = [
        Column(code_of(question, part), _kind(question, part))
        for question in asked
        for part in question.columns(lists)
    ]
    rows = (_answers_row(compiled, asked, city, sheet, today) for city, sheet in sheets)
    return Table("Answers", (*ABOUT, *columns), rows)


def entries_tables(
    compiled: Compiled, read: Callable[[], Iterable[tuple[City, Sheet]]], today: date
) -> list[Table]:
    """Give a table for each repeat, and each table without fixed rows: one row for each entry of a city.

    `read` reads the sheets; each table reads them for itself, few at a time. _place counts an entry's place
    from 1; _entry is its id, _in that of the entry around it, which stands in the table of that repeat.
    """
    found = []
    for question in compiled.questionnaire.every.values():
        if isinstance(question, EntriesQuestion) and not question.row_list:
            inner = [
                Column(code, "number" if column.numeric else "text")
                for code, _, column in question.inner_columns(compiled.questionnaire.lists)
            ]
            rows = _entry_rows(compiled, question, read, today)
            found.append(Table(question.name, (*ABOUT_ENTRY, *inner), rows))
    return found


def _entry_rows(
    compiled: Compiled,
    question: EntriesQuestion,
    read: Callable[[], Iterable[tuple[City, Sheet]]],
    today: date,
) -> Iterator[Sequence[Cell]]:
    path = [*(holder.name for holder in compiled.holders[question.name]), question.name]
    for city, sheet in read():
        levels: list[tuple[Any, Any]] = [(None, counted_values(compiled, sheet, today))]
        for name in path[:-1]:
            levels = [(entry[ENTRY_ID], entry) for _, level in levels for entry in level.get(name) or ()]
        for around, level in levels:
            for place, entry in enumerate(level.get(question.name) or (), 1):
                cells = question.inner_cells(entry, compiled.questionnaire.lists)
                yield (city.slug, city.name, place, entry[ENTRY_ID], around, *cells)


def _kind(question: QuestionBase, part: Part) -> Kind:
    if part.numeric:
        return "number"
    return "long text" if isinstance(question, TextQuestion) else "text"


def _answers_row(
    compiled: Compiled, asked: Sequence[QuestionBase], city: City, sheet: Sheet, today: date
) -> Sequence[Cell]:
    values, lists = counted_values(compiled, sheet, today), compiled.questionnaire.lists
    row: list[Cell] = [
        city.slug, city.name, city.country, sheet.status.value, sheet.submitted_at, sheet.submitted_by,
    ]  # fmt: skip
    for question in asked:
        row += question.cells(values.get(question.name), lists)
    return row


def questions_table(compiled: Compiled) -> Table:
    """Give one row for each column of the answers: its code, its page, its question and its part in words."""
    columns = (Column("Column"), Column("Page"), Column("Question", "long text"), Column("Part", "long text"))
    return Table("Questions", (*columns, Column("Type")), _question_rows(compiled))


def _question_rows(compiled: Compiled) -> Iterator[Sequence[Cell]]:
    lists = compiled.questionnaire.lists
    for page in compiled.questionnaire.pages:
        for question in page.questions:
            kind = getattr(question, "type", "")
            for part in question.columns(lists):
                yield (code_of(question, part), page.label, question.label, part.title or None, kind)
            yield from _inner_rows(question, page, lists, question.label)


def _inner_rows(question: QuestionBase, page: Page, lists: Lists, label: str) -> Iterator[Sequence[Cell]]:
    """Yield the columns of the tables that a repeat has for itself: table and column, as “table: column”."""
    if not isinstance(question, EntriesQuestion) or question.row_list:
        return
    for one in question.inner:
        kind, told = getattr(one, "type", ""), f"{label} – {one.label}"
        for part in one.columns(lists):
            code = f"{question.name}: {code_of(one, part)}"
            yield (code, page.label, told, part.title or None, kind)
        yield from _inner_rows(one, page, lists, told)


def statistics_table(summaries: Iterable[Summary], names: Mapping[str, str]) -> Table:
    """Give one row for each figure with the cities behind it; names maps the summaries' cities."""
    columns = (
        Column("Question"), Column("Title", "long text"), Column("Part"), Column("Part title", "long text"),
        Column("Answer"), Column("Answer title", "long text"), Column("Cities", "number"),
        Column("Which", "long text"), Column("Answered", "number"), Column("Empty", "number"),
        Column("Not asked", "number"), Column("Mean", "number"), Column("Median", "number"),
    )  # fmt: skip
    return Table("Statistics", columns, _figure_rows(summaries, names))


def _figure_rows(summaries: Iterable[Summary], names: Mapping[str, str]) -> Iterator[Sequence[Cell]]:
    for summary in summaries:
        question, given = summary.question, (summary.answered, summary.empty, len(summary.unasked))
        for series in summary.series:
            for line in _series_rows(series, names):
                yield (question.name, question.label, *line, *given, series.mean, series.median)
        for city, text in summary.texts:
            line = (None, None, None, text, 1, names.get(city, city))
            yield (question.name, question.label, *line, *given, None, None)
        if not summary.series and not summary.texts:
            yield (question.name, question.label, *(None,) * 6, *given, None, None)


def _series_rows(series: Series, names: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for bar in series.bars:
        who = ", ".join(names.get(city, city) for city in bar.cities)
        yield (series.key or None, series.label or None, bar.key, bar.label, bar.count, who or None)
