"""SurveyJS forms become questionnaires, and questionnaires become SurveyJS forms; what is lost is told."""

import json

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Form, Source, Target
from survey_app.questionnaire.formats.surveyjs.conditions import read_condition, written_condition
from survey_app.questionnaire.formats.surveyjs.exporting import write_surveyjs
from survey_app.questionnaire.formats.surveyjs.importing import read_surveyjs
from survey_app.questionnaire.formats.translated import sources
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.yaml_text import read_yaml

FORM = {
    "locale": "en",
    "title": {"default": "A trip", "fi": "Matka"},
    "pages": [
        {
            "name": "you",
            "title": "About you",
            "elements": [
                {"type": "text", "name": "age", "title": "How old are you?", "inputType": "number",
                 "isRequired": True, "description": "In years."},
                {"type": "boolean", "name": "come", "title": "Will you come?", "visibleIf": "{age} >= 18"},
                {"type": "panel", "name": "more", "title": {"default": "More", "fi": "Lisää"},
                 "visibleIf": "{come} = true", "elements": [
                    {"type": "checkbox", "name": "langs",
                     "title": {"default": "Which languages?", "fi": "Kielet?"},
                     "choices": [{"value": "en", "text": {"default": "English", "fi": "Englanti"}}, "fi"],
                     "showOtherItem": True},
                    {"type": "comment", "name": "why", "title": "Why?", "visibleIf": "{langs} contains 'en'"},
                    {"type": "rating", "name": "joy", "title": "How glad?", "rateMax": 4,
                     "minRateDescription": "not at all"},
                    {"type": "matrix", "name": "grid", "title": "How often?", "rows": ["bus", "tram"],
                     "columns": ["never", "often"]},
                ]},
            ],
        }
    ],
}  # fmt: skip
WRITTEN = """\
name: trip
version: unversioned
title: A trip
language: en
lists:
  langs_choices:
    - {name: en, label: English}
    - {name: fi, label: fi}
  grid_rows:
    - {name: bus, label: bus}
    - {name: tram, label: tram}
  grid_columns:
    - {name: never, label: never}
    - {name: often, label: often}
pages:
  - name: you
    label: About you
    questions:
      - {name: age, type: decimal, label: "How old are you?", hint: In years., required: true}
      - {name: come, type: yes_no, label: "Will you come?", relevant: "${age} >= 18"}
      - name: more
        type: group
        label: More
        relevant: ${come} = 'yes'
        questions:
          - name: langs
            type: select_multiple
            choices: langs_choices
            other: true
            label: Which languages?
          - name: why
            type: text
            appearance: multiline
            label: Why?
            relevant: selected(${langs}, 'en')
          - {name: joy, type: rating, label: "How glad?", scale: {from: 1, to: 4, low: not at all}}
          - {name: grid, type: select_grid, rows: grid_rows, choices: grid_columns, label: "How often?"}
"""


def imported(form):
    return read_surveyjs(Source("trip.json", json.dumps(form).encode()))


def test_a_form_becomes_a_questionnaire_that_can_be_asked():
    done = imported(FORM)
    assert done.form.data == read_yaml(WRITTEN.encode()).data
    assert done.losses == ()
    assert done.form.translations == {
        "fi": {
            ("title",): "Matka",
            ("groups", "more", "label"): "Lisää",
            ("questions", "langs", "label"): "Kielet?",
            ("lists", "langs_choices", "en"): "Englanti",
        }
    }
    assert all(path in dict(sources(done.form.data)) for path in done.form.translations["fi"])
    found = read(yaml_text(done.form.data).encode())
    assert found.compiled is not None, [one.message for one in found.errors]


def test_a_questionnaire_comes_back_the_same():
    first = imported(FORM)
    exported = write_surveyjs(first.form, Target("trip.json"))
    assert [loss.message for loss in exported.losses] == ["“version” of the questionnaire."]
    again = read_surveyjs(Source("trip.json", exported.content))
    assert (again.form.data, again.form.translations) == (first.form.data, first.form.translations)


def test_what_is_not_served_is_carried_and_what_has_no_place_is_told():
    form = {
        "pages": [{"elements": [
            {"type": "signaturepad", "name": "sign", "title": "Sign"},
            {"type": "text", "name": "a b", "title": "A", "maxLength": 5, "visibleIf": "age({sign}) > 3"},
        ]}],
        "completedHtml": "Thanks",
    }  # fmt: skip
    done = imported(form)
    assert [(loss.place, loss.fate.value, loss.code) for loss in done.losses] == [
        ("", "left out", "setting"),
        ("pages[0].elements[0]", "carried", "carried"),
        ("pages[0].elements[1]", "changed", "name"),
        ("pages[0].elements[1]", "left out", "key"),
        ("pages[0].elements[1]", "carried", "carried"),
    ]
    parts = done.form.data["carried"]["parts"]
    assert parts[1] == {"of": "a_b", "relevant": "age({sign}) > 3"}


def test_what_surveyjs_has_no_words_for_is_told():
    data = read_yaml(
        b"name: a\nversion: '1'\ntitle: A\nlanguage: en\npages:\n"
        b"  - {name: p, label: P, questions: [\n"
        b"      {name: w, type: availability, label: W},\n"
        b"      {name: t, type: text, label: T, relevant: 'regex(${w}, ''a'')', feeds: challenge}]}\n"
    ).data
    exported = write_surveyjs(Form(data), Target("a.json"))
    assert [loss.message for loss in exported.losses] == [
        "“version” of the questionnaire.",
        "SurveyJS has nothing like the type “availability”.",
        "SurveyJS has no words for “regex(${w}, 'a')”.",
        "“feeds” of t.",
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("{a} notempty", "${a} != ''"),
        ("{a} empty or {b} > 2", "${a} = '' or ${b} > 2"),
        ("{c} == true && {b} <> 1", "${c} = 'yes' and ${b} != 1"),
        ("{d} notcontains 'x'", "not(selected(${d}, 'x'))"),
        ("{d} anyof ['x']", "selected(${d}, 'x')"),
    ],
)
def test_conditions_in_our_words(theirs, ours):
    types = {"c": "yes_no", "d": "select_multiple"}
    assert read_condition(theirs, str, types) == ours


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("${a} != ''", "{a} notempty"),
        ("${c} = 'no' and ${b} >= 1.5", "{c} = false and {b} >= 1.5"),
        ("selected(${d}, 'x')", "{d} contains 'x'"),
        ("max(${a}) > 1", None),
        (". > 1", None),
    ],
)
def test_conditions_in_their_words(ours, theirs):
    assert written_condition(ours, {"c": "yes_no", "d": "select_multiple"}) == theirs


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"pages": 3}', b'{"pages": [3]}', b"[" * 100_000])
def test_another_file_is_refused_with_a_named_reason(content):
    with pytest.raises(ConversionRefused) as refused:
        read_surveyjs(Source("a.json", content))
    assert refused.value.code == "not-surveyjs"
