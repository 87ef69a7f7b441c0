"""What a questionnaire carries along from another tool's file: kept to be written back, not served."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from survey_app.questionnaire.problems import MAX_TOLD, Problem, problem
from survey_app.questionnaire.yaml_text import Path, Tree

# Parts of `carried` that change nothing of what is asked, and so keep nothing from being published.
HARMLESS = frozenset(
    {"format", "settings", "languages", "loose_pages", "columns", "remarks", "choice_remarks", "idle_rows"}
)


def carried_problems(tree: Tree) -> Iterator[Problem]:
    """Yield a finding for each thing that is carried along and would be missed by who answers."""
    carried = tree.data.get("carried") if isinstance(tree.data, dict) else None
    if isinstance(carried, dict):
        origin = str(carried.get("format", "another tool"))
        for path, entry in islice(_entries(carried), MAX_TOLD):
            yield problem("carried", tree.place(path), what=_what(entry), origin=origin)


def _entries(carried: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    for key, part in carried.items():
        if key in HARMLESS:
            continue
        if isinstance(part, list):
            for index, entry in enumerate(part):
                yield from _rows(("carried", key, index), entry)
        elif isinstance(part, dict):
            yield from ((("carried", key, name), name) for name in part)
        elif part is not None:
            yield ("carried", key), key


def _rows(path: Path, entry: Any) -> Iterator[tuple[Path, Any]]:
    rows = entry.get("rows") if isinstance(entry, dict) else None
    if not isinstance(rows, list):
        yield path, entry
        return
    yield from (((*path, "rows", index), row) for index, row in enumerate(rows) if not _ends(row))


def _ends(row: Any) -> bool:
    return isinstance(row, dict) and str(row.get("type", "")).startswith("end")


def _what(entry: Any) -> str:
    """Return the words for an entry: what it is of, and the first thing that is said of it."""
    if not isinstance(entry, dict):
        return str(entry)
    if "type" in entry:
        return f"{entry['type']} {entry.get('name', '')}".strip()
    names = [str(entry[key]) for key in ("of", "list", "choice") if key in entry]
    said = [f"{key}: {one}" for key, one in entry.items() if key not in ("of", "list", "choice")]
    return ", ".join([*names, *said[:1]])
