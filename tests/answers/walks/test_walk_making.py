"""Walks are made that take every condition both ways; they pass, and what cannot be reached is proven so."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from survey_app.answers.walks import Branch, MadeWalks, conditions, make_walks, read_walks, run_walks, written
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import served
from survey_app.rounds.weeks import weeks_between
from tests.questionnaire.every_type import COMPILED as EVERY_TYPE
from tests.questionnaire.proofs.chance import expression, questionnaires
from tests.questionnaire.written import compiled, with_pages, with_questions

from .hall import COMPILED, in_spite_of_errors

ROOT = Path(__file__).parents[3]
LATER = date(2031, 5, 5)  # made walks name the day they need


def told(compiled: Compiled, made: MadeWalks) -> tuple[list[str], set[Branch]]:
    """Return what the made walks find, written down and read back, and what they do not take."""
    reading = read_walks(written(made.file).encode(), compiled)
    if reading.walks is None:
        return [found.line("t") for found in reading.problems], set()
    outcome = run_walks(compiled, reading.walks, LATER)
    return [found.line("t") for found in outcome.failures], set(outcome.missing(compiled))


def test_the_walks_of_a_small_questionnaire() -> None:
    made = make_walks(COMPILED)
    assert made.not_reached == ()
    assert (
        written(made.file, ("Made.",))
        == """\
# Made.
walks:
  - walk: "Nothing is answered yet"
    steps:
      - give: {}
        expect:
          hidden: [people, thanks]
          pages: [visit]
  - walk: "people is asked"
    steps:
      - give:
          coming: yes
        expect:
          visible: [people]
  - walk: "people is accepted"
    steps:
      - give:
          coming: yes
          people: 1
        expect:
          error: {people: false}
  - walk: "people is refused"
    steps:
      - give:
          coming: yes
          people: 0
        expect:
          error: {people: "From 1 to 9 people."}
  - walk: "thanks is asked"
    steps:
      - give:
          coming: yes
          people: 2
        expect:
          visible: [thanks]
          hidden: [why]
          pages: [visit, food]
  - walk: "why is asked"
    steps:
      - give:
          coming: yes
          people: 2
          dishes: [none]
        expect:
          visible: [why]
"""
    )
    assert told(COMPILED, made) == ([], set())


@pytest.mark.parametrize(
    ("path", "weeks"),
    [
        ("questionnaires/city-needs.yaml", tuple(weeks_between("2027-W10", "2027-W12"))),
        ("benchmarks/journey-questionnaire.yaml", ()),
    ],
)
def test_every_condition_of_what_is_shipped_is_reached(path: str, weeks: tuple[str, ...]) -> None:
    questionnaire = served((ROOT / path).read_bytes(), weeks)
    made = make_walks(questionnaire, weeks)
    assert made.not_reached == ()
    assert told(questionnaire, made) == ([], set())


def test_what_cannot_be_reached_is_told_with_the_reason() -> None:
    questionnaire = in_spite_of_errors(
        with_questions(
            """
            - {name: trips, type: rating, label: T, scale: {from: 0, to: 3}}
            - {name: q, type: text, label: Q, relevant: "${trips} < 4 or ${trips} = ''"}
            - {name: r, type: text, label: R, relevant: "string(${trips}) = 'many'"}
            """
        )
    )
    made = make_walks(questionnaire)
    assert [
        (missed.branch.condition.name, missed.branch.holds, missed.proven, missed.why)
        for missed in made.not_reached
    ] == [
        ("q", False, True, "“trips” has figures from 0 to 3"),
        ("r", True, True, "“trips” has figures from 0 to 3"),
    ]


def test_what_is_only_not_found_is_not_called_impossible() -> None:
    questionnaire = compiled(
        with_questions(
            """
            - {name: word, type: text, label: W}
            - {name: q, type: text, label: Q, relevant: 'regex(${word}, "[\\p{Greek}]{2}")'}
            """
        )
    )
    made = make_walks(questionnaire)
    assert [(missed.branch.holds, missed.proven) for missed in made.not_reached] == [(True, False)]


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{5}",
        "[A-Z]{2}[0-9]{3}",
        "(yes|no)",
        "a+b*c?",
        "[^@ ]+@[^@ ]+[.][a-z]+",
        r"\d{2,4}-\w+",
        r"[\pL -]+",
        "(?i)abc",
        "[[:alpha:]]{2}x",
        "[]a]b",
        r"\pN{3}",
    ],
)
def test_a_text_that_a_pattern_matches_is_found(pattern: str) -> None:
    made = make_walks(
        compiled(
            with_questions(
                f"""
                - name: word
                  type: text
                  label: W
                  constraint: regex(., '{pattern}')
                  constraint_message: As told.
                """
            )
        )
    )
    assert made.not_reached == ()


def test_conditions_about_the_day_get_walks_that_name_it() -> None:
    questionnaire = compiled(
        with_pages(
            """
            - name: p
              label: P
              questions:
                - name: begin
                  type: date
                  label: B
                  constraint: . >= today() + 30
                  constraint_message: In a month or later.
                - {name: late, type: text, label: L, relevant: "today() > date('2029-01-01')"}
            """
        )
    )
    made = make_walks(questionnaire)
    assert made.not_reached == ()
    assert told(questionnaire, made) == ([], set())
    assert made.file.today == date(2027, 3, 8)
    assert [walk.today for walk in made.file.walks if walk.title == "late is asked"] == [date(2029, 1, 2)]


def test_every_type_and_entries_are_walked_both_ways() -> None:
    questionnaire = compiled(
        with_questions(
            """
            - {name: starts, type: time, label: S}
            - {name: arrive, type: datetime, label: A, constraint: "date(.) >= today()",
               constraint_message: M}
            - {name: stay, type: date_range, label: S}
            - {name: where, type: location, label: W}
            - {name: plans, type: file, label: P}
            - {name: wave, type: hidden, label: W, default: spring}
            - name: colleagues
              type: repeat
              label: Who?
              questions:
                - {name: role, type: text, label: R}
                - {name: nights, type: integer, label: N, constraint: ". <= 14", constraint_message: M}
                - {name: why, type: text, label: W, relevant: "${nights} > 7 and ${starts} > '12:00'"}
                - {name: half, type: calculate, label: H, calculation: "${nights} div 2"}
                - {name: cost, type: calculate, label: C, calculation: "${half} * 90"}
            - {name: all, type: calculate, label: A, calculation: "sum(${nights}) * 2"}
            - name: budget
              type: table
              label: B
              rows: topics
              columns:
                - {name: days, type: integer, label: D}
                - {name: euros, type: decimal, label: E, relevant: "${days} > 1"}
            - {name: rooms, type: integer, label: R}
            - name: beds
              type: repeat
              label: B
              repeat_count: ${rooms}
              questions: [{name: bed, type: integer, label: B, relevant: "${rooms} > 2"}]
            - {name: q1, type: text, label: Q, relevant: "${starts} > '14:30' and ${stay} != ''"}
            - {name: q2, type: text, label: Q, relevant: "${where} = '' and ${plans} != ''"}
            - {name: q3, type: text, label: Q, relevant: "${wave} = 'autumn'"}
            - {name: q4, type: text, label: Q, relevant: "count(${colleagues}) > 2"}
            - {name: q5, type: text, label: Q, relevant: "count(${colleagues}) = 3 and sum(${nights}) = 30"}
            - {name: q6, type: text, label: Q, relevant: "${all} > 20 and max(${nights}) < 9"}
            - {name: q7, type: text, label: Q, relevant: "sum(${euros}) > 10000"}
            - {name: q8, type: text, label: Q, relevant: "max(${bed}) > 5 and count(${beds}) = 3"}
            - {name: q9, type: text, label: Q, relevant: "indexed-repeat(${nights}, ${colleagues}, 2) > 5"}
            - {name: q10, type: text, label: Q, relevant: "sum(${cost}) >= 900 and count(${cost}) = 2"}
            """,
            "topics: [{name: a, label: A}, {name: b, label: B}]",
        )
    )
    made = make_walks(questionnaire)
    assert made.not_reached == ()
    assert told(questionnaire, made) == ([], set())
    (given,) = [walk.steps[0].give for walk in made.file.walks if walk.title == "q4 is asked"]
    assert given == {"colleagues": [{"role": "Words"}] * 3}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(questionnaires())
@example(  # only the walk that breaks the rule makes the condition false
    replace(
        EVERY_TYPE,
        relevant={"text": expression("sum(${rating_grid}) < 12")},
        constraint={"rating_grid": expression("sum(.) <= 9", "rating_grid")},
    )
)
def test_made_walks_pass_and_take_what_is_not_told_as_not_reached(questionnaire: Compiled) -> None:
    made = make_walks(questionnaire)
    failures, missing = told(questionnaire, made)
    assert failures == []
    assert missing == {missed.branch for missed in made.not_reached}
    assert len(made.file.walks) <= 1 + len(conditions(questionnaire)) * 2
