"""What nobody types: values that are computed from answers, and values that are set beforehand."""

from datetime import date
from typing import Any

import pytest

from survey_app.answers.progress import progress
from survey_app.answers.validation import given_beforehand, page_faults, relevant_values
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled
from tests.questionnaire.written import compiled, findings, lines, with_questions

TODAY = date(2027, 3, 8)
HOUSE = compiled(
    with_questions(
        """
        - {name: twice, type: calculate, label: Twice, calculation: "2 * ${stays}"}
        - {name: guests, type: integer, label: Guests}
        - {name: nights, type: decimal, label: Nights}
        - {name: stays, type: calculate, label: Stays, calculation: "${guests} * ${nights}"}
        - {name: helper, type: text, label: "${stays}: who helps?", relevant: "${twice} > 20"}
        - name: wave
          type: hidden
          label: Wave
          default: spring
          relevant: ${guests} > 0
        - {name: sender, type: hidden, label: Sender, from_link: true}
        """
    )
)


def counted(values: dict[str, Any], asked: Compiled = HOUSE) -> dict[str, Any]:
    return relevant_values(asked, values, TODAY)


def test_computed_values_count_and_decide_what_is_shown() -> None:
    given = {"guests": 4, "nights": "2.5"}
    assert counted(given) == {**given, "twice": 20, "stays": 10, "wave": "spring"}
    more = {"guests": 3, "nights": "4.5", "helper": "Ann", "sender": "ada"}
    assert counted(more) == {**more, "twice": 27, "stays": "13.5", "wave": "spring"}


def test_what_cannot_be_computed_is_empty_and_zero_is_not() -> None:
    assert counted({"guests": 4}) == {"guests": 4, "wave": "spring"}
    assert counted({"guests": 0, "nights": "2"}) == {"guests": 0, "nights": "2", "twice": 0, "stays": 0}


def test_a_stored_value_never_stands_against_the_computed_one() -> None:
    stale = {"guests": 1, "nights": "1", "stays": 99, "twice": 99, "wave": "autumn"}
    assert counted(stale) == {"guests": 1, "nights": "1", "stays": 1, "twice": 2, "wave": "autumn"}
    assert given_beforehand(HOUSE, shown(HOUSE, {"guests": 1}, TODAY)) == {
        "twice": None, "stays": None, "wave": "spring", "sender": None,
    }  # fmt: skip


def test_nobody_is_asked_for_them() -> None:
    (page,) = HOUSE.questionnaire.pages
    assert page_faults(HOUSE, page, shown(HOUSE, {}, TODAY), TODAY) == []
    done = progress(HOUSE, {"guests": 4, "nights": "2"}, TODAY)
    assert (done.answered, done.asked) == (2, 2)


@pytest.mark.parametrize(
    ("calculation", "values", "found"),
    [
        ("concat('a', ${text})", {"text": "b"}, "ab"),
        ("${day} + 7", {"day": "2027-03-08"}, "2027-03-15"),
        ("today()", {}, "2027-03-08"),
        ("${day} > '2027-01-01'", {"day": "2027-03-08"}, True),
        ("string-length(${text})", {}, 0),
        ("${one}", {"one": "dialogue"}, "dialogue"),
        ("if(${text} = 'x', 1, '')", {"text": "y"}, None),
        ("10 div 4", {}, "2.5"),
    ],
)
def test_every_kind_of_value(calculation: str, values: dict[str, Any], found: Any) -> None:
    asked = compiled(
        with_questions(
            f"""
            - {{name: text, type: text, label: T}}
            - {{name: day, type: date, label: D}}
            - {{name: one, type: select_one, label: O, choices: topics}}
            - {{name: it, type: calculate, label: It, calculation: "{calculation}"}}
            """,
            "topics: [{name: dialogue, label: D}, {name: surveys, label: S}]",
        )
    )
    assert counted(values, asked).get("it") == found


def test_findings_about_calculations() -> None:
    source = with_questions(
        """
        - {name: many, type: select_multiple, label: M, choices: topics}
        - {name: a, type: calculate, label: A, calculation: "${b} + 1"}
        - {name: b, type: calculate, label: B, calculation: "${a} + 1"}
        - {name: c, type: calculate, label: C, calculation: "${manny} + 1", required: true}
        - {name: d, type: calculate, label: D, calculation: "${many}"}
        - {name: e, type: calculate, label: E, calculation: "count-selected(${many})", relevant: "${e} > 1"}
        """,
        "topics: [{name: dialogue, label: D}, {name: surveys, label: S}]",
    )
    assert findings(source) == lines(
        """
        14:60: error: Calculations go round in a circle: a → b → a. Take one of them out of the circle.
        16:60: error: There is no question ${manny} that could be used here. Did you mean ${many}?
        16:85: error: Nobody is asked for “c”, so “required” means nothing here. Remove “required”.
        17:60: error: This gives several choices from a list, where a calculation gives a single value.
          Write string(…) around it, or count or sum it.
        18:96: error: The condition of “e” asks for its own answer.
          Use “constraint” to check an answer, or name another question.
        """
    )
