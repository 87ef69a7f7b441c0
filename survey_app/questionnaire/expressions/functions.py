"""The functions of the language, one entry each: how it is written, what it takes, what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from survey_app.questionnaire.expressions import calculating, meaning, moments, wording
from survey_app.questionnaire.expressions.values import POSITION, Inner, Kind

K = Kind
_NUMBER = frozenset({K.NUMBER})
_ANY = frozenset(K) - {K.OTHER}
_NUMBERS = frozenset({K.NUMBER, K.NUMBERS})
_TEXTS = frozenset({K.TEXT, K.CHOICE, K.NOTHING})
_SCALARS = frozenset({K.TEXT, K.CHOICE, K.NUMBER, K.BOOLEAN, K.DATE, K.TIME, K.DATETIME, K.NOTHING})
_WRITABLE = _SCALARS | {K.CHOICES, K.RANK}
_CONDITION = frozenset({K.BOOLEAN, K.NUMBER})
_PICKED = frozenset({K.CHOICES, K.RANK})
_CHOSEN = _PICKED | {K.CHOICE, K.BOOLEAN}
_GRIDS = frozenset({K.NUMBERS, K.CHOICES_BY_ROW})
_SEVERAL = _PICKED | _GRIDS
_SETS = _GRIDS | {K.DATES, K.ANSWERS, K.ENTRIES}
_JOINED = _WRITABLE | _GRIDS | {K.DATES, K.ANSWERS}
_DAYS = frozenset({K.DATE, K.DATETIME})
_DATES = frozenset({K.DATE, K.DATES})
_NUMBER_LIKE = _TEXTS | {K.NUMBER, K.BOOLEAN}


@dataclass(frozen=True)
class Function:
    """Describe a function.

    least, most: how many arguments; most None is "any number". takes: the kinds of each argument, the
    last for all further ones. gives: the kind of the result; None where a rule of its own tells it.
    """

    usage: str
    least: int
    most: int | None
    takes: tuple[frozenset[Kind], ...]
    gives: Kind | None
    run: Callable[..., Inner]


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "selected": Function(
            "selected(${question}, 'choice')", 2, 2, (_CHOSEN, _SCALARS), K.BOOLEAN, meaning.selected
        ),
        "count-selected": Function(
            "count-selected(${question})",
            1,
            1,
            (_SEVERAL,),
            K.NUMBER,
            meaning.count_selected,
        ),
        "selected-at": Function(
            "selected-at(${question}, 0)",
            2,
            2,
            (_PICKED, _NUMBER),
            None,
            meaning.selected_at,
        ),
        "row": Function(
            "row(${grid}, 'row')",
            2,
            2,
            (_GRIDS, frozenset({K.TEXT})),
            None,
            meaning.row,
        ),
        "if": Function("if(condition, value, other value)", 3, 3, (_CONDITION, _ANY), None, meaning.if_),
        "coalesce": Function("coalesce(${question}, value)", 2, None, (_ANY,), None, meaning.coalesce),
        "not": Function("not(condition)", 1, 1, (_CONDITION,), K.BOOLEAN, meaning.not_),
        "true": Function("true()", 0, 0, (), K.BOOLEAN, lambda: True),
        "false": Function("false()", 0, 0, (), K.BOOLEAN, lambda: False),
        "count": Function(
            "count(${grid})", 1, None, (_SCALARS | _SETS | {K.OTHER},), K.NUMBER, meaning.count
        ),
        "sum": Function("sum(${grid})", 1, None, (_NUMBERS,), K.NUMBER, meaning.sum_),
        "min": Function("min(${grid})", 1, None, (_NUMBERS | _DATES,), None, meaning.min_),
        "max": Function("max(${grid})", 1, None, (_NUMBERS | _DATES,), None, meaning.max_),
        "indexed-repeat": Function(
            "indexed-repeat(${question}, ${repeat}, 1)",
            3,
            3,
            (_SETS, frozenset({K.ENTRIES}), _NUMBER),
            None,
            meaning.indexed_repeat,
        ),
        POSITION: Function(POSITION, 0, 0, (), K.NUMBER, lambda: None),
        "round": Function("round(number, digits)", 1, 2, (_NUMBER,), K.NUMBER, meaning.round_),
        "int": Function("int(number)", 1, 1, (_NUMBER_LIKE,), K.NUMBER, meaning.int_),
        "number": Function("number(text)", 1, 1, (_NUMBER_LIKE,), K.NUMBER, meaning.number_of),
        "string": Function("string(value)", 1, 1, (_WRITABLE,), K.TEXT, meaning.string),
        "concat": Function("concat(value, value)", 1, None, (_WRITABLE,), K.TEXT, meaning.concat),
        "string-length": Function("string-length(text)", 1, 1, (_TEXTS,), K.NUMBER, meaning.string_length),
        "contains": Function("contains(text, 'part')", 2, 2, (_TEXTS,), K.BOOLEAN, meaning.contains),
        "starts-with": Function(
            "starts-with(text, 'start')", 2, 2, (_TEXTS,), K.BOOLEAN, meaning.starts_with
        ),
        "regex": Function(
            "regex(text, 'pattern')", 2, 2, (_TEXTS | {K.NUMBER}, _TEXTS), K.BOOLEAN, meaning.regex
        ),
        "ends-with": Function("ends-with(text, 'end')", 2, 2, (_TEXTS,), K.BOOLEAN, wording.ends_with),
        "substr": Function("substr(text, 0, 3)", 2, 3, (_TEXTS, _NUMBER), K.TEXT, wording.substr),
        "substring-before": Function(
            "substring-before(text, 'part')", 2, 2, (_TEXTS,), K.TEXT, wording.substring_before
        ),
        "substring-after": Function(
            "substring-after(text, 'part')", 2, 2, (_TEXTS,), K.TEXT, wording.substring_after
        ),
        "normalize-space": Function(
            "normalize-space(text)", 1, 1, (_TEXTS,), K.TEXT, wording.normalize_space
        ),
        "translate": Function("translate(text, 'ab', 'AB')", 3, 3, (_TEXTS,), K.TEXT, wording.translate),
        "join": Function("join(', ', ${question})", 2, None, (_TEXTS, _JOINED), K.TEXT, wording.join),
        "boolean-from-string": Function(
            "boolean-from-string(text)", 1, 1, (_TEXTS,), K.BOOLEAN, wording.boolean_from_string
        ),
        "count-non-empty": Function(
            "count-non-empty(${question})",
            1,
            None,
            (_SCALARS | _SETS | {K.OTHER},),
            K.NUMBER,
            meaning.count,
        ),
        "checklist": Function(
            "checklist(1, 2, condition, condition)",
            3,
            None,
            (_NUMBER, _NUMBER, _CONDITION),
            K.BOOLEAN,
            calculating.checklist,
        ),
        "weighted-checklist": Function(
            "weighted-checklist(1, 5, condition, 2, condition, 3)",
            4,
            None,
            (_NUMBER, _NUMBER, _CONDITION),
            K.BOOLEAN,
            calculating.weighted_checklist,
        ),
        "abs": Function("abs(number)", 1, 1, (_NUMBER,), K.NUMBER, calculating.absolute),
        "pow": Function("pow(number, 2)", 2, 2, (_NUMBER,), K.NUMBER, calculating.power),
        "sqrt": Function("sqrt(number)", 1, 1, (_NUMBER,), K.NUMBER, calculating.root),
        "exp": Function("exp(number)", 1, 1, (_NUMBER,), K.NUMBER, calculating.exponential),
        "log": Function("log(number)", 1, 1, (_NUMBER,), K.NUMBER, calculating.logarithm),
        "log10": Function("log10(number)", 1, 1, (_NUMBER,), K.NUMBER, calculating.logarithm_10),
        "today": Function("today()", 0, 0, (), K.DATE, lambda: None),
        "date": Function(
            "date('2027-01-31')", 1, 1, (_TEXTS | {K.DATE, K.DATETIME},), K.DATE, meaning.date_of
        ),
        "date-time": Function(
            "date-time('2027-01-31T14:30')", 1, 1, (_TEXTS | _DAYS,), K.DATETIME, moments.date_time
        ),
        "decimal-date-time": Function(
            "decimal-date-time(date)", 1, 1, (_TEXTS | _DAYS,), K.NUMBER, moments.decimal_date_time
        ),
        "decimal-time": Function(
            "decimal-time(time)", 1, 1, (frozenset({K.TIME}),), K.NUMBER, moments.decimal_time
        ),
        "format-date": Function(
            "format-date(date, '%d.%m.%Y')", 2, 2, (_TEXTS | _DAYS, _TEXTS), K.TEXT, moments.format_date
        ),
        "format-date-time": Function(
            "format-date-time(date, '%d.%m.%Y %H:%M')",
            2,
            2,
            (_TEXTS | _DAYS, _TEXTS),
            K.TEXT,
            moments.format_date,
        ),
    }
)
