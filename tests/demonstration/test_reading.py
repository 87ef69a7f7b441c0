"""Round files: what they say, and what is told of those that are wrong."""

from datetime import date

import pytest

from survey_app.demonstration.findings import RoundFileError
from survey_app.demonstration.reader import checked_answers, read_round_file
from survey_app.rounds.model import ProgrammeFrame, RoundStatus

from .conftest import TODAY

QUESTIONNAIRE = b"""\
name: small
version: "1"
title: A small one
language: en
purpose: Tests
retention: A day
lists:
  fruits: [{name: apple, label: Apple}, {name: pear, label: Pear}]
pages:
  - name: only
    label: The only page
    questions:
      - {name: city, type: text, label: City, required: true}
      - {name: fruit, type: select_one, label: Fruit, choices: fruits, other: true}
      - {name: people, type: integer, label: People, constraint: . > 0, constraint_message: "One at least."}
      - {name: why, type: text, label: Why, relevant: "${people} > 5", required: true}
      - {name: weeks, type: availability, label: Weeks, required: true}
"""
HEAD = """\
slug: two
network: Two cities
title: A round
description: Of two
remark: All of it is invented.
questionnaire: small.yaml
programme: {weeks: {from: 2027-W10, to: 2027-W11}}
cities:
"""
ALBA = """\
  - slug: alba
    name: Alba
    country: IT
    location: [44.7, 8.0]
    contributor: Ann
    answers:
      city: Alba
      fruit: {chosen: pear}
      people: 3
      weeks: {2027-W10: "yes", 2027-W11: "no"}
"""


def told(source: str) -> list[str]:
    with pytest.raises(RoundFileError) as raised:
        read_round_file(source.encode())
    return [found.line("round.yaml") for found in raised.value.problems]


def told_of_answers(source: str, questionnaire: bytes = QUESTIONNAIRE) -> list[str]:
    with pytest.raises(RoundFileError) as raised:
        checked_answers(source.encode(), questionnaire, TODAY)
    return [found.line("round.yaml") for found in raised.value.problems]


def test_a_round_with_its_defaults() -> None:
    found = read_round_file((HEAD + ALBA).encode())
    assert (found.slug, found.network, found.status, found.deadline) == (
        "two",
        "Two cities",
        RoundStatus.OPEN,
        None,
    )
    assert found.frame() == ProgrammeFrame(weeks=("2027-W10", "2027-W11"))
    city = found.cities[0]
    assert (city.slug, city.location, city.submitted) == ("alba", (44.7, 8.0), True)


def test_a_deadline_is_a_day() -> None:
    found = read_round_file(
        (HEAD + ALBA).replace("questionnaire:", "deadline: 2027-02-01\nquestionnaire:").encode()
    )
    assert found.deadline == date(2027, 2, 1)


def test_answers_are_typed() -> None:
    (sheet,) = checked_answers((HEAD + ALBA).encode(), QUESTIONNAIRE, TODAY)
    assert sheet.values == {
        "city": "Alba",
        "fruit": {"chosen": "pear"},
        "people": 3,
        "weeks": {"2027-W10": "yes", "2027-W11": "no"},
    }


def test_an_empty_file() -> None:
    assert told("") == [
        "round.yaml:1:1: error: The file holds no round. Begin with slug, network, title and questionnaire."
    ]


def test_every_departure_from_the_shape_is_told_at_once() -> None:
    wrong = (HEAD + ALBA).replace("remark:", "remarks:").replace("country: IT", "country: Italy")
    wrong = wrong.replace("to: 2027-W11", "to: 2027-W09").replace("    name: Alba", "    nmae: Alba")
    assert told(wrong) == [
        "round.yaml:1:1: error: A round lacks “remark”. Add “remark: …”.",
        "round.yaml:5:1: error: “remarks” is not a key of a round. Did you mean “remark”?",
        "round.yaml:7:20: error: “weeks”: week 2027-W09 is before 2027-W10; swap them. Change it.",
        "round.yaml:9:5: error: A city lacks “name”. Add “name: …”.",
        "round.yaml:10:5: error: “nmae” is not a key of a city. Did you mean “name”?",
        "round.yaml:11:14: error: “country”: String should match pattern '^[A-Z]{2}$'. Change it.",
    ]


def test_two_cities_with_one_slug() -> None:
    assert told(HEAD + ALBA + ALBA) == [
        "round.yaml:19:11: error: The city “alba” stands here twice. "
        "Keep one of the two, or give it another slug."
    ]


def test_an_objective_named_twice() -> None:
    twice = (HEAD + ALBA).replace("11}}", "11}, objectives: [served, served]}")
    assert told(twice) == [
        "round.yaml:7:12: error: “programme”: `objectives` names one objective twice; "
        "take one of the two out. Change it."
    ]


def test_answers_that_cannot_stand_are_told_with_their_places() -> None:
    wrong = (
        (HEAD + ALBA).replace("chosen: pear", "chosen: plum").replace("people: 3", "people: 0\n      wy: x")
    )
    wrong = wrong.replace("      city: Alba\n", "").replace(', 2027-W11: "no"', "")
    assert told_of_answers(wrong) == [
        "round.yaml:15:7: error: The answer of Alba to “city” cannot stand: Write an answer.",
        "round.yaml:15:14: error: The answer of Alba to “fruit” cannot stand: Choose from the list.",
        "round.yaml:16:15: error: The answer of Alba to “people” cannot stand: One at least.",
        "round.yaml:17:11: error: The answer of Alba to “wy” cannot stand: "
        "There is no such question in this questionnaire.",
        "round.yaml:18:14: error: The answer of Alba to “weeks” (2027-W11) cannot stand: "
        "Choose yes, if needed or no.",
    ]


def test_an_answer_that_nobody_asked_for() -> None:
    assert told_of_answers(HEAD + ALBA + "      why: Because\n") == [
        "round.yaml:19:12: error: The answer of Alba to “why” cannot stand: "
        "Its other answers hide the question. Take it out, or change what hides the question."
    ]


def test_a_draft_may_lack_answers_but_not_break_rules() -> None:
    draft = HEAD + ALBA.replace("    answers:", "    submitted: false\n    answers:")
    lacking = draft.replace("      city: Alba\n", "").replace(', 2027-W11: "no"', "")
    (sheet,) = checked_answers(lacking.encode(), QUESTIONNAIRE, TODAY)
    assert sheet.values == {"fruit": {"chosen": "pear"}, "people": 3, "weeks": {"2027-W10": "yes"}}
    assert told_of_answers(lacking.replace("people: 3", "people: 0")) == [
        "round.yaml:17:15: error: The answer of Alba to “people” cannot stand: One at least."
    ]


def test_a_questionnaire_that_cannot_be_asked() -> None:
    broken = QUESTIONNAIRE.replace(b"choices: fruits", b"choices: fruit")
    assert told_of_answers(HEAD + ALBA, broken) == [
        "round.yaml:6:16: error: The questionnaire cannot be asked: There is no list “fruit”. "
        "Did you mean “fruits”? Mend it first."
    ]
