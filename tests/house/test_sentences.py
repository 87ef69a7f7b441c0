"""Whatever the product says to a respondent it says in ten languages."""

import ast
import re

import pytest

from tests.house.sentences import ROOT, TRANSLATED, differing, missing, sentences

READ = ("base.html", "respondent/*.html", "questions/*.html", "errors/*.html", "components/progress.html")
REMEDY = "Run “make words”, then write the translations in survey_app/web/languages/catalogues."
# Words of respondents' pages that are no sentences: names, and what is the same in every language.
PLAIN = {"Survey App", "UTC", "respondent"}
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<svg.*?</svg>", re.DOTALL)
_PART = re.compile(r"[\w-]+=\"[^\"]*\"")  # of a tag that a macro writes
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_SAID = re.compile(r"[^\W\d_]{2,}")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    assert missing(language) == [], REMEDY


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_say_the_same_values(language: str) -> None:
    assert differing(language) == []


def test_the_sentences_are_found_where_they_stand() -> None:
    assert {"Save and continue", "Write an answer.", "%(day)s at %(time)s UTC"} <= set(sentences())


def test_templates_say_nothing_that_cannot_be_translated() -> None:
    bare = {}
    for path in (path for part in READ for path in sorted((ROOT / "templates").glob(part))):
        text = _PART.sub(" ", _TAG.sub(" ", _CODE.sub("", path.read_text("utf-8"))))
        for word in PLAIN:
            text = text.replace(word, "")
        if said := _SAID.findall(text):
            bare[path.name] = said
    assert bare == {}, "Put it in _(…)."


def test_faults_are_phrases() -> None:
    """A message of an answer's fault is a Phrase("…"), never a bare text that no page can translate."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("questionnaire/types", "questionnaire", "answers")
        for path in sorted((ROOT / "survey_app" / folder).glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Fault"
        and any(isinstance(part, ast.JoinedStr | ast.Constant) for part in node.args[1:2])
    ]
    assert bare == []
