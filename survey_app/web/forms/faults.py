"""What a summary says about one question: a line for each fault, one line for many rows of a grid."""

from collections.abc import Iterator, Mapping

from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import AvailabilityQuestion, EntriesQuestion, Lists, QuestionBase
from survey_app.web.languages.speaking import say, tongue

MOST_ROWS = 3  # of one grid, named one by one
OWN_MARKS = ("?", "!", ".", "…", ":")


def sentence(label: str, message: str) -> str:
    """Put a message behind a question's words, with a colon where they end without a mark."""
    return f"{label} {message}" if label.endswith(OWN_MARKS) else f"{label}: {message}"


def fault_lines(
    question: QuestionBase, label: str, faults: Mapping[str, str], lists: Lists
) -> Iterator[tuple[str, str]]:
    """Yield (part, message) for a summary; faults are messages by part, "" for the question as a whole."""
    rows = [part for part in faults if part] if question.by_parts else []
    if len(rows) > MOST_ROWS:
        yield rows[0], sentence(label, _many(question, len(rows)))
    for part, message in faults.items():
        if part not in rows:
            yield part, sentence(label, message)
        elif len(rows) <= MOST_ROWS:
            yield part, sentence(label, f"{_row(question, part, lists)}: {message}")


def fault_message(question: QuestionBase, faults: Mapping[str, str], lists: Lists) -> str:
    """Return one message for a question that has faults, the rows of a grid counted."""
    rows = [part for part in faults if part] if question.by_parts or question.by_entries else []
    if len(rows) > 1:
        return _many(question, len(rows))
    part, message = next(iter(faults.items()))
    return f"{_row(question, part, lists)}: {message}" if part in rows else message


def _many(question: QuestionBase, count: int) -> str:
    if isinstance(question, AvailabilityQuestion):
        return say(Phrase("Weeks that still need an answer: {count}.", count=count))
    if isinstance(question, EntriesQuestion):
        return say(Phrase("Answers that are still missing or not possible: {count}.", count=count))
    return say(Phrase("Rows that still need an answer: {count}.", count=count))


def _row(question: QuestionBase, part: str, lists: Lists) -> str:
    if isinstance(question, AvailabilityQuestion):
        return tongue().week(part)
    if isinstance(question, EntriesQuestion):
        _, name, *_ = (*part.split("."), "")
        return next((one.label for one in question.inner if one.name == name), question.label)
    return next((column.title for column in question.columns(lists) if column.suffix == part), part)
