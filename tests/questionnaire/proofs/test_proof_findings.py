"""What is proven about conditions is told with its place, its reason and a remedy; all else is left alone."""

import pytest

from survey_app.questionnaire.reader import read

from ..written import findings, lines, with_pages, with_questions

TOPICS = "topics: [{name: dialogue, label: Dialogue}, {name: surveys, label: Surveys}]"
GRID = "- {name: learn, type: rating_grid, label: Learn, rows: topics, scale: {from: 0, to: 5}}"
CITY = """
- {name: hosts, type: yes_no, label: H}
- {name: people, type: integer, label: P, constraint: . < 9, constraint_message: M,
   relevant: "${hosts} = 'no'"}
"""


def asked_if(condition: str, before: str = GRID, lists: str = TOPICS) -> list[str]:
    """Return the findings about a question asked under a condition, in the line after those before it."""
    return findings(
        with_questions(
            f'{before.strip()}\n- {{name: q, type: text, label: Q, relevant: "{condition}"}}', lists
        )
    )


def kept_if(rule: str, question: str, before: str = "- {name: n, type: integer, label: N}") -> list[str]:
    """Return the findings about a rule for the answer to a question of a type."""
    return findings(
        with_questions(
            f'{before}\n- {{name: q, label: Q, constraint: "{rule}", constraint_message: M, {question}}}'
        )
    )


NEVER = {
    "max(${learn}) > 5": "“max(${learn}) > 5” can never hold: “learn” has figures from 0 to 5.",
    "min(${learn}) < 0": "“min(${learn}) < 0” can never hold: “learn” has figures from 0 to 5.",
    "sum(${learn}) = 11": "“sum(${learn}) = 11” can never hold: “learn” has figures from 0 to 5.",
    "count(${learn}) >= 3": "“count(${learn}) >= 3” can never hold: “learn” has figures from 0 to 5.",
    "row(${learn}, 'surveys') > 4 and max(${learn}) < 3": (
        "“row(${learn}, 'surveys') > 4” and “max(${learn}) < 3” can never hold together: "
        "“learn” has figures from 0 to 5."
    ),
    "max(${learn}) > 3 and sum(${learn}) < 4 and 1 = 1": (
        "“max(${learn}) > 3” and “sum(${learn}) < 4” can never hold together: "
        "“learn” has figures from 0 to 5."
    ),
    "false()": "“false()” can never hold: it looks at no answer.",
}


@pytest.mark.parametrize("condition", NEVER)
def test_a_condition_that_can_never_hold(condition: str) -> None:
    place = "14:52: error: "
    assert asked_if(condition) == [f"q.yaml:{place}{NEVER[condition]} Change the condition, or take “q” out."]
    assert [
        found.code
        for found in read(
            with_questions(
                GRID + f'\n- {{name: q, type: text, label: Q, relevant: "{condition}"}}', TOPICS
            ).encode()
        ).problems
    ] == ["never-holds"]


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("type: integer", "${n} > 3 and ${n} < 4"),
        ("type: integer", "${n} = 2.5"),
        ("type: integer", "${n} >= 1000000000000000"),
        ("type: decimal", "${n} > 3 and ${n} <= 3"),
        ("type: slider, range: {from: 10, to: 90, step: 10}", "${n} > 90"),
        ("type: slider, range: {from: 0, to: 1, step: 0.1}", "${n} < 0"),
        ("type: allocation, choices: topics, total: 7", "sum(${n}) = 8"),
        ("type: allocation, choices: topics, total: 7", "row(${n}, 'surveys') > 7"),
        ("type: rating, scale: {from: 1, to: 4}", "${n} = 0"),
        ("type: rating, scale: {from: 1, to: 4}", "${n} * 2 + 1 > 9"),
        ("type: rating, scale: {from: 1, to: 4}", "-${n} > 0"),
        ("type: yes_no", "${n} = 'yes' and ${n} = 'no'"),
        ("type: consent", "${n} = 'no'"),
        ("type: text", "${n} = 'a' and ${n} != 'a'"),
        ("type: text", "${n} = 'abc' and string-length(${n}) > 3"),
        ("type: text, max_length: 9", "string-length(${n}) >= 10"),
        ("type: text, max_length: 2", "contains(${n}, 'abc')"),
        ("type: text", "${n} = ' blank before'"),
        ("type: text, format: email", "${n} = 'nobody'"),
        ("type: date", "${n} > '2027-03-01' and ${n} < '2027-03-02'"),
        ("type: date", "${n} < '0999-01-01'"),
        ("type: time", "${n} > '23:59'"),
        ("type: time", "${n} < '08:00' and ${n} >= '09:00'"),
        ("type: time", "decimal-time(${n}) >= 1"),
        ("type: datetime", "${n} > '2027-03-01T09:00' and ${n} < '2027-03-01T09:01'"),
        ("type: datetime", "date(${n}) = date('2027-03-01') and ${n} >= '2027-03-02T00:00'"),
        ("type: datetime", "decimal-date-time(${n}) > 20879 and date(${n}) < '2027-03-01'"),
        ("type: date_range", "${n} = '' and count(${n}) = 1"),
        ("type: location", "count(${n}) > 1"),
        ("type: file", "${n} = '' and ${n} != ''"),
        ("type: calculate, calculation: '2 * 3'", "${n} != 6"),
        ("type: hidden, default: spring", "${n} = ''"),
        ("type: select_one, choices: topics", "${n} = 'dialogue' and ${n} = 'surveys'"),
        ("type: select_multiple, choices: topics", "count-selected(${n}) > 2"),
        (
            "type: select_multiple, choices: topics, most: 1",
            "selected(${n}, 'surveys') and selected(${n}, 'dialogue')",
        ),
        ("type: select_multiple, choices: topics", "count-selected(${n}) = 0 and ${n} != ''"),
        ("type: rank, choices: topics", "count-selected(${n}) > 2"),
        ("type: select_grid, rows: topics, choices: topics", "count-selected(${n}) = 3"),
        (
            "type: select_grid, rows: topics, choices: topics",
            "row(${n}, 'dialogue') = 'surveys' and row(${n}, 'dialogue') = ''",
        ),
        ("type: availability, weeks: {from: 2027-W10, to: 2027-W12}", "count-selected(${n}) > 3"),
    ],
)
def test_every_type_has_its_limits(question: str, condition: str) -> None:
    lists = TOPICS if "topics" in question else ""
    codes = [
        line.split(": ")[2].rpartition(" can never hold")[1]
        for line in asked_if(condition, f"- {{name: n, label: N, {question}}}", lists)
    ]
    assert codes == [" can never hold"]


COLLEAGUES = """
- name: colleagues
  type: repeat
  label: Who?
  max: 5
  questions:
    - {name: role, type: text, label: R}
    - {name: nights, type: integer, label: N, constraint: . >= 0 and . <= 14, constraint_message: M}
    - {name: half, type: calculate, label: H, calculation: "${nights} div 2"}
    - {name: cost, type: calculate, label: C, calculation: "${half} * 100"}
- {name: rooms, type: integer, label: R, constraint: . < 4 and . >= 0, constraint_message: M}
- {name: beds, type: repeat, label: B, repeat_count: "${rooms}",
   questions: [{name: bed, type: text, label: B}]}
- {name: twice, type: calculate, label: T, calculation: "${rooms} * 2"}
"""
NEVER_INSIDE = {
    "count(${colleagues}) > 5": "can never hold: “colleagues” has at most 5 entries.",
    "max(${nights}) > 14": (
        "can never hold: “nights” takes only answers with “. >= 0 and . <= 14”, in at most 5 entries."
    ),
    "sum(${nights}) > 70": (
        "can never hold: “nights” takes only answers with “. >= 0 and . <= 14”, in at most 5 entries."
    ),
    "sum(${cost}) > 3500": (
        "can never hold: “cost” is computed as “${half} * 100”, "
        "“nights” takes only answers with “. >= 0 and . <= 14”, in at most 5 entries."
    ),
    "count(${beds}) > 3": (
        "can never hold here (by itself it would, with beds: 4 entries): “beds” has as many entries as "
        "“${rooms}” says, and “rooms” takes only answers with “. < 4 and . >= 0”."
    ),
    "${twice} > 6": (
        "can never hold here (by itself it would, with rooms: 4): "
        "“rooms” takes only answers with “. < 4 and . >= 0”."
    ),
}


@pytest.mark.parametrize("condition", NEVER_INSIDE)
def test_a_condition_on_entries_or_computed_values_that_can_never_hold(condition: str) -> None:
    (told,) = asked_if(condition, COLLEAGUES, "")
    assert told.partition("error: ")[2].startswith(f"“{condition}” {NEVER_INSIDE[condition]}")


def test_entries_and_their_answers_are_counted_together() -> None:
    (told,) = asked_if("count(${colleagues}) = 2 and count(${nights}) = 3", COLLEAGUES, "")
    assert "“nights” is asked once in each entry" in told
    assert asked_if("count(${colleagues}) = 2 and sum(${nights}) = 28 and ${twice} = 6", COLLEAGUES, "") == []


def test_conditions_that_contradict_along_the_way() -> None:
    assert asked_if("${hosts} = 'yes' and ${people} > 3", CITY, "") == lines(
        """
        14:52: error: “${hosts} = 'yes'” and “${people} > 3” can never hold together here (by itself it would,
          with hosts: yes, people: 4): “people” is asked only if “${hosts} = 'no'”.
          Change one of the conditions, or take “q” out.
        """
    )


def test_a_condition_about_an_answer_that_is_never_accepted() -> None:
    assert asked_if("${people} > 20", CITY, "") == lines(
        """
        14:52: error: “${people} > 20” can never hold here (by itself it would, with people: 21):
          “people” takes only answers with “. < 9”. Change one of the conditions, or take “q” out.
        """
    )


def test_a_question_that_contradicts_its_page() -> None:
    source = with_pages(
        """
        - {name: first, label: F, questions: [{name: hosts, type: yes_no, label: H}]}
        - name: second
          label: S
          relevant: ${hosts} = 'yes'
          questions:
            - {name: why, type: text, label: Why not?, relevant: "${hosts} = 'no'"}
            - {name: weeks, type: text, label: When?}
        """
    )
    assert findings(source) == lines(
        """
        13:61: error: “${hosts} = 'no'” can never hold here (by itself it would, with hosts: no):
          the page “second” is shown only if “${hosts} = 'yes'”.
          Change one of the conditions, or take “why” out.
        """
    )
    assert [found.code for found in read(source.encode()).problems] == ["contradiction"]


def test_a_page_that_is_never_reached_is_told_once() -> None:
    source = with_pages(
        """
        - {name: first, label: F, questions: [{name: trips, type: rating, label: T, scale: {from: 0, to: 3}}]}
        - name: second
          label: S
          relevant: ${trips} > 3
          questions:
            - {name: where, type: text, label: Where?, relevant: "${trips} > 4"}
        - {name: third, label: T, relevant: "${where} != ''", questions: [{name: more, type: text, label: M}]}
        """
    )
    assert findings(source) == lines(
        """
        11:15: error: The page “second” can never be reached, as “${trips} > 3” can never hold:
          “trips” has figures from 0 to 3. Change the condition, or take the page out.
        """
    )
    assert [found.code for found in read(source.encode()).problems] == ["unreachable-page"]


ALWAYS = {
    "count(${learn}) < 3": "“learn” has figures from 0 to 5",
    "max(${learn}) <= 5 or ${learn} = ''": "“learn” has figures from 0 to 5",
    "not(sum(${learn}) > 10)": "“learn” has figures from 0 to 5",
    "true()": "it looks at no answer",
}


@pytest.mark.parametrize("condition", ALWAYS)
def test_a_condition_that_always_holds(condition: str) -> None:
    told = (
        f"q.yaml:14:52: warning: The condition always holds: {ALWAYS[condition]}. Take it out, or change it."
    )
    assert asked_if(condition) == [told]
    assert [
        found.code
        for found in read(
            with_questions(
                GRID + f'\n- {{name: q, type: text, label: Q, relevant: "{condition}"}}', TOPICS
            ).encode()
        ).problems
    ] == ["always-holds"]


def test_a_condition_that_holds_wherever_something_is_answered_is_left_alone() -> None:
    assert asked_if("max(${learn}) >= 0") == []


NO_ANSWER = {
    (
        ". > 3 and . < 4",
        "type: integer, required: true",
    ): "“. > 3” and “. < 4” can never hold together: “q” is a whole number",
    (
        ". >= 6",
        "type: rating, scale: {from: 0, to: 5}",
    ): "“. >= 6” can never hold: “q” has figures from 0 to 5",
    ("string-length(.) > 20", "type: text, max_length: 20"): (
        "“string-length(.) > 20” can never hold: “q” is a text of at most 20 characters"
    ),
    (". < ${n} and . > ${n} and ${n} = 1", "type: integer"): (
        "“. < ${n}” and “. > ${n}” and “${n} = 1” can never hold together: "
        "“q” is a whole number, “n” is a whole number"
    ),
    ("${n} = 1.5 or ${q} = ''", "type: integer"): (
        "“${n} = 1.5 or ${q} = ''” can never hold: “n” is a whole number, “q” is a whole number"
    ),
}


@pytest.mark.parametrize(("rule", "question"), NO_ANSWER)
def test_a_rule_that_no_answer_keeps(rule: str, question: str) -> None:
    told = f"error: No answer to “q” is accepted, as {NO_ANSWER[rule, question]}. Change the constraint."
    assert [line.partition(": ")[2] for line in kept_if(rule, question)] == [told]


@pytest.mark.parametrize(
    ("rule", "question", "why"),
    [
        (". >= 0", "type: rating, scale: {from: 0, to: 5}", "“q” has figures from 0 to 5"),
        ("string-length(.) <= 10000", "type: text", "“q” is a text of at most 10,000 characters"),
        (". != ''", "type: integer", "“q” is a whole number"),
        (". = 'yes'", "type: consent", "“q” is ticked or not"),
    ],
)
def test_a_rule_that_nothing_breaks(rule: str, question: str, why: str) -> None:
    told = f"warning: No answer to “q” breaks the constraint: {why}. Take it out, or make it stricter."
    assert [line.partition(": ")[2] for line in kept_if(rule, question)] == [told]


CODES = {
    "no-answer-fits": with_questions(
        "- {name: q, type: rating, label: Q, scale: {from: 0, to: 5}, constraint: . > 5, "
        "constraint_message: M}"
    ),
    "idle-constraint": with_questions(
        "- {name: q, type: rating, label: Q, scale: {from: 0, to: 5}, constraint: . < 6, "
        "constraint_message: M}"
    ),
}


@pytest.mark.parametrize("code", CODES)
def test_rules_are_told_under_their_code(code: str) -> None:
    assert [found.code for found in read(CODES[code].encode()).problems] == [code]


@pytest.mark.parametrize(
    "condition",
    [
        "regex(${challenge}, '[a-z]+@')",
        "regex(${challenge}, '^$')",
        "${first} < ${last} and ${last} < ${first}",
        "string(${first}) = 'x'",
        "row(${weeks}, '2030-W01') = 'yes'",
        "${first} > today()",
        "${first} < today() and ${first} > today()",
    ],
)
def test_nothing_is_said_where_nothing_is_proven(condition: str) -> None:
    before = """
- {name: challenge, type: text, label: C}
- {name: first, type: date, label: F}
- {name: last, type: date, label: L}
- {name: weeks, type: availability, label: W}
"""
    assert asked_if(condition, before, "") == []


def test_nothing_is_built_on_a_condition_that_cannot_be_read() -> None:
    before = """
- {name: hosts, type: yes_no, label: H}
- {name: people, type: rating, label: P, scale: {from: 0, to: 3}, relevant: "${host} = 'no'"}
"""
    assert [line.partition("error: ")[2][:30] for line in asked_if("${people} = 2", before, "")] == [
        "There is no question ${host} t"
    ]
    told = asked_if("${people} = 4", before, "")
    assert [line.partition("error: ")[2][:30] for line in told][1:] == ["“${people} = 4” can never hold"]
