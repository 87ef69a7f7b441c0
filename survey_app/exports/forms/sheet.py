"""A blank form as plain texts in reading order, the same for every document format."""

from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias


class Spoken(Protocol):
    """Say the product's own sentences in one language; own: which, perhaps not the form's."""

    own: str

    @property
    def direction(self) -> str:
        """Return how the language is written: ltr or rtl."""

    def say(self, text: str) -> str:
        """Return a text; a phrase of the product's own is said in this language."""

    def gettext(self, text: str) -> str:
        """Return a sentence of the pages in this language."""

    def week(self, week: str) -> str:
        """Return an ISO week by its days."""


@dataclass(frozen=True, slots=True)
class Option:
    """Hold one thing to choose, or a row: its name in the file, its words, and when it is there."""

    code: str
    label: str
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """Hold a place to write in."""

    code: str
    label: str = ""
    form: Literal["line", "lines", "date"] = "line"
    unit: str = ""
    kind: Literal["blank"] = "blank"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Hold options to choose from; a list that is not `listed` is too long to be printed."""

    code: str
    options: tuple[Option, ...]
    one: bool
    label: str = ""
    listed: bool = True
    kind: Literal["ticks"] = "ticks"


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold rows with one choice of the same columns in each."""

    code: str
    title: str
    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a table: its words, "" where respondents add rows, and the boxes of each column."""

    label: str
    cells: tuple[tuple["Box", ...], ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Hold a table to fill in; the first title stands over the words of the rows, where they have any."""

    code: str
    title: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: Literal["cells"] = "cells"


@dataclass(frozen=True, slots=True)
class Entries:
    """Hold what is asked for each entry, printed as often as there are titles, which are headings."""

    code: str
    titles: tuple[str, ...]
    parts: tuple["Part", ...]
    further: str
    level: int
    kind: Literal["entries"] = "entries"


Box: TypeAlias = Blank | Ticks | Grid | Cells | Entries


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold a question: its number ("" for what is only told), its words, when it is asked, and its boxes."""

    code: str
    number: str
    label: str
    required: bool = False
    only_if: str = ""
    notes: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True, slots=True)
class Section:
    """Hold a page, or a group of questions: level 1 for a page."""

    title: str
    level: int
    only_if: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()
    kind: Literal["section"] = "section"


Part: TypeAlias = Asked | Section


@dataclass(frozen=True, slots=True)
class FormWords:
    """Hold what the documents themselves say; `page` are the words before, between and after two numbers."""

    required: str
    write: str
    choose: str
    answer: str
    page: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Hold a whole questionnaire; about: what is told before the first page, as (heading, text)."""

    title: str
    version: str
    language: str
    direction: str
    words: FormWords
    about: tuple[tuple[str, str], ...] = ()
    pages: tuple[Section, ...] = field(default=())
