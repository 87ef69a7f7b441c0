"""Groups: questions under one heading, shown and hidden together, everywhere as if they stood on the page."""

from datetime import date

from survey_app.answers.validation import relevant_values, sheet_faults
from survey_app.answers.visibility import shown
from survey_app.answers.walks import make_walks, read_walks, run_walks, written
from survey_app.questionnaire.differences import differences
from survey_app.questionnaire.editing.renaming import rename
from survey_app.questionnaire.editing.target import What
from survey_app.questionnaire.reader import read, served

from .written import compiled, findings, lines, with_questions

DAY = date(2027, 3, 8)
HOST = with_questions(
    """
    - {name: hosting, type: yes_no, label: Could you host?}
    - name: host
      type: group
      label: As a host
      relevant: ${hosting} = 'yes'
      questions:
        - {name: guests, type: integer, label: Guests?, required: true}
        - name: rooms
          type: group
          relevant: ${guests} > 4
          questions:
            - {name: seats, type: integer, label: Seats?, constraint: ". > ${guests}", constraint_message: No}
            - {name: weeks, type: availability, label: When?}
    - {name: why, type: text, label: Why?, relevant: "${seats} > 20"}
    """
)


def test_a_group_hides_all_that_is_in_it() -> None:
    asked, answers = compiled(HOST), {"hosting": True, "guests": 5, "seats": 30, "why": "Much room"}
    assert list(asked.questionnaire.by_name) == ["hosting", "guests", "seats", "weeks", "why"]
    assert shown(asked, answers, DAY).questions == set(asked.questionnaire.by_name)
    assert shown(asked, {**answers, "guests": 4}, DAY).questions == {"hosting", "guests"}
    assert relevant_values(asked, {**answers, "hosting": False}, DAY) == {"hosting": False}
    assert sheet_faults(asked, {}, DAY) == {}
    faults = sheet_faults(asked, {"hosting": True, "seats": 3}, DAY)["only"]
    assert [(fault.question, fault.message) for fault in faults] == [("guests", "Write a number.")]


def test_weeks_of_a_round_reach_into_groups() -> None:
    asked = served(HOST.encode(), ("2027-W10",)).questionnaire
    assert asked.by_name["weeks"].read({"2027-W10": "yes"}, asked.lists) == {"2027-W10": "yes"}


def test_what_is_wrong_with_groups_is_told_where_it_stands() -> None:
    source = with_questions(
        """
        - {name: a, type: integer, label: A}
        - name: a
          type: group
          label: Twice ${a}
          relevant: ${a} > 4
          questions:
            - {name: b, type: text, label: B, relevant: "${a} < 3"}
            - {name: g, type: group, relevant: "${c} = 1", questions: [{name: c, type: integer, label: C}]}
            - {name: d, type: group, lable: D, questions: [{name: e, type: note, label: E}]}
        """
    )
    assert findings(source) == lines(
        """
        19:36: error: “lable” is not a key of a group.
          Did you mean “label”?
        """
    )
    assert findings(source.replace("lable", "label")) == lines(
        """
        12:15: error: The name “a” is already taken by the question in line 11.
          Give each group a name of its own.
        17:56: error: “${a} < 3” can never hold here (by itself it would, with a: 2):
          the group “a” is shown only if “${a} > 4”. Change one of the conditions, or take “b” out.
        18:46: error: The group “g” is shown only after “c”, which stands in it, is answered.
          Move that question out of the group, or take it out of the condition.
        """
    )


def test_a_group_that_asks_for_itself_is_told_by_its_code() -> None:
    inner = "{name: c, type: integer, label: C}"
    source = with_questions(f"- {{name: g, type: group, relevant: '${{c}} = 1', questions: [{inner}]}}")
    assert [one.code for one in read(source.encode()).errors] == ["group-asks-itself"]


def test_proofs_reach_through_groups() -> None:
    source = HOST.replace("${guests} > 4", "${hosting} = 'no'").replace("${seats} > 20", "${guests} < 3")
    assert findings(source) == lines(
        """
        20:23: error: “${hosting} = 'no'” can never hold here (by itself it would, with hosting: no):
          the group “host” is shown only if “${hosting} = 'yes'”.
          Change one of the conditions, or take “rooms” out.
        """
    )


def test_walks_take_the_conditions_of_groups_both_ways() -> None:
    asked = served(HOST.encode(), ("2027-W10",))
    made = make_walks(asked, ("2027-W10",))
    assert made.not_reached == ()
    reading = read_walks(written(made.file).encode(), asked)
    assert reading.problems == ()
    assert reading.walks is not None
    outcome = run_walks(asked, reading.walks, DAY)
    assert (outcome.failures, outcome.missing(asked)) == ((), ())


def test_a_new_name_reaches_into_groups() -> None:
    renamed = rename(HOST.encode(), What.QUESTION, "guests", "visitors").source.decode()
    assert renamed.count("${visitors}") == 2
    assert compiled(renamed).questionnaire.by_name["visitors"].renamed_from == "guests"


def test_differences_of_groups_are_told() -> None:
    old = compiled(HOST).questionnaire
    new = compiled(
        HOST.replace("label: As a host", "label: Hosting").replace("${guests} > 4", "${guests} > 5")
    ).questionnaire
    told = [(str(one.weight), one.code, one.path, one.questions) for one in differences(old, new)]
    assert told == [
        ("needs review", "same-version", ("version",), ()),
        ("harmless", "words", ("pages", 0, "questions", 1, "label"), ()),
        (
            "needs review",
            "relevant",
            ("pages", 0, "questions", 1, "questions", 1, "relevant"),
            ("seats", "weeks"),
        ),
    ]
