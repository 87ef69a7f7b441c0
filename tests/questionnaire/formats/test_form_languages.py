"""Texts in other languages become files beside the questionnaire, and columns again."""

from survey_app.questionnaire.formats import Source, Target
from survey_app.questionnaire.formats.xlsform.exporting import write_xlsform
from survey_app.questionnaire.formats.yaml_format import read_questionnaire, write_questionnaire
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
        ["    y: {text: Kyllä, source: ifkdjkld}  # informal"],
    )
