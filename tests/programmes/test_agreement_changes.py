"""What cities are told about an exchange that has changed since they were asked."""

from survey_app.programmes.agreement import to_be_agreed
from survey_app.programmes.agreement_changes import asked_anew, changes_since_asked, is_asked_anew
from survey_app.programmes.model import Exchange, Session
from tests.programmes.cast import WEEKS, city, problem

OFFERS = {"food": 5, "water": 5, "trees": 5}
WHOLE = problem(*(city(name, offers=OFFERS) for name in ("turku", "tartu", "cork")))


def content(week, visitors, *sessions):
    held = [Session(topic, presenter, {}) for topic, presenter in sessions]
    return to_be_agreed(WHOLE, Exchange("turku", week, visitors, tuple(held)))


def test_every_change_is_told_and_to_whom_it_was_asked():
    before = content(WEEKS[0], ("tartu",), ("food", "turku"), ("water", "turku"))
    after = content(WEEKS[1], ("cork",), ("water", "cork"), ("trees", "turku"))
    anew = asked_anew(after, before)
    assert [str(one) for one in changes_since_asked(anew, lambda week: f"week {week[-2:]}")] == [
        "It takes place week 11 instead of week 10.",
        "Cork takes part too.",
        "Tartu takes part no more.",
        "Water is presented by Cork now.",
        "New session: Trees, presented by Turku.",
        "No session any more: Food.",
    ]
    assert [is_asked_anew(anew, name) for name in ("turku", "tartu", "cork")] == [True, True, False]
    assert (changes_since_asked(after, str), is_asked_anew(after, "turku")) == ((), False)
