"""What is written as YAML reads back as it is, and reads well."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.yaml_text import read_yaml

WRITTEN = """\
name: visit
version: "2027.1"
title: What would you like to see?
language: en
introduction: |
  Two lines.

  And a third.
purpose: >-
  The answers are used to propose and agree the programme of staff exchanges of this round, and to report on
  it to everybody.

lists:
  answers:
    - {name: yes, label: "Yes: gladly"}
    - {name: "1", label: No}

pages:
  - name: first
    label: First page
    questions:
      - name: see
        type: select_one
        label: "“See”: what?"
        choices: answers
        relevant: ${age} >= 18 and selected(${who}, 'us')
        constraint: . != ''
      - name: rate
        type: rating
        label: How good?
        scale: {from: 0, to: 5}
        required: true
"""
PRINTABLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(PRINTABLE, max_size=130) | st.text(st.sampled_from("a :#-'\"{}[],$.\n|>0e\\\u00a0\u2028"))
SCALARS = TEXTS | st.booleans() | st.none() | st.integers(-(10**17), 10**17)
VALUES = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=3) | st.dictionaries(TEXTS, one, max_size=3)
)


def test_a_questionnaire_is_written_as_a_designer_writes_it() -> None:
    tree = read_yaml(WRITTEN.encode())
    assert (tree.problems, yaml_text(tree.data)) == ([], WRITTEN)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3))
def test_whatever_is_written_reads_back_as_it_is(data: dict[str, Any]) -> None:
    tree = read_yaml(yaml_text(data).encode())
    assert (tree.problems, tree.data) == ([], data)
