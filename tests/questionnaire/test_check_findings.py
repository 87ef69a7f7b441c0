"""What the checker says of well-formed questionnaires: names, lists, conditions, feeds, data protection."""

import pytest

from survey_app.questionnaire.problems import CATALOGUE
from survey_app.questionnaire.reader import read

from . import test_file_findings, test_shape_findings
from .written import HEAD, findings, lines, with_pages, with_questions

TOPICS = "topics: [{name: dialogue, label: Dialogue}, {name: surveys, label: Surveys}]"
ONE_PAGE = "pages: [{name: p, label: P, questions: [{name: q, type: text, label: Q}]}]\n"
CASES: dict[str, tuple[str, str]] = {
    "duplicate-name": (
        with_pages(
            """
            - name: p
              label: P
              questions: [{name: q, type: text, label: Q}, {name: q, type: note, label: R}]
            - {name: p, label: P, questions: [{name: q, type: text, label: Q}]}
            """
        ),
        """
        10:57: error: The name “q” is already taken by the question in line 10.
          Give each question a name of its own.
        11:12: error: The name “p” is already taken by the page in line 8.
          Give each page a name of its own.
        11:44: error: The name “q” is already taken by the question in line 10.
          Give each question a name of its own.
        """,
    ),
    "duplicate-choice": (
        with_questions(
            "- {name: q, type: rank, label: Q, choices: l}",
            "l: [{name: a, label: A}, {name: b, label: B}, {name: a, label: C}]",
        ),
        """
        8:56: error: The choice “a” stands twice in the list “l”.
          Rename or remove one of the two.
        """,
    ),
    "duplicate-label": (
        with_questions(
            "- {name: q, type: rank, label: Q, choices: l}", "l: [{name: a, label: A}, {name: b, label: A}]"
        ),
        """
        8:45: warning: Two choices of the list “l” read “A”.
          Give each a label of its own.
        """,
    ),
    "reserved-name": (
        with_questions(
            "- {name: q, type: select_one, label: Q, choices: l, other: true}",
            "l: [{name: a, label: A}, {name: other, label: B}]",
        ),
        """
        8:35: error: The choice “other” is what “other: true” adds by itself.
          Rename the choice, or leave “other” out.
        """,
    ),
    "unknown-list": (
        with_questions(
            """
            - {name: q, type: rank, label: Q, choices: topic}
            - {name: r, type: select_grid, label: R, rows: x, choices: x}
            - {name: s, type: text, label: S, relevant: "selected(${q}, 'anything')"}
            - {name: t, type: rank, label: T, choices: topics}
            """,
            TOPICS,
        ),
        """
        13:50: error: There is no list “topic”.
          Did you mean “topics”?
        14:54: error: There is no list “x”.
          The lists: “topics”.
        14:66: error: There is no list “x”.
          The lists: “topics”.
        """,
    ),
    "unknown-list: none at all": (
        with_questions("- {name: q, type: rating_grid, label: Q, rows: x, scale: {from: 0, to: 5}}"),
        """
        11:54: error: There is no list “x”.
          There is none to choose from yet.
        """,
    ),
    "unused-list": (
        with_questions("- {name: q, type: text, label: Q}", TOPICS),
        """
        8:3: warning: No question uses the list “topics”.
          Remove it, or use it.
        """,
    ),
    "unknown-choice": (
        with_questions(
            """
            - {name: q, type: select_multiple, label: Q, choices: topics, none_of_these: survey}
            - {name: r, type: select_one, label: R, choices: topics, default: none}
            """,
            TOPICS,
        ),
        """
        13:84: error: “survey” is not in the list “topics”.
          Did you mean “surveys”?
        14:73: error: “none” is not in the list “topics”.
          Its choices: “dialogue”, “surveys”.
        """,
    ),
    "expression: unknown question": (
        with_questions(
            """
            - {name: learn, type: text, label: Q}
            - {name: r, type: text, label: "${lern} and why", relevant: "${lern} != ''"}
            - name: s
              type: integer
              label: S
              constraint: . > 0 and ${learm} = 'x'
              constraint_message: More than ${learn} or ${laern}.
            """
        ),
        """
        12:39: error: There is no question ${lern} that could be used here.
          Did you mean ${learn}?
        12:68: error: There is no question ${lern} that could be used here.
          Did you mean ${learn}?
        16:31: error: There is no question ${learm} that could be used here.
          Did you mean ${learn}?
        17:51: error: There is no question ${laern} that could be used here.
          Did you mean ${learn}?
        """,
    ),
    "expression: unknown choice": (
        with_questions(
            """
            - {name: q, type: select_one, label: Q, choices: topics}
            - {name: r, type: text, label: R, relevant: "${q} = 'survey'"}
            - {name: s, type: rating_grid, label: S, rows: topics, scale: {from: 0, to: 5}}
            - {name: t, type: text, label: T, relevant: "row(${s}, 'dialog') > 3"}
            """,
            TOPICS,
        ),
        """
        14:59: error: 'survey' is not a choice of ${q}.
          Did you mean 'surveys'?
        16:62: error: 'dialog' is not a row of ${s}.
          Did you mean 'dialogue'?
        """,
    ),
    "expression: in every style": (
        with_questions(
            """
            - {name: q, type: integer, label: Zähler ä}
            - name: plain
              type: text
              label: Ä
              relevant: ${q} > ${x}
            - {name: single, type: text, label: Ä, relevant: '${q} > ${x}'}
            - {name: double, type: text, label: Q, relevant: "${q} > ${x}"}
            - {name: escaped, type: text, label: Q, relevant: "${q}\\t > ${x}"}
            - name: folded
              type: text
              label: Q
              relevant: >-
                ${q} >
                ${x}
            - name: going_on
              type: text
              label: Q
              relevant: ${q} >
                ${x}
            """
        ),
        """
        15:26: error: There is no question ${x} that could be used here.
          Use the name of a question.
        16:64: error: There is no question ${x} that could be used here.
          Use the name of a question.
        17:64: error: There is no question ${x} that could be used here.
          Use the name of a question.
        18:57: error: There is no question ${x} that could be used here.
          Use the name of a question.
        22:19: error: There is no question ${x} that could be used here.
          Use the name of a question.
        28:19: error: There is no question ${x} that could be used here.
          Use the name of a question.
        """,
    ),
    "expression: attribute, call, page": (
        with_pages(
            """
            - name: p
              label: P
              relevant: __import__('os').system('x')
              questions:
                - {name: q, type: text, label: Q, relevant: ${q.__class__}, constraint: 1 = 1}
            """.replace("${q.__class__}", "'${q}.__class__'")
        ),
        """
        10:31: error: Nothing inside an answer can be reached with '.'.
          Write row(${grid}, 'row') for a row, selected(${name}, 'choice') for a choice.
        12:56: error: Nothing inside an answer can be reached with '.'.
          Write row(${grid}, 'row') for a row, selected(${name}, 'choice') for a choice.
        12:81: warning: “q” has a constraint but no words for who breaks it.
          Add “constraint_message”.
        """,
    ),
    "cycle": (
        with_questions(
            """
            - {name: a, type: yes_no, label: A, relevant: "${b} = 'yes'"}
            - {name: b, type: yes_no, label: B, relevant: "${c} = 'yes'"}
            - {name: c, type: yes_no, label: C, relevant: "${a} = 'yes'"}
            - {name: d, type: yes_no, label: D, relevant: "${a} = 'yes'"}
            """
        ),
        """
        11:53: error: Conditions go round in a circle: a → b → c → a.
          Take one of the conditions out of the circle.
        """,
    ),
    "cycle: of pages": (
        with_pages(
            """
            - name: one
              label: One
              relevant: ${b} = 'yes'
              questions: [{name: a, type: yes_no, label: A}, {name: a2, type: yes_no, label: A}]
            - name: two
              label: Two
              questions: [{name: b, type: yes_no, label: B, relevant: "${a} = 'yes'"}]
            """
        ),
        """
        10:15: error: Conditions go round in a circle: a → b → a.
          Take one of the conditions out of the circle.
        """,
    ),
    "self-reference": (
        with_questions("""- {name: q, type: yes_no, label: Q, relevant: "${q} = 'yes'"}"""),
        """
        11:53: error: The condition of “q” asks for its own answer.
          Use “constraint” to check an answer, or name another question.
        """,
    ),
    "page-asks-itself": (
        with_pages(
            """
            - name: one
              label: One
              relevant: ${b} = 'yes'
              questions: [{name: a, type: yes_no, label: A}, {name: b, type: yes_no, label: B}]
            """
        ),
        """
        10:15: error: The page “one” is shown only after “b”, which stands on it, is answered.
          Move that question to an earlier page, or take it out of the condition.
        """,
    ),
    "asked-later": (
        with_pages(
            """
            - name: one
              label: How ${b} is
              relevant: ${b} = 'yes'
              questions:
                - {name: a, type: yes_no, label: "A, then ${a2}", relevant: "${a2} = 'yes' and ${b} = 'no'"}
                - {name: a2, type: yes_no, label: A, hint: "After ${a}"}
            - name: two
              label: Two of ${b}
              questions: [{name: b, type: yes_no, label: B}]
            """
        ),
        """
        9:12: warning: “b” is asked only later than this.
          Move that question before this one.
        10:15: warning: “b” is asked only later than this.
          Move that question before this one.
        12:40: warning: “a2” is asked only later than this.
          Move that question before this one.
        12:67: warning: “a2” is asked only later than this.
          Move that question before this one.
        12:67: warning: “b” is asked only later than this.
          Move that question before this one.
        """,
    ),
    "no-answer": (
        with_questions(
            """
            - name: q
              type: note
              label: Q
              required: true
              constraint: 1 = 1
              constraint_message: M
              feeds: challenge
            """
        ),
        """
        14:19: error: A note has no answer, so “required” means nothing here.
          Remove “required”.
        15:21: error: A note has no answer, so “constraint” means nothing here.
          Remove “constraint”.
        17:16: error: A note has no answer, so “feeds” means nothing here.
          Remove “feeds”.
        """,
    ),
    "never-answered": (
        with_questions("- {name: q, type: text, label: Q, required: true, read_only: true, default: x}"),
        """
        11:51: error: “q” is required, but being read-only it can never be answered.
          Remove “required” or “read_only”.
        """,
    ),
    "dead-message": (
        with_questions("- {name: q, type: text, label: Q, required_message: A, constraint_message: B}"),
        """
        11:59: warning: “required_message” is never shown: there is no “required”.
          Add “required”, or remove the message.
        11:82: warning: “constraint_message” is never shown: there is no “constraint”.
          Add “constraint”, or remove the message.
        """,
    ),
    "silent-constraint": (
        with_questions("- {name: q, type: integer, label: Q, constraint: . > 0}"),
        """
        11:56: warning: “q” has a constraint but no words for who breaks it.
          Add “constraint_message”.
        """,
    ),
    "bad-default": (
        with_questions(
            """
            - {name: a, type: text, label: A, format: email, default: someone}
            - {name: b, type: decimal, label: B, default: many}
            - {name: c, type: integer, label: C, default: 1234567890123456}
            - {name: d, type: integer, label: D, default: 0}
            - {name: e, type: yes_no, label: E, default: false}
            """
        ),
        """
        11:65: error: The default cannot be an answer to “a”: Write one e-mail address, such as
          name@city.eu.
          Change or remove “default”.
        12:53: error: The default cannot be an answer to “b”: Write a number in digits, such as
          1200.5: a point before the decimals, nothing between the thousands.
          Change or remove “default”.
        13:53: error: The default cannot be an answer to “c”: This number is too long; at most 15
          digits fit.
          Change or remove “default”.
        """,
    ),
    "too-many-ticks": (
        with_questions(
            "- {name: q, type: select_multiple, label: Q, choices: topics, other: true, least: 3, most: 4}",
            TOPICS,
        ),
        """
        13:98: error: “most: 4” is more than the 3 choices of the list.
          Lower “most”.
        """,
    ),
    "short-rank": (
        with_questions("- {name: q, type: rank, label: Q, choices: l}", "l: [{name: a, label: A}]"),
        """
        13:50: warning: There is nothing to put into order in a list with one entry.
          Add entries to “l”.
        """,
    ),
    "no-purpose": (
        HEAD.replace("purpose: To be read\n", "").replace("retention: A day\n", "")
        + ONE_PAGE.replace("label: Q", "label: Q, format: email"),
        """
        1:1: error: The questionnaire asks for personal data (“q”) but has no “purpose”.
          Add “purpose” at the top.
        1:1: error: The questionnaire asks for personal data (“q”) but has no “retention”.
          Add “retention” at the top.
        """,
    ),
    "untold": (
        HEAD.replace("purpose: To be read\n", "").replace("retention: A day\n", "") + ONE_PAGE,
        """
        1:1: warning: The questionnaire has no “purpose”.
          Add it: respondents read it before the first page.
        1:1: warning: The questionnaire has no “retention”.
          Add it: respondents read it before the first page.
        """,
    ),
    "feeds-type": (
        with_questions(
            """
            - {name: q, type: yes_no, label: Q, feeds: challenge}
            - {name: r, type: text, label: R, feeds: location}
            """
        ),
        """
        11:50: error: A question of type yes_no cannot feed “challenge”.
          Use a question of type text.
        12:48: error: A question of type text cannot feed “location”.
          Remove it: no question type serves it yet.
        """,
    ),
    "feeds-twice": (
        with_questions(
            """
            - {name: q, type: integer, label: Q, feeds: visiting.max_km}
            - {name: r, type: integer, label: R, feeds: visiting.max_km}
            - {name: s, type: text, label: S, feeds: challenge}
            - {name: t, type: text, label: T, feeds: challenge}
            """
        ),
        """
        12:51: error: “visiting.max_km” is already fed by “q” in line 11.
          Let one question feed it.
        """,
    ),
    "feeds-scale, feeds-topics, cannot-feed": (
        with_questions(
            """
            - {name: q, type: rating_grid, label: Q, rows: topics, scale: {from: 1, to: 6}, feeds: needs}
            - {name: r, type: rating_grid, label: R, rows: others, scale: {from: 0, to: 5}, feeds: offers}
            """,
            TOPICS + "\nothers: [{name: other, label: Other}]",
        ),
        """
        1:1: warning: This cannot feed a programme: nothing feeds “hosting.exchanges”,
          “hosting.cities”, “hosting.people”, “hosting.weeks”, “visiting.trips”, “visiting.people”,
          “visiting.weeks”.
          Add the questions, or remove every “feeds”.
        14:69: error: What feeds “needs” needs figures between 0 and 5.
          Set “scale: {from: 0, to: 5}”.
        15:54: error: Needs and offers have different rows (“topics”, “others”).
          Use one list of topics for both.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_finding(case: str) -> None:
    source, told = CASES[case]
    assert findings(source) == lines(told)


def test_a_questionnaire_without_findings_is_served() -> None:
    source = with_questions(
        """
        - {name: q, type: select_one, label: Q, choices: topics, default: surveys}
        - {name: r, type: text, label: "Why ${q}?", relevant: "${q} = 'surveys'"}
        """,
        TOPICS,
    )
    reading = read(source.encode())
    assert reading.problems == ()
    assert reading.compiled is not None


def test_warnings_alone_do_not_keep_a_questionnaire_from_being_served() -> None:
    reading = read(with_questions("- {name: q, type: text, label: Q}", TOPICS).encode())
    assert [found.code for found in reading.problems] == ["unused-list"]
    assert reading.errors == ()
    assert reading.compiled is not None


def test_many_warnings_hide_no_error() -> None:
    alike = "".join(f"  - {{name: c{number}, label: Same}}\n" for number in range(99))
    source = with_questions(
        "- {name: q, type: text, label: Q, required: true, read_only: true}", f"l:\n{alike}"
    )
    reading = read(source.encode())
    assert [found.code for found in reading.errors] == ["never-answered"]
    assert [found.code for found in reading.problems].count("duplicate-label") == 49
    assert reading.compiled is None


def test_every_finding_of_the_catalogue_has_its_test() -> None:
    cases = {**test_file_findings.CASES, **test_shape_findings.CASES, **CASES}
    tested = {code for case in cases for code in case.partition(":")[0].split(", ")}
    assert tested | {"more"} == set(CATALOGUE)


@pytest.mark.parametrize("case", {**test_file_findings.CASES, **test_shape_findings.CASES, **CASES})
def test_each_case_is_about_its_code(case: str) -> None:
    source, _ = {**test_file_findings.CASES, **test_shape_findings.CASES, **CASES}[case]
    found = {one.code for one in read(source if isinstance(source, bytes) else source.encode()).problems}
    assert set(case.partition(":")[0].split(", ")) <= found
