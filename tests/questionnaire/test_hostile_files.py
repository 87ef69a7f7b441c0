"""Files made to hang or break the server: each is answered in about a second, with a finding in its place."""

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire.reader import read

from .written import HEAD, with_pages, with_questions

SECONDS = 3.0  # of a processor shared with others; alone each takes less than one


def many_questions(count: int, more: str = "") -> str:
    """Return a questionnaire with many questions; `more` may use {n}, and {m} for the next one."""

    def line(n: int) -> str:
        keys = more.format(n=f"{n:03}", m=f"{(n + 1) % count:03}")
        return f"  - {{name: question_number_{n:03}, type: text, label: Q{keys}}}\n"

    return with_pages("- name: p\n  label: P\n  questions:\n" + "".join(line(n) for n in range(count)))


def alike_choices(count: int) -> str:
    return "l:\n" + "".join(f"  - {{name: choice_number_{n:03}, label: C{n}}}\n" for n in range(count))


def hostile() -> Iterator[tuple[str, str, str]]:
    """Yield a name, a file, and the code of its first finding."""
    yield "brackets", "pages: " + "[" * 5_000, "too-deep"
    yield "braces", "pages: " + "{a: " * 5_000, "too-deep"
    yield "indentation", "".join(" " * depth + "a:\n" for depth in range(300)), "too-deep"
    bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(1_000))
    yield "alias bomb", bomb, "alias"
    yield "label of 1 MiB", HEAD + "pages: [{label: " + "x" * 2**20 + "}]", "too-large"
    yield "label of 250 KiB", HEAD + "pages: [{label: " + "x" * 250_000 + "}]", "missing-key"
    yield "10,000 questions", many_questions(10_000), "too-large"
    yield "4,000 notes", many_questions(3_700), "too-many-questions"
    yield "many numbers", HEAD + "pages: [" + "1, " * 80_000 + "]", "too-many-parts"
    yield "many equal keys", HEAD + "pages: {" + "a, " * 80_000 + "}", "duplicate-key"
    empties = "".join(f"  l{n}: [" + "{}, " * 990 + "]\n" for n in range(8))
    yield "many empty choices", HEAD + "lists:\n" + empties + "pages: []", "missing-key"
    yield "long circle", many_questions(500, ", relevant: \"${{question_number_{m}}} != ''\""), "cycle"
    unknown = " and ".join(f"${{{{question_number_{sign}{{m}}}}}} != ''" for sign in "wxyz")
    yield "many near names", many_questions(500, f', relevant: "{unknown}"'), "expression"
    defaults = "".join(
        f"- {{name: q{n}, type: select_one, choices: l, label: Q, default: choice_numbex_{n}}}\n"
        for n in range(400)
    )
    yield "many near choices", with_questions(defaults, alike_choices(1_000)), "unknown-choice"
    pattern = ", constraint_message: M, constraint: \"regex(., '(.*a){{20}}')\""
    yield "patterns", many_questions(500, pattern), ""
    yield "nested quantifiers", many_questions(1, ", constraint: \"regex(., '(a+)+$')\""), "silent-constraint"


@pytest.mark.parametrize(("source", "code"), [pytest.param(*rest, id=name) for name, *rest in hostile()])
def test_a_hostile_file_is_answered_soon(source: str, code: str) -> None:
    start = time.process_time()
    found = read(source.encode()).problems
    assert time.process_time() - start < SECONDS
    assert found[0].code == code if code else found == ()
    assert len(found) <= 101
    assert all(len(problem.message) < 2_500 for problem in found)


FRAGMENTS = st.sampled_from(
    ["name", "pages", "lists", "questions", "type", "text", "rank", "scale", "label", "other", ":", ": ",
     "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", "'", '"', "&a ", "*a", "!!str ", "? ", "|",
     ">", "#", "${q}", "\t", "0", "1.5", "true", "~", "---", "\0", "é"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join) | st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_whatever_a_file_holds_is_told(source: str | bytes) -> None:
    reading = read(source if isinstance(source, bytes) else source.encode())
    assert reading.compiled is None
    assert reading.errors != ()
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in reading.problems)


TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["a", "", "text", "rank", "2027-W10", "1st"]),
    lambda inside: st.lists(inside, max_size=3)
    | st.dictionaries(
        st.sampled_from(["name", "type", "label", "choices", "rows", "scale", "from", "to", "weeks", "other",
                         "default", "feeds", "questions", "least", "text", "rank"]),
        inside,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(page=TREES, lists=TREES)
@settings(max_examples=100, deadline=None)
def test_whatever_a_page_holds_is_told(page: object, lists: object) -> None:
    source = f"{HEAD}lists: {json.dumps(lists)}\npages: [{json.dumps(page)}]\n"
    reading = read(source.encode())
    assert reading.compiled is None
    assert {problem.place.line for problem in reading.errors} <= {7, 8}
