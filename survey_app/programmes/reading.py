"""Read parsed JSON strictly and collect every finding with its place, its cause and its remedy."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

MISSING: Any = object()


class BadProblem(Exception):  # noqa: N818 - it names the file that is bad, and callers show it as such
    """Carry everything that is wrong with a file as (place, message) pairs, in reading order."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(f"{place}: {message}" for place, message in self.problems))


class RepeatedKeys(dict[str, Any]):
    """A JSON object that was written with some key twice; `repeated` names those keys."""

    repeated: tuple[str, ...] = ()


def object_of_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a JSON object and remember keys written twice (an `object_pairs_hook` for `json.loads`)."""
    made = RepeatedKeys(pairs)
    if len(made) == len(pairs):
        return dict(made)
    keys = [key for key, _ in pairs]
    made.repeated = tuple(dict.fromkeys(key for key in keys if keys.count(key) > 1))
    return made


def hint(name: str, known: Collection[str]) -> str:
    """Return the remedy for an unknown name: the nearest known one, or the known ones when they are few."""
    near = difflib.get_close_matches(name, sorted(known), n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    if 0 < len(known) <= 12:
        return "known: " + ", ".join(sorted(known))
    return "it must be defined first"


def kind(value: object) -> str:
    """Return in plain words what a parsed JSON value is."""
    names = {bool: "true or false", int: "an integer", float: "a decimal number", str: "text", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")


@dataclass
class Reading:
    """Collect findings while values are read; each method returns a harmless value when it reports one."""

    findings: list[tuple[str, str]] = field(default_factory=list)

    def add(self, place: str, message: str) -> None:
        """Note one finding."""
        self.findings.append((place, message))

    def finish(self) -> None:
        """Raise `BadProblem` with all findings, if there are any."""
        if self.findings:
            raise BadProblem(self.findings)

    def record(
        self, value: object, place: str, required: Sequence[str], optional: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Return every key, `MISSING` where absent; report missing, unknown and repeated keys."""
        keys = [*required, *optional]
        if not isinstance(value, dict):
            self._wrong(value, place or "file", "an object with " + ", ".join(required or keys))
            return dict.fromkeys(keys, MISSING)
        for key in getattr(value, "repeated", ()):
            self.add(_join(place, key), "is written twice; keep one of them")
        for key in value:
            if key not in keys:
                self.add(_join(place, key), f"is not a known key; {hint(key, keys)}")
        for key in required:
            if key not in value:
                self.add(_join(place, key), "is missing; add it")
        return {key: value.get(key, MISSING) for key in keys}

    def items(self, value: object, place: str) -> list[Any]:
        """Return the items of a list."""
        if isinstance(value, list):
            return value
        self._wrong(value, place, "a list")
        return []

    def integer(self, value: object, place: str, low: int = 0, high: int | None = None) -> int:
        """Return an integer between `low` and `high`; true and false are none."""
        wanted = f"an integer of at least {low}" if high is None else f"an integer from {low} to {high}"
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong(value, place, wanted)
        elif value < low or (high is not None and value > high):
            self.add(place, f"is {value}; write {wanted}")
        else:
            return value
        return low

    def limit(self, value: object, place: str) -> int | None:
        """Return an integer of at least 0, or None for no limit."""
        return None if value is None else self.integer(value, place)

    def text(self, value: object, place: str) -> str:
        """Return text."""
        if isinstance(value, str):
            return value
        self._wrong(value, place, "text")
        return ""

    def identifier(self, value: object, place: str) -> str:
        """Return text that is not empty."""
        if value == "":
            self.add(place, "is empty; give it a name of its own")
        return self.text(value, place)

    def choice(self, value: object, place: str, known: Collection[str] | None, what: str) -> str:
        """Return one of the known names (None: whatever it is, since the list of names could not be read)."""
        name = self.text(value, place)
        if isinstance(value, str) and known is not None and name not in known:
            self.add(place, f"{name!r} is not a known {what}; {hint(name, known)}")
        return name

    def names(self, value: object, place: str, known: Collection[str] | None, what: str) -> tuple[str, ...]:
        """Return a list of known names, each at most once."""
        found = [
            self.choice(item, f"{place}[{i}]", known, what) for i, item in enumerate(self.items(value, place))
        ]
        self.unique(found, place)
        return tuple(found)

    def texts(self, value: object, place: str) -> tuple[str, ...]:
        """Return a list of texts, each not empty and at most once."""
        found = [self.identifier(item, f"{place}[{i}]") for i, item in enumerate(self.items(value, place))]
        self.unique(found, place)
        return tuple(found)

    def unique(self, found: Sequence[str], place: str, suffix: str = "") -> None:
        """Report every entry that repeats an earlier one."""
        first: dict[str, int] = {}
        for i, name in enumerate(found):
            if name and name in first:
                self.add(
                    f"{place}[{i}]{suffix}", f"{name!r} stands in {place}[{first[name]}] too; remove one"
                )
            first.setdefault(name, i)

    def figures(
        self, value: object, place: str, known: Collection[str] | None, what: str, high: int | None = None
    ) -> dict[str, int]:
        """Return an object that maps known names to integers from 0 to `high`."""
        if not isinstance(value, dict):
            self._wrong(value, place, f"an object from {what} to integer")
            return {}
        self.record(value, place, (), tuple(value))
        for name in value:
            self.choice(name, f"{place}.{name}", known, what)
        return {name: self.integer(figure, f"{place}.{name}", 0, high) for name, figure in value.items()}

    def location(self, value: object, place: str) -> tuple[float, float] | None:
        """Return latitude and longitude in degrees, or None."""
        if value is None or value is MISSING:
            return None
        pair = value if isinstance(value, list) and len(value) == 2 else None
        if pair is None:
            self.add(place, "is not a pair; write [latitude, longitude] in degrees, or null")
            return None
        latitude = self._degrees(pair[0], f"{place}[0]", 90)
        return latitude, self._degrees(pair[1], f"{place}[1]", 180)

    def _degrees(self, value: object, place: str, most: int) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(value, place, f"a number from -{most} to {most}")
        elif -most <= value <= most:
            return float(value)
        else:
            self.add(place, f"is {value}; write a number of degrees from -{most} to {most}")
        return 0.0

    def _wrong(self, value: object, place: str, wanted: str) -> None:
        if value is not MISSING:
            self.add(place, f"is {kind(value)}; write {wanted}")


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
