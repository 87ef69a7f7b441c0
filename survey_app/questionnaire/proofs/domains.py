"""What a question can be answered with, cut into cells in which few conditions change their mind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice

from survey_app.questionnaire.proofs.cutting import cut_grid, cut_picked, cut_span, cut_text, cut_values
from survey_app.questionnaire.proofs.day_samples import minutes_in, near_days
from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.moments import DAY, FIRST_DAY, MOMENTS, TIMES, days_from
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    EITHER,
    NONE,
    TRUE,
    Exactly,
    Grid,
    Picked,
    Possible,
    Span,
    Text,
    number_of,
    spans,
)
from survey_app.questionnaire.proofs.samples import Sample, samples_of
from survey_app.questionnaire.types import (
    AVAILABLE,
    AllocationQuestion,
    AvailabilityQuestion,
    ConsentQuestion,
    DateQuestion,
    DateRangeQuestion,
    DatetimeQuestion,
    DecimalQuestion,
    FileQuestion,
    HiddenQuestion,
    IntegerQuestion,
    Lists,
    LocationQuestion,
    OneChoiceQuestion,
    QuestionBase,
    RankQuestion,
    RatingGridQuestion,
    RatingQuestion,
    SelectGridQuestion,
    SelectMultipleQuestion,
    SliderQuestion,
    TextQuestion,
    TimeQuestion,
    YesNoQuestion,
)
from survey_app.questionnaire.types.computed import HIDDEN_LENGTH
from survey_app.questionnaire.values import MAX_DIGITS

_BEYOND = Decimal(10) ** MAX_DIGITS
_MOST_WEEKS = 1_000  # more than any span of weeks has


def _or_empty(possible: Possible) -> Possible:
    if isinstance(possible, Exactly):
        return Exactly(possible.values | {None})
    return replace(possible, empty=True)


class Domain:
    """Hold all that an answer may be: as one set, the empty answer in it, and as cells without it."""

    def __init__(
        self,
        found: Possible,
        cut: Callable[[], Iterable[Possible]],
        make: Callable[[], Iterator[Sample]],
        *,
        blank: bool = True,
    ) -> None:
        self.blank = blank  # whether the answer may be empty
        self.whole = _or_empty(found) if blank else found
        self._found, self._cut = found, cut
        self._make = make
        self._made: list[Sample] = []

    @cached_property
    def cells(self) -> tuple[Possible, ...]:
        """Return the cells."""
        return tuple(self._cut())

    @cached_property
    def _waiting(self) -> Iterator[Sample]:
        return self._make()

    def without_samples(self) -> "Domain":
        """Return a domain that gives no examples, so that only proofs can be built on it."""
        return Domain(self._found, self._cut, lambda: iter(()), blank=self.blank)

    def never_blank(self) -> "Domain":
        """Return a domain without the empty answer."""
        return Domain(self._found, self._cut, self._make, blank=False)

    def candidates(self) -> Iterator[Sample]:
        """Yield example answers, those that a person would give first; each is made once."""
        yield from self._made
        for sample in self._waiting:
            self._made.append(sample)
            yield sample

    def samples(self, cell: Possible, count: int) -> tuple[Sample, ...]:
        """Return some example answers that lie in a cell."""
        if cell == NONE:
            return (Sample(None, None),)
        return tuple(islice((each for each in self.candidates() if cell.may_be(each.operand)), count))


UNKNOWN = Domain(ANYTHING, lambda: (ANYTHING,), lambda: iter(()))


def domain_of(question: QuestionBase, lists: Lists, pool: Pool) -> Domain:
    """Return what a question can be answered with; UNKNOWN for a type that nothing is known of."""
    found = set_of(question, lists)
    if found is None:
        return UNKNOWN
    return Domain(
        found, lambda: _cut(question, lists, found, pool), lambda: samples_of(question, lists, pool)
    )


def today_domain(pool: Pool) -> Domain:
    """Return what the current day may be; it is never empty."""
    days = sorted({DAY, *near_days(pool.days)})
    found = days_from(date.min)
    return Domain(
        found,
        lambda: cut_span(found, map(number_of, pool.days)),
        lambda: (Sample(day.isoformat(), day) for day in days),
        blank=False,
    )


def set_of(question: QuestionBase, lists: Lists) -> Possible | None:
    """Return all answers to a question but the empty one, None where nothing is known of its type."""
    match question:
        case RatingQuestion(scale=scale):
            return spans(scale.start, scale.end)
        case SliderQuestion(range=asked):
            return spans(asked.start, asked.end, whole=asked.whole)
        case IntegerQuestion():
            return spans(1 - _BEYOND, _BEYOND - 1)
        case DecimalQuestion():
            return Span((-_BEYOND, 1), (_BEYOND, -1))
        case YesNoQuestion():
            return EITHER
        case ConsentQuestion():
            return TRUE
        case DateQuestion():
            return days_from(FIRST_DAY)
        case TimeQuestion():
            return TIMES
        case DatetimeQuestion():
            return MOMENTS
        case DateRangeQuestion() | LocationQuestion() | FileQuestion():
            return TRUE  # whether it is answered is all that conditions can ask
        case TextQuestion(max_length=most):
            return Text(1, most)
        case HiddenQuestion():
            return Text(1, HIDDEN_LENGTH)
    return _listed(question, lists)


def _listed(question: QuestionBase, lists: Lists) -> Possible | None:
    match question:
        case OneChoiceQuestion():
            return Exactly(frozenset(question.names(lists)))
        case SelectMultipleQuestion(least=least, most=most):
            names = frozenset(question.names(lists))
            least = 1 if question.none_of_these else least or 1
            return Picked(frozenset(), names, least, min(most or len(names), len(names)))
        case RankQuestion(choices=choices):
            names = frozenset(choice.name for choice in lists[choices])
            return Picked(frozenset(), names, 1, len(names))
        case RatingGridQuestion(scale=scale):
            return _grid(question.row_names(lists), spans(scale.start, scale.end))
        case AllocationQuestion(total=total):
            return _shared(question.row_names(lists), total)
        case SelectGridQuestion(choices=choices):
            cell = Exactly(frozenset(choice.name for choice in lists[choices]))
            return _grid(question.row_names(lists), cell)
        case AvailabilityQuestion():
            return _grid(question.week_names() or None, Exactly(frozenset(AVAILABLE)))
    return None


def _shared(names: list[str], total: int) -> Grid:
    """Return all ways to share points out: each of the entries has some or none, together all."""
    figures = {
        "count": spans(1, len(names)),
        "max": spans(-(-total // len(names)), total),
        "min": spans(0, total),
        "sum": spans(total, total),
    }
    return Grid(tuple(names), spans(0, total), figures)


def _grid(names: list[str] | None, cell: Possible) -> Grid:
    most = len(names) if names else _MOST_WEEKS
    figures = {"count": spans(1, most)}
    if isinstance(cell, Span):
        low, high = cell.low[0], cell.high[0]
        figures |= {"max": cell, "min": cell, "sum": spans(min(low, most * low), max(high, most * high))}
    return Grid(tuple(names) if names else None, cell, figures)


def _cut(question: QuestionBase, lists: Lists, found: Possible, pool: Pool) -> Iterable[Possible]:
    match found:
        case Exactly():
            return cut_values(found, pool.texts)
        case Span() if isinstance(question, TimeQuestion | DatetimeQuestion):
            return cut_span(found, minutes_in(pool))
        case Span():
            return cut_span(found, [*pool.numbers, *map(number_of, pool.days)])
        case Text():
            legal = {sample.operand for sample in samples_of(question, lists, Pool(texts=pool.texts))}
            return cut_text(found, pool.texts, pool.texts & legal, pool.numbers)
        case Picked():
            return cut_picked(found, pool.texts, pool.numbers)
        case Grid():
            return cut_grid(found, pool)
    return [found]
