"""Short questionnaires for tests: only what a test is about stands in it."""

from textwrap import dedent, indent

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.shape import read_shape
from survey_app.questionnaire.yaml_text import read_yaml

HEAD = """\
name: small
version: "1"
title: A small questionnaire
language: en
purpose: To be read
retention: A day
"""


def with_pages(pages: str, lists: str = "") -> str:
    """Return a whole questionnaire with these pages; the head has six lines."""
    parts = [HEAD]
    for key, text in (("lists", lists), ("pages", pages)):
        if text:
            parts.append(f"{key}:\n{indent(dedent(text).strip(), '  ')}\n")
    return "".join(parts)


def with_questions(questions: str, lists: str = "") -> str:
    """Return a whole questionnaire with these questions on its one page."""
    listed = indent(dedent(questions).strip(), "    ")
    return with_pages(f"- name: only\n  label: The only page\n  questions:\n{listed}", lists)


def findings(source: str | bytes) -> list[str]:
    """Return what the checker says about a file, one line for each finding."""
    raw = source.encode() if isinstance(source, str) else source
    return [found.line("q.yaml") for found in read(raw).problems]


def lines(text: str) -> list[str]:
    """Return findings as `findings` does: each begins a line of the text and goes on where it is indented."""
    told: list[str] = []
    for line in dedent(text).strip("\n").splitlines():
        if line.startswith(" "):
            told[-1] += f" {line.strip()}"
        else:
            told.append(f"q.yaml:{line}")
    return told


def compiled(source: str) -> Compiled:
    """Return a questionnaire that must have no error, ready to be asked."""
    reading = read(source.encode())
    assert reading.compiled is not None, [found.line("q.yaml") for found in reading.errors]
    return reading.compiled


def compiled_as_it_is(source: str) -> Compiled:
    """Return a well-formed questionnaire ready to be asked, whatever the checker says of its conditions."""
    questionnaire, problems = read_shape(read_yaml(source.encode()))
    assert questionnaire is not None, problems
    asked, bad = compile_questionnaire(questionnaire)
    assert bad == []
    return asked
