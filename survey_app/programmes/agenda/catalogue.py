"""Every message about a template of an agenda that the questionnaire's own catalogue does not have."""

from survey_app.questionnaire.problems import Place, Problem, Severity, short

E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: dict[str, tuple[Severity, str]] = {
    "no-template": (E, "The file holds no template of an agenda. Begin with name, title and days."),
    "bad-time": (E, '“{value}” is no time of day. Write it in quotes: "09:30".'),
    "too-early": (
        W,
        "This half-day begins at {start}, before the one above it ends at {end}. Begin it later.",
    ),
    "no-sessions": (W, "The template has no slot for a session. Add items with “kind: session”."),
}


def finding(code: str, place: Place, **words: object) -> Problem:
    """Return the finding of this code at a place, its words filled in."""
    severity, text = CATALOGUE[code]
    return Problem(place, severity, code, text.format(**{key: short(word) for key, word in words.items()}))
