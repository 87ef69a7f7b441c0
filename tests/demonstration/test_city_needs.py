"""The shipped questionnaire: no finding, its size, what it feeds, and each condition held and not held."""

from typing import Any

import pytest

from survey_app.answers.validation import read_answers, sheet_faults
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.reader import read

from .conftest import TODAY

Answers = dict[str, Any]

HOSTS: Answers = {"can_host": "yes"}
TRAVELS: Answers = {"can_travel": "yes"}
# question: answers that bring it to view, answers that do not
WALKS: dict[str, tuple[Answers, Answers]] = {
    "strategy_link": ({"strategy": "yes"}, {"strategy": "no"}),
    "challenge": ({"learn": {"risk-assessment": 4}}, {"learn": {"risk-assessment": 3, "organisation": 3}}),
    "next_purchase_start": ({"next_purchase": "Light"}, {"next_purchase": "  "}),
    "practice": ({"show": {"organisation": 3}}, {"show": {"organisation": 2, "digital-tools": 0}}),
    "lesson": ({"show": {"organisation": 5}}, {"show": {"organisation": 0}}),
    "has_documents": ({"show": {"organisation": 1}}, {"show": {"organisation": 0}}),
    "openness": (
        {"show": {"organisation": 1}, "has_documents": "yes"},
        {"show": {"organisation": 1}, "has_documents": "no"},
    ),
    "document": (
        {"show": {"organisation": 1}, "has_documents": "yes", "openness": {"chosen": "network"}},
        {"show": {"organisation": 1}, "has_documents": "yes", "openness": {"chosen": "spoken"}},
    ),
    "why_not": ({"can_host": "no"}, HOSTS),
    "host_exchanges": (HOSTS, {"can_host": "no"}),
    "host_cities": (HOSTS, {"can_host": "no"}),
    "host_people": (HOSTS, {"can_host": "no"}),
    "host_weeks": (HOSTS, {"can_host": "no"}),
    "host_services": (HOSTS, {}),
    "trips": (TRAVELS, {"can_travel": "no"}),
    "travellers": (TRAVELS, {"can_travel": "no"}),
    "travel_weeks": (TRAVELS, {"can_travel": "no"}),
    "distance_limited": (TRAVELS, {"can_travel": "no"}),
    "max_km": (TRAVELS | {"distance_limited": "yes"}, {"can_travel": "no", "distance_limited": "yes"}),
    "travel_notes": (TRAVELS, {}),
    "interpreter": ({"languages": ["fr"]}, {"languages": ["fr", "en"]}),
}


def visible(compiled: Compiled, raw: Answers) -> frozenset[str]:
    answers = read_answers(compiled, raw)
    assert answers.faults == ()
    return shown(compiled, answers.values, TODAY).questions


def test_checker_finds_nothing(city_needs: bytes) -> None:
    assert [found.line("city-needs.yaml") for found in read(city_needs).problems] == []


def test_six_pages_and_38_questions(compiled: Compiled) -> None:
    pages = {page.name: len(page.questions) for page in compiled.questionnaire.pages}
    assert pages == {"city": 7, "learn": 5, "show": 6, "hosting": 7, "travelling": 7, "people": 6}


def test_topics_unite_the_training_topics_the_first_exchange_and_the_insights(compiled: Compiled) -> None:
    assert [topic.name for topic in compiled.questionnaire.lists["topics"]] == [
        "guiding-principles",
        "motivation-engagement",
        "organisation",
        "annual-planning",
        "innovation-potential",
        "citizen-involvement",
        "market-consultation",
        "risk-assessment",
        "legal-procedures",
        "flexible-thresholds",
        "competitive-dialogue",
        "negotiated-procedure",
        "innovation-partnership",
        "pre-commercial",
        "contract-surveys",
        "digital-tools",
        "regional-advice",
    ]


def test_feeds_everything_that_a_programme_and_a_profile_read(compiled: Compiled) -> None:
    fed: dict[str, list[str]] = {}
    for question in compiled.questionnaire.questions():
        if question.feeds:
            fed.setdefault(question.feeds, []).append(question.name)
    assert fed == {
        "needs": ["learn"],
        "challenge": ["challenge", "next_purchase"],
        "offers": ["show"],
        "practice": ["practice", "lesson"],
        "hosting.exchanges": ["host_exchanges"],
        "hosting.cities": ["host_cities"],
        "hosting.people": ["host_people"],
        "hosting.weeks": ["host_weeks"],
        "visiting.trips": ["trips"],
        "visiting.people": ["travellers"],
        "visiting.weeks": ["travel_weeks"],
        "visiting.max_km": ["max_km"],
        "languages": ["languages"],
        "contact": ["contact_name", "contact_email"],
    }


def test_weeks_are_those_of_the_round(compiled: Compiled) -> None:
    by_name = compiled.questionnaire.by_name
    assert by_name["host_weeks"].week_names() == ["2027-W10", "2027-W11"]  # type: ignore[attr-defined]
    assert by_name["travel_weeks"].week_names() == ["2027-W10", "2027-W11"]  # type: ignore[attr-defined]


def test_every_condition_has_a_walk(compiled: Compiled) -> None:
    assert set(WALKS) == set(compiled.relevant)
    assert compiled.page_relevant == {}


@pytest.mark.parametrize("name", WALKS)
def test_condition_holds_and_does_not(compiled: Compiled, name: str) -> None:
    shows, hides = WALKS[name]
    assert (name in visible(compiled, shows), name in visible(compiled, hides)) == (True, False)


@pytest.mark.parametrize(
    ("raw", "faulty", "fine"),
    [
        ("inhabitants", 999, 1000),
        ("inhabitants", 20000001, 20000000),
        ("challenge", "Too short a text", "Nobody knows how to begin."),
        ("next_purchase_start", "2022-12-31", "2023-01-01"),
        ("host_exchanges", 0, 1),
        ("host_cities", 11, 10),
        ("host_people", 2, 3),
        ("trips", 7, 6),
        ("travellers", 0, 12),
        ("max_km", 49, 5000),
        (
            "ways",
            {"chosen": ["site-visit", "case-talk", "own-case", "shadowing"]},
            {"chosen": ["site-visit"]},
        ),
        ("contact_email", "office(at)city.eu", "office@city.eu"),
        ("document", "city.eu/tender", "https://city.eu/tender"),
        ("procedures", ["pilot", "none"], ["none"]),
    ],
)
def test_bounds(compiled: Compiled, raw: str, faulty: object, fine: object) -> None:
    around: Answers = {
        "learn": {"organisation": 5},
        "next_purchase": "Light",
        "show": {"organisation": 4},
        "has_documents": "yes",
        "openness": {"chosen": "public"},
        **HOSTS,
        "host_cities": 3,
        **TRAVELS,
        "distance_limited": "yes",
    }

    def faults(answer: object) -> list[str]:
        answers = read_answers(compiled, around | {raw: answer})
        checked = [fault for page in sheet_faults(compiled, answers.values, TODAY).values() for fault in page]
        unread = {fault.question for fault in answers.faults}
        told = [*answers.faults, *(fault for fault in checked if fault.question not in unread)]
        return [fault.question for fault in told if fault.question == raw]

    assert (faults(faulty), faults(fine)) == ([raw], [])


def test_the_usual_question_types_are_used(compiled: Compiled) -> None:
    used = {getattr(question, "type", "") for question in compiled.questionnaire.questions()}
    assert used == {
        "availability", "consent", "date", "integer", "rating", "rating_grid", "select_multiple",
        "select_one", "text", "yes_no",
    }  # fmt: skip
