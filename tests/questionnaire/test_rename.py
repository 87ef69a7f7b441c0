"""Renaming in a questionnaire's file: every place, nothing else, all or nothing."""

import re
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.differences import Weight, differences
from survey_app.questionnaire.editing.refusals import RenameRefused
from survey_app.questionnaire.editing.renaming import rename
from survey_app.questionnaire.editing.target import What
from survey_app.questionnaire.reader import read

SOURCE = """\
# What a designer wrote, as designers write.
name: small
version: "1"
title: "Learn: topics"   # learn is a word here, no name
language: en
purpose: To be read
retention: A day
lists:
  topics:   # shared
    - {name: learn, label: Learn it}   # as the question
    - {label: "Talks", name: 'talks'}
    - name: plans  # in block style
      label: Plans
  others:
    - {name: talks, label: Talks}
    - {name: never, label: "Never 😀"}
pages:
  - name: learn
    label: What ${learn}?
    questions:
      - type: select_one
        name: learn          # the name
        label: Learn
        choices: topics
        default: talks
      - {name: several, type: select_multiple, label: Several, choices: topics, none_of_these: plans}
      - name: grid
        type: select_grid
        label: Grid
        rows: topics
        choices: others
        relevant: >-
          ${learn} = 'talks' and not(selected(${several},
          "talks"))
          or ${ learn } = 'learn'
      - {name: wide, type: select_one, label: "Wide ${learn}", choices: others,
         relevant: 'row(${grid}, ''talks'') = ''talks'' and ${several} != ""'}
  - name: last
    label: Last
    relevant: |
      row(${grid}, 'plans') = 'never'
    questions:
      - name: words
        type: text
        label: "Words on \\"${learn}\\": ${wide}, learn"
        hint: ${learn}
        constraint: contains(., 'talks') or string(${learn}) = 'talks'
        constraint_message: Not ${learn}
"""


def renamed(what: What, old: str, new: str, source: str = SOURCE, *, trace: bool = True) -> str:
    """Return the file after a renaming."""
    return rename(source.encode(), what, old, new, trace=trace).source.decode()


def changes(what: What, old: str, new: str) -> list[str]:
    """Return the lines that a renaming leaves otherwise, or adds."""
    before = SOURCE.splitlines()
    return [line.strip() for line in renamed(what, old, new).splitlines() if line not in before]


def test_a_question_is_renamed_wherever_it_is_named() -> None:
    assert changes(What.QUESTION, "learn", "study") == [
        "label: What ${study}?",
        "name: study          # the name",
        "renamed_from: learn",
        "${study} = 'talks' and not(selected(${several},",
        "or ${ study } = 'learn'",
        '- {name: wide, type: select_one, label: "Wide ${study}", choices: others,',
        'label: "Words on \\"${study}\\": ${wide}, learn"',
        "hint: ${study}",
        "constraint: contains(., 'talks') or string(${study}) = 'talks'",
        "constraint_message: Not ${study}",
    ]


def test_a_list_is_renamed_wherever_it_is_used() -> None:
    assert changes(What.LIST, "topics", "themes") == [
        "themes:   # shared",
        "choices: themes",
        "- {name: several, type: select_multiple, label: Several, choices: themes, none_of_these: plans}",
        "rows: themes",
    ]


def test_a_choice_is_renamed_where_its_list_is_meant() -> None:
    assert changes(What.CHOICE, "topics.talks", "speech") == [
        "- {label: \"Talks\", name: 'speech', renamed_from: talks}",
        "default: speech",
        "${learn} = 'speech' and not(selected(${several},",
        '"speech"))',
        "relevant: 'row(${grid}, ''speech'') = ''talks'' and ${several} != \"\"'}",
    ]
    assert changes(What.CHOICE, "others.talks", "speech") == [
        "- {name: speech, renamed_from: talks, label: Talks}",
        "relevant: 'row(${grid}, ''talks'') = ''speech'' and ${several} != \"\"'}",
    ]


def test_a_choice_that_only_one_list_has_needs_no_list() -> None:
    assert changes(What.CHOICE, "plans", "drafts") == [
        "- name: drafts  # in block style",
        "renamed_from: plans",
        "- {name: several, type: select_multiple, label: Several, choices: topics, none_of_these: drafts}",
        "row(${grid}, 'drafts') = 'never'",
    ]


def test_texts_that_may_mean_the_choice_are_told() -> None:
    notes = rename(SOURCE.encode(), What.CHOICE, "topics.talks", "speech").notes
    told = (
        "The text “talks” stands here still: nothing ties it to the list. Look whether the choice is meant."
    )
    line = next(number for number, text in enumerate(SOURCE.splitlines(), 1) if "string(${learn})" in text)
    assert [note.line("q.yaml") for note in notes] == [
        f"q.yaml:{line}:{column}: warning: {told}" for column in (34, 65)
    ]


def test_an_earlier_name_is_replaced_and_told() -> None:
    once = rename(SOURCE.encode(), What.QUESTION, "wide", "broad")
    twice = rename(once.source, What.QUESTION, "broad", "large")
    assert "{name: large, renamed_from: broad, type" in twice.source.decode()
    assert [note.code for note in (*once.notes, *twice.notes)] == ["rename-retraced"]


def test_without_a_trace_nothing_is_added() -> None:
    assert "renamed_from" not in renamed(What.QUESTION, "learn", "study", trace=False)


@pytest.mark.parametrize(
    ("what", "old", "new", "told"),
    [
        (What.QUESTION, "lern", "study", "There is no question “lern”. Did you mean “learn”?"),
        (What.QUESTION, "learn", "learn", "“learn” is its name already. Say another one."),
        (
            What.QUESTION,
            "learn",
            "grid",
            "“grid” is already the name of another question. Take another name.",
        ),
        (
            What.QUESTION,
            "learn",
            "1st",
            "“1st” cannot be a name. Use letters, digits, - and _ only, a letter first, 64 "
            "characters at most.",
        ),
        (
            What.QUESTION,
            "learn",
            "true",
            "YAML reads “true” as something other than a word. Take another name.",
        ),
        (What.LIST, "topic", "themes", "There is no list “topic”. Did you mean “topics”?"),
        (What.LIST, "topics", "others", "“others” is already the name of another list. Take another name."),
        (
            What.CHOICE,
            "talks",
            "speech",
            "The choice “talks” stands in several lists. Say which one: topics.talks, others.talks.",
        ),
        (What.CHOICE, "topic.talks", "speech", "There is no list “topic”. Did you mean “topics”?"),
        (What.CHOICE, "topics.talk", "speech", "There is no choice “talk”. Did you mean “talks”?"),
        (What.CHOICE, "plan", "speech", "There is no choice “plan”. Did you mean “plans”?"),
        (
            What.CHOICE,
            "topics.talks",
            "plans",
            "“plans” is already the name of another choice. Take another name.",
        ),
    ],
)
def test_refusals(what: What, old: str, new: str, told: str) -> None:
    with pytest.raises(RenameRefused) as error:
        renamed(what, old, new)
    assert [found.line("q") for found in error.value.problems] == [f"q:1:1: error: {told}"]


def test_a_file_with_errors_is_refused() -> None:
    with pytest.raises(RenameRefused) as error:
        renamed(What.QUESTION, "learn", "study", SOURCE.replace("rows: topics", "rows: topic"))
    assert [found.code for found in error.value.problems] == ["unknown-list"]


def test_what_an_error_would_come_of_is_refused() -> None:
    source = SOURCE.replace("choices: others,", "choices: others, other: true,")
    with pytest.raises(RenameRefused) as error:
        renamed(What.CHOICE, "others.never", "other", source)
    assert [found.code for found in error.value.problems] == ["reserved-name"]


def test_a_name_in_escapes_is_refused_at_its_place() -> None:
    source = SOURCE.replace("hint: ${learn}", 'hint: "${le\\x61rn}"')
    with pytest.raises(RenameRefused) as error:
        renamed(What.QUESTION, "learn", "study", source)
    line = next(number for number, text in enumerate(source.splitlines(), 1) if "hint" in text)
    assert [found.line("q") for found in error.value.problems] == [
        f"q:{line}:15: error: “learn” is written here in a way that cannot be edited safely. "
        "Write it without escapes, then rename."
    ]


def test_a_choice_that_either_of_two_lists_may_mean_is_refused() -> None:
    source = SOURCE.replace(
        "constraint: contains(., 'talks') or string(${learn}) = 'talks'",
        "constraint: if(${several} = '', ${learn}, ${wide}) = 'talks'",
    )
    with pytest.raises(RenameRefused) as error:
        renamed(What.CHOICE, "topics.talks", "speech", source)
    assert [found.code for found in error.value.problems] == ["rename-two-lists"]


def test_line_ends_and_byte_order_marks_stay() -> None:
    windows = b"\xef\xbb\xbf" + SOURCE.replace("\n", "\r\n").encode()
    result = rename(windows, What.CHOICE, "plans", "drafts").source
    assert result.startswith(b"\xef\xbb\xbf# What")
    assert b"in block style\r\n      renamed_from: plans\r\n      label: Plans\r\n" in result
    assert result.count(b"\n") == result.count(b"\r\n")


def test_files_beside_follow() -> None:
    finnish = dedent("""\
        questions:
          learn: {label: "Oppia, ${learn}?"}   # learn
          words: {label: Sanoja}
        lists:
          topics: {talks: Puheet, learn: Oppia}
          others: {talks: Puheet}
        """)
    beside = {"small.fi.yaml": finnish.encode(), "small.sv.yaml": b"questions: {}\n"}
    by_question = rename(SOURCE.encode(), What.QUESTION, "learn", "study", beside=beside)
    assert {name: text.decode() for name, text in by_question.beside.items()} == {
        "small.fi.yaml": finnish.replace("${learn}", "${study}").replace("  learn: {", "  study: {")
    }
    by_choice = rename(SOURCE.encode(), What.CHOICE, "topics.talks", "speech", beside=beside)
    assert by_choice.beside["small.fi.yaml"].decode() == finnish.replace(
        "{talks: Puheet, l", "{speech: Puheet, l"
    )
    by_list = rename(SOURCE.encode(), What.LIST, "topics", "themes", beside=beside)
    assert by_list.beside["small.fi.yaml"].decode() == finnish.replace("topics:", "themes:")


WALKS = """\
weeks: {from: 2027-W10, to: 2027-W11}
walks:
  - walk: learn talks   # words, no names
    steps:
      - give:
          learn: talks
          several: {chosen: [talks, learn], comments: {talks: talks}}
          grid: {talks: talks, "learn": never}
          wide: talks
          words: talks ${learn}
        expect:
          visible: [learn, several]
          hidden: [words]
          error: {learn: talks, words: learn}
          value: {learn: 'talks', words: learn}
          pages: [learn]
"""


def walks_after(what: What, old: str, new: str) -> list[tuple[str, str]]:
    """Return the lines of the tests that a renaming changes, before and after."""
    beside = {"small.test.yaml": WALKS.encode()}
    done = rename(SOURCE.encode(), what, old, new, beside=beside).beside
    after = done.get("small.test.yaml", WALKS.encode()).decode()
    pairs = zip(WALKS.splitlines(), after.splitlines(), strict=True)
    return [(one.strip(), other.strip()) for one, other in pairs if one != other]


def test_tests_follow_a_question() -> None:
    assert walks_after(What.QUESTION, "learn", "study") == [
        ("learn: talks", "study: talks"),
        ("visible: [learn, several]", "visible: [study, several]"),
        ("error: {learn: talks, words: learn}", "error: {study: talks, words: learn}"),
        ("value: {learn: 'talks', words: learn}", "value: {study: 'talks', words: learn}"),
    ]


def test_tests_follow_a_choice_of_the_list_that_is_meant() -> None:
    assert walks_after(What.CHOICE, "topics.talks", "speech") == [
        ("learn: talks", "learn: speech"),
        (
            "several: {chosen: [talks, learn], comments: {talks: talks}}",
            "several: {chosen: [speech, learn], comments: {speech: talks}}",
        ),
        ('grid: {talks: talks, "learn": never}', 'grid: {speech: talks, "learn": never}'),
        ("value: {learn: 'talks', words: learn}", "value: {learn: 'speech', words: learn}"),
    ]
    assert walks_after(What.CHOICE, "others.talks", "speech") == [
        ('grid: {talks: talks, "learn": never}', 'grid: {talks: speech, "learn": never}'),
        ("wide: talks", "wide: speech"),
    ]
    assert walks_after(What.LIST, "topics", "themes") == []


NESTED = """\
name: small
version: "1"
title: Trips
language: en
purpose: To be read
retention: A day
lists:
  ways: [{name: bus, label: Bus}, {name: boat, label: Boat}]
pages:
  - name: trips
    label: Trips
    questions:
      - name: trips
        type: repeat
        label: Trips
        questions:
          - {name: label, type: select_one, label: Label, choices: ways}
          - name: nights
            type: table
            label: Nights
            columns: [{name: way, type: select_one, label: Way, choices: ways}]
      - name: plan
        type: table
        label: Plan
        rows: ways
        columns: [{name: days, type: integer, label: Days, hint: "Of ${nights}"}]
      - {name: sure, type: yes_no, label: Sure?, relevant: "count(${way}) > 0"}
"""
NESTED_FI = """\
translates: small
language: fi
lists: {ways: {bus: Bussi, boat: Laiva}}
questions:
  trips:
    label: Matkat
    questions:
      label: {label: Nimi, hint: label}   # a name like a key
      nights: {label: Yöt, columns: {way: {label: "Tapa ${way}"}}}
  plan: {columns: {days: {label: Päiviä}}}
"""
NESTED_WALKS = """\
walks:
  - walk: way
    steps:
      - give:
          trips: [{label: bus, nights: [{way: bus}, {way: boat}]}, {label: boat}]
          plan: {bus: {days: 2}, boat: {days: 1}}
        expect:
          value: {plan: [{_id: bus, days: 2}], trips: [{label: bus}]}
          visible: [sure]
"""
SWAPS = [
    (What.QUESTION, "way", "mean", {"{way: {label: \"Tapa ${way}": "{mean: {label: \"Tapa ${mean}"},
     {"{way: bus}, {way: boat}": "{mean: bus}, {mean: boat}"}),
    (What.QUESTION, "label", "title", {"label: {label: Nimi": "title: {label: Nimi"},
     {"{label: bus": "{title: bus", "{label: boat": "{title: boat"}),
    (What.QUESTION, "nights", "stay", {"nights: {label": "stay: {label"}, {"nights: [": "stay: ["}),
    (What.QUESTION, "days", "time", {"days: {label": "time: {label"}, {"days: ": "time: "}),
    (What.LIST, "ways", "means", {"{ways: {": "{means: {"}, {}),
    (What.CHOICE, "bus", "coach", {"bus: Bussi": "coach: Bussi"}, {"bus": "coach"}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "old", "new", "texts", "walks"), SWAPS, ids=[str(one[1]) for one in SWAPS])
def test_files_beside_follow_into_tables_and_repeats(
    what: What, old: str, new: str, texts: dict[str, str], walks: dict[str, str]
) -> None:
    beside = {"small.fi.yaml": NESTED_FI.encode(), "small.test.yaml": NESTED_WALKS.encode()}
    done = {**beside, **rename(NESTED.encode(), what, old, new, beside=beside).beside}
    finnish, walked = NESTED_FI, NESTED_WALKS
    for before, after in texts.items():
        finnish = finnish.replace(before, after)
    for before, after in walks.items():
        walked = walked.replace(before, after)
    assert done["small.fi.yaml"].decode() == finnish
    assert done["small.test.yaml"].decode() == walked


def test_a_broken_file_beside_stops_everything() -> None:
    with pytest.raises(RenameRefused) as error:
        rename(SOURCE.encode(), What.LIST, "topics", "themes", beside={"small.fi.yaml": b"a: &b c\n"})
    assert (error.value.file, [found.line("f") for found in error.value.problems]) == (
        "small.fi.yaml",
        [
            "f:1:4: error: This file cannot be read: Aliases and anchors (& and *) are not allowed. "
            "Write the part "
            "out where it is used. Mend it first; nothing was renamed."
        ],
    )


SHIPPED = (QUESTIONNAIRES / "city-needs.yaml").read_text("utf-8")


def names_in(source: str) -> list[tuple[What, str]]:
    """Return everything in a questionnaire that can be renamed."""
    compiled = read(source.encode()).compiled
    assert compiled is not None
    lists = compiled.questionnaire.lists
    choices = [f"{name}.{entry.name}" for name, entries in lists.items() for entry in entries]
    return [
        *((What.QUESTION, name) for name in compiled.questionnaire.by_name),
        *((What.LIST, name) for name in lists),
        *((What.CHOICE, name) for name in choices),
    ]


_renamings = st.sampled_from(names_in(SOURCE))
_new_names = st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,12}", fullmatch=True).map(lambda name: f"{name}-anew")


def there_and_back(source: str, what: What, old: str, new: str) -> str:
    """Return what is left of a file after a renaming and its opposite, without what says so."""
    list_name, _, last = old.rpartition(".")
    there = renamed(what, old, new, source)
    back = renamed(what, f"{list_name}.{new}" if list_name else new, last, there)
    # Where `renamed_from` was written: a line of its own, or behind the name in braces.
    return re.sub(rf"\n *renamed_from: {new}(?=\n)|, renamed_from: {new}(?=[,}}])", "", back)


@settings(deadline=None, max_examples=25)
@given(_renamings, _new_names)
def test_there_and_back_again_gives_the_same_bytes(case: tuple[What, str], new: str) -> None:
    assert there_and_back(SOURCE, *case, new) == SOURCE


@pytest.mark.parametrize("case", [names_in(SHIPPED)[place] for place in (3, 17, -1)], ids=str)
def test_there_and_back_again_in_the_shipped_questionnaire(case: tuple[What, str]) -> None:
    assert there_and_back(SHIPPED, *case, "anew") == SHIPPED


@settings(deadline=None, max_examples=25)
@given(_renamings, _new_names)
def test_a_renaming_is_nothing_but_one(case: tuple[What, str], new: str) -> None:
    what, old = case
    before = read(SOURCE.encode()).compiled
    after = read(renamed(what, old, new).encode()).compiled
    assert before is not None
    assert after is not None
    found = differences(before.questionnaire, after.questionnaire)
    assert {one.code for one in found if one.weight is not Weight.HARMLESS} == {"same-version"}
    assert [one.code for one in found if one.code.endswith("-renamed")] == [f"{what}-renamed"]
