"""Random legal expressions over the cast, as trees of the second reading, and random answers."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Tree = st.SearchStrategy[tuple[Any, ...]]

LITERAL_NUMBERS = st.decimals(0, 50, places=2) | st.integers(0, 12).map(Decimal)
DATES = st.dates(date(2026, 1, 1), date(2028, 12, 31))
WORDS = st.sampled_from(["direct", "a", "Bus 12", "12", "us", ""])


def _literal(values: st.SearchStrategy[Any]) -> Tree:
    return values.map(lambda value: ("literal", value))


def _node(head: Any, *parts: Tree) -> Tree:
    heads = st.just(head) if isinstance(head, str) else st.sampled_from(head)
    return st.tuples(heads, *parts)


def _ref(*names: str) -> Tree:
    return st.sampled_from([("ref", name) for name in names])


CHOICES = _literal(st.sampled_from(["maps", "votes", "chat"]))
TOPICS = _literal(st.sampled_from(["direct", "open", "3"]))
ROWS = _literal(st.sampled_from(["bidding", "citizens", "climate"]))
EMPTY = st.just(("literal", ""))
NUMBER_LEAVES = (
    _literal(LITERAL_NUMBERS)
    | _ref("age", "price")
    | _node(["max", "min", "sum", "count", "count-selected"], _ref("learn"))
    | _node("count-selected", _ref("tools", "order"))
    | _node("row", _ref("learn"), ROWS)
    | _node("string-length", _ref("note", "topic"))
)
MORE_NUMBERS = (
    _node("decimal-date-time", _ref("start", "end"))
    | _node("abs", _ref("age", "price"))
    | _node("count-non-empty", _ref("note", "age"), _ref("learn"))
    | _node("pow", _ref("age", "price"), st.just(("literal", Decimal(2))))
)
DATE_LEAVES = _ref("start", "end") | st.just(("today",))
TEXT_LEAVES = _ref("note", "topic") | _literal(WORDS)
EQUAL = ["=", "!="]
ANY_ORDER = ["=", "!=", "<", "<=", ">", ">="]
CONDITION_LEAVES = (
    _ref("agrees")
    | st.sampled_from([("true",), ("false",)])
    | _node("selected", _ref("tools", "order"), CHOICES)
    | _node("selected", _ref("topic"), TOPICS)
    | _node(EQUAL, _ref("topic"), TOPICS)
    | _node(EQUAL, _ref("agrees"), _literal(st.sampled_from(["yes", "no"])))
    | _node(EQUAL, _ref("age", "note", "tools", "learn", "start", "agrees", "plan", "topic"), EMPTY)
    | _node(ANY_ORDER, _ref("start"), _literal(DATES.map(date.isoformat)))
    | _node(EQUAL, _node("row", _ref("plan"), ROWS), _literal(st.sampled_from(["yes", "no", "maybe"])))
    | _node(["contains", "starts-with", "ends-with"], _ref("note"), _literal(WORDS))
    | _node("boolean-from-string", _ref("note", "topic"))
)


def _numbers(inner: Tree) -> Tree:
    return (
        _node(["+", "-", "*", "div", "mod"], inner, inner)
        | _node("neg", inner)
        | _node(["int", "abs"], inner)
        | _node(["max", "min", "sum", "count"], inner, inner, _ref("learn"))
        | _node("coalesce", inner, inner)
        | _node("if", CONDITION_LEAVES, inner, inner)
        | _node("-", DATE_LEAVES, DATE_LEAVES)
    )


NUMBERS = st.recursive(NUMBER_LEAVES | MORE_NUMBERS, _numbers, max_leaves=8)
DAYS = DATE_LEAVES | _node(["+", "-"], DATE_LEAVES, NUMBERS) | _node("+", NUMBERS, DATE_LEAVES)
CUT_TEXTS = (
    _node(["substring-before", "substring-after"], TEXT_LEAVES, _literal(WORDS))
    | _node("normalize-space", TEXT_LEAVES)
    | _node("translate", TEXT_LEAVES, st.just(("literal", "au")), st.just(("literal", "b")))
    | _node("join", _literal(st.sampled_from([", ", "-"])), TEXT_LEAVES, _ref("tools", "order"))
    | _node("format-date", _ref("start", "end"), st.just(("literal", "%e.%n.%Y")))
)
TEXTS = (
    CUT_TEXTS
    | TEXT_LEAVES
    | _node("concat", TEXT_LEAVES, TEXT_LEAVES)
    | _node("coalesce", TEXT_LEAVES, TEXT_LEAVES)
)


def _conditions(inner: Tree) -> Tree:
    return (
        _node(["and", "or"], inner, inner)
        | _node("not", inner)
        | _node(EQUAL, inner, inner)
        | _node("if", inner, inner, inner)
        | _node("and", inner, NUMBERS)
        | _node("checklist", _literal(LITERAL_NUMBERS), _literal(LITERAL_NUMBERS), inner, inner)
    )


CONDITIONS = st.recursive(
    CONDITION_LEAVES
    | _node(ANY_ORDER, NUMBERS, NUMBERS)
    | _node(["=", "!=", "<", ">="], DAYS, DAYS)
    | _node(EQUAL, _ref("note"), TEXTS),
    _conditions,
    max_leaves=6,
)
EXPRESSIONS = CONDITIONS | NUMBERS | DAYS | TEXTS

FIGURES = st.none() | st.integers(-5, 12) | st.just(0) | st.decimals(-20, 20, places=1)
PICKED = st.none() | st.lists(st.sampled_from(["maps", "votes", "chat"]), unique=True).map(tuple)
ROW_NAMES = st.sampled_from(["bidding", "citizens", "climate"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "age": FIGURES,
        "price": FIGURES,
        "note": st.none() | WORDS,
        "agrees": st.none() | st.booleans(),
        "start": st.none() | DATES,
        "end": st.none() | DATES,
        "topic": st.none() | st.sampled_from(["direct", "open", "3"]),
        "tools": PICKED,
        "order": PICKED,
        "learn": st.none() | st.dictionaries(ROW_NAMES, st.none() | st.integers(0, 5)),
        "plan": st.none() | st.dictionaries(ROW_NAMES, st.sampled_from(["yes", "no", "maybe"])),
    },
)
