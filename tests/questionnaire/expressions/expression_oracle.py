"""A second reading of the language, as plain as can be: what the engine is held against.

An expression is a nested tuple, written out with only the parentheses that precedence needs, and computed
by walking it. Nothing of the engine is used here.
"""

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

LEVELS = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "+": 4, "-": 4}
LEVELS |= {"*": 5, "div": 5, "mod": 5, "neg": 6}
ROWS = {"learn", "plan"}


def written(node: tuple[Any, ...], above: int = 0, right: bool = False) -> str:
    """Write a node as text, in parentheses where it stands under a tighter operator."""
    head = node[0]
    if head == "literal":
        return f"'{node[1]}'" if isinstance(node[1], str) else f"{node[1]:f}"
    if head == "ref":
        return f"${{{node[1]}}}"
    if head not in LEVELS:
        return f"{head}({', '.join(written(argument) for argument in node[1:])})"
    level = LEVELS[head]
    # A comparison inside a comparison needs parentheses on either side: chains are refused.
    wrapped = level < above or (level == above and (right or level == 3))
    if head == "neg":
        text = f"-{written(node[1], level)}"
    else:
        text = f"{written(node[1], level)} {head} {written(node[2], level, right=True)}"
    return f"({text})" if wrapped else text


def computed(node: tuple[Any, ...], answers: dict[str, Any], today: date) -> Any:
    """Compute a node; None is empty."""
    with localcontext(prec=34, Emin=-34, Emax=33) as context:
        context.traps = dict.fromkeys(context.traps, False)
        return _computed(node, answers, today)


def _computed(node: tuple[Any, ...], answers: dict[str, Any], today: date) -> Any:
    head, *parts = node
    if head == "literal":
        return parts[0] if parts[0] != "" else None
    if head == "ref":
        return _answer(answers.get(parts[0]))
    if head == "today":
        return today
    values = [_computed(part, answers, today) for part in parts]
    if head in {"or", "and", "not", "if"}:
        return _logic(head, values)
    if head in LEVELS:
        return _compared(head, *values) if LEVELS[head] == 3 else _calculated(head, values)
    return _called(head, values)


def _answer(answer: Any) -> Any:
    if isinstance(answer, dict):
        answer = {row: _answer(cell) for row, cell in answer.items() if cell is not None}
    if isinstance(answer, int) and not isinstance(answer, bool):
        answer = Decimal(answer)
    return None if answer in ("", (), {}) else answer


def _true(value: Any) -> bool:
    return value is True or (isinstance(value, Decimal) and value != 0)


def _logic(head: str, values: list[Any]) -> Any:
    if head == "or":
        return _true(values[0]) or _true(values[1])
    if head == "and":
        return _true(values[0]) and _true(values[1])
    if head == "not":
        return not _true(values[0])
    return values[1] if _true(values[0]) else values[2]


def _compared(head: str, left: Any, right: Any) -> bool:
    if isinstance(left, bool) and isinstance(right, str):
        left = "yes" if left else "no"
    if isinstance(right, bool) and isinstance(left, str):
        right = "yes" if right else "no"
    if isinstance(left, date) and isinstance(right, str):
        right = date.fromisoformat(right)
    if isinstance(right, date) and isinstance(left, str):
        left = date.fromisoformat(left)
    if head in {"=", "!="}:
        return (left == right) == (head == "=")
    if left is None or right is None:
        return False
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[head]


def _calculated(head: str, values: list[Any]) -> Any:
    if None in values:
        return None
    if head == "neg":
        return 0 - values[0]
    left, right = values
    if isinstance(left, date) or isinstance(right, date):
        return _moved(head, left, right)
    if head in {"div", "mod"} and right == 0:
        return None
    results = {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "div": lambda: left / right,
        "mod": lambda: left % right,
    }
    result = results[head]()
    return result if result.is_finite() else None


def _moved(head: str, left: Any, right: Any) -> Any:
    if isinstance(left, date) and isinstance(right, date):
        return Decimal((left - right).days)
    day, days = (left, right) if isinstance(left, date) else (right, left)
    days = int(days) if head == "+" else -int(days)
    if not 1 <= day.toordinal() + days <= date.max.toordinal():
        return None
    return day + timedelta(days=days)


def _called(head: str, values: list[Any]) -> Any:
    first = values[0] if values else None
    match head:
        case "true" | "false":
            return head == "true"
        case "coalesce":
            return ([value for value in values if value is not None] or [None])[0]
        case "selected":
            picked = first if isinstance(first, tuple) else (first,)
            return first is not None and values[1] in picked
        case "count-selected":
            return Decimal(len(first or ()))
        case "row":
            return (first or {}).get(values[1])
        case "string-length":
            return Decimal(len(first or ""))
        case "contains":
            return bool(first) and bool(values[1]) and first.find(values[1]) >= 0
        case "starts-with":
            return bool(first) and bool(values[1]) and first[: len(values[1])] == values[1]
        case "int":
            return None if first is None else Decimal(str(first).partition(".")[0].replace("-0", "0"))
        case "concat":
            return "".join(value or "" for value in values) or None
    return _of_texts(head, values)


def _of_texts(head: str, values: list[Any]) -> Any:
    first = values[0] if values else None
    match head:
        case "ends-with":
            return bool(first) and bool(values[1]) and first[-len(values[1]) :] == values[1]
        case "substring-before" | "substring-after":
            if not first or not values[1] or values[1] not in first:
                return None
            cut = first.index(values[1])
            return (first[:cut] if head == "substring-before" else first[cut + len(values[1]) :]) or None
        case "normalize-space":
            return " ".join(word for word in (first or "").split(" ") if word) or None
        case "translate":
            return "".join({"a": "b", "u": ""}.get(sign, sign) for sign in first or "") or None
        case "boolean-from-string":
            return first in {"true", "1", "yes"}
        case "join":
            listed = [list(value) if isinstance(value, tuple) else [value] for value in values[1:]]
            return (first or "").join(word for words in listed for word in words if word) or None
        case "format-date":
            return None if first is None else f"{first.day}.{first.month}.{first.year:04}"
    return _of_numbers(head, values)


def _of_numbers(head: str, values: list[Any]) -> Any:
    first = values[0] if values else None
    match head:
        case "abs":
            return None if first is None else max(first, 0 - first)
        case "pow":
            return None if first is None else first * first
        case "checklist":
            held = sum(_true(value) for value in values[2:])
            return None not in values[:2] and values[0] <= held <= values[1]
        case "decimal-date-time":
            return None if first is None else Decimal(first.toordinal() - 719163)
    return _over_rows(head, values)


def _over_rows(head: str, values: list[Any]) -> Any:
    cells = []
    for value in values:
        cells += list(value.values()) if isinstance(value, dict) else [value]
    cells = [cell for cell in cells if cell is not None]
    if head in {"count", "count-non-empty"}:
        return Decimal(len(cells))
    if head == "sum":
        total = Decimal(0)
        for cell in cells:
            total = total + cell
        return total if total.is_finite() else None
    ordered = sorted(cells)
    return None if not ordered else ordered[0] if head == "min" else ordered[-1]
