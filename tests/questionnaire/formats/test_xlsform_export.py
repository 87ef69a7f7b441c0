"""A questionnaire becomes an XLSForm that the reference converter accepts; what it lacks is reported."""

import re
from pathlib import Path

import pytest

from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.formats import ConversionRefused, Source, Target
from survey_app.questionnaire.formats.xlsform.exporting import write_xlsform
from survey_app.questionnaire.formats.yaml_format import read_questionnaire
from tests.questionnaire.formats.workbooks import imported, there_and_back, xform, xlsx

TOP = 'name: f\nversion: "1"\ntitle: F\nlanguage: en\n'
GRID = """
lists:
  topics: [{name: a, label: A}, {name: b, label: B}]
pages:
  - name: one
    label: One
    questions:
      - {name: learn, type: rating_grid, label: Learn, rows: topics, scale: {from: 0, to: 5}, feeds: needs}
      - {name: go, type: yes_no, label: Go?, relevant: "max(${learn}) >= 4"}
      - {name: why, type: text, label: Why?, relevant: "row(${learn}, 'a') = 5 or count(${learn}) = 2"}
      - {name: say, type: text, label: Say, relevant: "${learn} != ''"}
"""


def exported(text: str) -> tuple[str, list[str]]:
    """Return a questionnaire as the reference converter reads its workbook, and the codes of the report."""
    form = read_questionnaire(Source("f.yaml", text.encode())).form
    done = write_xlsform(form, Target("f.xlsx"))
    return xform(done.content), [one.code for one in done.losses]


def test_a_grid_becomes_one_question_for_each_row_also_in_conditions() -> None:
    form, report = exported(TOP + GRID)
    conditions = re.findall(r'nodeset="([^"]*)"[^>]* relevant="([^"]*)"', form)
    assert conditions == [
        ("/data/one/go", "max( /data/one/learn/learn_a ,  /data/one/learn/learn_b ) &gt;= 4"),
        (
            "/data/one/why",
            " /data/one/learn/learn_a  = 5 or (if( /data/one/learn/learn_a  != '', 1, 0) + "
            "if( /data/one/learn/learn_b  != '', 1, 0)) = 2",
        ),
    ]
    assert report == ["as", "as", "condition", "key"]


def test_the_questionnaire_of_the_round_is_an_xlsform() -> None:
    path = Path(QUESTIONNAIRES) / "city-needs.yaml"
    form, report = exported(path.read_text("utf-8"))
    assert len(re.findall("<bind ", form)) > 60
    assert set(report) <= {"told", "as", "key", "counted", "words", "unserved"}


def test_what_an_import_carried_is_written_back_where_it_stood() -> None:
    table = """
| settings |
|          | form_id | style | default_language |
|          | my form | pages | English          |
| survey   |
|          | type            | name  | label::English | label::Suomi | hint::Suomi | bind::orx:x | media::image::Suomi |
|          | start           | start |                |              |             |             |                     |
|          | begin group     | g     | Group          | Ryhmä        |             |             |                     |
|          | barcode         | code  | Scan           | Lue          |             |             |                     |
|          | select_one l    | pick  | Pick           |              | Valitse     | y           | a.png               |
|          |                 |       |                |              |             |             |                     |
|          | end group       |       |                |              |             |             |                     |
|          | audio           | end   | Sing           | Laula        |             |             |                     |
| choices  |
|          | list_name | name | label::English | label::Suomi | country |
|          | l         | 1    | One            | Yksi         | fi      |
|          | l         | 2    | Two            |              | nl      |
"""  # noqa: E501 - a table
    assert xform(there_and_back(imported(table).form)) == xform(xlsx(table))


def test_what_would_be_no_xlsform_is_refused() -> None:
    text = TOP + "pages:\n  - name: one\n    questions:\n      - {name: a b, type: text, label: A}\n"
    with pytest.raises(ConversionRefused) as refused:
        exported(text)
    assert refused.value.code == "written-not-xlsform"
