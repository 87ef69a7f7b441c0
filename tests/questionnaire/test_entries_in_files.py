"""Tables and repeats in a file: what is told of them, and what expressions see of them."""

from datetime import date

import pytest

from survey_app.answers.visibility import shown
from survey_app.questionnaire.differences import differences
from survey_app.questionnaire.editing.renaming import rename
from survey_app.questionnaire.editing.target import What
from survey_app.questionnaire.reader import read

from .written import compiled, findings, lines, with_questions

DAY = date(2027, 3, 8)
PEOPLE = """
- name: people
  type: repeat
  label: People
  questions:
    - {name: role, type: select_one, label: Role, choices: roles}
    - {name: nights, type: integer, label: Nights}
    - {name: first, type: date, label: First day}
    - {name: talks, type: repeat, label: Talks, questions: [
        {name: minutes, type: integer, label: Minutes, relevant: "${nights} > 0"}]}
- {name: asked, type: text, label: Asked, relevant: "RELEVANT"}
"""
ROLES = "roles: [{name: buyer, label: Buyer}, {name: mayor, label: Mayor}]"


def asking(relevant: str) -> str:
    return with_questions(PEOPLE.replace("RELEVANT", relevant), ROLES)


@pytest.mark.parametrize(
    ("relevant", "holds"),
    [
        ("count(${people}) = 2 and count(${talks}) = 2", True),
        ("sum(${nights}) = 5 and max(${nights}) = 3 and min(${nights}) = 2", True),
        ("max(${first}) = date('2027-03-09')", True),
        ("indexed-repeat(${role}, ${people}, 2) = 'mayor'", True),
        ("indexed-repeat(${role}, ${people}, 3) = ''", True),
        ("indexed-repeat(${first}, ${people}, 1) < date('2027-03-09')", True),
        ("count(${minutes}) = 1 and sum(${minutes}) = 20", True),
        ("${people} = ''", False),
    ],
)
def test_outside_all_entries_are_seen_at_once(relevant: str, holds: bool) -> None:
    people = [
        {"_id": "a", "role": "buyer", "nights": 3, "first": "2027-03-08",
         "talks": [{"_id": "t", "minutes": 20}, {"_id": "u"}]},
        {"_id": "b", "role": "mayor", "nights": 2, "first": "2027-03-09"},
    ]  # fmt: skip
    view = shown(compiled(asking(relevant)), {"people": people}, DAY)
    assert ("asked" in view.questions) is holds


@pytest.mark.parametrize(
    ("relevant", "told"),
    [
        ("${nights} > 3", "“${nights}” … write max"),
        ("position(..) = 1", "position(..) is the place of an entry, and there is none here."),
        (
            "indexed-repeat(${minutes}, ${people}, 1) = 1",
            "${minutes} is not asked for each entry of ${people}.",
        ),
        ("indexed-repeat(${asked}, ${people}, 1) = ''", "${asked} is a text, where"),
        ("${nights[]} = ''", "There is no question ${nights[]}"),
        ("indexed-repeat(${role}, ${people}, 1) = 'bayer'", "Did you mean 'buyer'?"),
        ("${people} > 2", "Write count(${people})"),
    ],
)
def test_what_cannot_be_meant_is_refused(relevant: str, told: str) -> None:
    (found,) = [line for line in findings(asking(relevant)) if "error" in line]
    assert told.rpartition("… ")[2].removeprefix("write ") in found


def test_what_is_wrong_inside_is_told_where_it_stands() -> None:
    source = with_questions(
        """
        - name: people
          type: repeat
          label: People
          repeat_count: count(${nights})
          questions:
            - {name: nights, type: integer, label: Nights, relevant: "${late} > 1", feeds: visiting.people}
            - {name: late, type: integer, label: Late, relevant: "position(..) > 1 and ${nights} > 1"}
            - {name: table, type: table, label: T, columns: [{name: l, type: rank, label: L, choices: x}]}
        """,
        "x: [{name: a, label: A}, {name: b, label: B}]",
    )
    found = [(one.place.line, one.code) for one in read(source.encode()).errors]
    assert found == [(16, "self-reference"), (18, "cycle"), (18, "feeds-inside"), (20, "column-type")]


def test_what_cannot_be_asked_for_each_entry_is_told() -> None:
    inner = "{name: a, type: file, label: A}, {name: h, type: hidden, label: H, from_link: true}"
    source = with_questions(f"- {{name: r, type: repeat, label: R, questions: [{inner}]}}")
    assert [line for line in findings(source) if "error" in line] == lines(
        """
        11:71: error: A question of type file cannot be asked for each entry of a table or repeat.
          Ask for it outside; “most” lets a question take several files.
        11:133: error: A link cannot set “h”, which stands in each entry of a table or repeat.
          Take “from_link” out, or put the question outside.
        """
    )
    assert [one.code for one in read(source.encode()).errors] == ["type-inside", "link-inside"]


def test_proofs_reach_into_entries() -> None:
    source = asking("count(${people}) > 0").replace("${nights} > 0", "${nights} > 3 and ${nights} < 2")
    (found,) = findings(source)
    assert "can never hold together" in found
    assert "take “minutes” out" in found


def test_names_inside_are_renamed_in_every_expression() -> None:
    renamed = rename(asking("sum(${nights}) > 1").encode(), What.QUESTION, "nights", "days").source.decode()
    assert (renamed.count("${days}"), renamed.count("nights")) == (2, 1)
    choice = rename(
        asking("indexed-repeat(${role}, ${people}, 1) = 'mayor'").encode(), What.CHOICE, "mayor", "head"
    )
    assert "= 'head'" in choice.source.decode()


def test_differences_inside_are_told_by_question() -> None:
    old = compiled(asking("count(${people}) > 0")).questionnaire
    new = compiled(
        asking("count(${people}) > 0")
        .replace("label: Nights}", "label: Days}")
        .replace("label: Talks", "label: Talks, min: 1")
    ).questionnaire
    assert [(str(one.weight), one.code, one.questions) for one in differences(old, new)][1:] == [
        ("harmless", "words", ("people",)),
        ("needs review", "entries", ("people",)),
    ]
