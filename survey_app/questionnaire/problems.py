"""Every message about a questionnaire file: its severity, its cause, its remedy. One catalogue."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """Say whether a problem keeps the questionnaire from being served."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Hold a place in a file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold one finding: where, how bad, the cause and the remedy in one message."""

    place: Place
    severity: Severity
    code: str
    message: str

    def line(self, path: str) -> str:
        """Return the finding as `file:line:column: severity: message`."""
        return f"{path}:{self.place.line}:{self.place.column}: {self.severity}: {self.message}"


E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: dict[str, tuple[Severity, str, str]] = {
    # The file as text and YAML
    "too-large": (
        E,
        "The file has {size:,} bytes; at most {limit:,} are read.",
        "Split it into several questionnaires.",
    ),
    "not-text": (E, "The file is not UTF-8 text: {detail}.", "Save it as UTF-8."),
    "not-yaml": (E, "YAML cannot read this: {detail}.", "{remedy}"),
    "empty-file": (
        E,
        "The file holds no questionnaire.",
        "Begin with name, version, title, language and pages.",
    ),
    "alias": (E, "Aliases and anchors (& and *) are not allowed.", "Write the part out where it is used."),
    "tag": (E, "Tags such as {tag} are not allowed.", "Leave the tag out; write plain text in quotes."),
    "too-deep": (
        E,
        "Nested more than {limit} levels deep.",
        "Take some levels of brackets or indentation out.",
    ),
    "duplicate-key": (E, "The key “{key}” stands here twice.", "Keep one of the two."),
    "odd-key": (E, "A key must be a name, not {found}.", "Write a word before the colon."),
    "several-documents": (
        E,
        "A second document begins here.",
        "Keep one questionnaire in a file; take “---” out.",
    ),
    # The shape
    "unknown-key": (E, "“{key}” is not a key of {owner}.", "{hint}"),
    "missing-key": (E, "{owner} lacks “{key}”.", "Add “{key}: …”."),
    "wrong-shape": (E, "“{key}” must be {wanted}, not {found}.", "{remedy}"),
    "unknown-type": (E, "There is no question type “{value}”.", "{hint}"),
    "no-type": (E, "{owner} lacks “type”.", "Add “type: text” or another question type."),
    "unknown-word": (E, "“{value}” is not a value of “{key}”.", "{hint}"),
    "bad-name": (
        E,
        "“{value}” cannot be a name.",
        "Use letters, digits, - and _ only, a letter first, 64 characters at most.",
    ),
    "bad-value": (E, "{detail}.", "Change “{key}”."),
    # Names and lists
    "duplicate-name": (
        E,
        "The name “{name}” is already taken by the {what} in line {line}.",
        "Give each {what} a name of its own.",
    ),
    "duplicate-choice": (
        E,
        "The choice “{name}” stands twice in the list “{list}”.",
        "Rename or remove one of the two.",
    ),
    "duplicate-label": (
        W,
        "Two choices of the list “{list}” read “{label}”.",
        "Give each a label of its own.",
    ),
    "reserved-name": (
        E,
        "The choice “other” is what “other: true” adds by itself.",
        "Rename the choice, or leave “other” out.",
    ),
    "unknown-list": (E, "There is no list “{name}”.", "{hint}"),
    "unused-list": (W, "No question uses the list “{name}”.", "Remove it, or use it."),
    "unknown-choice": (E, "“{name}” is not in the list “{list}”.", "{hint}"),
    "too-many-questions": (E, "{count} questions are more than {limit}.", "Split the questionnaire."),
    # Expressions and piping
    "expression": (E, "{detail}", "{remedy}"),
    "cycle": (
        E,
        "Conditions go round in a circle: {circle}.",
        "Take one of the conditions out of the circle.",
    ),
    "self-reference": (
        E,
        "The condition of “{name}” asks for its own answer.",
        "Use “constraint” to check an answer, or name another question.",
    ),
    "asked-later": (W, "“{name}” is asked only later than this.", "Move that question before this one."),
    "note-required": (E, "A note has no answer that could be required.", "Remove “{key}”."),
    "dead-message": (
        W,
        "“{key}” is never shown: there is no “{needs}”.",
        "Add “{needs}”, or remove the message.",
    ),
    "silent-constraint": (
        W,
        "“{name}” has a constraint but no words for who breaks it.",
        "Add “constraint_message”.",
    ),
    "bad-default": (
        E,
        "The default cannot be an answer to “{name}”: {detail}",
        "Change or remove “default”.",
    ),
    "too-many-ticks": (E, "“{key}: {value}” is more than the {count} choices of the list.", "Lower “{key}”."),
    "short-rank": (
        W,
        "There is nothing to put into order in a list with one entry.",
        "Add entries to “{list}”.",
    ),
    # Data protection
    "no-purpose": (
        E,
        "The questionnaire asks for personal data (“{name}”) but has no “{key}”.",
        "Add “{key}” at the top.",
    ),
    "untold": (W, "The questionnaire has no “{key}”.", "Add it: respondents read it before the first page."),
    # Feeding a programme
    "feeds-type": (E, "A question of type {type} cannot feed “{feed}”.", "{hint}"),
    "feeds-twice": (E, "“{feed}” is already fed by “{name}” in line {line}.", "Let one question feed it."),
    "feeds-scale": (
        E,
        "What feeds “{feed}” needs figures between 0 and 5.",
        "Set “scale: {{from: 0, to: 5}}”.",
    ),
    "feeds-topics": (
        E,
        "Needs and offers have different rows (“{needs}”, “{offers}”).",
        "Use one list of topics for both.",
    ),
    "cannot-feed": (
        W,
        "This cannot feed a programme: nothing feeds {missing}.",
        "Add the questions, or remove every “feeds”.",
    ),
}


def problem(code: str, place: Place, **words: Any) -> Problem:
    """Return the finding of this code, its cause and remedy filled in."""
    severity, cause, remedy = CATALOGUE[code]
    return Problem(place, severity, code, f"{cause.format(**words)} {remedy.format(**words)}".strip())


def near(name: str, known: "list[str] | tuple[str, ...] | set[str]", what: str = "One of") -> str:
    """Return a remedy that names the nearest known name, or the known names when none is near."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    listed = ", ".join(f"“{entry}”" for entry in sorted(known)[:12])
    more = f" and {len(known) - 12} more" if len(known) > 12 else ""
    return f"{what}: {listed}{more}." if known else "There is none to choose from yet."
