"""Where a questionnaire names its questions, lists and choices: each place as a word to swap."""

from collections.abc import Iterator

from survey_app.questionnaire.compiled import TEXTS, Compiled
from survey_app.questionnaire.editing.words import Swap
from survey_app.questionnaire.expressions import parse_text
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Reference
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.placing import placed_items, places
from survey_app.questionnaire.types import (
    ListedQuestion,
    OneChoiceQuestion,
    SelectMultipleQuestion,
    placed,
)
from survey_app.questionnaire.yaml_text import Path


def expressions(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    """Yield every condition and rule with its path."""
    for index, page in enumerate(questionnaire.pages):
        if page.relevant:
            yield ("pages", index, "relevant"), page.relevant
    for path, item in placed_items(questionnaire):
        for key in ("relevant", "constraint", "calculation", "choice_filter", "repeat_count"):
            if text := getattr(item, key, None):
                yield (*path, key), text


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[Path, str]]:
    for index, page in enumerate(questionnaire.pages):
        inside = [(path, item) for path, _, item in placed(page.items, ("pages", index), deep=True)]
        for path, owner in [(("pages", index), page), *inside]:
            for key in TEXTS:
                text = getattr(owner, key, None)
                if text and "${" in text:
                    yield (*path, key), text


def of_question(compiled: Compiled, name: str) -> Iterator[Swap]:
    """Yield every place where a question is named."""
    questionnaire = compiled.questionnaire
    for path, question in places(questionnaire):
        if question.name == name:
            yield Swap((*path, "name"))
    for path, text in expressions(questionnaire):
        yield from _named(path, text, read(text, Findings(text)).references, name)
    for path, text in _texts(questionnaire):
        pieces = parse_text(text, compiled.every_name).pieces
        yield from _named(path, text, [piece for piece in pieces if isinstance(piece, Reference)], name)


def _named(path: Path, text: str, references: object, name: str) -> Iterator[Swap]:
    for reference in references if isinstance(references, (list, tuple)) else ():
        if reference.name == name:
            yield Swap(path, text.index(name, reference.offset + 2))


def of_list(compiled: Compiled, name: str) -> Iterator[Swap]:
    """Yield every place where a list is named."""
    yield Swap(("lists", name), key=True)
    for path, question in places(compiled.questionnaire):
        for key in ("rows", "choices"):
            if getattr(question, key, None) == name:
                yield Swap((*path, key))


def of_choice(compiled: Compiled, list_name: str, name: str) -> Iterator[Swap]:
    """Yield every place where an entry of a list is named, expressions left out."""
    questionnaire = compiled.questionnaire
    for index, choice in enumerate(questionnaire.lists[list_name]):
        if choice.name == name:
            yield Swap(("lists", list_name, index, "name"))
    for path, question in places(questionnaire):
        if isinstance(question, ListedQuestion) and question.choices == list_name:
            if isinstance(question, SelectMultipleQuestion) and question.none_of_these == name:
                yield Swap((*path, "none_of_these"))
            if isinstance(question, SelectMultipleQuestion) and name in (question.default or ()):
                yield Swap((*path, "default", (question.default or ()).index(name)))
            if isinstance(question, OneChoiceQuestion) and question.default == name:
                yield Swap((*path, "default"))
