"""Every message about a test file and its walks that the questionnaire's own catalogue does not have."""

from survey_app.questionnaire.problems import Place, Problem, Severity, short

E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: dict[str, tuple[Severity, str]] = {
    # The file
    "no-walks": (E, "The file holds no walks. Begin with “walks:” and a list of them."),
    "unknown-question": (E, "There is no question “{name}”. {hint}"),
    "unknown-page": (E, "There is no page “{name}”. {hint}"),
    "never-answered": (E, "“{name}” is a note, which has no answer. Take it out."),
    "both": (E, "“{name}” is expected to be visible and hidden. Keep one of the two."),
    "nothing-expected": (W, "The walk “{title}” expects nothing. Add “expect” to one of its steps."),
    "same-title": (W, "The walk “{title}” stands in line {line} already. Give each a title of its own."),
    # What a walk finds
    "not-visible": (E, "“{walk}”: expected “{name}” to be visible; it is hidden: {why}."),
    "not-hidden": (E, "“{walk}”: expected “{name}” to be hidden; it is visible."),
    "no-error": (E, "“{walk}”: expected “{name}” to be refused{words}; it is accepted."),
    "other-error": (E, "“{walk}”: expected “{name}” to be refused with “{expected}”; found “{found}”."),
    "error": (E, "“{walk}”: expected “{name}” to be accepted; found “{found}”."),
    "unread": (E, "“{walk}”: “{name}” cannot be answered so: {found} Change it, or expect the error."),
    "other-value": (E, "“{walk}”: expected “{name}” to be {expected}; found {found}."),
    "other-pages": (E, "“{walk}”: expected the pages {expected}; found {found}."),
    "not-complete": (E, "“{walk}”: expected all answers to be complete; “{name}”: {found}"),
    "complete": (E, "“{walk}”: expected something to be missing or refused; all answers are complete."),
    # What no walk takes
    "not-taken": (W, "No walk makes this condition {way}: “{text}”."),
}


def finding(code: str, place: Place, **words: object) -> Problem:
    """Return the finding of this code at a place, its words filled in."""
    severity, text = CATALOGUE[code]
    told = {
        key: short(word) if key in ("name", "title", "walk", "text") else word for key, word in words.items()
    }
    return Problem(place, severity, code, text.format(**told).strip())
