"""What a round's sheets say together: one function a question type, each figure with the cities behind it."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import median
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions import Kind
from survey_app.questionnaire.types import AVAILABLE, ENTRY_ID, Lists, QuestionBase

Given = Sequence[tuple[str, Any]]  # (city, answer), answers that are not empty


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold one figure: how many cities said this, and which."""

    key: str
    label: str
    cities: tuple[str, ...]

    @property
    def count(self) -> int:
        """Return how many cities said this."""
        return len(self.cities)


@dataclass(frozen=True, slots=True)
class Series:
    """Hold the bars of a question, or of one row of a grid; mean and median only of figures."""

    key: str
    label: str
    bars: tuple[Bar, ...]
    mean: Decimal | None = None
    median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold one question's statistics: the series to draw, the texts to read, the cities behind them.

    A city has spoken, was silent though asked, or was not asked, as its other answers hid the question.
    """

    question: QuestionBase
    spoke: tuple[str, ...]
    silent: tuple[str, ...]
    unasked: tuple[str, ...]
    series: tuple[Series, ...]
    texts: tuple[tuple[str, str], ...] = ()  # (city, text)

    @property
    def answered(self) -> int:
        """Return how many cities answered."""
        return len(self.spoke)

    @property
    def empty(self) -> int:
        """Return how many cities were asked and left it empty."""
        return len(self.silent)


def summarise(
    compiled: Compiled,
    sheets: Mapping[str, Mapping[str, Any]],
    asked: Mapping[str, Container[str]] | None = None,
) -> list[Summary]:
    """Return a summary of every question over the sheets, given as answers by city and question name.

    `asked` names the questions that each city was shown; without it every city was asked everything.
    """
    lists, summaries = compiled.questionnaire.lists, []
    for question in compiled.questionnaire.questions():
        if not question.answered:
            continue
        given = [
            (city, values[question.name])
            for city, values in sheets.items()
            if values.get(question.name) is not None
        ]
        series, texts = SUMMARIES[getattr(question, "type", "")](question, given, lists)
        # A comment beside no choice is told among the texts; it is no answer.
        spoke = tuple(city for city, value in given if question.operand(value) is not None)
        quiet = [city for city in sheets if city not in spoke]
        unasked = tuple(city for city in quiet if asked is not None and question.name not in asked[city])
        silent = tuple(city for city in quiet if city not in unasked)
        summaries.append(Summary(question, spoke, silent, unasked, tuple(series), tuple(texts)))
    return summaries


Result = tuple[list[Series], list[tuple[str, str]]]


def _bars(pairs: Sequence[tuple[str, str]], said: Sequence[tuple[str, str]]) -> tuple[Bar, ...]:
    """Return a bar for each (key, label); `said` are (city, key) pairs."""
    holders: dict[str, list[str]] = {key: [] for key, _ in pairs}
    for city, key in said:
        holders.setdefault(key, []).append(city)
    labels = dict(pairs)
    return tuple(Bar(key, labels.get(key, key), tuple(cities)) for key, cities in holders.items())


def _averages(figures: Sequence[Decimal]) -> dict[str, Decimal]:
    if not figures:
        return {}
    mean = (sum(figures, Decimal(0)) / len(figures)).quantize(Decimal("0.01"))
    return {"mean": mean, "median": Decimal(median(figures))}


def _text(question: Any, given: Given, lists: Lists) -> Result:
    return [], [(city, str(value)) for city, value in given]


def _number(question: Any, given: Given, lists: Lists) -> Result:
    figures = [(city, Decimal(value)) for city, value in given]
    keys = [_plain(figure) for figure in sorted({figure for _, figure in figures})]
    bars = _bars([(key, key) for key in keys], [(city, _plain(figure)) for city, figure in figures])
    return [Series("", "", bars, **_averages([figure for _, figure in figures]))], []


def _plain(figure: Decimal) -> str:
    """Write a number in one way, however many zeros it was typed with: 12.50 and 12.5 are one figure."""
    whole = figure == figure.to_integral_value()
    return str(int(figure)) if whole else f"{figure.normalize():f}"


def _rating(question: Any, given: Given, lists: Lists) -> Result:
    pairs = [(str(step), question.scale.words(step)) for step in question.scale.steps]
    bars = _bars(pairs, [(city, str(value)) for city, value in given])
    return [Series("", "", bars, **_averages([Decimal(value) for _, value in given]))], []


def _allocation(question: Any, given: Given, lists: Lists) -> Result:
    """Return for each entry what every city gave it, nothing counting as 0."""
    series, entries = [], lists[question.choices]
    told = sorted({value.get(entry.name, 0) for _, value in given for entry in entries})
    pairs = [(str(figure), question.counted(figure)) for figure in told]
    for entry in entries:
        said = [(city, value.get(entry.name, 0)) for city, value in given]
        bars = _bars(pairs, [(city, str(figure)) for city, figure in said])
        figures = [Decimal(figure) for _, figure in said]
        series.append(Series(entry.name, entry.label, bars, **_averages(figures)))
    return series, []


def _yes_no(question: Any, given: Given, lists: Lists) -> Result:
    said = [(city, "yes" if value else "no") for city, value in given]
    return [Series("", "", _bars([("yes", "Yes"), ("no", "No")], said))], []


def _consent(question: Any, given: Given, lists: Lists) -> Result:
    return [Series("", "", _bars([("yes", "Agreed")], [(city, "yes") for city, _ in given]))], []


def _date(question: Any, given: Given, lists: Lists) -> Result:
    days = sorted({str(value) for _, value in given})
    return [
        Series("", "", _bars([(day, day) for day in days], [(city, str(day)) for city, day in given]))
    ], []


def _in_words(question: Any, given: Given, lists: Lists) -> Result:
    """Return one text for each city: what its answer says, as it is shown."""
    return [], [
        (city, ", ".join(words for _, words in question.shown(value, lists))) for city, value in given
    ]


def _chosen(question: Any, given: Given, lists: Lists) -> Result:
    pairs = [(name, question.label_of(name, lists)) for name in question.names(lists)]
    said, texts = [], []
    for city, value in given:
        chosen = question.operand(value)
        said += [(city, name) for name in ((chosen,) if isinstance(chosen, str) else chosen or ())]
        texts += [(city, text) for text in _texts_beside(question, value, lists)]
    return [Series("", "", _bars(pairs, said))], texts


def _city(question: Any, given: Given, lists: Lists) -> Result:
    """Return a bar for each city that was named; the list holds hundreds that nobody named."""
    (series,), texts = _chosen(question, given, lists)
    return [Series("", "", tuple(bar for bar in series.bars if bar.cities))], texts


def _calculated(question: Any, given: Given, lists: Lists) -> Result:
    ways = {Kind.NUMBER: _number, Kind.BOOLEAN: _yes_no, Kind.DATE: _date, Kind.TIME: _date}
    return ways.get(question.gives, _text)(question, given, lists)


def _texts_beside(question: Any, value: Any, lists: Lists) -> list[str]:
    record = question.beside(value)
    comments = record.get("comments", {}).items()
    told = [f"{question.label_of(name, lists)}: {comment}" for name, comment in comments]
    return [text for text in (record.get("other"), record.get("comment"), *told) if text]


def _rank(question: Any, given: Given, lists: Lists) -> Result:
    series = []
    for choice in lists[question.choices]:
        places = [(city, value.index(choice.name) + 1) for city, value in given if choice.name in value]
        pairs = [(str(place), f"Place {place}") for place in range(1, len(lists[question.choices]) + 1)]
        bars = _bars(pairs, [(city, str(place)) for city, place in places])
        figures = [Decimal(place) for _, place in places]
        series.append(Series(choice.name, choice.label, bars, **_averages(figures)))
    return series, []


def _rating_grid(question: Any, given: Given, lists: Lists) -> Result:
    pairs = [(str(step), question.scale.words(step)) for step in question.scale.steps]
    series = []
    for row in lists[question.rows]:
        said = [(city, value[row.name]) for city, value in given if row.name in value]
        bars = _bars(pairs, [(city, str(figure)) for city, figure in said])
        figures = [Decimal(figure) for _, figure in said]
        series.append(Series(row.name, row.label, bars, **_averages(figures)))
    return series, []


def _select_grid(question: Any, given: Given, lists: Lists) -> Result:
    pairs = [(choice.name, choice.label) for choice in lists[question.choices]]
    rows = [(row.name, row.label) for row in lists[question.rows]]
    return _by_row(rows, pairs, given), []


def _availability(question: Any, given: Given, lists: Lists) -> Result:
    rows = [(week, week) for week in question.week_names()]
    return _by_row(rows, list(AVAILABLE.items()), given), []


def _by_row(rows: list[tuple[str, str]], pairs: list[tuple[str, str]], given: Given) -> list[Series]:
    return [
        Series(row, label, _bars(pairs, [(city, value[row]) for city, value in given if row in value]))
        for row, label in rows
    ]


def _entries(question: Any, given: Given, lists: Lists) -> Result:
    """Count the entries of each city, then take the answers of all entries together, or of each row."""
    if question.row_list:
        rows = [(row.name, row.label) for row in lists[question.row_list]]
        parts = [
            _inside(question, [(city, entry) for city, entry in _all(given) if entry[ENTRY_ID] == row],
                    lists, f"{row}.", f"{label}: ")
            for row, label in rows
        ]  # fmt: skip
    else:
        counts, _ = _number(question, [(city, len(value)) for city, value in given], lists)
        titled = [replace(series, key="", label="Entries") for series in counts]
        parts = [(titled, []), _inside(question, _all(given), lists, "", "")]
    return [one for series, _ in parts for one in series], [text for _, texts in parts for text in texts]


def _all(given: Given) -> list[tuple[str, Any]]:
    return [(city, entry) for city, value in given for entry in value]


def _inside(question: Any, entries: Given, lists: Lists, key: str, label: str) -> Result:
    found, texts = list[Series](), list[tuple[str, str]]()
    for one in question.inner:
        if not one.answered:
            continue
        said = [(city, entry[one.name]) for city, entry in entries if entry.get(one.name) is not None]
        series, told = SUMMARIES[one.type](one, said, lists)
        for each in series:
            names = (f"{key}{one.name}.{each.key}".rstrip("."), f"{label}{one.label} {each.label}".strip())
            found.append(replace(each, key=names[0], label=names[1]))
        texts += [(city, f"{label}{one.label}: {text}") for city, text in told]
    return found, texts


SUMMARIES: dict[str, Callable[[Any, Given, Lists], Result]] = {
    "text": _text,
    "integer": _number,
    "decimal": _number,
    "yes_no": _yes_no,
    "select_one": _chosen,
    "select_multiple": _chosen,
    "city": _city,
    "rank": _rank,
    "rating": _rating,
    "slider": _number,
    "allocation": _allocation,
    "rating_grid": _rating_grid,
    "select_grid": _select_grid,
    "date": _date,
    "time": _date,
    "datetime": _in_words,
    "date_range": _in_words,
    "location": _in_words,
    "file": _in_words,
    "availability": _availability,
    "consent": _consent,
    "calculate": _calculated,
    "hidden": _text,
    "table": _entries,
    "repeat": _entries,
}
