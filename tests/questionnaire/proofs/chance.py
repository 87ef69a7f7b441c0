"""Conditions and answers by chance, about the questionnaire that has every question type."""

import random
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.expressions import Expression, Kind, parse

from ..every_type import COMPILED, LISTS, QUESTIONS, TOPICS, WEEKS

SIGNS = ["=", "!=", "<", "<=", ">", ">="]
NUMBERS = [
    "${integer}",
    "${decimal}",
    "${rating}",
    "${below}",
    "max(${rating_grid})",
    "min(${rating_grid})",
    "sum(${rating_grid})",
    "count(${rating_grid})",
    "count-selected(${several})",
    "count-selected(${rank})",
    "count(${select_grid}, ${text})",
    "row(${rating_grid}, 'surveys')",
    "string-length(${short})",
    "string-length(${text})",
    "number(${short})",
    "max(${rating}, ${integer})",
    "min(${rating_grid}, ${below}, 3)",
    "sum(${rating}, ${rating_grid})",
    "coalesce(${integer}, ${rating}, 2)",
    "if(${yes_no}, ${rating}, 7)",
    "round(${decimal})",
    "int(${decimal})",
    "(${rating} + ${below})",
    "(${integer} - 2 * ${rating})",
    "(${rating} * ${below})",
    "(${decimal} div 2)",
    "(${integer} mod 3)",
    "-${below}",
    "(${date} - date('2027-03-01'))",
    "(today() - ${date})",
    "${sum}",
    "count(${table})",
    "sum(${people})",
    "max(${people})",
    "count(${people}, ${when})",
    "row(${people}, 'often')",
    "count(${repeat})",
    "decimal-time(${time})",
    "(${sum} - sum(${people}))",
]
FIGURES = ["-3", "0", "1", "2.5", "3", "5", "6", "12", "16", "21"]
OTHERS = [
    "${yes_no} = 'yes'",
    "${yes_no}",
    "not(${consent})",
    "${consent} = 'no'",
    "${one} = 'dialogue'",
    "${one_other} != 'other'",
    "${one} = ${one_comment}",
    "${one} = ''",
    "selected(${several}, 'none')",
    "selected(${several}, 'surveys')",
    "selected(${several_other}, 'other')",
    "selected(${rank}, 'planning')",
    "selected-at(${rank}, 0) = 'planning'",
    "selected(${one}, 'none')",
    "${rating_grid} = ''",
    "${rank} != ''",
    "row(${select_grid}, 'dialogue') = 'often'",
    "row(${weeks}, '2027-W10') = 'no'",
    "count-selected(${weeks}) > 3",
    "${date} < '2027-03-02'",
    "${date} >= today()",
    "max(${date}, date('2027-01-01')) = '2027-01-01'",
    "${date} + 5 > today() and today() > ${date}",
    "${text} = 'time'",
    "${text} != ${short}",
    "contains(${text}, 'tim')",
    "starts-with(${short}, 'longer')",
    "regex(${text}, '[a-z]{4}')",
    "concat(${short}, ${one}) = 'ab'",
    "string(${yes_no}) = 'yes'",
    "if(${one} = 'none', ${rating} > 3, ${below} > 0)",
    "true()",
    "1 > 2",
    "${time} > '14:30'",
    "${time} <= '09:00'",
    "${moment} < '2027-03-01T12:00'",
    "date(${moment}) = '2027-03-01'",
    "${days} = ''",
    "${location} != ''",
    "${secret} = 'time'",
    "${table} = ''",
    "max(${when}) > '2027-03-01'",
    "${role} != ''",
    "${repeat} = ''",
]
ATOMS = st.sampled_from(OTHERS) | st.builds(
    "{} {} {}".format, st.sampled_from(NUMBERS), st.sampled_from(SIGNS), st.sampled_from([*FIGURES, *NUMBERS])
)


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: f"({' and '.join(parts)})"),
        several.map(lambda parts: f"({' or '.join(parts)})"),
        inner.map("not({})".format),
    )


_TWICE = st.builds(
    "{0} {1} {2} and {0} {3} {4}".format,
    st.sampled_from(NUMBERS),
    st.sampled_from(SIGNS),
    st.sampled_from(FIGURES),
    st.sampled_from(SIGNS),
    st.sampled_from(FIGURES),
)
CONDITIONS = st.recursive(ATOMS | _TWICE, _wider, max_leaves=6) | _TWICE
RULES = {
    "integer": [". >= 1 and . <= 12", ". > ${rating}", ". mod 2 = 0"],
    "decimal": [". > 0", ". < coalesce(${integer}, 4)"],
    "rating_grid": ["sum(.) <= 9", "max(.) > 1", "count(.) = 4"],
    "text": ["string-length(.) >= 4", ". != 'time'"],
    "time": [". >= '09:00'", ". < '12:00' or ${yes_no}"],
    "people": [". >= 0 and . <= 6", ". != 3"],
    "date": [". >= today()", ". > date('2027-02-01')"],
}
STEPS = (
    "rating",
    "integer",
    "rating_grid",
    "text",
    "several",
    "time",
    "table",
    "date",
)  # each asked by what stands before it

_MEANT = {"people": ("table",), "when": ("table",), "sum": ("rating", "integer", "table")}


def expression(text: str, this: str | None = None) -> Expression:
    """Return a condition, or a rule about the answer to a question."""
    names = COMPILED.names
    return parse(text, names, this=COMPILED.every_name[this] if this else None, expect=Kind.BOOLEAN)


@st.composite
def questionnaires(draw: st.DrawFn) -> Compiled:
    """Draw a questionnaire in which some questions are asked only under a condition, or have a rule."""
    relevant, constraint = {}, {}
    asked: set[str] = set()
    for name in STEPS:
        own = expression(draw(CONDITIONS))
        meant = own.references.union(*(_MEANT.get(each, ()) for each in own.references))
        if draw(st.booleans()) and not meant & ({*STEPS} - asked):
            relevant[name] = own
        asked.add(name)
        if name in RULES and draw(st.booleans()):
            constraint[name] = expression(draw(st.sampled_from(RULES[name])), name)
    computed = draw(st.sampled_from(["${rating} + ${below}", "sum(${people})", "${integer} * 2"]))
    calculation = {"sum": parse(computed, COMPILED.names, expect=Kind.NUMBER)}
    return replace(COMPILED, relevant=relevant, constraint=constraint, calculation=calculation)


def answers(chance: random.Random) -> dict[str, Any]:
    """Return typed answers to some of the questions."""
    found = {name: make(chance) for name, make in _MAKERS.items() if chance.random() < 0.75}
    return {
        name: value for name, raw in found.items() if (value := QUESTIONS[name].read(raw, LISTS)) is not None
    }


def _some(chance: random.Random, names: list[str]) -> list[str]:
    return chance.sample(names, chance.randint(0, len(names)))


def _grid(chance: random.Random, rows: list[str], values: list[Any]) -> dict[str, Any]:
    return {row: chance.choice(values) for row in rows if chance.random() < 0.8}


def _entries(chance: random.Random, ids: list[str], name: str, values: list[Any]) -> list[dict[str, Any]]:
    return [{"_id": one, name: chance.choice(values)} for one in ids if chance.random() < 0.7]


_TEXTS = ["time", "ti", "timer", "abcd", "Some longer words", "12", "a", "longe"]
_MAKERS = {
    "text": lambda chance: chance.choice(_TEXTS),
    "short": lambda chance: chance.choice(_TEXTS)[:5],
    "integer": lambda chance: chance.randint(-4, 22),
    "decimal": lambda chance: f"{chance.randint(-8, 26) / 2}",
    "yes_no": lambda chance: chance.random() < 0.5,
    "consent": lambda chance: True,
    "date": lambda chance: f"2027-{chance.choice(['01', '02', '03'])}-{chance.choice(['01', '02', '15'])}",
    "one": lambda chance: chance.choice(TOPICS),
    "one_other": lambda chance: chance.choice([*TOPICS, {"chosen": "other", "other": "x"}]),
    "one_comment": lambda chance: chance.choice(TOPICS),
    "several": lambda chance: chance.choice([["none"], _some(chance, TOPICS[:3])]),
    "several_other": lambda chance: {"chosen": ["other", *_some(chance, TOPICS)], "other": "x"},
    "rank": lambda chance: _some(chance, TOPICS),
    "rating": lambda chance: chance.randint(0, 5),
    "below": lambda chance: chance.randint(-2, 2),
    "rating_grid": lambda chance: _grid(chance, TOPICS, list(range(chance.randint(0, 5), 6))),
    "select_grid": lambda chance: _grid(chance, TOPICS, ["never", "often"]),
    "time": lambda chance: chance.choice(["08:59", "09:00", "14:30", "14:31", "23:59"]),
    "moment": lambda chance: f"2027-{chance.choice(['02-28', '03-01'])}T{chance.choice(['11:59', '12:00'])}",
    "days": lambda chance: {"from": "2027-03-01", "to": "2027-03-02"},
    "location": lambda chance: {"place": "Turku"},
    "secret": lambda chance: chance.choice(_TEXTS),
    "table": lambda chance: _entries(chance, ["never", "often"], "people", list(range(-1, 8))),
    "repeat": lambda chance: _entries(chance, ["a", "b", "c"], "role", TOPICS),
    "weeks": lambda chance: _grid(chance, WEEKS, ["yes", "if-needed", "no"]),
}
