"""Files of a page: those that are there already, without the removed ones, and the new ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey_app.answers.model import Sheet
from survey_app.questionnaire.types import FileQuestion
from survey_app.questionnaire.values import Fault, Unreadable
from survey_app.web.forms.fields import FilesSent


@dataclass
class FilesKept:
    """Hold what a page's files come to: the answers that change, new contents by id, what was refused."""

    answers: dict[str, Any] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def kept_files(sheet: Sheet, sent: Mapping[FileQuestion, FilesSent]) -> FilesKept:
    """Return what becomes of the files of a page; a colleague's files stay, whoever sends the page."""
    found = FilesKept()
    for question, files in sent.items():
        stored = sheet.values().get(question.name)
        there: list[dict[str, Any]] = stored if isinstance(stored, list) else []  # type: ignore[assignment]
        entries = [entry for entry in there if entry["id"] not in files.removed]
        for upload in files.new:
            try:
                entry = question.entry_of(upload)
                if over := question.count_fault([*entries, entry]):
                    raise Unreadable(over)
            except Unreadable as unreadable:
                found.faults += unreadable.faults
                continue
            if all(entry["id"] != one["id"] for one in entries):
                entries.append(entry)
                found.contents[entry["id"]] = upload.content
        if entries != there:
            found.answers[question.name] = entries or None
    return found


def entries_of(sheet: Sheet) -> dict[str, dict[str, Any]]:
    """Return what a sheet says of each of its files, by their ids."""
    lists: list[list[Any]] = [value for value in sheet.values().values() if isinstance(value, list)]
    entries = [entry for value in lists for entry in value if isinstance(entry, dict)]
    return {entry["id"]: entry for entry in entries if "id" in entry and "kind" in entry}


def file_ids(sheet: Sheet) -> frozenset[str]:
    """Return the ids of a sheet's files."""
    return frozenset(entries_of(sheet))
