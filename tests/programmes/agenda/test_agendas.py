"""Agendas: sessions placed, nothing lost, every change by itself, and as JSON and back."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.programmes.agenda import editing
from survey_app.programmes.agenda.documents import agenda_of_json, agenda_to_json
from survey_app.programmes.agenda.model import Agenda, Item, Template, clock, minutes_of
from survey_app.programmes.agenda.placing import fitted, key_of, place, placed_anew
from survey_app.programmes.agenda.reading import read_template
from survey_app.programmes.model import Exchange, Session

TEMPLATE = """
name: t
title: T
unused: {unused}
days:
  - label: First day
    halves:
      - label: Morning
        start: "09:00"
        items: [{{kind: welcome, minutes: 30}}, {{kind: session, minutes: 60}}, {{kind: guest, minutes: 45}}]
      - label: Afternoon
        start: "13:00"
        items: [{{kind: session, minutes: 50}}, {{kind: closing, minutes: 15}}]
"""
OTHER = """
name: other
title: Other
days:
  - {label: Day, halves: [{label: Morning, start: "10:00", items: [{kind: session, minutes: 90}]}]}
"""


def template(text: str = TEMPLATE.format(unused="vanish")) -> Template:
    found = read_template(text.encode()).template
    assert found is not None
    return found


def exchange(*sessions: str) -> Exchange:
    """Return an exchange that Turku hosts; "trams tartu" is a session on trams that Tartu presents."""
    made = [Session(topic, who, {"ghent": 4}) for topic, who in (one.split() for one in sessions)]
    return Exchange("turku", "2027-W10", ("tartu", "ghent"), tuple(made))


def told(agenda: Agenda) -> list[str]:
    def words(item: Item) -> str:
        return " ".join(item.session) if item.session else item.title

    lines = [
        f"{clock(start)}-{clock(end)} {words(item)}"
        for half in agenda.halves
        for start, end, item in half.timed()
    ]
    return [*lines, *(f"aside {words(item)}" for item in agenda.aside)]


TWO = exchange("trams turku", "bikes tartu")


def test_sessions_take_slots_of_their_kind_then_of_the_other_and_the_rest_is_set_aside() -> None:
    one = exchange("trams turku", "bikes tartu", "data tartu", "law turku", "risk tartu")
    assert told(place(one, template())) == [
        "09:00-09:30 Welcome",
        "09:30-10:30 trams turku",
        "10:30-11:15 bikes tartu",
        "13:00-13:50 law turku",
        "13:50-14:05 Closing",
        "aside data tartu",
        "aside risk tartu",
    ]
    guests = exchange("bikes tartu", "data tartu", "risk tartu")
    assert told(place(guests, template()))[1:4] == [
        "09:30-10:30 data tartu", "10:30-11:15 bikes tartu", "13:00-13:50 risk tartu",
    ]  # fmt: skip


def test_a_slot_that_stays_free_vanishes_or_becomes_open_time() -> None:
    assert told(place(exchange("trams turku"), template()))[2:] == ["13:00-13:15 Closing"]
    opened = place(exchange("trams turku"), template(TEMPLATE.format(unused="open")))
    assert told(opened)[2:] == ["10:30-11:15 Open time", "13:00-13:50 Open time", "13:50-14:05 Closing"]


def test_items_move_within_and_between_half_days_and_times_follow() -> None:
    agenda = place(TWO, template())
    up = editing.move(agenda, 1, -1)
    assert told(up)[:2] == ["09:00-10:00 trams turku", "10:00-10:30 Welcome"]
    assert told(editing.move(up, 1, -1)) == told(up)  # above the first half-day there is nothing
    down = editing.move(agenda, 2, 1)
    assert told(down)[2:] == ["13:00-13:45 bikes tartu", "13:45-14:00 Closing"]
    assert editing.move(down, 2, -1) == agenda
    assert told(editing.move_to(agenda, 1, 1))[2:] == ["13:00-13:15 Closing", "13:15-14:15 trams turku"]
    later = editing.start_at(agenda, 1, 14 * 60 + 30)
    assert told(later)[3] == "14:30-14:45 Closing"


def test_items_are_changed_added_taken_out_put_back_and_deleted() -> None:
    agenda = editing.change(place(TWO, template()), 1, title="Rails", minutes=90, note="Room 2")
    assert editing.find(agenda, 1)[2] == Item(1, "session", "Rails", 90, "Room 2", ("trams", "turku"))
    added = editing.add(agenda, 1, Item(0, "break", "Tea", 10))
    assert told(added)[-1] == "13:15-13:25 Tea"
    out = editing.take_out(editing.take_out(added, 5), 1)
    assert told(out)[-2:] == ["aside Tea", "aside trams turku"]
    assert told(editing.move_to(out, 1, 0))[2] == "10:15-11:45 trams turku"
    assert told(editing.delete(out, 5))[-1] == "aside trams turku"
    for number in (0, 1, 99):  # placed, a session, none such
        with pytest.raises(KeyError):
            editing.delete(out, number)


def test_half_days_that_run_into_each_other_are_told() -> None:
    agenda = place(TWO, template())
    assert editing.clashes(agenda) == {}
    long = editing.change(
        editing.change(agenda, 0, title="", minutes=300, note=""), 4, title="", minutes=480, note=""
    )
    assert editing.clashes(editing.start_at(long, 1, 1000)) == {
        1: "It goes on past midnight. Shorten an item, or move one to another half-day."
    }
    assert editing.clashes(long) == {
        0: "It goes on until 15:45, but afternoon begins at 13:00. Shorten an item, move one, or begin later."
    }


def test_an_exchange_whose_sessions_changed_keeps_the_rest_of_its_agenda() -> None:
    agenda = place(TWO, template())
    new, lost = fitted(agenda, exchange("trams turku", "data ghent"))
    assert [item.session for item in lost] == [("bikes", "tartu")]
    assert told(new) == [
        "09:00-09:30 Welcome",
        "09:30-10:30 trams turku",
        "13:00-13:15 Closing",
        "aside data ghent",
    ]
    assert fitted(agenda, TWO) == (agenda, ())


def test_another_template_keeps_what_people_wrote_and_added() -> None:
    agenda = editing.change(place(TWO, template()), 1, title="Rails", minutes=90, note="Room 2")
    agenda = editing.add(agenda, 1, Item(0, "break", "Tea", 10))
    new = placed_anew(agenda, TWO, template(OTHER))
    assert told(new) == ["10:00-11:30 trams turku", "aside bikes tartu", "aside Tea"]
    assert editing.find(new, 0)[2] == Item(0, "session", "Rails", 90, "Room 2", ("trams", "turku"))


@given(
    presenters=st.lists(st.sampled_from(["turku", "tartu", "ghent"]), max_size=9),
    moves=st.lists(st.tuples(st.integers(0, 12), st.sampled_from([-1, 1, 2])), max_size=12),
)
def test_no_session_is_ever_lost_and_json_gives_the_same_agenda(
    presenters: Sequence[str], moves: Sequence[tuple[int, int]]
) -> None:
    one = exchange(*(f"t{number} {who}" for number, who in enumerate(presenters)))
    agenda = place(one, template())
    for number, act in moves:
        if any(item.id == number for item in agenda.items()):
            agenda = editing.take_out(agenda, number) if act == 2 else editing.move(agenda, number, act)
    assert sorted(item.session for item in agenda.items() if item.session) == sorted(
        map(key_of, one.sessions)
    )
    assert agenda_of_json(json.loads(json.dumps(agenda_to_json(agenda)))) == agenda


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("09:30", 570), ("9:05", 545), (" 23:59 ", 1439), ("24:00", None), ("9:5", None), ("9", None),
     ("", None), ("-1:30", None), ("１２:00", None)],
)  # fmt: skip
def test_times_of_day_are_read(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
