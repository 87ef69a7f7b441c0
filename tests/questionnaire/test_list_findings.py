"""What the checker says of names, lists and choices."""

import pytest

from .written import findings, lines, with_pages, with_questions

TOPICS = "topics: [{name: dialogue, label: Dialogue}, {name: surveys, label: Surveys}]"
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
    "unused-column": (
        with_questions(
            "- {name: q, type: rank, label: Q, choices: l}",
            "l: [{name: a, label: A, land: fi}, {name: b, label: B, land: et}]",
        ),
        """
        8:27: warning: No choice_filter of the list “l” looks at “land”.
          Remove it, or use it in a choice_filter.
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
}


@pytest.mark.parametrize("case", CASES)
def test_finding(case: str) -> None:
    source, told = CASES[case]
    assert findings(source) == lines(told)
