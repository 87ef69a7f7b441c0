"""Differences between the pages of two versions."""

from collections.abc import Iterator

from survey_app.questionnaire.differences.expressions import says_the_same
from survey_app.questionnaire.differences.model import Difference, difference
from survey_app.questionnaire.differences.ordering import moved
from survey_app.questionnaire.differences.spoken import told
from survey_app.questionnaire.differences.versions import Versions
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.yaml_text import Path


def page_differences(versions: Versions) -> Iterator[Difference]:
    """Yield what differs in pages, their questions left out."""
    renamed = versions.pages
    new_places = {page.name: place for place, page in enumerate(versions.new.pages)}
    for place, page in enumerate(versions.old.pages):
        if page.name not in renamed:
            yield difference("page-removed", ("pages", place), in_old=True, name=page.name)
    for name, place in new_places.items():
        if name not in renamed.values():
            yield difference("page-added", ("pages", place), name=name)
    for before, after in renamed.items():
        path: Path = ("pages", new_places[after])
        if before != after:
            yield difference("page-renamed", path, before=before, after=after)
        yield from _page(versions, versions.old.page_names[before], versions.new.page_names[after], path)
    order = sorted(renamed.values(), key=lambda name: new_places[name])
    for name in moved(list(renamed.values()), order):
        yield difference("page-moved", ("pages", new_places[name]), name=name)


def _page(versions: Versions, old: Page, new: Page, path: Path) -> Iterator[Difference]:
    touched = tuple(question.name for question in old.questions)
    for key in ("label", "hint", "relevant"):
        before, after = getattr(old, key), getattr(new, key)
        if before == after:
            continue
        code = "relevant" if key == "relevant" else "words"
        names, choices = versions.questions.names, versions.choice_names
        if key == "relevant" and before and after and says_the_same(before, after, names, choices):
            code = "rewritten"
        yield difference(
            code,
            (*path, key) if after is not None else path,
            questions=touched,
            owner=f"The page “{new.name}”",
            key=key,
            before=told(before),
            after=told(after),
        )
