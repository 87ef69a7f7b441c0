"""An XLSForm becomes a questionnaire as a designer would have written it; what is not served is carried."""

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Source
from survey_app.questionnaire.formats.xlsform.importing import read_xlsform
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.reader import read
from tests.questionnaire.formats.workbooks import asked, imported, xlsx

FORM = """
| settings |
|          | form_title      | form_id | version | default_language |
|          | A visit to town | visit   | 3       | English (en)     |
| survey   |
|          | type                   | name    | label            | hint | required | relevant             | constraint | appearance |
|          | begin group            | you     | About you        |      |          |                      |            | field-list |
|          | integer                | age     | How old are you? |      | yes      |                      | . >= 18    |            |
|          | select_one yn or_other | come    | Will you come?   | Say. |          | ${age} < 65          |            | minimal    |
|          | end group              |         |                  |      |          |                      |            |            |
|          | begin group            | town    | The town         |      |          |                      |            |            |
|          | text                   | street  | Which street?    |      |          | selected(${come}, 'y') |          | multiline  |
|          | end group              |         |                  |      |          |                      |            |            |
|          | range                  | liking  | Did you like it? |      |          |                      |            |            |
| choices  |
|          | list_name | name | label |
|          | yn        | y    | Yes   |
|          | yn        | n    | No    |
"""  # noqa: E501 - a table
WRITTEN = """\
name: visit
version: "3"
title: A visit to town
language: en

lists:
  yn:
    - {name: y, label: Yes}
    - {name: n, label: No}

pages:
  - name: you
    label: About you
    questions:
      - name: age
        type: integer
        label: How old are you?
        required: true
        constraint: . >= 18
      - name: come
        type: select_one
        label: Will you come?
        hint: Say.
        choices: yn
        other: true
        relevant: ${age} < 65
        appearance: minimal
  - name: page
    label: A visit to town
    questions:
      - name: town
        type: group
        label: The town
        questions:
          - name: street
            type: text
            label: Which street?
            relevant: selected(${come}, 'y')
            appearance: multiline
      - name: liking
        type: rating
        label: Did you like it?
        scale: {from: 1, to: 10}

carried:
  format: xlsform
  loose_pages:
    - page
"""


def test_a_form_is_read_as_a_designer_would_have_written_it() -> None:
    found = imported(FORM)
    assert (yaml_text(found.form.data), found.losses) == (WRITTEN, ())
    assert read(WRITTEN.encode()).errors == ()


def test_an_excel_workbook_reads_as_its_table_does() -> None:
    assert read_xlsform(Source("form.xlsx", xlsx(FORM))) == imported(FORM)


def test_what_is_not_served_is_carried_reported_and_kept_from_publishing() -> None:
    found = imported("""
| survey |
|        | type     | name   | label    | relevant                | image |
|        | deviceid | phone  |          |                         |       |
|        | integer  | age    | How old? |                         | a.png |
|        | audio    | voice  | Speak    |                         |       |
|        | text     | why    | Why?     | ${age} > 3 and once(7)  |       |
|        | note     | thanks | Thanks   | ${age}  >  3            |       |
""")
    data = found.form.data
    assert [one.get("relevant") for one in data["pages"][0]["questions"]] == [None, None, "${age}  >  3"]
    assert {key: data["carried"][key] for key in ("cells", "rows")} == {
        "cells": [{"of": "age", "image": "a.png"}, {"of": "why", "relevant": "${age} > 3 and once(7)"}],
        "rows": [
            {"rows": [{"type": "deviceid", "name": "phone"}]},
            {"after": "age", "rows": [{"type": "audio", "name": "voice", "label": "Speak"}]},
        ],
    }
    told = [(one.place, one.fate.value, one.code) for one in found.losses if one.place.startswith("survey")]
    assert told == [
        ("survey!2", "carried", "row"),
        ("survey!3", "carried", "cell"),
        ("survey!4", "carried", "row"),
        ("survey!5", "carried", "expression"),
    ]
    errors = [
        one.message.split("”")[0] for one in read(yaml_text(data).encode()).errors if one.code == "carried"
    ]
    assert errors == [
        "“age, image: a.png",
        "“why, relevant: ${age} > 3 and once(7)",
        "“deviceid phone",
        "“audio voice",
    ]


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ("| dateTime | q | L | | |", {"name": "q", "type": "datetime", "label": "L"}),
        ("| geopoint | q | L | | |", {"name": "q", "type": "location", "label": "L"}),
        ("| acknowledge | q | L | | |", {"name": "q", "type": "consent", "label": "L"}),
        (
            "| range | q | L | | | start=0; end = 2.5 step=0.5 |",
            {"name": "q", "type": "slider", "label": "L", "range": {"from": 0, "to": 2.5, "step": 0.5}},
        ),
        ("| decimal | q | L | 1.50 | |", {"name": "q", "type": "decimal", "label": "L", "default": "1.50"}),
        (
            "| date | q | L | 2027-02-28 | |",
            {"name": "q", "type": "date", "label": "L", "default": "2027-02-28"},
        ),
        ("| text | q | L | now() | |", {"name": "q", "type": "text", "label": "L"}),
        (
            "| calculate | q | | | 1 + 2 |",
            {"name": "q", "type": "calculate", "label": "q", "calculation": "1 + 2"},
        ),
    ],
)
def test_each_type_has_its_own(row: str, question: dict[str, object]) -> None:
    head = "| survey |\n| | type | name | label | default | calculation | parameters |"
    table = f"{head}\n| {row}\n| | note | n | N |"
    assert asked(table)[0] == question


@pytest.mark.parametrize(
    ("table", "code", "words"),
    [
        (
            "| survey |\n| | type | name | label |\n| | begin group | a | A |\n",
            "reference",
            "Unmatched 'begin_group'",
        ),
        ("| survey |\n| | type | name | label |\n| | text | a b | A |\n", "reference", "value is invalid"),
        (
            "| choices |\n| | list_name | name | label |\n| | l | a | A |\n",
            "not-xlsform",
            "a sheet named 'survey'",
        ),
        ("no table", "unreadable", "it is damaged, or no such file"),
        (
            "| survey |\n| | type | name | label |\n" + "| | begin group | g | G |\n" * 11,
            "too-deep",
            "more than 10 deep",
        ),
        ("| survey |\n| | type | name | " + "#" * 10_001, "long-line", "10,019 characters"),
    ],
)
def test_what_the_reference_converter_refuses_is_refused_with_a_reason(
    table: str, code: str, words: str
) -> None:
    with pytest.raises(ConversionRefused) as refused:
        imported(table)
    assert refused.value.code == code
    assert words in refused.value.message


def test_what_a_repeat_asks_is_served_with_the_place_of_its_entry() -> None:
    found = imported("""
| survey |
|        | type         | name  | label   | relevant          | repeat_count |
|        | integer      | count | Guests? |                   |              |
|        | begin repeat | guest | Guest   |                   | ${count}     |
|        | text         | name  | Name    | position(..) <= 2 |              |
|        | end repeat   |       |         |                   |              |
""")
    assert found.form.data["pages"][0]["questions"][1] == {
        "name": "guest",
        "type": "repeat",
        "label": "Guest",
        "repeat_count": "${count}",
        "questions": [{"name": "name", "type": "text", "label": "Name", "relevant": "position(..) <= 2"}],
    }
    assert read(yaml_text(found.form.data).encode()).errors == ()
