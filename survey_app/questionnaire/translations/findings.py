"""Every message about a translation file: its severity, its cause, its remedy. One catalogue."""

from typing import Any

from survey_app.questionnaire.problems import Place, Problem, Severity, short

E, W = Severity.ERROR, Severity.WARNING

CATALOGUE: dict[str, tuple[Severity, str, str]] = {
    "no-translation": (
        E,
        "The file holds no translation.",
        "Begin with “language: …”, then questions by name.",
    ),
    "no-language": (
        E,
        "The file does not say which language it is in.",
        "Add “language: fi” or another code.",
    ),
    "of-another": (
        E,
        "This translates “{value}”, not “{name}”.",
        "Rename the file, or correct “translates”.",
    ),
    "other-language": (
        E,
        "The file is named for “{named}” and says that it is in “{language}”.",
        "Let both say the same.",
    ),
    "source-language": (
        E,
        "“{language}” is the language of the questionnaire itself.",
        "Name another language, or remove this file.",
    ),
    "unknown-text": (W, "The questionnaire has no text “{name}” here.", "{hint}"),
    "no-names": (E, "Below “{name}” texts stand by their names.", "Write “name: …” lines below it."),
    "no-words": (E, "“{name}” must be a text.", "Write it after “text:”, in quotes."),
    "long-words": (E, "This text has {count:,} characters; at most {limit:,} fit.", "Shorten it."),
    "bad-mark": (E, "“source” is the mark of the source text, eight letters.", "Leave it out."),
    "missing-text": (
        E,
        "The {language} translation of {what} is missing: “{source}”.",
        "Add it in {file}; until then the language is not offered.",
    ),
    "missing-partial": (
        W,
        "The {language} translation of {what} is missing: “{source}”.",
        "Add it in {file}; until then respondents read the source text.",
    ),
    "stale-text": (
        E,
        "{What} has changed since it was translated: “{source}”.",
        "Translate it anew and take its “source” out, or confirm it with translate extract --confirm.",
    ),
    "other-answers": (
        E,
        "The translation says {these} where its source says {those}.",
        "Name the same answers in both.",
    ),
    "same-as-source": (
        W,
        "The {language} text reads like its source.",
        "Translate it; where both are meant to be the same, leave it.",
    ),
    "same-as-language": (
        W,
        "The {language} text reads like the one in {other}.",
        "Check which language it is in.",
    ),
    "no-file": (W, "There is no translation into “{language}”.", "Add {file}, or take the language out."),
    "own-language": (
        E,
        "“{language}” is the language of the questionnaire itself.",
        "Name only languages that it is translated into.",
    ),
}


def finding(code: str, place: Place, **words: Any) -> Problem:
    """Return the finding of this code, its cause and remedy filled in; what a file says is shortened."""
    severity, cause, remedy = CATALOGUE[code]
    words = {key: short(word) for key, word in words.items()}
    return Problem(place, severity, code, f"{cause.format(**words)} {remedy.format(**words)}")
