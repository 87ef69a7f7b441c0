"""A LimeSurvey survey becomes a questionnaire that can be asked; what cannot be is carried and told."""

from time import process_time
from typing import Any
from xml.sax.saxutils import escape

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Imported, Source, format_read
from survey_app.questionnaire.formats.limesurvey import LIMESURVEY
from survey_app.questionnaire.formats.limesurvey.conditions import Known, Scope, read_condition, read_value
from survey_app.questionnaire.formats.limesurvey.scripts import NotRead
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.yaml_text import read_yaml

Rows = list[dict[str, Any]]


def survey(**tables: Rows) -> Source:
    """Return tables as the file that LimeSurvey exports."""
    settings = {"surveys": [{"sid": "1", "language": "en", "additional_languages": "fi"}]}
    titles = [{"surveyls_language": "en", "surveyls_title": "A <b>trip</b>"},
              {"surveyls_language": "fi", "surveyls_title": "Matka"}]  # fmt: skip
    parts = ["<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>415</DBVersion>"]
    for table, rows in ({**settings, "surveys_languagesettings": titles} | tables).items():
        cells = ["".join(f"<{key}>{escape(str(said))}</{key}>" for key, said in row.items()) for row in rows]
        parts.append(f"<{table}><rows>{''.join(f'<row>{row}</row>' for row in cells)}</rows></{table}>")
    return Source(
        "trip.lss", f"<?xml version='1.0' encoding='UTF-8'?><document>{''.join(parts)}</document>".encode()
    )


GROUPS = [
    {"gid": 1, "group_order": 1, "grelevance": ""},
    {"gid": 2, "group_order": 2, "grelevance": "come == 'Y'"},
]
NAMES = [{"gid": 1, "group_name": "You", "language": "en"}, {"gid": 1, "group_name": "Te", "language": "fi"},
         {"gid": 2, "group_name": "Travel", "description": "Where to", "language": "en"}]  # fmt: skip


def asked(*questions: tuple[str, str, dict[str, Any]]) -> dict[str, Rows]:
    """Return the tables of questions, given as (code, type, what else); `sub` and `ans` are code: text."""
    tables: dict[str, Rows] = {"groups": GROUPS, "group_l10ns": NAMES, "questions": [], "subquestions": []}
    tables |= {"question_l10ns": [], "question_attributes": [], "answers": [], "answer_l10ns": []}
    tables |= {"defaultvalues": [], "defaultvalue_l10ns": []}
    for number, (code, kind, more) in enumerate(questions, 10):
        qid = number * 100
        keys = {key: more[key] for key in ("mandatory", "relevance", "other", "preg") if key in more}
        row = {"qid": qid, "parent_qid": 0, "gid": more.get("gid", 1), "type": kind, "title": code}
        tables["questions"].append(row | {"question_order": number, **keys})
        texts = more.get("text", {"en": f"Label of {code}"})
        tables["question_l10ns"] += [
            {"qid": qid, "language": language, "question": text, "help": more.get("help", "")}
            for language, text in texts.items()
        ]
        for name, value in more.get("attr", {}).items():
            said = value if isinstance(value, dict) else {"": value}
            tables["question_attributes"] += [
                {"qid": qid, "attribute": name, "value": one, "language": language}
                for language, one in said.items()
            ]
        for place, (sub, text) in enumerate(more.get("sub", {}).items(), 1):
            scale, _, own = sub.rpartition(":")
            below = {"qid": qid + place, "parent_qid": qid, "title": own, "scale_id": scale or 0}
            tables["subquestions"].append(below | {"question_order": place})
            tables["question_l10ns"].append({"qid": qid + place, "language": "en", "question": text})
        for place, (answer, text) in enumerate(more.get("ans", {}).items(), 1):
            scale, _, own = answer.rpartition(":")
            below = {"aid": qid + place, "qid": qid, "code": own, "scale_id": scale or 0}
            tables["answers"].append(below | {"sortorder": place})
            tables["answer_l10ns"].append({"aid": qid + place, "language": "en", "answer": text})
            if own == "A1":
                tables["answer_l10ns"].append({"aid": qid + place, "language": "fi", "answer": f"{text} fi"})
        for place, (sub, value) in enumerate(more.get("default", {}).items(), 1):
            found = qid + list(more.get("sub", {})).index(sub) + 1 if sub else 0
            tables["defaultvalues"].append({"dvid": qid + place, "qid": qid, "sqid": found})
            tables["defaultvalue_l10ns"].append(
                {"dvid": qid + place, "language": "en", "defaultvalue": value}
            )
    return tables


WAYS = {"A1": "By boat", "A2": "By train"}
EVERY = asked(
    ("come", "Y", {"mandatory": "Y", "text": {"en": "Will <em>you</em> come?<br/>Soon", "fi": "Tuletko?"},
                   "help": "Say it.", "default": {"": "Y"}}),
    ("age", "N", {"attr": {"num_value_int_only": "1", "min_num_value_n": "18", "max_num_value_n": "99",
                           "suffix": {"en": "years", "fi": "vuotta"},
                           "em_validation_q_tip": {"en": "18 to 99."}}}),
    ("way", "L", {"ans": WAYS, "other": "Y", "default": {"": "A2"},
                  "relevance": 'come == "Y" and age.NAOK >= 18'}),
    ("drop", "!", {"ans": WAYS, "relevance": "way.NAOK == 'A1' || way == '-oth-'"}),
    ("why", "O", {"ans": {"B1": "Fun"}, "mandatory": "S"}),
    ("seen", "M", {"sub": {"S1": "Harbour", "S2": "Tower"}, "attr": {"max_answers": "2", "random_order": "1"},
                   "default": {"S2": "Y"}}),
    ("said", "P", {"sub": {"S1": "Harbour", "S2": "None"}, "attr": {"exclude_all_others": "S2"},
                   "relevance": "seen_S1 == 'Y' and !is_empty(seen_S2.NAOK)"}),
    ("joy", "5", {"gid": 2}),
    ("five", "A", {"gid": 2, "sub": {"R1": "Food", "R2": "Bed"}}),
    ("ten", "B", {"gid": 2, "sub": {"R1": "Food", "R2": "Bed"}, "relevance": "five_R1.NAOK > 3"}),
    ("sure", "C", {"gid": 2, "sub": {"R1": "Food"}}),
    ("more", "E", {"gid": 2, "sub": {"R1": "Food"}}),
    ("flex", "F", {"gid": 2, "sub": {"R1": "Food"}, "ans": WAYS, "relevance": "sure_R1 == 'U'"}),
    ("turned", "H", {"gid": 2, "sub": {"R1": "Food"}, "ans": WAYS}),
    ("dual", "1", {"gid": 2, "sub": {"R1": "Food"}, "ans": {"0:A1": "Much", "1:B1": "Dear"},
                   "attr": {"dualscale_headerA": {"en": "How much"}}}),
    ("figures", ":", {"gid": 2, "sub": {"R1": "Food", "1:C1": "Days"}, "attr": {"multiflexible_max": "7"},
                      "relevance": "dual_R1_0 == 'A1'"}),
    ("words", ";", {"gid": 2, "sub": {"R1": "Food", "1:C1": "Where"}, "relevance": "figures_R1_C1 > 2"}),
    ("sums", "K", {"gid": 2, "sub": {"S1": "Bus", "S2": "Tram"}}),
    ("share", "K", {"gid": 2, "sub": {"S1": "Bus", "S2": "Tram"},
                    "attr": {"equals_num_value": "100", "num_value_int_only": "1"}}),
    ("names", "Q", {"gid": 2, "sub": {"S1": "First"}, "relevance": "sums_S1 + sums_S2 == 3"}),
    ("code", "S", {"gid": 2, "preg": "/^[A-Z]+$/", "attr": {"maximum_chars": "5"},
                   "text": {"en": "Code of {names_S1}"}}),
    ("long", "T", {"gid": 2}),
    ("huge", "U", {"gid": 2, "relevance": "strlen(long) > 3"}),
    ("day", "D", {"gid": 2, "attr": {"date_min": "2027-03-01"}}),
    ("at", "D", {"gid": 2, "attr": {"date_format": "dd.mm.yyyy HH:MM"}}),
    ("told", "X", {"gid": 2}),
    ("sex", "G", {"gid": 2}),
    ("order", "R", {"gid": 2, "ans": WAYS}),
    ("tongue", "I", {"gid": 2}),
    ("twice", "*", {"gid": 2, "text": {"en": "{age * 2}"}}),
    ("plan", "|", {"gid": 2, "attr": {"max_num_of_files": "3"},
                   "relevance": "order_1 == 'A1' && twice > 40"}),
)  # fmt: skip
WRITTEN = """\
name: trip
version: unversioned
title: A trip
language: en
lists:
  way_choices: [{name: A1, label: By boat}, {name: A2, label: By train}]
  why_choices: [{name: B1, label: Fun}]
  seen_choices: [{name: S1, label: Harbour}, {name: S2, label: Tower}]
  said_choices: [{name: S1, label: Harbour}, {name: S2, label: None}]
  five_rows: [{name: R1, label: Food}, {name: R2, label: Bed}]
  sure_choices: [{name: "Y", label: "Yes"}, {name: U, label: Uncertain}, {name: "N", label: "No"}]
  sure_rows: [{name: R1, label: Food}]
  more_choices: [{name: I, label: Increase}, {name: S, label: Same}, {name: D, label: Decrease}]
  dual_0_choices: [{name: A1, label: Much}]
  dual_1_choices: [{name: B1, label: Dear}]
  share_choices: [{name: S1, label: Bus}, {name: S2, label: Tram}]
  sex_choices: [{name: F, label: Female}, {name: M, label: Male}]
pages:
  - name: group_1
    label: You
    questions:
      - {name: come, type: yes_no, label: "Will you come?\\nSoon", hint: Say it., required: true,
         default: true}
      - {name: age, type: integer, label: Label of age, unit: years, constraint_message: 18 to 99.,
         constraint: . >= 18 and . <= 99}
      - {name: way, type: select_one, label: Label of way, choices: way_choices, other: true, default: A2,
         relevant: "${come} = 'yes' and ${age} >= 18"}
      - {name: drop, type: select_one, label: Label of drop, appearance: minimal, choices: way_choices,
         relevant: "${way} = 'A1' or ${way} = 'other'"}
      - {name: why, type: select_one, label: Label of why, comment: Comment, choices: why_choices}
      - {name: seen, type: select_multiple, label: Label of seen, choices: seen_choices, most: 2,
         default: [S2]}
      - {name: said, type: select_multiple, label: Label of said, comments: true, choices: said_choices,
         none_of_these: S2, relevant: "selected(${seen}, 'S1') and not(not(selected(${seen}, 'S2')))"}
  - name: group_2
    label: Travel
    hint: Where to
    relevant: ${come} = 'yes'
    questions:
      - {name: joy, type: rating, label: Label of joy, scale: {from: 1, to: 5}}
      - {name: five, type: rating_grid, label: Label of five, rows: five_rows, scale: {from: 1, to: 5}}
      - {name: ten, type: rating_grid, label: Label of ten, rows: five_rows, scale: {from: 1, to: 10},
         relevant: "row(${five}, 'R1') > 3"}
      - {name: sure, type: select_grid, label: Label of sure, rows: sure_rows, choices: sure_choices}
      - {name: more, type: select_grid, label: Label of more, rows: sure_rows, choices: more_choices}
      - {name: flex, type: select_grid, label: Label of flex, rows: sure_rows, choices: way_choices,
         relevant: "row(${sure}, 'R1') = 'U'"}
      - {name: turned, type: select_grid, label: Label of turned, rows: sure_rows, choices: way_choices}
      - name: dual
        type: group
        label: Label of dual
        questions:
          - {name: dual_0, type: select_grid, label: How much, rows: sure_rows, choices: dual_0_choices}
          - {name: dual_1, type: select_grid, label: dual 2, rows: sure_rows, choices: dual_1_choices}
      - name: figures
        type: table
        label: Label of figures
        rows: sure_rows
        columns: [{name: figures_C1, type: integer, label: Days, constraint: . >= 1 and . <= 7}]
        relevant: row(${dual_0}, 'R1') = 'A1'
      - name: words
        type: table
        label: Label of words
        rows: sure_rows
        columns: [{name: words_C1, type: text, label: Where}]
        relevant: row(${figures_C1}, 'R1') > 2
      - name: sums
        type: group
        label: Label of sums
        questions:
          - {name: sums_S1, type: decimal, label: Bus}
          - {name: sums_S2, type: decimal, label: Tram}
      - {name: share, type: allocation, label: Label of share, total: 100, choices: share_choices}
      - name: names
        type: group
        label: Label of names
        questions: [{name: names_S1, type: text, label: First}]
        relevant: ${sums_S1} + ${sums_S2} = 3
      - {name: code, type: text, label: "Code of ${names_S1}", max_length: 5,
         constraint: "regex(., '[A-Z]+')"}
      - {name: long, type: text, label: Label of long, appearance: multiline}
      - {name: huge, type: text, label: Label of huge, appearance: multiline,
         relevant: "string-length(${long}) > 3"}
      - {name: day, type: date, label: Label of day, constraint: ". >= '2027-03-01'"}
      - {name: at, type: datetime, label: Label of at}
      - {name: told, type: note, label: Label of told}
      - {name: sex, type: select_one, label: Label of sex, choices: sex_choices}
      - {name: order, type: rank, label: Label of order, choices: way_choices}
      - {name: twice, type: calculate, label: twice, calculation: "${age} * 2"}
      - {name: plan, type: file, label: Label of plan, most: 3,
         relevant: "selected-at(${order}, 0) = 'A1' and ${twice} > 40"}
"""


def converted(source: Source) -> Imported:
    assert LIMESURVEY.read is not None
    return LIMESURVEY.read(source)


def test_every_type_becomes_one_of_ours_that_can_be_asked() -> None:
    done = converted(survey(**EVERY))
    assert done.form.data == read_yaml(WRITTEN.encode()).data
    assert {one.code for one in read(yaml_text(done.form.data).encode()).errors} == set()


def test_other_languages_become_translations() -> None:
    assert converted(survey(**EVERY)).form.translations == {
        "fi": {
            ("title",): "Matka",
            ("pages", "group_1", "label"): "Te",
            ("questions", "come", "label"): "Tuletko?",
            ("questions", "come", "hint"): "Say it.",
            ("questions", "age", "unit"): "vuotta",
            ("lists", "way_choices", "A1"): "By boat fi",
            ("lists", "dual_0_choices", "A1"): "Much fi",
        }
    }


def test_what_changes_is_told() -> None:
    assert [loss.line("trip.lss") for loss in converted(survey(**EVERY)).losses] == [
        "trip.lss:survey: changed: Texts are read without their markup.",
        "trip.lss:question come: changed: Texts are read without their markup.",
        "trip.lss:question why: changed: Softly mandatory: here it is not required.",
        "trip.lss:question seen: left out: The attribute “random_order” (1).",
        "trip.lss:question turned: changed: Subquestions in columns: here they are the rows.",
        "trip.lss:question tongue: left out: A switch of languages: here every page has one.",
    ]


def test_what_is_not_served_is_carried_and_keeps_the_form_from_being_published() -> None:
    tables = asked(
        ("seen", "M", {"sub": {"S1": "Harbour"}}),
        ("odd", "?", {"sub": {"S1": "Harbour"}}),
        ("late", "S", {"relevance": "seen_S1 == 'Y' and strtolower(odd) == 'a'"}),
        ("kept", "N", {"attr": {"hidden": "1"}}),
        (
            "few",
            "M",
            {"sub": {"S1": "Harbour"}, "attr": {"array_filter": "seen"}, "default": {"": "{rand(1,2)}"}},
        ),
    )
    done = converted(survey(**tables, quota=[{"id": "1"}]))
    assert [(loss.place, loss.fate.value, loss.message) for loss in done.losses[1:]] == [
        ("quota", "left out", "Quotas: how many may answer so."),
        ("question odd", "carried", "A question of type “?” is not served here."),
        ("question kept", "carried", "A question of type “N” is always hidden."),
        ("question few", "carried", "“array_filter” makes rows or choices depend on other answers."),
        ("question few", "carried", "A default that is computed."),
        ("group 2", "left out", "The group “Travel”: nothing in it is asked here."),
        ("question late", "carried", "“seen_S1 == 'Y' and strtolower(odd) == 'a'” cannot be evaluated here: "
                                     "there is no function strtolower() here."),
    ]  # fmt: skip
    parts = done.form.data["carried"]["parts"]
    assert [part.get("name") or part["of"] for part in parts] == ["odd", "kept", "few", "few", "late"]
    (below,) = parts[0]["subquestions"]
    assert (below["title"], below["texts"]) == ("S1", {"en": {"question": "Harbour"}})
    assert (parts[0]["texts"], parts[1]["attributes"]) == (
        {"en": {"question": "Label of odd"}},
        {"hidden": "1"},
    )
    codes = [one.code for one in read(yaml_text(done.form.data).encode()).errors]
    assert codes == ["carried"] * 5


def test_files_of_earlier_versions_repeat_each_row_for_each_language() -> None:
    rows = [{"gid": 1, "group_name": name, "language": language, "group_order": 1}
            for language, name in (("en", "You"), ("fi", "Te"))]  # fmt: skip
    questions = [
        {"qid": 5, "parent_qid": 0, "gid": 1, "type": "L", "title": "way", "question": text,
         "language": language, "relevance": "1X1X4 == 'Y'"}
        for language, text in (("en", "Which way?"), ("fi", "Miten?"))
    ]  # fmt: skip
    first = {
        "qid": 4,
        "parent_qid": 0,
        "gid": 1,
        "type": "Y",
        "title": "come",
        "question": "Come?",
        "language": "en",
    }
    answers = [{"qid": 5, "code": "A1", "answer": text, "language": language}
               for language, text in (("en", "By boat"), ("fi", "Laivalla"))]  # fmt: skip
    form = converted(survey(groups=rows, questions=[first, *questions], answers=answers)).form
    way = form.data["pages"][0]["questions"][1]
    assert (way["label"], way["relevant"]) == ("Which way?", "${come} = 'yes'")
    assert form.translations["fi"][("lists", "way_choices", "A1")] == "Laivalla"
    assert form.translations["fi"][("questions", "way", "label")] == "Miten?"


SCOPE = Scope(
    {
        "q": Known("q", "select_one"),
        "n": Known("n", "decimal"),
        "t": Known("t", "text"),
        "o": Known("o", "decimal"),
        "m_1": Known("m", "select_multiple", "tick", "1"),
        "m_2": Known("m", "select_multiple", "tick", "2"),
    },
    own="o",
)
SAID = {
    "n > 3 && (t == 'a' or q == 5)": "${n} > 3 and (${t} = 'a' or ${q} = '5')",
    "3 lt n": "${n} > 3",
    "q > 2": "number(${q}) > 2",
    "!is_empty(t)": "not(${t} = '')",
    "t": "${t} != ''",
    "n": "${n}",
    "m_1 != 'Y'": "not(selected(${m}, '1'))",
    'm_1 == ""': "not(selected(${m}, '1'))",
    "count(m_1, m_2) >= 1": "if(selected(${m}, '1'), 1, 0) + if(selected(${m}, '2'), 1, 0) >= 1",
    "count(n, t) == 2": "count(${n}, ${t}) = 2",
    "sum(n, n) % 2 == -1": "sum(${n}, ${n}) mod 2 = -1",
    "(n + 1) * 2 == n": "(${n} + 1) * 2 = ${n}",
    "regexMatch('/a|b/i', t)": "regex(${t}, '(?i).*(?:a|b).*')",
    "if(n > 1, 'x', \"it's\") == t": "if(${n} > 1, 'x', \"it's\") = ${t}",
    "t == date('Y-m-d')": "${t} = today()",
    "substr(t, 1, 2) == 'a'": "substr(${t}, 1, 3) = 'a'",
    "self < 5": ". < 5",
    "1": "true()",
}
NOT_SAID = (
    "q = 1", "nobody == 1", "n == 'x'", "q.shown == 'a'", "strtoupper(t)", "t == 'a\"\\''",
    "(n", "n n",
    "m_1 == 'X'", "((" * 40 + "n", "1 + " * 600 + "1",
    "TOKEN:EMAIL == ''", "regexMatch('a', t)", "",
)  # fmt: skip


@pytest.mark.parametrize("script", SAID)
def test_a_script_is_said_in_our_words(script: str) -> None:
    assert read_condition(script, SCOPE, point=True) == SAID[script]


@pytest.mark.parametrize("script", NOT_SAID)
def test_a_script_that_cannot_be_said_is_told(script: str) -> None:
    with pytest.raises(NotRead):
        read_condition(script, SCOPE)


def test_what_is_computed_is_said_too() -> None:
    assert read_value("round(n / 3, 1) + strlen(t)", SCOPE) == "round(${n} div 3, 1) + string-length(${t})"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", b"<a/>", b"\xff\xfe<",
        b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>",
        b'<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><document>&c;</document>',
        b'<?xml version="1.0" encoding="no-such"?><document/>',
    ],
)  # fmt: skip
def test_another_file_is_refused_with_a_named_reason(content: bytes) -> None:
    with pytest.raises(ConversionRefused) as refused:
        converted(Source("trip.lss", content))
    assert refused.value.code == "not-limesurvey"
    assert format_read(Source("trip.lss", content)).name == "limesurvey"


def test_conditions_of_single_rows_and_of_the_earlier_way_are_carried() -> None:
    tables = asked(("flex", "F", {"sub": {"R1": "Food"}, "ans": WAYS}))
    tables["subquestions"][0]["relevance"] = "age > 3"
    conditions = [{"cid": "1", "qid": tables["questions"][0]["qid"], "cqid": "5", "value": "Y"}]
    done = converted(survey(**tables, conditions=conditions))
    told = [loss.message for loss in done.losses if loss.fate.value == "carried"]
    assert told == ["A condition of the row “R1” alone.", "A condition of the earlier way."]


def test_markup_scripts_and_entities_are_read_as_text() -> None:
    text = "<!-- <b> --><p>One &amp; two</p><STYLE>p {a: b}</Style><br />3 < 4 "
    text += "<script>x</script>{age.shown} {1+1}"
    done = converted(survey(**asked(("age", "S", {"text": {"en": text}}))))
    assert done.form.data["pages"][0]["questions"][0]["label"] == "One & two\n\n3 < 4 ${age} {1+1}"
    assert "A text computes something in braces; it stands there as it is written." in [
        loss.message for loss in done.losses
    ]


@pytest.mark.parametrize("piece", ["<!--", "<br ", "${", "<script>", "<style", "</p", "{a", "&lt;b"])
def test_a_hostile_text_takes_no_more_than_one_look(piece: str) -> None:
    source = survey(**asked(("long", "S", {"text": {"en": piece * (200_000 // len(piece))}})))
    began = process_time()
    converted(source)
    assert process_time() - began < 5  # a second look at each piece would take hours


def test_a_survey_beyond_all_measure_is_refused() -> None:
    with pytest.raises(ConversionRefused) as refused:
        converted(survey(groups=GROUPS, questions=[{"qid": number, "gid": 1} for number in range(5_001)]))
    assert refused.value.code == "large-survey"
    with pytest.raises(ConversionRefused) as refused:
        converted(Source("trip.lss", b" " * (8 * 1024 * 1024 + 1)))
    assert refused.value.code == "large-file"
