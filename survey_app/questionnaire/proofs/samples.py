"""Example answers as a person would give them: near what conditions compare with, and ordinary ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Any

from survey_app.questionnaire.expressions.values import ADMIT, Inner
from survey_app.questionnaire.proofs.day_samples import some_days, some_moments, some_times
from survey_app.questionnaire.proofs.grid_samples import grids
from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.text_samples import texts
from survey_app.questionnaire.types import (
    AVAILABLE,
    OTHER,
    AllocationQuestion,
    AvailabilityQuestion,
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
)
from survey_app.questionnaire.values import Unreadable

_MOST = 200  # answers of one question
_MOST_CELLS = 2_000  # in all example answers to one grid
_ORDINARY = (1, 2, 10, 0, 5, 100, 1_000, 100_000, -1)
_SUBSETS = 5  # choices whose every combination is tried


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold an answer as a file gives it, and what conditions compute with."""

    raw: Any
    operand: Inner


def samples_of(question: QuestionBase, lists: Lists, pool: Pool) -> Iterator[Sample]:
    """Yield answers that the question accepts as being of its type, those a person would give first."""
    admit = ADMIT[question.kind(lists).kind]
    most = min(_MOST, max(2, _MOST_CELLS // (rows_of(question, lists) or 1)))
    for raw in islice(_raw(question, lists, pool), most):
        try:
            value = question.read(raw, lists)
        except Unreadable:
            continue
        if question.count_fault(value):
            continue
        if (operand := admit(question.operand(value))) is not None:
            yield Sample(raw, operand)


def rows_of(question: QuestionBase, lists: Lists) -> int:
    """Return how many rows a question has, 0 where it is no grid."""
    if isinstance(question, AvailabilityQuestion):
        return len(question.week_names())
    if isinstance(question, (RatingGridQuestion, SelectGridQuestion, AllocationQuestion)):
        return len(question.row_names(lists))
    return 0


def _raw(question: QuestionBase, lists: Lists, pool: Pool) -> Iterator[Any]:
    for kind, make in _MAKERS.items():
        if isinstance(question, kind):
            return make(question, lists, pool)
    return iter(("yes", "no"))  # yes or no, consent


def _ratings(question: RatingQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return iter(question.scale.steps)


def _sliders(question: SliderQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    start, end, step = question.range.start, question.range.end, question.range.step
    first = (start + (number - start) // step * step for number in sorted(pool.numbers))
    near = [figure + more for figure in first for more in (Decimal(0), step, -step)]
    middle = start + (end - start) // step // 2 * step
    return (figure for figure in dict.fromkeys([*near, start, end, middle]) if start <= figure <= end)


def _shares(question: AllocationQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    """Yield all to one entry, and what conditions compare with to one and the rest to another."""
    names, total = question.row_names(lists), question.total
    shares = {int(number) + more for number in pool.numbers for more in (0, 1, -1)}
    for name in sorted(names, key=lambda name: name not in pool.rows):
        yield {name: total}
        rest = next((other for other in names if other != name), None)
        for share in sorted(share for share in shares if rest and 0 <= share <= total):
            yield {name: share, rest: total - share}


def _near(numbers: Iterable[Decimal], step: Decimal) -> Iterator[Decimal]:
    ordered = sorted(numbers)
    for number in ordered:
        yield from (number, number + step, number - step)
    for first, second in pairwise(ordered):
        yield (first + second) / 2


def _integers(question: IntegerQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    near = (int(number) for number in _near(pool.numbers, Decimal(1)))
    return iter(dict.fromkeys([*near, *_ORDINARY]))


def _decimals(question: DecimalQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    near = (f"{number:f}" for number in _near(pool.numbers, Decimal("0.5")))
    return iter(dict.fromkeys([*near, *map(str, _ORDINARY)]))


def _days(question: DateQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return (day.isoformat() for day in some_days(pool))


def _spans_of_days(question: DateRangeQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return iter(({"from": DAY.isoformat(), "to": (DAY + timedelta(days=4)).isoformat()},))


def _places(question: LocationQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return iter(({"place": "City hall"}, {"latitude": "60.45", "longitude": "22.27"}))


def _files(question: FileQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    kind = question.accept[0]
    return iter([[{"id": "0" * 64, "name": f"plan{question.endings[0]}", "size": 1_000, "kind": kind}]])


def _given_texts(question: HiddenQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return iter([*([question.default] if question.default else []), *texts(question, pool)])


def _choice(question: OneChoiceQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    names = question.names(lists)
    for name in sorted(names, key=lambda name: name not in pool.texts):
        other = name == OTHER and bool(question.other)
        yield {"chosen": OTHER, "other": "Something else"} if other else name


def _choices(question: SelectMultipleQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    names = question.names(lists)
    alone = question.none_of_these
    asked = [name for name in names if name in pool.texts and name != alone][:_SUBSETS]
    rest = [name for name in names if name not in pool.texts and name != alone]
    for size in dict.fromkeys([1, *_sizes(pool, len(names)), len(names)]):
        for some in _subsets(asked):
            if len(some) <= size <= len(some) + len(rest):
                yield _ticked(question, [*some, *rest[: size - len(some)]])
    if alone:
        yield _ticked(question, [alone])
    yield from (_ticked(question, some) for some in _subsets(asked) if some)


def _sizes(pool: Pool, most: int) -> list[int]:
    near = {int(number) + step for number in pool.numbers if number < most + 2 for step in (0, 1, -1)}
    return sorted(size for size in near if 1 <= size <= most)


def _subsets(names: Sequence[str]) -> Iterator[list[str]]:
    for mask in range(2 ** len(names)):
        yield [name for place, name in enumerate(names) if mask >> place & 1]


def _ticked(question: SelectMultipleQuestion, names: list[str]) -> Any:
    if question.other and OTHER in names:
        return {"chosen": names, "other": "Something else"}
    return names


def _orders(question: RankQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    names = [choice.name for choice in lists[question.choices]]
    asked = [name for name in names if name in pool.texts][:_SUBSETS]
    yield names
    yield names[::-1]
    for name in asked:
        others = [other for other in names if other != name]
        for place in range(min(len(names), _SUBSETS)):
            yield [*others[:place], name, *others[place:]]
    without = [name for name in names if name not in asked]
    yield from (names[:size] for size in _sizes(pool, len(names)))
    yield from (some for some in (without, *([name] for name in names[:_SUBSETS])) if some)


def _texts(question: TextQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return texts(question, pool)


def _figures(question: RatingGridQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return grids(question.row_names(lists), list(question.scale.steps), pool)


def _cells(question: SelectGridQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    names = [choice.name for choice in lists[question.choices]]
    return grids(question.row_names(lists), sorted(names, key=lambda name: name not in pool.texts), pool)


def _weeks(question: AvailabilityQuestion, lists: Lists, pool: Pool) -> Iterator[Any]:
    return grids(question.week_names(), list(AVAILABLE), pool)


_MAKERS: Mapping[type[QuestionBase], Callable[..., Iterator[Any]]] = MappingProxyType(
    {
        RatingQuestion: _ratings,
        SliderQuestion: _sliders,
        AllocationQuestion: _shares,
        IntegerQuestion: _integers,
        DecimalQuestion: _decimals,
        DateQuestion: _days,
        TimeQuestion: some_times,
        DatetimeQuestion: some_moments,
        DateRangeQuestion: _spans_of_days,
        LocationQuestion: _places,
        FileQuestion: _files,
        HiddenQuestion: _given_texts,
        OneChoiceQuestion: _choice,
        SelectMultipleQuestion: _choices,
        RankQuestion: _orders,
        TextQuestion: _texts,
        RatingGridQuestion: _figures,
        SelectGridQuestion: _cells,
        AvailabilityQuestion: _weeks,
    }
)
