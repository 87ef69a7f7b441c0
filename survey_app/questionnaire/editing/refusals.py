"""Why a name cannot be changed: each refusal with its cause and its remedy."""

from collections.abc import Iterable

from survey_app.questionnaire.problems import Place, Problem, Severity, short

_CATALOGUE: dict[str, tuple[str, str]] = {
    "unknown": ("There is no {what} “{name}”.", "{hint}"),
    "same": ("“{name}” is its name already.", "Say another one."),
    "bad-name": (
        "“{name}” cannot be a name.",
        "Use letters, digits, - and _ only, a letter first, 64 characters at most.",
    ),
    "yaml-word": ("YAML reads “{name}” as something other than a word.", "Take another name."),
    "taken": ("“{name}” is already the name of another {what}.", "Take another name."),
    "several": (
        "The choice “{name}” stands in several lists.",
        "Say which one: {lists}.",
    ),
    "two-lists": (
        "This “{name}” may be a choice of more than one list.",
        "Write the comparison apart for each question, then rename.",
    ),
    "written": (
        "“{name}” is written here in a way that cannot be edited safely.",
        "Write it without escapes, then rename.",
    ),
    "unreadable": ("This file cannot be read: {detail}", "Mend it first; nothing was renamed."),
    "unlike": (
        "After renaming, the file would say something else.",
        "Write the text around it more plainly, then rename.",
    ),
    "retraced": (
        "The name before that, “{name}”, is no longer told here.",
        "Answers to versions that used it must have been carried over by now.",
    ),
    "left": (
        "The text “{name}” stands here still: nothing ties it to the list.",
        "Look whether the choice is meant.",
    ),
}


class RenameRefused(ValueError):  # noqa: N818 - it names what was refused
    """Raised where nothing was renamed; file is "" for the questionnaire, else a file beside it."""

    def __init__(self, problems: Iterable[Problem], file: str = "") -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__("; ".join(found.message for found in self.problems))


def finding(code: str, place: Place, severity: Severity = Severity.ERROR, **words: str) -> Problem:
    """Return a finding about a name that is to be changed."""
    cause, remedy = _CATALOGUE[code]
    told = words | {"name": short(words.get("name", ""))}
    return Problem(place, severity, f"rename-{code}", f"{cause.format(**told)} {remedy.format(**told)}")


def refused(code: str, place: Place, file: str = "", **words: str) -> RenameRefused:
    """Return the exception that tells one finding."""
    return RenameRefused([finding(code, place, Severity.ERROR, **words)], file)
