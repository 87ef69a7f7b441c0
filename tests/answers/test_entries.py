"""Tables and repeats: what their entries show, lack and hold, and what colleagues do to them at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.answers.carrying import carried_over
from survey_app.answers.entries import merged_entries
from survey_app.answers.merging import merge
from survey_app.answers.model import Answer, Change, ChangeKind, Sheet, SheetStatus
from survey_app.answers.statistics import summarise
from survey_app.answers.validation import relevant_values, sheet_faults
from survey_app.answers.visibility import shown
from survey_app.answers.walks import make_walks, read_walks, run_walks, written
from tests.questionnaire.written import compiled, with_questions

DAY = date(2027, 3, 8)
STAFF = compiled(
    with_questions(
        """
        - {name: trips, type: integer, label: Trips?}
        - name: people
          type: repeat
          label: People
          entry: Colleague
          min: 1
          max: 2
          questions:
            - {name: role, type: text, label: Role, required: true}
            - {name: nights, type: integer, label: Nights, constraint: . <= 9, constraint_message: Too long.}
            - name: stay
              type: group
              relevant: ${nights} > 2 and ${trips} > 0
              questions:
                - name: stays
                  type: table
                  label: Stays
                  columns: [{name: price, type: decimal, label: Price, required: true}]
        - {name: long, type: text, label: Why so long?, relevant: "sum(${nights}) > 5 or max(${price}) > 100"}
        - name: spending
          type: table
          label: Spending
          rows: places
          columns:
            - {name: days, type: integer, label: Days}
            - {name: euros, type: decimal, label: Euros, relevant: "${days} > 0", required: true}
        - name: talks
          type: repeat
          label: Talks
          repeat_count: ${trips}
          questions: [{name: title, type: text, label: "Talk", required: true}]
        """,
        "places: [{name: hall, label: Hall}, {name: port, label: Port}]",
    )
)


def test_conditions_inside_see_their_own_entry_and_outside_all_of_them() -> None:
    values: dict[str, Any] = {
        "trips": 1,
        "people": [
            {"_id": "a", "role": "Buyer", "nights": 3, "stays": [{"_id": "s", "price": "120"}]},
            {"_id": "b", "role": "Mayor", "nights": 2, "stays": [{"_id": "s", "price": "900"}]},
        ],
    }
    view = shown(STAFF, values, DAY)
    assert [(entry.id, "stays" in entry.questions) for entry in view.inside["people"]] == [
        ("a", True),
        ("b", False),
    ]
    assert "long" in view.questions  # by what a's stay costs; b's is hidden, so it counts nowhere
    assert "long" not in shown(STAFF, {**values, "trips": 0}, DAY).questions
    held = relevant_values(STAFF, values, DAY)["people"]
    assert held[1] == {"_id": "b", "role": "Mayor", "nights": 2}


def test_what_entries_lack_is_told_with_their_ids() -> None:
    values: dict[str, Any] = {
        "trips": 1,
        "people": [
            {"_id": "a", "nights": 12, "stays": [{"_id": "s", "price": "1"}, {"_id": "t"}]},
            {"_id": "b", "role": "Mayor"},
            {"_id": "c", "role": "Clerk"},
        ],
        "spending": [{"_id": "port", "days": 2}],
    }
    faults = [
        (fault.question, fault.part, fault.message) for fault in sheet_faults(STAFF, values, DAY)["only"]
    ]
    assert faults == [
        ("people", None, "At most 2 fit here: remove 1."),
        ("people", "a.role", "Write an answer."),
        ("people", "a.nights", "Too long."),
        ("people", "a.stays.t.price", "Write a number."),
        ("spending", "port.euros", "Write a number."),
        ("talks", "e1.title", "Write an answer."),
    ]
    assert [(fault.question, fault.message) for fault in sheet_faults(STAFF, {}, DAY)["only"]] == [
        ("people", "Fill in at least 1 here: 1 more.")
    ]


def test_reading_takes_records_rows_by_name_and_leaves_idle_entries_out() -> None:
    form = STAFF.questionnaire
    people, spending = form.by_name["people"], form.by_name["spending"]
    assert people.read([{"role": "A"}, {"role": " "}, {"_id": "e1", "nights": "2"}], form.lists) == [
        {"_id": "e2", "role": "A"},
        {"_id": "e1", "nights": 2},
    ]
    assert spending.read({"port": {"days": "1"}, "hall": {"euros": "2,5"}}, form.lists) == [
        {"_id": "hall", "euros": "2.5"},
        {"_id": "port", "days": 1},
    ]
    assert (people.read([], form.lists), people.read([{"_id": "x"}], form.lists)) == (None, None)


def edited(entries: list[dict[str, Any]], plan: list[tuple[str, str, Any]]) -> list[dict[str, Any]] | None:
    """Return entries after a colleague's edits: add, remove or change one."""
    made = {entry["_id"]: dict(entry) for entry in entries}
    for what, entry_id, value in plan:
        if what == "remove":
            made.pop(entry_id, None)
        elif what == "add" or entry_id in made:
            made.setdefault(entry_id, {"_id": entry_id})["role"] = value
    return list(made.values()) or None


SHOWN = [{"_id": name, "role": "old", "nights": 1} for name in "abc"]


def plans(who: str) -> st.SearchStrategy[list[tuple[str, str, Any]]]:
    """Return what somebody does to the entries; whoever adds one gives it an id of their own."""
    change = st.tuples(st.just("change"), st.sampled_from("abc"), st.sampled_from([f"{who}1", f"{who}2"]))
    remove = st.tuples(st.just("remove"), st.sampled_from("abc"), st.none())
    add = st.tuples(st.just("add"), st.sampled_from([f"{who}x", f"{who}y"]), st.just(f"{who}3"))
    return st.lists(change | remove | add, max_size=4)


@given(plans("m"), plans("k"))
@settings(max_examples=200, deadline=None)
def test_what_one_side_did_alone_is_never_lost(mine: list[Any], theirs: list[Any]) -> None:
    ours, others = edited(SHOWN, mine), edited(SHOWN, theirs)
    first, second = ({e["_id"]: e for e in some or ()} for some in merged_entries(ours, SHOWN, others))
    was = {e["_id"]: e for e in SHOWN}
    left, right = ({e["_id"]: e for e in some or ()} for some in (ours, others))
    for entry_id in {*was, *left, *right}:
        sides = [left.get(entry_id), right.get(entry_id)]
        changed = [side for side in sides if side != was.get(entry_id)]
        if not changed:
            assert first[entry_id] == was[entry_id]
        elif len(changed) == 1 or None in changed:  # alone, or what the other side removed
            kept = next((side for side in changed if side is not None), None)
            assert (first.get(entry_id), second.get(entry_id)) == (kept, kept)
        else:
            assert (first[entry_id], second[entry_id]) == (right[entry_id], left[entry_id])


def test_only_what_met_is_a_collision_and_the_rest_goes_through() -> None:
    now = datetime(2027, 3, 8, tzinfo=UTC)
    theirs = [{"_id": "a", "role": "theirs", "nights": 2}, {"_id": "n", "role": "new"}]
    sheet = Sheet(1, 1, 1, SheetStatus.DRAFT, 2, {"people": Answer(theirs, "Kati", now, 2)})  # type: ignore[arg-type]
    before = [{"_id": "a", "role": "old"}, {"_id": "b", "role": "gone"}]
    since = [Change(2, now, "Kati", ChangeKind.SAVE, {"people": (before, theirs)})]  # type: ignore[dict-item]
    mine: Any = [{"_id": "a", "role": "mine"}, {"_id": "b", "role": "gone"}, {"_id": "m", "role": "added"}]
    merged = merge(sheet, {"people": mine}, since, (), {"people"})
    assert merged.changed == {
        "people": [
            {"_id": "a", "role": "theirs", "nights": 2},
            {"_id": "n", "role": "new"},
            {"_id": "m", "role": "added"},
        ]
    }
    (collision,) = merged.collisions
    assert collision.mine == [{"_id": "a", "role": "mine", "nights": 2}, *merged.changed["people"][1:]]  # type: ignore[index]


def test_statistics_take_the_answers_of_all_entries() -> None:
    sheets = {
        "turku": {"people": [{"_id": "a", "role": "Buyer", "nights": 3}, {"_id": "b", "nights": 1}]},
        "riga": {"spending": [{"_id": "port", "days": 2, "euros": "10"}]},
    }
    found = {one.question.name: one for one in summarise(STAFF, sheets)}
    told = [(series.key, series.label, series.mean) for series in found["people"].series]
    assert told == [
        ("", "Entries", 2),
        ("nights", "Nights", 2),
        ("stays", "Stays Entries", None),
        ("stays.price", "Stays Price", None),
    ]
    assert found["people"].texts == (("turku", "Role: Buyer"),)
    assert [(one.key, one.mean) for one in found["spending"].series if one.bars] == [
        ("port.days", 2),
        ("port.euros", 10),
    ]


def test_walks_reach_the_conditions_inside() -> None:
    made = make_walks(STAFF)
    reading = read_walks(written(made.file).encode(), STAFF)
    assert (reading.problems, reading.walks is not None) == ((), True)
    outcome = run_walks(STAFF, reading.walks, DAY)  # type: ignore[arg-type]
    assert outcome.failures == ()
    missing = {(one.condition.name, one.holds) for one in outcome.missing(STAFF)}
    assert missing == {(one.branch.condition.name, one.branch.holds) for one in made.not_reached}
    assert missing <= {("long", True)}  # of all answers together nothing is known


@pytest.mark.parametrize(
    ("old", "new", "kept", "parts"),
    [
        ("nights", "nights", [{"_id": "a", "role": "Buyer", "nights": 3}], []),
        ("name: nights", "name: stay, renamed_from: nights", [{"_id": "a", "role": "Buyer", "stay": 3}], []),
        ("name: nights, type: integer", "name: other, type: integer", [{"_id": "a", "role": "Buyer"}],
         ["a.nights"]),
    ],
)  # fmt: skip
def test_entries_are_carried_to_a_new_version(
    old: str, new: str, kept: list[dict[str, Any]], parts: list[str]
) -> None:
    source = """
    - name: people
      type: repeat
      label: People
      questions:
        - {name: role, type: text, label: Role}
        - {name: nights, type: integer, label: Nights}
    """
    before, after = compiled(with_questions(source)), compiled(with_questions(source.replace(old, new)))
    answers = {"people": [{"_id": "a", "role": "Buyer", "nights": 3}]}
    values, left_out = carried_over(before.questionnaire, after.questionnaire, answers)
    assert (values["people"], [one.part for one in left_out]) == (kept, parts)
