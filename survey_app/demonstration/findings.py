"""Every message about a round file that the questionnaire's own catalogue does not have."""

from survey_app.questionnaire.problems import Place, Problem, Severity

CATALOGUE = {
    "empty-round": "The file holds no round. Begin with slug, network, title and questionnaire.",
    "unknown-key": "“{key}” is not a key of {owner}. {hint}",
    "missing-key": "{owner} lacks “{key}”. Add “{key}: …”.",
    "bad-value": "“{key}”: {detail}. Change it.",
    "same-slug": "The city “{city}” stands here twice. Keep one of the two, or give it another slug.",
    "bad-questionnaire": "The questionnaire cannot be asked: {detail} Mend it first.",
    "bad-answer": "The answer of {city} to “{question}”{part} cannot stand: {detail}",
}
NOT_ASKED = "Its other answers hide the question. Take it out, or change what hides the question."


class RoundFileError(ValueError):
    """Raised when a round file cannot be used; `problems` tells everything that is wrong, by place."""

    def __init__(self, problems: "list[Problem] | tuple[Problem, ...]") -> None:
        self.problems = tuple(sorted(problems, key=lambda found: found.place))
        super().__init__("\n".join(found.line("round") for found in self.problems))


def finding(code: str, place: Place, **words: object) -> Problem:
    """Return the finding of this code at a place, its words filled in."""
    return Problem(place, Severity.ERROR, code, CATALOGUE[code].format(**words).strip())
