"""Write a proposed programme as a PDF for people: tagged (PDF/UA-1), with embedded fonts only."""

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import resources
from typing import TypeVar

import typst

from survey_app.exports.left_out import Exported, LeftOut
from survey_app.exports.story import ProgrammeWords, Story
from survey_app.exports.telling import tell_programme
from survey_app.exports.texts import REPLACEMENT, with_legal_texts, with_texts
from survey_app.programmes.model import Problem, Proposal

T = TypeVar("T")
NOT_LATIN = re.compile("[^\x20-\x7e\n\u00a0-\u017f\u2013\u2014\u2018-\u201f\u2026\u202f\ufffd×]")
PROBE = b"""
#set document(title: "probe")
#set text(lang: "en", font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#let it = sys.inputs.text
#it #text(weight: "semibold", it) #text(style: "italic", it)
"""


def programme_pdf(problem: Problem, proposal: Proposal, words: ProgrammeWords) -> Exported:
    """Give a proposed programme as PDF/UA-1; characters that no embedded font has are named in brackets."""
    return story_pdf(tell_programme(problem, proposal, words), words)


def story_pdf(told: Story, words: ProgrammeWords) -> Exported:
    """Give a story as PDF/UA-1."""
    story, left_out = with_legal_texts(told, "document")
    story, named = with_drawable_texts(story)
    template = resources.files("survey_app.exports").joinpath("programme.typ").read_bytes()
    made_at = datetime.combine(words.made_on, time(), UTC)
    content = compiled_pdf(template, {"story": json.dumps(asdict(story))}, made_at)
    return Exported(content, (*left_out, *named))


def with_drawable_texts(told: T) -> tuple[T, tuple[LeftOut, ...]]:
    """Write characters without a glyph in the embedded fonts by name: '[grinning face]'; say which."""
    found: set[str] = set()

    def named(text: str) -> str:
        missing = {character for character in NOT_LATIN.findall(text) if not drawable(character)}
        found.update(missing)
        for character in missing:
            text = text.replace(character, _spoken(character))
        return text

    changed = with_texts(told, named)
    why = "no embedded font can draw the character; its name stands in brackets"
    return changed, tuple(LeftOut("document", f"U+{ord(c):04X} {c}", why) for c in sorted(found))


def all_drawable(text: str) -> bool:
    """Say whether the embedded fonts have every glyph of a text."""
    return all(drawable(character) for character in NOT_LATIN.findall(text))


@lru_cache(maxsize=4096)
def drawable(character: str) -> bool:
    """Say whether the embedded fonts have a glyph for a character."""
    try:
        compiled_pdf(PROBE, {"text": character}, datetime(2000, 1, 1, tzinfo=UTC))
    except typst.TypstError:
        return False
    return True


def _spoken(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"[{name.lower()}]" if name else REPLACEMENT


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def compiled_pdf(source: bytes, inputs: dict[str, str], made_at: datetime) -> bytes:
    """Give the PDF/UA-1 of a template with its inputs, dated as said; raise TypstError."""
    return typst.compile(
        source, font_paths=_fonts(), sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at
    )
