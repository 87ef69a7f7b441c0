"""Files that are sent along: their names, sizes and kinds are the answer, their content is stored apart."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Lists, QuestionBase
from survey_app.questionnaire.types.sniffing import ENDINGS, kind_of
from survey_app.questionnaire.values import Fault, Unreadable, is_empty

NAME_LENGTH = 120
LARGEST = 3  # megabytes of one file: a whole page with its files must fit into one request
_MEGABYTE = 1024 * 1024
_ID = re.compile(r"[0-9a-f]{64}")
_PARTS = {"id", "name", "size", "kind"}
_LIST = Phrase("Send files by the form.")
FileKind = Literal["pdf", "png", "jpeg", "gif", "docx", "xlsx", "pptx", "odt", "ods", "odp", "text"]


@dataclass(frozen=True, slots=True)
class Upload:
    """Hold a file as it was sent: the name that its sender gave it, and its bytes."""

    name: str
    content: bytes


class FileQuestion(QuestionBase):
    """One or several files; an answer is a list of {id, name, size, kind}, id the SHA-256 of the content."""

    type: Literal["file"]
    accept: tuple[FileKind, ...] = Field(("pdf", "png", "jpeg", "docx", "xlsx", "odt", "ods"), min_length=1)
    most: int = Field(1, ge=1, le=10)
    max_mb: int = Field(LARGEST, ge=1, le=LARGEST)

    grouped: ClassVar[bool] = True

    @property
    def endings(self) -> list[str]:
        """Return how the names of files end that are taken."""
        return [ending for kind in self.accept for ending in ENDINGS[kind]]

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.OTHER)

    def read(self, raw: Any, lists: Lists) -> list[dict[str, Any]] | None:
        """Read a stored answer: a list of {id, name, size, kind}."""
        if is_empty(raw):
            return None
        if not isinstance(raw, list) or not all(self._is_entry(entry) for entry in raw):
            raise Unreadable(Fault(self.name, _LIST))
        return [dict(entry) for entry in raw] or None

    @staticmethod
    def _is_entry(entry: Any) -> bool:
        return (
            isinstance(entry, dict)
            and set(entry) == _PARTS
            and isinstance(entry["id"], str)
            and _ID.fullmatch(entry["id"]) is not None
            and isinstance(entry["name"], str)
            and entry["name"] == clean_name(entry["name"])
            and type(entry["size"]) is int
            and entry["size"] >= 0
            and entry["kind"] in ENDINGS
        )

    def entry_of(self, upload: Upload) -> dict[str, Any]:
        """Return what is stored of a file in the answer; raise Unreadable for one that is not wanted."""
        words: dict[str, Any]
        name, size = clean_name(upload.name), len(upload.content)
        if not size:
            raise Unreadable(Fault(self.name, Phrase("“{name}” is empty. Choose another file.", name=name)))
        if size > self.max_mb * _MEGABYTE:
            words = {"name": name, "most": self.max_mb}
            message = Phrase("“{name}” is larger than {most} MB. Choose a smaller one.", **words)
            raise Unreadable(Fault(self.name, message))
        kind = kind_of(upload.content)
        if kind not in self.accept or not name.lower().endswith(ENDINGS[str(kind)]):
            words = {"name": name, "kinds": ", ".join(self.accept)}
            message = Phrase("“{name}” is no file of these kinds: {kinds}. Choose another.", **words)
            raise Unreadable(Fault(self.name, message))
        return {"id": sha256(upload.content).hexdigest(), "name": name, "size": size, "kind": kind}

    def operand(self, value: Any) -> Any:
        return tuple(entry["name"] for entry in value) if value else None

    def count_fault(self, value: Any) -> Fault | None:
        over = len(value or ()) - self.most
        if over <= 0:
            return None
        return Fault(self.name, Phrase("At most {most} fit here: remove {over}.", most=self.most, over=over))

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [(None, f"{entry['name']} ({in_words(entry['size'])})") for entry in value or ()]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(), Column("count", "How many", numeric=True)]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | None]:
        if not value:
            return [None, None]
        return ["; ".join(entry["name"] for entry in value), len(value)]


def clean_name(name: str) -> str:
    """Return a file's name without folders, and without what headers and terminals must not be given."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(ch if unicodedata.category(ch)[0] not in "CZ" else " " for ch in last)
    words = " ".join(kept.replace('"', "'").split()).strip(". ") or "file"
    if len(words) <= NAME_LENGTH:
        return words
    stem, point, ending = words.rpartition(".")
    ending = f".{ending}" if point and len(ending) <= 8 else ""
    return (stem if ending else words)[: NAME_LENGTH - len(ending)].strip(". ") + ending


def in_words(size: int) -> str:
    """Return a size in bytes in words."""
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1024))} kB"
