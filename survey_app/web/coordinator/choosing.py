"""Which questionnaires a round can ask: files that read clean, and versions stored before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from survey_app.questionnaire.reader import Reading, read
from survey_app.questionnaire.translations.files import usable_translations
from survey_app.storage import questionnaires
from survey_app.storage.records import StoredVersion


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold one questionnaire that can be chosen; content is its file's text, None for a stored version."""

    key: str
    title: str
    note: str
    content: str | None = None
    name: str = ""
    version: str = ""
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold what can be chosen, and the files that cannot be, with their first finding."""

    ready: tuple[Choice, ...]
    refused: tuple[tuple[str, str], ...]

    def by_key(self, key: str | None) -> Choice | None:
        """Return a choice, None for a key that is not offered."""
        return next((choice for choice in self.ready if choice.key == key), None)

    def key_of(self, version_id: int | None) -> str:
        """Return the key of a stored version, "" for none."""
        return "" if version_id is None else f"version:{version_id}"


def choices(folder: Path, stored: Sequence[StoredVersion]) -> Choices:
    """Return the questionnaires in a folder's files and those stored; what stands in both is offered once."""
    ready, refused, seen = [], [], set()
    ids = {version.sha256: version.id for version in stored}
    for path in sorted(folder.glob("*.yaml")):
        if "." in path.stem:
            continue  # NAME.test.yaml and its like stand beside a questionnaire, they are none
        content = path.read_bytes()
        reading = _read(content)
        if reading.compiled is None:
            refused.append((path.name, reading.errors[0].line(path.name)))
            continue
        spoken = usable_translations(path)
        digest = questionnaires.digest_of(content.decode(), spoken)
        seen.add(digest)
        found = reading.compiled.questionnaire
        key = f"version:{ids[digest]}" if digest in ids else f"file:{path.name}"
        words = f"{path.name}, version {found.version}, {len(found.by_name)} questions"
        ready.append(Choice(key, found.title, words, content.decode(), found.name, found.version, spoken))
    for version in reversed(stored):
        if version.sha256 not in seen:
            words = f"Version {version.version}, stored on {version.created_at:%Y-%m-%d}"
            ready.append(Choice(f"version:{version.id}", version.name, words))
    return Choices(tuple(ready), tuple(refused))


@lru_cache(maxsize=32)
def _read(content: bytes) -> Reading:
    return read(content)
