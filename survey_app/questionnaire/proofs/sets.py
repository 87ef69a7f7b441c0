"""The answers of all entries of a table or repeat together: what they may be, and examples of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions.tree import Call, Chain, Comparison, Literal, Node, Reference
from survey_app.questionnaire.proofs.cutting import cut_grid
from survey_app.questionnaire.proofs.domains import Domain, domain_of, set_of
from survey_app.questionnaire.proofs.literals import Pool, literals_of, merged
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    TRUE,
    Anything,
    Grid,
    Possible,
    Span,
    joined,
    spans,
    truths,
)
from survey_app.questionnaire.proofs.samples import Sample
from survey_app.questionnaire.proofs.weighing import TODAY, weigh
from survey_app.questionnaire.types import MAX_ENTRIES, EntriesQuestion, Lists, QuestionBase

_MARK = "[]"
_VALUES = 24  # answers to one question that are tried
_FEW = 5  # that are combined with one another
_MOST = 200  # examples of all entries' answers


def inner_of(compiled: Compiled, key: str) -> tuple[EntriesQuestion, QuestionBase] | None:
    """Return what a set of answers is about and what holds it; None for any other name.

    None also for what stands in entries within entries: inside and outside the same name is not the same.
    """
    every, name = compiled.questionnaire.every, key.removesuffix(_MARK)
    if name == key or name not in every or every[name].by_entries:
        return None
    holders = compiled.holders[name]
    return (holders[0], every[name]) if len(holders) == 1 else None


def entry_ids(holder: EntriesQuestion, lists: Lists) -> list[str]:
    """Return the ids of all entries that there can be."""
    if holder.row_list:
        return [row.name for row in lists[holder.row_list]]
    return [f"e{place}" for place in range(1, holder.most + 1)]


def fewer_than_entries(key: str, holder: EntriesQuestion) -> Node:
    """Return the condition that no more entries have an answer to a question than there are."""
    return Comparison(0, 0, (_count(key), _count(holder.name)), ("<=",))


def count_of(compiled: Compiled, name: str) -> Iterator[Node]:
    """Yield the condition that a repeat has as many entries as its `repeat_count` says."""
    wanted = compiled.repeat_count.get(name)
    if wanted is not None:
        number = Call(0, 0, "int", (wanted.tree,))
        same = Comparison(0, 0, (_count(name), number), ("=",))
        beyond = Comparison(0, 0, (number, Literal(0, 0, Decimal(MAX_ENTRIES))), (">",))
        yield Chain(0, 0, (same, beyond), ("or",))


def _count(key: str) -> Node:
    return Call(0, 0, "count", (Reference(0, 0, key),))


def entries_domain(holder: EntriesQuestion, lists: Lists, pool: Pool) -> Domain:
    """Return what a table or repeat can be answered with, as far as it is counted."""
    ids = entry_ids(holder, lists)
    found = Grid(_rows(holder, ids), TRUE, {"count": spans(1, len(ids))})

    def samples() -> Iterator[Sample]:
        for size in _sizes(pool, len(ids)):
            yield Sample(ids[:size], dict.fromkeys(ids[:size], True))

    return Domain(found, lambda: cut_grid(found, pool), samples)


def set_domain(
    compiled: Compiled, holder: EntriesQuestion, question: QuestionBase, pool: Pool, days: Possible
) -> Domain:
    """Return what all entries' answers to a question can be; days: what the current day may be."""
    lists = compiled.questionnaire.lists
    cell = taken_inside(compiled, question, days)
    ids = entry_ids(holder, lists)
    found = Grid(_rows(holder, ids), cell, figures_of(cell, len(ids)))

    def samples() -> Iterator[Sample]:
        inner = [one for one in _inner_samples(compiled, question, pool) if cell.may_be(one.operand)]
        return islice(_combined(ids, inner[:_VALUES], cell, pool), _MOST)

    return Domain(found, lambda: cut_grid(found, pool), samples)


def _rows(holder: EntriesQuestion, ids: list[str]) -> tuple[str, ...] | None:
    return tuple(ids) if holder.row_list else None


def taken_inside(compiled: Compiled, question: QuestionBase, days: Possible) -> Possible:
    """Return the answers to a question inside entries that its own constraint takes."""
    lists = compiled.questionnaire.lists
    whole = set_of(question, lists)
    rule = compiled.constraint.get(question.name)
    if whole is None or rule is None or not rule.references <= {question.name}:
        return whole or ANYTHING
    pools = merged([literals_of(rule.tree, question.name)])
    cells = domain_of(question, lists, pools.get(question.name, Pool())).cells

    def kept(cell: Possible) -> bool:
        return truths(weigh(rule.tree, lambda name: days if name == TODAY else cell, question.name))[0]

    taken = [cell for cell in cells if kept(cell)]
    found = joined(taken) if taken and len(taken) < len(cells) else whole
    return whole if isinstance(found, Anything) else found


def figures_of(cell: Possible, most: int) -> dict[str, Span]:
    """Return what the answers of all entries, each of these, can come to together."""
    figures = {"count": spans(1, most)}
    if isinstance(cell, Span):
        figures |= {"max": cell, "min": cell}
        if not cell.days:
            low, high = cell.low[0], cell.high[0]
            figures["sum"] = spans(min(low, most * low), max(high, most * high), whole=cell.whole)
    return figures


def _inner_samples(compiled: Compiled, question: QuestionBase, pool: Pool) -> Iterator[Sample]:
    rule, own = compiled.constraint.get(question.name), Pool()
    own.take(pool)
    for name, found in merged([literals_of(rule.tree, question.name)] if rule else []).items():
        if name == question.name:
            own.take(found)
    return domain_of(question, compiled.questionnaire.lists, own).candidates()


def _sizes(pool: Pool, most: int) -> list[int]:
    near = sorted(int(number) + step for number in pool.numbers for step in (0, 1, -1))
    return [size for size in dict.fromkeys([1, 2, *near, most]) if 1 <= size <= most]


def _combined(ids: Sequence[str], values: list[Sample], cell: Possible, pool: Pool) -> Iterator[Sample]:
    """Yield answers of one entry, of two different ones, of several alike, and with a sum."""
    yield from (_of(ids, [value]) for value in values)
    for row in sorted(pool.rows & set(ids)):
        yield from (_of([row], [value]) for value in values)
    if isinstance(cell, Span) and not cell.days and "sum" in pool.used:
        yield from _by_sum(ids, cell, pool)
    sizes = [size for size in _sizes(pool, len(ids)) if size > 1]
    yield from (_of(ids, [value] * size) for size in sizes for value in values[: 2 * _FEW])
    if len(ids) > 1:
        pairs = ((one, other) for one in values[:_FEW] for other in values if one != other)
        yield from (_of(ids, pair) for pair in pairs)


def _by_sum(ids: Sequence[str], cell: Span, pool: Pool) -> Iterator[Sample]:
    most = max(cell.high[0], Decimal(0))
    for total in sorted({number + step for number in pool.numbers for step in (0, 1, -1)}):
        parts: list[Decimal] = []
        while most and sum(parts) < total and len(parts) < len(ids):
            parts.append(min(most, total - sum(parts)))
        if sum(parts) == total and all(cell.may_be(part) for part in parts):
            yield _of(ids, [Sample(_raw(part), part) for part in parts])


def _raw(number: Decimal) -> int | str:
    return int(number) if number == number.to_integral_value() else f"{number:f}"


def _of(ids: Sequence[str], values: Sequence[Sample]) -> Sample:
    pairs = list(zip(ids, values, strict=False))
    return Sample({one: value.raw for one, value in pairs}, {one: value.operand for one, value in pairs})
