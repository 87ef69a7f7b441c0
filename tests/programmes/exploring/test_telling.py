"""What a change costs, as one would say it."""

import pytest

from survey_app.programmes.exploring.difference import Difference
from survey_app.programmes.exploring.replanning import VisitChange
from survey_app.programmes.exploring.telling import difference_sentence, verdict, visit_sentence


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (Difference("served", 0, 0), "the same"),
        (Difference("served", -1, -1), "1 city less"),
        (Difference("fairness", -23, -23), "2.3 percentage points less"),
        (Difference("learning", -30_000, -30_000), "1.0 percentage point less"),
        (Difference("travel", 1200, 1200), "1\u202f200 person-km more"),
        (Difference("exchanges", -1, 2), "between 1 exchange less and 2 exchanges more"),
    ],
)
def test_a_difference_in_words(difference, words):
    assert difference_sentence(difference, cities=3) == words


@pytest.mark.parametrize(
    ("differences", "words"),
    [
        ([Difference("served", 0, 0), Difference("travel", 5, 5)], "The network loses by it."),
        ([Difference("served", 0, 0), Difference("travel", -5, -5)], "The network wins by it."),
        ([Difference("served", 0, 0)], "It costs the network nothing."),
        (
            [Difference("learning", -3, 2), Difference("travel", 5, 5)],
            "Whether the network wins or loses by it is not proven; the bounds say how much at most.",
        ),
    ],
)
def test_the_first_aim_that_is_affected_decides(differences, words):
    assert verdict(differences) == words


def test_a_moved_visit_names_both_weeks():
    moved = VisitChange("moved", "turku", "tartu", "2027-W10", "2027-W11")
    assert visit_sentence(moved, {"turku": "Turku", "tartu": "Tartu"}) == (
        "Tartu visits Turku in week 11 (15–19 March 2027) instead of week 10 (8–12 March 2027)"
    )
