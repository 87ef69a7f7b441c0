"""Which types can read the answers of another."""

from collections.abc import Mapping

# Every answer of the first type can be read by each of the others.
ALWAYS: Mapping[str, frozenset[str]] = {
    "integer": frozenset({"decimal", "text"}),
    "decimal": frozenset({"text"}),
    "rating": frozenset({"integer", "decimal", "text"}),
    "slider": frozenset({"decimal", "text"}),
    "date": frozenset({"text"}),
    "time": frozenset({"text"}),
    "datetime": frozenset({"text"}),
    "select_one": frozenset({"select_multiple", "city"}),
    "city": frozenset({"select_one", "select_multiple"}),
}
# Some answers of the first type can: a text that holds a number, a single tick.
SOMETIMES: Mapping[str, frozenset[str]] = {
    "text": frozenset({"integer", "decimal", "rating", "slider", "date", "time", "datetime"}),
    "decimal": frozenset({"integer", "rating", "slider"}),
    "integer": frozenset({"rating", "slider"}),
    "rating": frozenset({"slider"}),
    "slider": frozenset({"integer", "rating"}),
    "select_multiple": frozenset({"select_one", "city"}),
}


def always_reads(old: str, new: str) -> bool:
    """Tell whether every answer of an old type can be read by the new one."""
    return old == new or new in ALWAYS.get(old, ())


def may_read(old: str, new: str) -> bool:
    """Tell whether there are answers of an old type that the new one can read."""
    return always_reads(old, new) or new in SOMETIMES.get(old, ())
