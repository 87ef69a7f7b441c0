"""A REDCap data dictionary becomes a questionnaire that can be asked; what cannot be is carried and told."""

import csv
import io

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Source, format_read
from survey_app.questionnaire.formats.redcap import (
    BRANCHING,
    CHOICES,
    FORM,
    IDENTIFIER,
    LABEL,
    LEAST,
    MOST,
    NAME,
    NOTE,
    REQUIRED,
    SECTION,
    TYPE,
    VALIDATION,
    read_dictionary,
)
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.yaml_text import read_yaml

COLUMNS = (
    NAME, FORM, SECTION, TYPE, LABEL, CHOICES, NOTE, VALIDATION, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED,
)  # fmt: skip
AGE = {NAME: "age", FORM: "about_you", TYPE: "text", LABEL: "How <b>old</b> are you?", VALIDATION: "integer",
       LEAST: "18", MOST: "99", REQUIRED: "y", NOTE: "In years."}  # fmt: skip
SEEN = {NAME: "seen", FORM: "about_you", SECTION: "Your visit", TYPE: "checkbox", LABEL: "What did you see?",
        CHOICES: "1, Town hall | 2, Harbour"}  # fmt: skip
CAME = {
    NAME: "came",
    FORM: "about_you",
    TYPE: "yesno",
    LABEL: "Did you come by boat?",
    BRANCHING: "[seen(2)] = '1'",
}
MAIL = {
    NAME: "mail",
    FORM: "later",
    TYPE: "text",
    LABEL: "Your address?",
    VALIDATION: "email",
    IDENTIFIER: "y",
    BRANCHING: '[came] = "1" and [age] <> "20"',
}
FIELDS = [AGE, SEEN, CAME, MAIL]
WRITTEN = """\
name: trip
version: unversioned
title: Trip
language: en
lists:
  seen_choices:
    - {name: "1", label: Town hall}
    - {name: "2", label: Harbour}
pages:
  - name: about_you_page
    label: About you
    questions:
      - name: age
        type: integer
        label: How old are you?
        hint: In years.
        required: true
        constraint: . >= 18 and . <= 99
      - name: section_2
        type: group
        label: Your visit
        questions:
          - {name: seen, type: select_multiple, choices: seen_choices, label: What did you see?}
          - name: came
            type: yes_no
            label: Did you come by boat?
            relevant: selected(${seen}, '2')
  - name: later_page
    label: Later
    questions:
      - name: mail
        type: text
        format: email
        label: Your address?
        personal: true
        relevant: ${came} = 'yes' and ${age} != 20
"""


def dictionary(*fields):
    """Return fields as the file that REDCap gives."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(fields)
    return Source("trip.csv", b"\xef\xbb\xbf" + text.getvalue().encode())


def test_a_dictionary_becomes_a_questionnaire_that_can_be_asked():
    done = read_dictionary(dictionary(*FIELDS))
    found = read(yaml_text(done.form.data).encode())
    assert {one.code for one in found.errors} == {"no-purpose"}  # for the designer to say
    assert done.form.data == read_yaml(WRITTEN.encode()).data


def test_what_changes_is_told():
    done = read_dictionary(dictionary(*FIELDS))
    assert [loss.line("trip.csv") for loss in done.losses] == [
        "trip.csv:row 2: changed: The label is read without its markup.",
        "trip.csv: changed: The dictionary has no title; it is called “Trip”.",
    ]


def test_what_is_not_served_is_carried_and_keeps_the_form_from_being_published():
    late = {NAME: "late", FORM: "later", TYPE: "text", LABEL: "Why so late?",
            BRANCHING: "datediff([age], 'today', 'd') > 3"}  # fmt: skip
    odd = {NAME: "odd", FORM: "later", TYPE: "sql", LABEL: "Which?", CHOICES: "select 1"}
    done = read_dictionary(dictionary(*FIELDS, late, odd))
    fates = [(loss.place, loss.fate.value) for loss in done.losses if loss.fate.value == "carried"]
    assert fates == [("row 7", "carried"), ("row 6", "carried")]
    assert done.form.data["carried"]["parts"][1] == {
        "of": "late", "relevant": "datediff([age], 'today', 'd') > 3",
    }  # fmt: skip
    found = read(yaml_text(done.form.data).encode())
    assert [one.code for one in found.errors if one.code != "no-purpose"] == ["carried", "carried"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe"])
def test_another_file_is_refused_with_a_named_reason(content):
    with pytest.raises(ConversionRefused) as refused:
        read_dictionary(Source("trip.csv", content))
    assert refused.value.code == "not-a-dictionary"


def test_a_dictionary_is_known_among_csv_files():
    assert format_read(dictionary(AGE)).name == "redcap"
    assert format_read(Source("form.csv", b"survey,type,name\n")).name == "xlsform"
