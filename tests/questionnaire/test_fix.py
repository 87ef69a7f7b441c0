"""Mending: what has only one reading is mended, everything else is left as it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.editing.fixing import fix
from survey_app.questionnaire.reader import read

from .written import HEAD, with_questions

RANK = "- {name: q, type: rank, label: Q, choices: l}"
QUESTION = "- {name: q, type: text, label: Q}"
TAIL = "pages:\n  - name: p\n    label: P\n    questions:\n      - {name: q, type: text, label: Q}\n"

CASES: dict[str, tuple[str, str, list[str]]] = {
    "a misspelt key": (
        with_questions("- {name: q, type: text, label: Q, requried: true}  # asked"),
        with_questions("- {name: q, type: text, label: Q, required: true}  # asked"),
        ["11:41: The key “requried” became “required”."],
    ),
    "a key of XLSForm's in another spelling": (
        with_questions('- name: q\n  type: text\n  label: Q\n  Guidance-Hint: Hm\n  "readonly": true'),
        with_questions("- name: q\n  type: text\n  label: Q\n  guidance_hint: Hm\n  read_only: true"),
        [
            "14:9: The key “Guidance-Hint” became “guidance_hint”.",
            "15:9: The key “readonly” became “read_only”.",
        ],
    ),
    "a key of a list's entry": (
        with_questions(RANK, "l:\n- {name: a, lable: A}\n- {name: b, label: B}"),
        with_questions(RANK, "l:\n- {name: a, label: A}\n- {name: b, label: B}"),
        ["9:15: The key “lable” became “label”."],
    ),
    "a version without quotes": (
        HEAD.replace('"1"', "2027.10  # of March") + TAIL,
        HEAD.replace('"1"', '"2027.10"  # of March') + TAIL,
        ["2:10: “version: 2027.10” is in quotes now."],
    ),
    "a figure in quotes": (
        HEAD + "minutes: '20'\n" + TAIL,
        HEAD + "minutes: 20\n" + TAIL,
        ["7:10: “minutes: '20'” became “minutes: 20”."],
    ),
    "a yes where true is meant": (
        with_questions("- {name: q, type: text, label: Q, required: yes, personal: No}"),
        with_questions("- {name: q, type: text, label: Q, required: true, personal: false}"),
        ["11:51: “required: yes” became “required: true”.",
         "11:67: “personal: No” became “personal: false”."],
    ),
    "first the key, then its value": (
        with_questions("- {name: q, type: text, label: Q, requird: yes}"),
        with_questions("- {name: q, type: text, label: Q, required: true}"),
        ["11:41: The key “requird” became “required”.", "11:51: “required: yes” became “required: true”."],
    ),
    "expressions within braces": (
        with_questions(
            QUESTION
            + "\n- {name: r, type: text, label: R of ${q}, relevant: contains(${q}, 'a') or ${q} = \"}\"}"
        ),
        with_questions(
            QUESTION
            + "\n- {name: r, type: text, label: \"R of ${q}\", "
            + "relevant: 'contains(${q}, ''a'') or ${q} = \"}\"'}"
        ),
        ["13:1: The expression within { } is in quotes now."],
    ),
    "tabs": (
        HEAD + "pages:\n- name: p\n\tlabel: P\n\tquestions:\n\t- {name: q, type: text, label: Q}\n",
        HEAD + "pages:\n- name: p\n  label: P\n  questions:\n  - {name: q, type: text, label: Q}\n",
        ["9:1: Spaces indent now what tabs did."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_mended(case: str) -> None:
    before, after, told = CASES[case]
    fixed = fix(before.encode())
    assert fixed.source.decode() == after
    assert [f"{one.place.line}:{one.place.column}: {one.message}" for one in fixed.fixes] == told


@pytest.mark.parametrize(
    "source",
    [
        with_questions("- {name: q, type: text, label: Q, mandatory: true}"),  # nothing near
        with_questions("- {name: q, type: text, label: Q, labell: R}"),  # the near key is there
        with_questions("- {name: q, type: integr, label: Q}"),  # a value, not a key
        with_questions("- {name: q, type: text, label: Q, required: maybe}"),
        with_questions("- {name: q, type: text, label: Q, relevant: \"${p} = 'a'\"}"),
        with_questions(
            "- {name: q, type: text, label: Q, required_message: Please}"
        ),  # dead, but somebody's words
        HEAD + "minutes: '20 or so'\n" + TAIL,
        HEAD + "introduction: |\n  One\n\tTwo\n" + TAIL,  # the tab may be part of the text
        "name: [\n",
        "name: &a small\n",
        "",
    ],
)
def test_left_alone(source: str) -> None:
    assert fix(source.encode()) == fix(source.encode())
    assert (fix(source.encode()).source.decode(), fix(source.encode()).fixes) == (source, ())


def test_a_question_whose_type_is_misspelt() -> None:
    fixed = fix(with_questions("- {name: q, Type: text, lable: Q}").encode())
    assert fixed.source.decode() == with_questions("- {name: q, type: text, label: Q}")


def test_bytes_that_are_no_text_are_left_alone() -> None:
    assert fix(b"name: \xff\n").source == b"name: \xff\n"


_slips = st.lists(
    st.sampled_from(
        [
            ("label: Q", "lable: Q"),
            ("required: true", "requierd: yes"),
            ('version: "1"', "version: 1.0"),
            ("relevant: \"${q} = 'a'\"", "relevant: ${q} = 'a'"),
            ("type: text", "typ: text"),
            ("purpose:", "purpos:"),
        ]
    ),
    unique=True,
)


@settings(deadline=None, max_examples=40)
@given(_slips)
def test_mending_brings_no_error_and_is_done_at_once(slips: list[tuple[str, str]]) -> None:
    sound = with_questions(
        "- {name: q, type: text, label: Q, required: true}\n"
        "- {name: r, type: text, label: R, relevant: \"${q} = 'a'\"}"
    )
    broken = sound
    for right, wrong in slips:
        broken = broken.replace(right, wrong)
    fixed = fix(broken.encode()).source
    assert fix(fixed).fixes == ()
    assert len(read(fixed).errors) <= len(read(broken.encode()).errors)
    unmended = {wrong for _, wrong in slips if wrong in fixed.decode()}
    assert unmended == set()
