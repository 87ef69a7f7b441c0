"""A questionnaire with its translation, for the tests of translations."""

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import Problem
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.translations.checking import Beside, check_translations
from survey_app.questionnaire.yaml_text import read_yaml

ASKED = """name: short
version: "1"
title: What do you buy?
language: en
purpose: Planning
retention: 2 years
lists:
  ways: [{name: visit, label: A visit}, {name: talk, label: A talk}]
pages:
  - name: city
    label: Your city
    questions:
      - name: buyers
        type: integer
        label: How many buyers does your city have?
        constraint: . <= 5000
        constraint_message: At most 5000.
        default: 3
      - {name: way, type: select_one, choices: ways, other: Another way, comment: Why so?,
         label: Which way?}
      - {name: worth, type: rating, scale: {from: 0, to: 5, low: nothing, high: much},
         label: "Worth to ${buyers}?"}
"""
FINNISH = """# Words of the city of Turku.
language: fi
title: Mitä ostatte?   # as on the poster
purpose: Suunnittelu
retention: 2 vuotta
pages:
  city: {label: Kaupunkinne}
questions:
  worth:   # asked last, translated first
    label: "Hyöty: ${buyers}?"
    scale: {low: ei mitään, high: paljon}
  buyers:
    label:
      text: Montako ostajaa teidän kaupungillanne on?
      source: klgdfffd
    constraint_message: Enintään 5000.
  way: {label: Millä tavalla?, other: Muulla tavalla, comment: Miksi?}
lists:
  ways: {visit: Vierailu, talk: Keskustelu}
"""


def compiled(source: str = ASKED) -> Compiled:
    """Return the questionnaire."""
    reading = read(source.encode())
    assert reading.compiled is not None, reading.problems
    return reading.compiled


def codes(asked: str = ASKED, **translations: str) -> list[str]:
    """Return the places and codes of what the checker says about translations."""
    return [
        f"{file}:{found.place.line}:{found.place.column} {found.code}"
        for file, found in _found(asked, translations)
    ]


def findings(asked: str = ASKED, **translations: str) -> list[str]:
    """Return what the checker says about translations, each under its language's code."""
    return [problem.line(file) for file, problem in _found(asked, translations)]


def _found(asked: str, translations: dict[str, str]) -> list[tuple[str, Problem]]:
    beside = Beside("short.yaml", {language: text.encode() for language, text in translations.items()})
    return list(check_translations(compiled(asked), read_yaml(asked.encode()), beside))
