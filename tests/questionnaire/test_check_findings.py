"""What the checker says of keys that contradict each other, of feeds and of data protection."""

import pytest

from survey_app.questionnaire.reader import read

from .written import HEAD, findings, lines, with_questions

TOPICS = "topics: [{name: dialogue, label: Dialogue}, {name: surveys, label: Surveys}]"
ONE_PAGE = "pages: [{name: p, label: P, questions: [{name: q, type: text, label: Q}]}]\n"
CASES: dict[str, tuple[str, str]] = {
    "no-answer": (
        with_questions(
            """
            - {name: r, type: integer, label: R}
            - name: q
              type: note
              label: Q
              required: true
              constraint: ${r} > 1
              constraint_message: M
              feeds: challenge
            """
        ),
        """
        15:19: error: A note has no answer, so “required” means nothing here.
          Remove “required”.
        16:21: error: A note has no answer, so “constraint” means nothing here.
          Remove “constraint”.
        18:16: error: A note has no answer, so “feeds” means nothing here.
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
          Use a question of type location.
        """,
    ),
    "nobody-answers": (
        with_questions("- {name: q, type: calculate, label: Q, calculation: 1 + 1, required: true}"),
        """
        11:76: error: Nobody is asked for “q”, so “required” means nothing here.
          Remove “required”.
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
