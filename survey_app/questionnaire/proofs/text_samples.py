"""Example texts: of a length, of a format, with a part, and such that a pattern matches."""

from collections.abc import Iterator

from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.pattern_samples import pattern_samples
from survey_app.questionnaire.types import HiddenQuestion, TextQuestion
from survey_app.questionnaire.types.computed import HIDDEN_LENGTH

_WORDS = "We buy for the whole city and learn as we go. "
_LONGEST = 2_000  # characters of an example
_FORMATS = {
    "email": ("name@city.eu", "n@c.eu", "{}@city.eu"),
    "url": ("https://city.eu/page", "http://c.eu", "https://city.eu/{}"),
    "telephone": ("+358 2 330 000", "0123", "0{}"),
}


def texts(question: TextQuestion | HiddenQuestion, pool: Pool) -> Iterator[str]:
    """Yield texts, those that conditions ask for first; not each is of the question's format."""
    yield from sorted(pool.texts)
    for part in sorted(pool.parts):
        yield from (part, f"{part} and more", f"More {part}", f"{part}{part}")
    for source in sorted(pool.patterns):
        yield from pattern_samples(pool.patterns[source])
    lengths = sorted({int(number) + step for number in pool.numbers for step in (0, 1, -1)})
    longest, style = (
        (HIDDEN_LENGTH, None)
        if isinstance(question, HiddenQuestion)
        else (question.max_length, question.format)
    )
    fitting = [length for length in lengths if 1 <= length <= min(_LONGEST, longest)]
    if style is None:
        yield from ("Words", "An answer in words.", "12", "7")
        yield from (of_length(length) for length in fitting)
        yield "x"
        return
    short, shortest, frame = _FORMATS[style]
    yield from (short, shortest)
    filler = "1" if style == "telephone" else "x"
    for length in fitting:
        yield frame.format(filler * max(0, length - len(frame) + 2))


def of_length(length: int) -> str:
    """Return words of so many characters, without a blank at the end."""
    text = (_WORDS * (length // len(_WORDS) + 1))[:length]
    return f"{text[:-1]}." if text.endswith(" ") else text
