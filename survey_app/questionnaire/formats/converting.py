"""From a file of one format to a file of another, with a report of all that does not go through as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.formats.model import Exported, Form, Format, Loss, Source, Target
from survey_app.questionnaire.formats.translated import spoken_in


@dataclass(frozen=True)
class Converted:
    """Hold the written file, and the report of what was read and of what was written."""

    exported: Exported
    form: Form
    read: tuple[Loss, ...]

    @property
    def written(self) -> tuple[Loss, ...]:
        """Return what the target's format has otherwise."""
        return self.exported.losses


def convert(source: Source, of: Format, target: Target, to: Format, language: str | None = None) -> Converted:
    """Convert a file; raise ConversionRefused with a named reason where nothing is to be written.

    With a language, what is written is in that language alone.
    """
    assert of.read is not None and to.write is not None  # noqa: S101 - the registry gives no others
    imported = of.read(source)
    form, losses = imported.form, imported.losses
    if language is not None:
        form, lacking = spoken_in(form, language)
        losses = (*losses, *lacking)
    return Converted(to.write(form, target), form, losses)


def elements(questions: Any) -> Iterator[dict[str, Any]]:
    """Yield every question, group and repeat of a page or group, each before what is in it."""
    for one in questions if isinstance(questions, list) else ():
        if isinstance(one, dict):
            yield one
            yield from elements(one.get("questions"))


def counted(form: Form) -> str:
    """Return what a form holds, in words."""
    pages, lists = form.data.get("pages") or [], form.data.get("lists") or {}
    asked = [one for page in pages for one in elements(page.get("questions")) if "questions" not in one]
    parts = [
        (len(asked), "question"),
        (len(pages), "page"),
        (len(lists), "list"),
        (1 + len(form.translations), "language"),
    ]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts)
