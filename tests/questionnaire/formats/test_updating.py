"""A questionnaire that stands at the output is brought up to date; what says the same stays as it is."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.formats import Form, Target
from survey_app.questionnaire.formats.updating import merged, updated
from survey_app.questionnaire.formats.yaml_format import write_questionnaire
from survey_app.questionnaire.yaml_text import read_yaml

OLD = """\
# yaml-language-server: $schema=x
# About the form.
title: Old title   # the name on paper
name: form
version: "1"
language: en
purpose: >-
  Kept, although the other
  format cannot say it.

lists:
  # in the order of the law
  ways:
    - {name: bus, label: Bus}      # slow
    - {name: train, label: 'Train'}
    - {name: ship, label: Ship}

pages:
  - name: one   # first
    label: "One"
    questions:
      # who
      - {name: city, type: text, label: City, feeds: location}
      - name: way
        label: Which way?      # asked twice
        type: select_one
        choices: ways

        # only for the far
        relevant: ${city} != 'Turku'
      - name: gone
        type: text
        label: Gone
# the end
"""
NEW: dict[str, Any] = {
    "name": "form",
    "version": "2",
    "title": "New title",
    "language": "en",
    "lists": {
        "ways": [
            {"name": "bus", "label": "Bus"},
            {"name": "train", "label": "Fast train"},
            {"name": "bike", "label": "Bike"},
            {"name": "ship", "label": "Ship"},
        ]
    },
    "pages": [
        {
            "name": "one",
            "label": "One",
            "questions": [
                {"name": "age", "type": "integer", "label": "Age"},
                {"name": "city", "type": "text", "label": "Which city?"},
                {
                    "name": "way",
                    "type": "select_one",
                    "label": "Which way?",
                    "choices": "ways",
                    "required": True,
                    "relevant": "${city} != ''",
                },
            ],
        }
    ],
}
UPDATED = """\
# yaml-language-server: $schema=x
# About the form.
title: New title  # the name on paper
name: form
version: "2"
language: en
purpose: >-
  Kept, although the other
  format cannot say it.

lists:
  # in the order of the law
  ways:
    - {name: bus, label: Bus}      # slow
    - {name: train, label: Fast train}
    - {name: bike, label: Bike}
    - {name: ship, label: Ship}

pages:
  - name: one   # first
    label: "One"
    questions:
      - name: age
        type: integer
        label: Age
      # who
      - {name: city, type: text, label: Which city?, feeds: location}
      - name: way
        label: Which way?      # asked twice
        type: select_one
        choices: ways
        required: true

        # only for the far
        relevant: ${city} != ''
# the end
"""


def test_comments_order_and_what_the_other_format_cannot_say_stay() -> None:
    form = Form(NEW, unsaid=frozenset({"purpose", "feeds"}))
    done = write_questionnaire(form, Target("form.yaml", OLD.encode()))
    assert (done.content.decode(), done.losses) == (UPDATED, ())


def test_a_file_that_says_the_same_stays_as_it_is() -> None:
    source = (QUESTIONNAIRES / "city-needs.yaml").read_bytes()
    data = read_yaml(source).data
    assert updated(source, merged(data, read_yaml(source).data, frozenset())) == (source, True)


PARTS = st.sampled_from(
    ["x: y", "ein\nzwei", 7, True, None, ["a"], [{"name": "n", "label": "l"}], {}, {"a": 1}]
)
KEYS = st.sampled_from(["title", "name", "lists", "pages", "purpose", "new"])


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(KEYS, PARTS, min_size=1))
def test_whatever_the_new_data_is_the_file_says_it(data: dict[str, Any]) -> None:
    content, _ = updated(OLD.encode(), merged(read_yaml(OLD.encode()).data, data, frozenset()))
    assert read_yaml(content).data == data
