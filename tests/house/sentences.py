"""The product's own sentences: found in the source, held against the catalogues of each language.

python -m tests.house.sentences brings the catalogues up to date: new sentences get room for their
translation, those that are gone are taken out. It prints what is still to be translated.
"""

import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from survey_app.web.languages.catalogue import CATALOGUES, ENGLISH, SPOKEN

ROOT = Path(__file__).parents[2]
TRANSLATED = [language for language in SPOKEN if language != ENGLISH]
NOT_FOR_RESPONDENTS = {"coordinator"}  # folders of templates
_PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)(?::[^}]*)?\}")
_HEADER = "# The product's own sentences. Brought up to date by: make words"
_EPOCH = datetime(2027, 1, 1, tzinfo=UTC)  # a catalogue changes with its sentences only

Sentence = str | tuple[str, str]


@cache
def sentences() -> dict[Sentence, str]:
    """Return every sentence that respondents may read, with the file that says it first."""
    found: dict[Sentence, str] = {}
    templates = sorted((ROOT / "templates").rglob("*.html"))
    for path in (path for path in templates if not NOT_FOR_RESPONDENTS & set(path.parts)):
        keywords = {"_": None, "ngettext": (1, 2)}
        for _, said, _, _ in extract_from_file("jinja2", path, keywords, options={"silent": "false"}):
            found.setdefault(said, str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "survey_app").rglob("*.py")):
        if "Phrase" in (text := path.read_text("utf-8")) or "gettext" in text:
            for _, said, _, _ in extract_from_file("python", path, {"Phrase": None, "gettext": None}):
                found.setdefault(said, str(path.relative_to(ROOT)))
    return found


def catalogue(language: str) -> Catalog:
    """Return a language's catalogue as it stands."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def missing(language: str) -> list[str]:
    """Return the sentences that have no translation, or not in all their plural forms."""
    known = catalogue(language)
    return [
        f"{where}: {said if isinstance(said, str) else said[0]}"
        for said, where in sentences().items()
        if (message := known.get(said)) is None or message.fuzzy or not all(_forms(message.string))
    ]


def differing(language: str) -> list[str]:
    """Return the sentences whose translation names other values than they do."""
    found = []
    for message in catalogue(language):
        wanted = {places(one) for one in _forms(message.id) if one}
        given = {places(one) for one in _forms(message.string) if one}
        if message.id and given and given != wanted:
            found.append(str(message.id))
    return found


def places(text: str) -> frozenset[str]:
    """Return the places for values in a sentence, as they are written."""
    return frozenset(found[0] for found in _PLACES.finditer(text))


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def renew(language: str) -> None:
    """Bring a catalogue up to date."""
    old, new = (
        catalogue(language),
        Catalog(
            language, header_comment=_HEADER, project="survey-app", version="1", fuzzy=False, charset="utf-8"
        ),
    )
    for said, where in sentences().items():
        known = old.get(said)
        new.add(
            said, known.string if known else None, locations=[(where, 1)], flags=known.flags if known else ()
        )
    new.creation_date = new.revision_date = _EPOCH
    with (CATALOGUES / f"{language}.po").open("wb") as file:
        write_po(file, new, width=0, include_lineno=False)


def main() -> int:
    """Bring every catalogue up to date; say what is missing, and end with 1 when something is."""
    lacking = 0
    for language in TRANSLATED:
        renew(language)
        todo = missing(language)
        print(f"{language}: {len(sentences()) - len(todo)} of {len(sentences())} sentences")
        print(*(f"  {one}" for one in todo), sep="\n", end="\n" if todo else "")
        lacking += len(todo)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
