"""What is converted: a questionnaire as its YAML says it, from and to files of other kinds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias


class Fate(StrEnum):
    """Say what became of a part that the other format does not have in the same way."""

    CARRIED = "carried"  # kept as it was, so that it can be written back; not served
    CHANGED = "changed"  # says the same in another way
    LEFT_OUT = "left out"  # is not in the result


@dataclass(frozen=True, slots=True)
class Loss:
    """Hold one line of the loss report: where it stands in the source, and what became of it."""

    place: str
    fate: Fate
    code: str
    message: str

    def line(self, name: str) -> str:
        """Return the line as `file:place: fate: message`."""
        place = f":{self.place}" if self.place else ""
        return f"{name}{place}: {self.fate}: {self.message}"


class ConversionRefused(ValueError):  # noqa: N818 - it names what was refused
    """Raised where nothing is converted: a named reason, where it stands, and words with a remedy."""

    def __init__(self, code: str, message: str, place: str = "") -> None:
        self.code, self.message, self.place = code, message, place
        super().__init__(message)

    def line(self, name: str) -> str:
        """Return the refusal as `file:place: refused (reason): message`."""
        place = f":{self.place}" if self.place else ""
        return f"{name}{place}: refused ({self.code}): {self.message}"


@dataclass(frozen=True)
class Source:
    """Hold a file that is read: its name without a folder, its bytes, and those of files beside it."""

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """Return the name without its last ending."""
        return self.name.rpartition(".")[0] or self.name


# Where a text stands, as in a translation file: ("questions", name, key), ("groups", name, key),
# ("pages", name, key), ("lists", list, choice) or (key,).
TextPath: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """Hold a questionnaire as plain data, just as its YAML file says it, and its texts in other languages.

    The data need not be a questionnaire that can be served: what a file carries along may keep it from that.
    unsaid: keys that the file it was read from could not say, so that their absence says nothing either.
    """

    data: dict[str, Any]
    translations: Mapping[str, Mapping[TextPath, str]] = field(default_factory=dict)
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Imported:
    """Hold what was read from a file, and what its format has otherwise."""

    form: Form
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Target:
    """Hold where a form goes: the file's name, and what stands there and beside it now."""

    name: str
    content: bytes | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """Return the name without its last ending."""
        return self.name.rpartition(".")[0] or self.name


@dataclass(frozen=True)
class Exported:
    """Hold a written file, files to stand beside it by their names, and what the format has otherwise."""

    content: bytes
    losses: tuple[Loss, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Format:
    """Describe one kind of file: its endings, and how it is read and written where it can be.

    knows: tells from the bytes whether a file is of this kind, where several kinds share an ending.
    """

    name: str
    title: str
    read_endings: tuple[str, ...] = ()
    written_endings: tuple[str, ...] = ()
    read: Callable[[Source], Imported] | None = None
    write: Callable[[Form, Target], Exported] | None = None
    knows: Callable[[bytes], bool] | None = None
