"""A test file is read with the place of everything that is wrong with it."""

from datetime import date

import pytest

from survey_app.answers.walks import Expected, Step, Walk, WalkFile

from .hall import findings, reading, steps


def test_a_test_file_as_it_says_it() -> None:
    found = reading(
        """
        weeks: {from: 2027-W10, to: 2027-W11}
        today: 2027-03-01
        walks:
          - walk: Lunch
            today: 2027-04-01
            steps:
              - give: {coming: yes, people: 0}
                expect: {visible: [people], hidden: [why], error: {people: true, coming: false}}
              - give: {people: }
                expect: {value: {people: null}, pages: [visit], complete: false}
              - give: {}
        """
    )
    assert found.problems == ()
    assert found.walks == WalkFile(
        walks=(
            Walk(
                title="Lunch",
                steps=(
                    Step(
                        {"coming": "yes", "people": 0},
                        Expected(("people",), ("why",), {"people": True, "coming": False}),
                    ),
                    Step(
                        {"people": None}, Expected(value={"people": None}, pages=("visit",), complete=False)
                    ),
                    Step({}, Expected()),
                ),
                today=date(2027, 4, 1),
            ),
        ),
        weeks=("2027-W10", "2027-W11"),
        today=date(2027, 3, 1),
    )


CASES = {
    "nothing": ("", "1:1: error: The file holds no walks. Begin with “walks:” and a list of them."),
    "no walks": (
        "today: 2027-03-01",
        "1:1: error: The file holds no walks. Begin with “walks:” and a list of them.",
    ),
    "no yaml": ("walks: [", "2:1: error: YAML cannot read this: did not find expected node content"),
    "an empty list": (
        "walks: []",
        "1:8: error: “walks” must be a list, not an empty list. "
        "Begin each entry with “- ” on a line of its own.",
    ),
    "unknown key": (
        "walks: [{walk: A, steps: [{give: {}, expects: {}, expect: {complete: false}}]}]",
        "1:38: error: “expects” is not a key of a step. Did you mean “expect”?",
    ),
    "unknown key of a file": (
        "wallks: 1\nwalks: [{walk: A, steps: [{give: {}, expect: {complete: true}}]}]",
        "1:1: error: “wallks” is not a key of a test file. Did you mean “walks”?",
    ),
    "missing key": ("walks: [{walk: A}]", "1:9: error: A walk lacks “steps”. Add “steps: …”."),
    "wrong shape": (
        "walks: [{walk: A, steps: [{give: [], expect: {visible: people, complete: maybe}}]}]",
        "1:34: error: “give” must be a mapping, not an empty list. Write “key: value” lines below it.",
        "1:56: error: “visible” must be a list of names, not “people”. Write them in brackets: [one, other].",
        "1:74: error: “complete” must be true or false, not “maybe”. Write true or false, without quotes.",
    ),
    "a walk that is none": (
        "walks: [Lunch]",
        "1:9: error: “walks, entry 1” must be a mapping, not “Lunch”. Write “key: value” lines below it.",
    ),
    "a day that is none": (
        "today: 2027-02-30\nwalks: [{walk: A, steps: [{give: {}, expect: {complete: true}}]}]",
        "1:8: error: “today” must be a date, not “2027-02-30”. Write a real one, such as 2027-03-08.",
    ),
    "weeks out of order": (
        "weeks: {from: 2027-W11, to: 2027-W10}\nwalks: [{walk: A, steps: [{expect: {complete: true}}]}]",
        "1:8: error: Week 2027-W10 is before 2027-W11; swap them.",
    ),
    "unknown question": (
        steps("{give: {poeple: 1}, expect: {hidden: [wy], error: {comin: true}, value: {x1234: 1}}}"),
        "4:17: error: There is no question “poeple”. Did you mean “people”?",
        "4:47: error: There is no question “wy”. Did you mean “why”?",
        "4:60: error: There is no question “comin”. Did you mean “coming”?",
        "4:82: error: There is no question “x1234”. "
        "The questions: “coming”, “dishes”, “people”, “thanks”, “why”.",
    ),
    "unknown page": (
        steps("{give: {}, expect: {pages: [vist, food]}}"),
        "4:37: error: There is no page “vist”. Did you mean “visit”?",
    ),
    "a note has no answer": (
        steps("{give: {thanks: yes}, expect: {visible: [thanks]}}"),
        "4:17: error: “thanks” is a note, which has no answer. Take it out.",
    ),
    "both": (
        steps("{give: {}, expect: {visible: [why], hidden: [people, why]}}"),
        "4:62: error: “why” is expected to be visible and hidden. Keep one of the two.",
    ),
    "an error that is neither": (
        steps("{give: {}, expect: {error: {people: 1}}}"),
        "4:45: error: “people” must be true, false or a text, not the number 1. "
        "Write true for any message, false for none, or its words.",
    ),
    "nothing expected": (
        steps("{give: {coming: yes}}", "{give: {people: 1}}"),
        "2:11: warning: The walk “Lunch” expects nothing. Add “expect” to one of its steps.",
    ),
    "the same title": (
        "walks:\n"
        "- {walk: A, steps: [{expect: {complete: false}}]}\n"
        "- {walk: A, steps: [{expect: {complete: false}}]}\n",
        "3:10: warning: The walk “A” stands in line 2 already. Give each a title of its own.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_told_in_its_place(case: str) -> None:
    source, *told = CASES[case]
    found = findings(source)
    assert [line[: len(words)] for line, words in zip(found, told, strict=True)] == told
    assert (reading(source).walks is None) is any(": error: " in line for line in found)
