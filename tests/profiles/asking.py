"""A questionnaire that feeds everything that a programme reads, and cities that answer it."""

from datetime import date
from typing import Any

from survey_app.answers.validation import read_answers
from survey_app.profiles.building import build_profile
from survey_app.profiles.model import Profile
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import City
from tests.questionnaire.written import with_pages

TODAY = date(2027, 3, 8)
WEEKS = ("2027-W10", "2027-W11", "2027-W12")
SOURCE = with_pages(
    """
    - name: topics
      label: Topics
      questions:
        - {name: learn, type: rating_grid, label: L, rows: topics, scale: {from: 0, to: 5}, feeds: needs}
        - {name: show, type: rating_grid, label: Show, rows: topics, scale: {from: 0, to: 5}, feeds: offers}
        - {name: known, type: rating, label: Known, scale: {from: 0, to: 5}, feeds: experience}
        - {name: done, type: rating_grid, label: D, rows: topics, scale: {from: 0, to: 5}, feeds: experience}
        - {name: stuck, type: text, label: What stands in your way?, feeds: challenge}
        - {name: stuck_more, type: text, label: What else?, feeds: challenge}
        - {name: good, type: text, label: What works?, feeds: practice}
    - name: hosting
      label: Hosting
      questions:
        - {name: can_host, type: yes_no, label: Can you host?}
        - {name: times, type: integer, label: T, feeds: hosting.exchanges, relevant: "${can_host} = 'yes'"}
        - {name: cities, type: integer, label: Cities, feeds: hosting.cities}
        - {name: guests, type: integer, label: Guests, feeds: hosting.people}
        - {name: host_weeks, type: availability, label: Weeks, feeds: hosting.weeks}
    - name: travelling
      label: Travelling
      questions:
        - {name: trips, type: integer, label: Trips, feeds: visiting.trips}
        - {name: people, type: integer, label: People, feeds: visiting.people}
        - {name: travel_weeks, type: availability, label: Weeks, feeds: visiting.weeks}
        - {name: km, type: integer, label: Kilometres, feeds: visiting.max_km}
        - name: languages
          type: select_multiple
          label: Languages
          choices: languages
          other: true
          feeds: languages
        - {name: like, type: select_multiple, label: L, choices: cities, none_of_these: none, feeds: prefers}
        - {name: shun, type: select_multiple, label: N, choices: cities, none_of_these: none, feeds: refuses}
        - {name: who, type: text, label: Who?, feeds: contact, personal: true}
    """,
    """
    topics:
      - {name: dialogue, label: Dialogue}
      - {name: surveys, label: Surveys}
      - {name: planning, label: Planning}
    languages: [{name: en, label: English}, {name: fi, label: Finnish}]
    cities:
      - {name: turku, label: Turku}
      - {name: tartu, label: Tartu}
      - {name: riga, label: Riga}
      - {name: none, label: None of these}
    """,
)
COMPILED = served(SOURCE.encode(), WEEKS)
TURKU = City(1, 1, "turku", "Turku", "FI", (60.45, 22.27))
TARTU = City(2, 1, "tartu", "Tartu", "EE", None)
RIGA = City(3, 1, "riga", "Riga", "LV", None)
FULL: dict[str, Any] = {
    "learn": {"dialogue": 4, "surveys": 0},
    "show": {"surveys": 5},
    "known": 2,
    "done": {"dialogue": 3, "planning": 0},
    "stuck": "Time",
    "stuck_more": "Money",
    "good": "Talking",
    "can_host": "yes",
    "times": 1,
    "cities": 3,
    "guests": 12,
    "host_weeks": {"2027-W12": "if-needed", "2027-W10": "yes", "2027-W11": "no"},
    "trips": 2,
    "people": 3,
    "travel_weeks": {"2027-W11": "yes", "2027-W10": "no"},
    "km": 0,
    "languages": {"chosen": ["fi", "en"]},
    "like": ["riga", "tartu"],
    "shun": ["none"],
    "who": "Ann",
}


def profile(answers: dict[str, Any], city: City = TURKU) -> Profile:
    """Return the profile of a city that answered so."""
    read = read_answers(COMPILED, answers)
    assert read.faults == ()
    return build_profile(COMPILED, city, read.values, TODAY)
