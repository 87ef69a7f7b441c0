"""Walks are taken by the engine that people's answers go through; what is other than expected is told."""

import pytest

from survey_app.answers.walks import Branch, conditions

from .hall import COMPILED, failures, run, steps

AS_EXPECTED = [
    ("{give: {}, expect: {visible: [coming], hidden: [people, thanks, dishes, why], pages: [visit]}}",),
    ("{give: {}, expect: {error: {coming: true, people: false}, complete: false}}",),
    ("{give: {}, expect: {error: {coming: Choose yes or no.}}}",),
    ("{give: {coming: no}, expect: {complete: true, value: {coming: false, people: null}}}",),
    ("{give: {coming: false}, expect: {value: {coming: no}}}",),
    (
        "{give: {coming: yes}, expect: {visible: [people], error: {people: Write a number.}}}",
        "{give: {people: 0}, expect: {error: {people: From 1 to 9 people.}, value: {people: 0}}}",
        "{give: {people: ' 3 '}, expect: {value: {people: 3}, visible: [thanks], pages: [visit, food]}}",
        "{give: {dishes: [none, soup]}, expect: {visible: [why], value: {dishes: [soup, none]}}}",
        "{give: {}, expect: {complete: true, visible: [dishes]}}",
        "{give: {dishes: null}, expect: {hidden: [why], value: {dishes: null}}}",
        "{give: {coming: no}, expect: {hidden: [people], value: {people: 3}, pages: [visit]}}",
    ),
    (
        "{give: {coming: yes, people: many}, expect: {error: {people: true}, value: {people: null}}}",
        "{give: {people: 2}, expect: {error: {people: false}, complete: true}}",
    ),
]


@pytest.mark.parametrize("some", AS_EXPECTED)
def test_what_is_as_expected_is_not_told(some: tuple[str, ...]) -> None:
    assert failures(*some) == []


OTHERWISE = {
    "{give: {coming: no}, expect: {visible: [coming, people]}}": (
        "4:57: error: “Lunch”: expected “people” to be visible; it is hidden: "
        "it is asked only if “${coming} = 'yes'”."
    ),
    "{give: {coming: no}, expect: {visible: [dishes]}}": (
        "4:49: error: “Lunch”: expected “dishes” to be visible; it is hidden: "
        "its page is shown only if “${people} >= 2”."
    ),
    "{give: {coming: yes}, expect: {hidden: [people]}}": (
        "4:49: error: “Lunch”: expected “people” to be hidden; it is visible."
    ),
    "{give: {coming: yes, people: 2}, expect: {error: {people: true}}}": (
        "4:59: error: “Lunch”: expected “people” to be refused; it is accepted."
    ),
    "{give: {coming: yes, people: 2}, expect: {error: {people: From 1 to 9 people.}}}": (
        "4:59: error: “Lunch”: expected “people” to be refused with “From 1 to 9 people.”; it is accepted."
    ),
    "{give: {coming: yes, people: 10}, expect: {error: {people: From 1 to 8 people.}}}": (
        "4:60: error: “Lunch”: expected “people” to be refused with “From 1 to 8 people.”; "
        "found “From 1 to 9 people.”."
    ),
    "{give: {coming: yes, people: 10}, expect: {error: {people: false}}}": (
        "4:60: error: “Lunch”: expected “people” to be accepted; found “From 1 to 9 people.”."
    ),
    "{give: {coming: maybe}, expect: {complete: false}}": (
        "4:17: error: “Lunch”: “coming” cannot be answered so: Choose yes or no. "
        "Change it, or expect the error."
    ),
    "{give: {coming: maybe}, expect: {error: {coming: false}}}": (
        "4:17: error: “Lunch”: “coming” cannot be answered so: Choose yes or no. "
        "Change it, or expect the error."
    ),
    "{give: {coming: yes, people: 2}, expect: {value: {people: 3}}}": (
        "4:59: error: “Lunch”: expected “people” to be 3; found 2."
    ),
    "{give: {coming: no}, expect: {value: {coming: 0}}}": (
        "4:47: error: “Lunch”: expected “coming” to be 0; found false."
    ),
    "{give: {}, expect: {value: {coming: false}}}": (
        "4:37: error: “Lunch”: expected “coming” to be false; found empty."
    ),
    "{give: {coming: yes, people: 2}, expect: {value: {people: null}}}": (
        "4:59: error: “Lunch”: expected “people” to be empty; found 2."
    ),
    "{give: {coming: yes, people: 2}, expect: {pages: [food, visit]}}": (
        "4:51: error: “Lunch”: expected the pages [food, visit]; found [visit, food]."
    ),
    "{give: {coming: yes}, expect: {complete: true}}": (
        "4:40: error: “Lunch”: expected all answers to be complete; “people”: Write a number."
    ),
    "{give: {coming: no}, expect: {complete: false}}": (
        "4:39: error: “Lunch”: expected something to be missing or refused; all answers are complete."
    ),
}


@pytest.mark.parametrize("step", OTHERWISE)
def test_what_is_otherwise_is_told_with_its_place(step: str) -> None:
    assert failures(step) == [OTHERWISE[step]]


def test_failures_of_several_steps_are_told_in_their_order() -> None:
    told = failures(
        "{give: {coming: yes}, expect: {hidden: [people]}}", "{give: {}, expect: {hidden: [coming]}}"
    )
    assert [line.partition(" ")[0] for line in told] == ["4:49:", "5:38:"]


def branches(*some: str) -> list[tuple[str, str, bool]]:
    """Return the branches that a walk of these steps does not take."""
    missing = run(steps(*some)).missing(COMPILED)
    return [(branch.condition.kind, branch.condition.name, branch.holds) for branch in missing]


def test_the_conditions_stand_in_the_order_of_the_questionnaire() -> None:
    assert [(condition.kind, condition.name) for condition in conditions(COMPILED)] == [
        ("question", "people"),
        ("constraint", "people"),
        ("question", "thanks"),
        ("page", "food"),
        ("question", "why"),
    ]


def test_a_condition_that_nobody_is_led_to_is_taken_neither_way() -> None:
    assert branches("{give: {coming: no}, expect: {complete: true}}") == [
        ("question", "people", True),
        ("constraint", "people", True),
        ("constraint", "people", False),
        ("question", "thanks", True),
        ("page", "food", True),
        ("question", "why", True),
        ("question", "why", False),
    ]


def test_walks_that_take_every_condition_both_ways() -> None:
    assert (
        branches(
            "{give: {}, expect: {complete: false}}",
            "{give: {coming: yes, people: 0}}",
            "{give: {people: 2}}",
            "{give: {dishes: [none]}}",
        )
        == []
    )


def test_a_refused_answer_still_decides_what_is_shown() -> None:
    assert branches("{give: {coming: yes, people: 12}, expect: {visible: [dishes]}}") == [
        ("question", "people", False),
        ("constraint", "people", True),
        ("question", "thanks", False),
        ("page", "food", False),
        ("question", "why", True),
    ]


def test_steps_are_counted() -> None:
    outcome = run(steps("{give: {coming: no}, expect: {complete: true}}", "{give: {coming: yes}}"))
    assert (outcome.steps, outcome.failures) == (2, ())
    assert Branch(conditions(COMPILED)[0], True) in outcome.taken
