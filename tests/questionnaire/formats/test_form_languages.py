"""Texts in other languages become files beside the questionnaire, and columns again."""

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Form, Source, Target
from survey_app.questionnaire.formats.model import TextPath
from survey_app.questionnaire.formats.translated import sources
from survey_app.questionnaire.formats.xlsform.exporting import write_xlsform
from survey_app.questionnaire.formats.yaml_format import read_questionnaire, write_questionnaire
from survey_app.questionnaire.translations.texts import texts_of
from survey_app.questionnaire.yaml_text import read_yaml
from tests.questionnaire import every_type
from tests.questionnaire.formats.workbooks import imported, xform, xlsx

FORM = """
| settings |
|          | form_id | version | default_language |
|          | visit   | 1       | English (en)     |
| survey   |
|          | type          | name  | label::English (en) | label::Finnish (fi) | hint::Finnish (fi) |
|          | begin repeat  | guest | Guest               | Vieras              |                    |
|          | begin group   | who   | Who                 | Kuka                |                    |
|          | select_one yn | come  | Come?               | Tuletko?            | Vain suomeksi      |
|          | end group     |       |                     |                     |                    |
|          | text          | name  | Name                | Nimi                |                    |
|          | end repeat    |       |                     |                     |                    |
|          | note          | bye   | Bye                 |                     |                    |
| choices  |
|          | list_name | name | label::English (en) | label::Finnish (fi) |
|          | yn        | y    | Yes                 | Kyllä               |
|          | yn        | n    | No                  | Ei                  |
"""


def test_a_language_becomes_a_file_beside_and_columns_again() -> None:
    form = imported(FORM).form
    done = write_questionnaire(form, Target("visit.yaml"))
    assert list(done.beside) == ["visit.fi.yaml"]
    again = read_questionnaire(Source("visit.yaml", done.content, done.beside)).form
    assert (
        again.translations
        == form.translations
        == {
            "fi": {
                ("lists", "yn", "y"): "Kyllä",
                ("lists", "yn", "n"): "Ei",
                ("questions", "guest", "label"): "Vieras",
                ("groups", "who", "label"): "Kuka",
                ("questions", "come", "label"): "Tuletko?",
                ("questions", "guest", "questions", "name", "label"): "Nimi",
            }
        }
    )
    assert form.data["carried"]["cells"] == [{"of": "guest/who/come", "hint::Finnish (fi)": "Vain suomeksi"}]
    assert xform(write_xlsform(again, Target("visit.xlsx")).content) == xform(xlsx(FORM))


def test_a_translation_that_stands_there_keeps_its_comments() -> None:
    lines = ["# by Aino", "translates: visit", "language: fi", "lists:", "  yn:"]
    there = "\n".join([*lines, "    y: {text: Joo, source: aa}  # informal", ""]).encode()
    done = write_questionnaire(imported(FORM).form, Target("visit.yaml", beside={"visit.fi.yaml": there}))
    lines = done.beside["visit.fi.yaml"].decode().splitlines()
    assert (lines[0], [line for line in lines if "Kyll" in line]) == (
        "# by Aino",
        ['    y: {text: "Kyllä", source: ifkdjkld}  # informal'],
    )


TABLE = """\
name: visit
version: "1"
title: Visit
language: en
lists:
  days: [{name: "1", label: Monday}, {name: "yes", label: Other days}]
pages:
  - name: only
    label: Only
    questions:
      - name: plan
        type: table
        label: Plan
        rows: days
        columns:
          - {name: people, type: integer, label: People}
          - {name: way, type: select_one, label: "Which way, and: why?", choices: days, comment: Why?}
"""
SAID: dict[TextPath, str] = {
    ("lists", "days", "1"): "Maanantai",
    ("lists", "days", "yes"): "Muut päivät",
    ("questions", "plan", "label"): "Suunnitelma",
    ("questions", "plan", "columns", "people", "label"): "Henkilöitä",
    ("questions", "plan", "columns", "way", "comment"): "Miksi?\nKerro: lyhyesti",
}


def test_labels_in_a_table_with_fixed_rows_are_translated_in_a_workbook() -> None:
    form = Form(read_yaml(TABLE.encode()).data, {"fi": SAID})
    written = xform(write_xlsform(form, Target("visit.xlsx")).content)
    assert written.count("<value>Henkilöitä</value>") == written.count("<value>People</value>") == 2


def test_every_text_stands_under_the_same_key_as_for_translators() -> None:
    questionnaire = every_type.COMPILED.questionnaire
    data = read_yaml(every_type.SOURCE.encode()).data
    assert dict(sources(data)) == texts_of(questionnaire)  # the shipped cities are not to be translated


def test_texts_of_tables_and_awkward_names_come_back_from_their_file() -> None:
    form = Form(read_yaml(TABLE.encode()).data, {"fi": SAID})
    done = write_questionnaire(form, Target("visit.yaml"))
    assert read_questionnaire(Source("visit.yaml", done.content, done.beside)).form.translations == {
        "fi": SAID
    }
    again = write_questionnaire(form, Target("visit.yaml", done.content, done.beside))
    assert (again.content, again.beside) == (done.content, done.beside)
    with pytest.raises(ConversionRefused) as refused:
        write_questionnaire(form, Target("visit.yaml", beside={"visit.fi.yaml": b"a: {"}))
    assert refused.value.code == "target-unreadable"
