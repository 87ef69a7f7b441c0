"""The templates of agendas: files that read clean, and those that cannot be used, with the first finding."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from survey_app.places import QUESTIONNAIRES
from survey_app.programmes.agenda.model import SESSIONS, Template
from survey_app.programmes.agenda.reading import TemplateReading, read_template
from survey_app.programmes.wording import counted

AGENDAS = QUESTIONNAIRES / "agendas"


@dataclass(frozen=True, slots=True)
class Templates:
    """Hold the templates by their files' names, and (file, finding) of those that cannot be used."""

    ready: dict[str, Template]
    refused: tuple[tuple[str, str], ...]

    def options(self) -> list[tuple[str, str, str]]:
        """Return what can be chosen as (value, words, what it holds), the shorter first."""
        ordered = sorted(self.ready.items(), key=lambda entry: (len(entry[1].days), entry[1].title))
        return [(key, found.title, _holds(found)) for key, found in ordered]


def templates(folder: Path = AGENDAS) -> Templates:
    """Return the templates in a folder's files."""
    ready, refused = {}, []
    for path in sorted(folder.glob("*.yaml")):
        reading = _read(path.read_bytes())
        if reading.template is None:
            refused.append((path.name, reading.problems[0].line(path.name)))
        else:
            ready[path.stem] = reading.template
    return Templates(ready, tuple(refused))


@lru_cache(maxsize=32)
def _read(content: bytes) -> TemplateReading:
    return read_template(content)


def _holds(template: Template) -> str:
    slots = [slot for day in template.days for half in day.halves for slot in half.slots]
    sessions = sum(1 for slot in slots if slot.kind in SESSIONS)
    unused = "become open time" if template.open_time else "vanish"
    return f"Room for {counted(sessions, 'session', 'sessions')}; slots that stay free {unused}."
