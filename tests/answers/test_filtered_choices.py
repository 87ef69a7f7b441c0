"""Lists that a filter makes shorter: what is offered, and what becomes of a choice that no longer is."""

from datetime import date
from typing import Any

import pytest

from survey_app.answers.counting import offered_choices
from survey_app.answers.validation import page_faults, relevant_values
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled
from tests.questionnaire.written import compiled, findings, lines, with_questions

TODAY = date(2027, 3, 8)
LISTS = """
countries: [{name: fi, label: Finland}, {name: ee, label: Estonia}]
towns:
  - {name: turku, label: Turku, country: fi, people: 200}
  - {name: rauma, label: Rauma, country: fi, people: 39}
  - {name: tartu, label: Tartu, country: ee, people: 97.5}
  - {name: nowhere, label: Nowhere}
"""
COUNTRY = "- {name: country, type: select_one, label: C, choices: countries}\n"
HOUSE = compiled(
    with_questions(
        COUNTRY
        + """
- {name: least, type: integer, label: L}
- name: town
  type: select_one
  label: T
  choices: towns
  required: true
  other: true
  choice_filter: country = ${country} and (${least} = '' or people >= ${least})
- {name: known, type: select_multiple, label: K, choices: towns, comments: true}
- {name: best, type: select_one, label: B, choices: towns, choice_filter: "selected(${known}, name)"}
- {name: why, type: text, label: "Why ${best}?", relevant: "${best} != ''"}
- {name: several, type: select_multiple, label: S, choices: towns, choice_filter: "country = ${country}"}
- {name: city, type: city, label: City, choice_filter: "country = ${country}"}
""",
        LISTS,
    )
)


def offers(name: str, values: dict[str, Any], asked: Compiled = HOUSE) -> list[str]:
    view = shown(asked, values, TODAY)
    found = offered_choices(asked, asked.questionnaire.by_name[name], view.operands, TODAY)
    return [choice.name for choice in found or ()]


@pytest.mark.parametrize(
    ("name", "values", "names"),
    [
        ("town", {}, ["nowhere"]),  # an empty answer is equal to an empty key
        ("town", {"country": "fi"}, ["turku", "rauma"]),
        ("town", {"country": "fi", "least": 40}, ["turku"]),
        ("town", {"country": "ee", "least": 98}, []),
        ("best", {"known": {"chosen": ["rauma", "tartu"]}}, ["rauma", "tartu"]),
    ],
)
def test_what_is_offered(name: str, values: dict[str, Any], names: list[str]) -> None:
    assert offers(name, values) == names


def test_shipped_cities_know_their_country() -> None:
    assert offers("city", {"country": "ee"})[:3] == ["ee-haapsalu", "ee-kohtla-jarve", "ee-kuressaare"]


def test_a_choice_that_is_filtered_out_counts_as_no_answer() -> None:
    values = {
        "country": "ee",
        "town": {"chosen": "turku"},
        "known": {"chosen": ["rauma"]},
        "best": "tartu",
        "why": "Because",
        "several": ["turku", "tartu"],
    }
    kept = {"country": "ee", "known": {"chosen": ["rauma"]}, "several": ["tartu"]}
    assert relevant_values(HOUSE, values, TODAY) == kept
    (page,) = HOUSE.questionnaire.pages
    assert [fault.question for fault in page_faults(HOUSE, page, shown(HOUSE, values, TODAY), TODAY)] == [
        "town"
    ]
    assert relevant_values(HOUSE, {**values, "country": "fi", "best": "rauma"}, TODAY) == {
        **values, "country": "fi", "best": "rauma", "several": ["turku"],
    }  # fmt: skip


def test_other_is_always_offered() -> None:
    values = {"country": "fi", "town": {"chosen": "other", "other": "Salo"}}
    assert relevant_values(HOUSE, values, TODAY) == values


def test_where_nothing_is_offered_nothing_is_missing() -> None:
    source = COUNTRY + (
        "- {name: q, type: select_one, label: Q, choices: towns, required: true,"
        " choice_filter: 'country = ${country} and people > 1'}"
    )
    asked = compiled(with_questions(source, LISTS))
    (page,) = asked.questionnaire.pages
    told = [
        page_faults(asked, page, shown(asked, values, TODAY), TODAY) for values in ({}, {"country": "fi"})
    ]
    assert [[fault.message for fault in found] for found in told] == [[], ["Choose an answer."]]


def test_findings_about_filters() -> None:
    source = with_questions(
        """
        - {name: first, type: select_one, label: F, choices: towns, choice_filter: "contry = 'fi'"}
        - {name: second, type: select_one, label: S, choices: towns, choice_filter: "name != ${third}"}
        - {name: third, type: select_one, label: T, choices: towns, choice_filter: "name != ${second}"}
        """,
        "towns: [{name: turku, label: Turku, country: fi, people: 2}, {name: tartu, label: Tartu}]",
    )
    assert findings(source) == lines(
        """
        8:39: warning: No choice_filter of the list “towns” looks at “country”.
          Remove it, or use it in a choice_filter.
        8:52: warning: No choice_filter of the list “towns” looks at “people”.
          Remove it, or use it in a choice_filter.
        13:83: error: contry is neither a question nor a text. Did you mean country?
        14:83: error: Conditions go round in a circle: second → third → second.
          Take one of the conditions out of the circle.
        """
    )


def test_a_misspelt_key_of_a_choice_is_found() -> None:
    source = with_questions(
        "- {name: q, type: select_one, label: Q, choices: towns}",
        "towns: [{name: turku, label: Turku, renamed_form: abo}, {name: tartu, label: Tartu, top: true}]",
    )
    assert findings(source) == lines(
        """
        8:39: error: “renamed_form” is not a key of a choice. Did you mean “renamed_from”?
        8:92: error: “top” must be text, not true or false. Put it in quotes.
        """
    )
