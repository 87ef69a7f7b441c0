"""Template files of agendas: what is read, and every finding with its place and remedy."""

import pytest

from survey_app.places import QUESTIONNAIRES
from survey_app.programmes.agenda.catalogue import CATALOGUE
from survey_app.programmes.agenda.model import Slot, Template, TemplateDay, TemplateHalf
from survey_app.programmes.agenda.reading import read_template

GOOD = """
name: short
title: Half a day
unused: open
days:
  - label: The day
    halves:
      - label: Morning
        start: "9:30"
        items:
          - {kind: welcome, label: Hello, minutes: 15}
          - {kind: session, minutes: 60}
"""
BAD = """
name: short
title: ""
unused: perhaps
colour: red
days:
  - label: The day
    halves:
      - label: Morning
        start: "25:00"
        items:
          - {kind: sesion, minutes: 60}
          - {kind: lunch, minutes: 4}
          - {kind: lunch, minutes: 481}
          - {kind: lunch, minutes: "60"}
          - lunch
      - label: Afternoon
        items: []
"""
OVERLAP = """
name: short
title: Two halves
days:
  - label: The day
    halves:
      - {label: Morning, start: "09:00", items: [{kind: lunch, minutes: 300}]}
      - {label: Afternoon, start: "13:00", items: [{kind: closing, minutes: 30}]}
"""


def lines(text: str) -> list[str]:
    return [found.line("t.yaml") for found in read_template(text.encode()).problems]


def test_a_template_is_read_as_it_stands() -> None:
    reading = read_template(GOOD.encode())
    slots = (Slot("welcome", "Hello", 15), Slot("session", "Session", 60))
    day = TemplateDay("The day", (TemplateHalf("Morning", 570, slots),))
    assert (reading.template, reading.problems) == (Template("short", "Half a day", True, (day,)), ())


def test_every_departure_is_told_with_place_cause_and_remedy() -> None:
    assert read_template(BAD.encode()).template is None
    assert lines(BAD) == [
        "t.yaml:3:8: error: “title” must be text, not “”."
        " Write some words, in quotes where they look like something else.",
        "t.yaml:4:9: error: “perhaps” is not a value of “unused”. One of: “open”, “vanish”.",
        "t.yaml:5:1: error: “colour” is not a key of a template."
        " Its keys: “days”, “first”, “name”, “title”, “unused”.",
        "t.yaml:10:16: error: “25:00” is no time of day. Write it in quotes: \"09:30\".",
        "t.yaml:12:20: error: “sesion” is not a value of “kind”. Did you mean “session”?",
        "t.yaml:13:36: error: “minutes: 4” is below 5. Write 5 or more.",
        "t.yaml:14:36: error: “minutes: 481” is above 480. Write 480 or less.",
        "t.yaml:15:36: error: “minutes” must be a whole number, not “60”."
        " Write it in digits, without quotes or a point.",
        "t.yaml:16:13: error: “items, entry 5” must be a mapping, not “lunch”."
        " Write “key: value” lines below it.",
        "t.yaml:17:9: error: A half-day lacks “start”. Add “start: …”.",
        "t.yaml:18:16: error: “items” must be a list, not an empty list."
        " Begin each entry with “- ” on a line of its own.",
    ]  # fmt: skip


def test_what_is_odd_is_told_and_still_used() -> None:
    assert read_template(OVERLAP.encode()).template is not None
    assert lines(OVERLAP) == [
        "t.yaml:5:3: warning: The template has no slot for a session. Add items with “kind: session”.",
        "t.yaml:8:35: warning: This half-day begins at 13:00, before the one above it ends at 14:00."
        " Begin it later.",
    ]


@pytest.mark.parametrize("text", ["", "name: x", "- a list"])
def test_what_is_no_template_says_how_to_begin(text: str) -> None:
    told = "The file holds no template of an agenda. Begin with name, title and days."
    assert [found.message for found in read_template(text.encode()).problems] == [told]


def test_each_message_of_its_own_is_told_somewhere_above() -> None:
    texts = (BAD, OVERLAP, "")
    told = {found.code for text in texts for found in read_template(text.encode()).problems}
    assert set(CATALOGUE) <= told


@pytest.mark.parametrize(("name", "title"), [("two-days", "Two days"), ("three-days", "Three days")])
def test_the_shipped_templates_read_clean(name: str, title: str) -> None:
    reading = read_template((QUESTIONNAIRES / "agendas" / f"{name}.yaml").read_bytes())
    assert reading.problems == ()
    assert reading.template is not None
    assert (reading.template.name, reading.template.title) == (name, title)
