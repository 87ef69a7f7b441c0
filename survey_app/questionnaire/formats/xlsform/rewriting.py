"""Our expressions in XLSForm's words: a grid is one question here, and one for each row there."""

from collections.abc import Mapping, Sequence

from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Call, Literal, Node, Part, Reference, walk

Parts = Mapping[str, Mapping[str, str]]  # question -> part (row, week, end) -> the question of XLSForm


def rewritten(text: str, parts: Parts, gone: frozenset[str]) -> str | None:
    """Return an expression that XLSForm understands; None where it looks at what XLSForm does not have.

    An expression that looks at no question with parts stays as it is, character for character.
    """
    result = read(text, Findings(text))
    asked = [one.name for one in result.references]
    if any(name in gone for name in asked):
        return None
    if result.tree is None or not any(name in parts for name in asked):
        return text
    edits: list[tuple[Part, str]] = []
    seen: set[Part] = set()
    for part, _ in walk(result.tree):
        if isinstance(part, Call) and (edit := _call(part, parts, seen)):
            edits.append(edit)
        elif isinstance(part, Reference) and part.name in parts and part not in seen:
            return None
    for place, instead in sorted(edits, key=lambda one: -one[0].offset):
        text = text[: place.offset] + instead + text[place.end :]
    return text


def _call(call: Call, parts: Parts, seen: set[Part]) -> tuple[Part, str] | None:
    """Return what stands in place of a call, or of the grid in it; what it looks at counts as seen."""
    grids = [one for one in call.arguments if isinstance(one, Reference) and one.name in parts]
    if not grids:
        return None
    asked = [f"${{{name}}}" for name in parts[grids[0].name].values()]
    if call.function == "row" and (row := _row(call.arguments, parts[grids[0].name])):
        seen.add(grids[0])
        return call, f"${{{row}}}"
    if len(call.arguments) > 1 and call.function not in ("max", "min"):
        return None
    instead = {
        "max": ", ".join(asked),
        "min": ", ".join(asked),
        "sum": f"({' + '.join(f'coalesce({one}, 0)' for one in asked)})",
        "count": f"({' + '.join(f'if({one} != {_EMPTY}, 1, 0)' for one in asked)})",
    }
    instead["count-selected"] = instead["count"]
    if call.function not in instead or len(grids) > 1:
        return None
    seen.update(grids)
    return (grids[0] if call.function in ("max", "min") else call), instead[call.function]


_EMPTY = "''"


def _row(arguments: Sequence[Node], rows: Mapping[str, str]) -> str | None:
    named = arguments[1] if len(arguments) == 2 else None
    return rows.get(str(named.value)) if isinstance(named, Literal) else None
