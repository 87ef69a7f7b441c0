"""What the checker says of expressions, and of conditions that look at the wrong question."""

import pytest

from .written import findings, lines, with_pages, with_questions

TOPICS = "topics: [{name: dialogue, label: Dialogue}, {name: surveys, label: Surveys}]"
CASES: dict[str, tuple[str, str]] = {
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
              relevant: ${b} != ''
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
}


@pytest.mark.parametrize("case", CASES)
def test_finding(case: str) -> None:
    source, told = CASES[case]
    assert findings(source) == lines(told)
