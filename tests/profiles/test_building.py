"""Profiles: what each city seeks, offers and can do, each figure with the answer that it came from."""

from typing import Any

import pytest

from survey_app.profiles.building import FALLBACKS, build_profile, picture, topics_of
from survey_app.profiles.documents import profiles_to_json
from survey_app.profiles.model import Figure, Missing, Profile, Said, Source, TopicPicture
from tests.questionnaire.written import compiled, with_questions

from .asking import COMPILED, FULL, RIGA, TARTU, TODAY, TURKU, profile


def missing(answers: dict[str, Any]) -> dict[str, str]:
    return {gap.feed: gap.instead for gap in profile(answers).missing}


def test_a_whole_profile() -> None:
    assert profile(FULL) == Profile(
        city=TURKU,
        needs={"dialogue": Figure(4, Source("learn", "dialogue"))},
        offers={"surveys": Figure(5, Source("show", "surveys"))},
        experience={"": Figure(2, Source("known")), "dialogue": Figure(3, Source("done", "dialogue"))},
        figures={
            "hosting.exchanges": Figure(1, Source("times")),
            "hosting.cities": Figure(3, Source("cities")),
            "hosting.people": Figure(12, Source("guests")),
            "visiting.trips": Figure(2, Source("trips")),
            "visiting.people": Figure(3, Source("people")),
            "visiting.max_km": Figure(0, Source("km")),
        },
        weeks={"hosting.weeks": ("2027-W10", "2027-W12"), "visiting.weeks": ("2027-W11",)},
        if_needed={"hosting.weeks": ("2027-W12",), "visiting.weeks": ()},
        languages=("en", "fi"),
        prefers=("tartu", "riga"),
        refuses=(),
        challenges=(
            Said("What stands in your way?", "Time", Source("stuck")),
            Said("What else?", "Money", Source("stuck_more")),
        ),
        practices=(Said("What works?", "Talking", Source("good")),),
        contacts=(Said("Who?", "Ann", Source("who")),),
        missing=(),
    )


def test_an_empty_sheet_says_what_is_taken_instead() -> None:
    empty = profile({})
    assert (empty.needs, empty.figures, empty.languages, empty.challenges) == ({}, {}, (), ())
    assert missing({}) == FALLBACKS


def test_zero_is_an_answer_and_not_missing() -> None:
    zeros = {
        "times": 0,
        "can_host": "yes",
        "trips": 0,
        "km": 0,
        "learn": {"dialogue": 0},
        "show": {"surveys": 0},
    }
    assert profile(zeros).figures == {
        "hosting.exchanges": Figure(0, Source("times")),
        "visiting.trips": Figure(0, Source("trips")),
        "visiting.max_km": Figure(0, Source("km")),
    }
    assert missing(zeros) == {"languages": "It is taken to share a language with everyone."}


def test_answers_that_became_hidden_are_left_out() -> None:
    hidden = profile(FULL | {"can_host": "no"})
    assert "hosting.exchanges" not in hidden.figures
    assert [gap.feed for gap in hidden.missing] == ["hosting.exchanges"]


def test_a_figure_below_zero_is_missed() -> None:
    below = profile(FULL | {"trips": -1})
    assert "visiting.trips" not in below.figures
    assert below.missing == (Missing("visiting.trips", "It makes no trip."),)


def test_a_language_in_words_is_shared_only_with_the_same_words() -> None:
    said = profile(FULL | {"languages": {"chosen": ["fi", "other"], "other": "Northern Sámi"}})
    assert said.languages == ("fi", "other: northern sámi")


def test_none_of_these_names_no_city() -> None:
    answered = profile(FULL | {"like": ["none"], "shun": ["riga"]})
    assert (answered.prefers, answered.refuses) == ((), ("riga",))


def test_what_is_not_asked_is_empty_in_a_profile() -> None:
    source = "- {name: q, type: rating_grid, label: Q, rows: l, scale: {from: 0, to: 5}, feeds: needs}"
    asked = compiled(with_questions(source, "l: [{name: a, label: A}]"))
    built = build_profile(asked, TURKU, {"q": {"a": 1}}, TODAY)
    assert built == Profile(
        city=TURKU,
        needs={"a": Figure(1, Source("q", "a"))},
        offers={},
        experience={},
        figures={},
        weeks={"hosting.weeks": (), "visiting.weeks": ()},
        if_needed={"hosting.weeks": (), "visiting.weeks": ()},
        languages=(),
        prefers=(),
        refuses=(),
        challenges=(),
        practices=(),
        contacts=(),
        missing=tuple(Missing(feed, instead) for feed, instead in FALLBACKS.items() if feed != "needs"),
    )


def test_topics_are_the_rows_of_needs_and_offers() -> None:
    assert [topic.name for topic in topics_of(COMPILED)] == ["dialogue", "surveys", "planning"]


@pytest.mark.parametrize("feeds", ["", ", feeds: experience"])
def test_without_needs_and_offers_there_are_no_topics(feeds: str) -> None:
    source = "- {name: q, type: rating_grid, label: Q, rows: l, scale: {from: 0, to: 5}" + feeds + "}"
    assert topics_of(compiled(with_questions(source, "l: [{name: a, label: A}]"))) == ()


def test_offers_alone_have_topics() -> None:
    source = "- {name: q, type: rating_grid, label: Q, rows: l, scale: {from: 0, to: 5}, feeds: offers}"
    topics = topics_of(compiled(with_questions(source, "l: [{name: a, label: A}]")))
    assert [topic.name for topic in topics] == ["a"]


def rated(learn: dict[str, int], show: dict[str, int]) -> dict[str, Any]:
    return {"learn": learn, "show": show}


def test_the_picture_tells_the_strongest_first_then_by_name() -> None:
    profiles = [
        profile(rated({"dialogue": 3, "surveys": 5}, {}), TURKU),
        profile(rated({"dialogue": 3}, {"surveys": 2, "planning": 1}), TARTU),
        profile(rated({"dialogue": 5, "planning": 0}, {"surveys": 4}), RIGA),
    ]
    assert picture(topics_of(COMPILED), profiles) == [
        TopicPicture("dialogue", "Dialogue", ((RIGA, 5), (TARTU, 3), (TURKU, 3)), ()),
        TopicPicture("surveys", "Surveys", ((TURKU, 5),), ((RIGA, 4), (TARTU, 2))),
        TopicPicture("planning", "Planning", (), ((TARTU, 1),)),
    ]


@pytest.mark.parametrize(
    ("wants", "shows", "unanswered"),
    [
        ((), (), False),
        (((TURKU, 3),), (), True),
        (((TURKU, 3),), ((TURKU, 5),), True),
        (((TURKU, 3),), ((TARTU, 1),), False),
        (((TURKU, 3), (TARTU, 2)), ((TURKU, 5),), True),
        (((TURKU, 3), (TARTU, 2)), ((TURKU, 5), (TARTU, 1)), False),
        ((), ((TARTU, 1),), False),
    ],
)
def test_a_topic_that_nobody_else_can_show(wants: Any, shows: Any, unanswered: bool) -> None:
    assert TopicPicture("t", "T", wants, shows).unanswered is unanswered


def test_profiles_as_json() -> None:
    told = profiles_to_json(topics_of(COMPILED)[:1], [profile(FULL | {"trips": -1})])
    assert told == {
        "format": "city-profiles/1",
        "topics": [{"id": "dialogue", "title": "Dialogue"}],
        "cities": [
            {
                "id": "turku",
                "name": "Turku",
                "country": "FI",
                "location": [60.45, 22.27],
                "languages": ["en", "fi"],
                "needs": {"dialogue": {"value": 4, "from": "learn.dialogue"}},
                "offers": {"surveys": {"value": 5, "from": "show.surveys"}},
                "experience": {
                    "": {"value": 2, "from": "known"},
                    "dialogue": {"value": 3, "from": "done.dialogue"},
                },
                "figures": {
                    "hosting.exchanges": {"value": 1, "from": "times"},
                    "hosting.cities": {"value": 3, "from": "cities"},
                    "hosting.people": {"value": 12, "from": "guests"},
                    "visiting.people": {"value": 3, "from": "people"},
                    "visiting.max_km": {"value": 0, "from": "km"},
                },
                "weeks": {"hosting.weeks": ["2027-W10", "2027-W12"], "visiting.weeks": ["2027-W11"]},
                "if_needed": {"hosting.weeks": ["2027-W12"], "visiting.weeks": []},
                "prefers": ["tartu", "riga"],
                "refuses": [],
                "challenges": [
                    {"label": "What stands in your way?", "text": "Time", "from": "stuck"},
                    {"label": "What else?", "text": "Money", "from": "stuck_more"},
                ],
                "practices": [{"label": "What works?", "text": "Talking", "from": "good"}],
                "contacts": [{"label": "Who?", "text": "Ann", "from": "who"}],
                "missing": [{"feed": "visiting.trips", "instead": "It makes no trip."}],
            }
        ],
    }


def test_a_city_without_a_place() -> None:
    (city,) = profiles_to_json([], [profile({}, TARTU)])["cities"]
    assert city["location"] is None


def test_a_city_that_says_where_it_lies_is_believed() -> None:
    source = with_questions("- {name: where, type: location, label: Where?, feeds: location}")
    asked = compiled(source)
    given = {"place": "Harbour", "latitude": "60.5", "longitude": "-1"}
    said = [build_profile(asked, TURKU, {"where": where}, TODAY).city.location for where in (given, None)]
    assert said == [(60.5, -1.0), (60.45, 22.27)]
