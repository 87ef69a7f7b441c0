"""Which pages and questions are shown, against a second, slow reading of the same conditions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.answers.visibility import shown, shown_again
from tests.questionnaire.written import compiled, compiled_as_it_is, with_pages, with_questions

TODAY = date(2027, 3, 8)
HOSTING = compiled(
    with_pages(
        """
        - name: hosting
          label: Hosting
          questions:
            - {name: can_host, type: yes_no, label: Can you host?}
            - {name: times, type: integer, label: How often?, relevant: "${can_host} = 'yes'"}
            - {name: rooms, type: text, label: Rooms?, relevant: "${times} >= 2"}
            - {name: why_not, type: text, label: Why not?, relevant: "${can_host} = 'no'"}
        - name: guests
          label: Guests
          relevant: ${times} > 0
          questions:
            - {name: halfway, type: note, label: Halfway}
            - {name: guests, type: integer, label: How many?}
        - name: thanks
          label: Thanks
          questions: [{name: thanks, type: note, label: Thank you, relevant: "${guests} = ''"}]
        """
    )
)


def seen(values: dict[str, Any]) -> tuple[list[str], list[str]]:
    view = shown(HOSTING, values, TODAY)
    order = list(HOSTING.questionnaire.by_name)
    return [page.name for page in view.pages], sorted(view.questions, key=order.index)


def test_nothing_answered() -> None:
    assert seen({}) == (["hosting", "thanks"], ["can_host", "thanks"])


def test_no_is_not_the_same_as_no_answer() -> None:
    assert seen({"can_host": False}) == (["hosting", "thanks"], ["can_host", "why_not", "thanks"])


def test_zero_is_an_answer_and_hides_the_page() -> None:
    assert seen({"can_host": True, "times": 0}) == (["hosting", "thanks"], ["can_host", "times", "thanks"])


def test_every_page_on_the_way() -> None:
    assert seen({"can_host": True, "times": 2}) == (
        ["hosting", "guests", "thanks"],
        ["can_host", "times", "rooms", "halfway", "guests", "thanks"],
    )


def test_a_page_without_a_question_left_is_left_out() -> None:
    assert seen({"can_host": True, "times": 2, "guests": 3})[0] == ["hosting", "guests"]


def test_an_answer_that_became_hidden_counts_as_empty() -> None:
    hidden = {"can_host": False, "times": 2, "rooms": "Two", "guests": 3}
    assert seen(hidden) == (["hosting", "thanks"], ["can_host", "why_not", "thanks"])
    assert dict(shown(HOSTING, hidden, TODAY).operands) == {"can_host": False}


def test_conditions_know_the_day() -> None:
    source = with_questions(
        "- {name: q, type: text, label: Q, relevant: \"today() >= date('2027-03-08')\"}\n"
        "- {name: r, type: note, label: R}"
    )
    views = [shown(compiled(source), {}, day).questions for day in (date(2027, 3, 7), date(2027, 3, 8))]
    assert views == [{"r"}, {"q", "r"}]


# A second reading: conditions as Python functions over answers, looked up again and again.
Values = dict[str, Any]
Condition = tuple[str, Callable[[Callable[[str], Any]], bool]]


def _yes(name: str) -> Condition:
    return f"${{{name}}} = 'yes'", lambda answer: answer(name) is True


def _not_no(name: str) -> Condition:
    return f"${{{name}}} != 'no'", lambda answer: answer(name) is not False


def _empty(name: str) -> Condition:
    return f"${{{name}}} = ''", lambda answer: answer(name) is None


def _both(one: Condition, other: Condition) -> Condition:
    return f"({one[0]} and {other[0]})", lambda answer: one[1](answer) and other[1](answer)


def _either(one: Condition, other: Condition) -> Condition:
    return f"({one[0]} or {other[0]})", lambda answer: one[1](answer) or other[1](answer)


@dataclass
class Drawn:
    """A drawn questionnaire: its pages of questions, and the condition of each that has one."""

    pages: list[list[str]]
    of_question: dict[str, Condition]
    of_page: dict[int, Condition]

    def source(self) -> str:
        parts = []
        for index, names in enumerate(self.pages):
            parts.append(f"- name: p{index}\n  label: P\n")
            if condition := self.of_page.get(index):
                parts.append(f'  relevant: "{condition[0]}"\n')
            parts.append("  questions:\n")
            for name in names:
                relevant = f', relevant: "{self.of_question[name][0]}"' if name in self.of_question else ""
                parts.append(f"    - {{name: {name}, type: yes_no, label: Q{relevant}}}\n")
        return with_pages("".join(parts))

    def is_shown(self, name: str, values: Values) -> bool:
        def answer(asked: str) -> Any:
            return values.get(asked) if self.is_shown(asked, values) else None

        index = next(index for index, names in enumerate(self.pages) if name in names)
        conditions = [self.of_page.get(index), self.of_question.get(name)]
        return all(condition[1](answer) for condition in conditions if condition)


@st.composite
def questionnaires(draw: st.DrawFn) -> Drawn:
    """Draw conditions that look at any question, before or after, without a circle."""
    names = [f"q{number}" for number in range(draw(st.integers(2, 7)))]
    cut = draw(st.integers(1, len(names) - 1))
    pages = [names[:cut], names[cut:]]
    decided = draw(st.permutations(names))  # a condition looks only at questions before it in this order
    of_question = {
        name: draw(_condition(decided[:place]))
        for place, name in enumerate(decided)
        if place and draw(st.booleans())
    }
    of_page = {}
    for index, page in enumerate(pages):
        before = decided[: min(decided.index(name) for name in page)]
        if before:
            of_page[index] = draw(_condition(before))
    return Drawn(pages, of_question, of_page)


def _condition(names: list[str]) -> st.SearchStrategy[Condition]:
    leaf = st.builds(
        lambda make, name: make(name), st.sampled_from([_yes, _not_no, _empty]), st.sampled_from(names)
    )
    return leaf | st.builds(_both, leaf, leaf) | st.builds(_either, leaf, leaf)


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_the_view_is_that_of_a_second_reading(data: st.DataObject) -> None:
    drawn = data.draw(questionnaires())
    names = [name for page in drawn.pages for name in page]
    values = {name: data.draw(st.sampled_from([True, False, None])) for name in names}
    view = shown(compiled_as_it_is(drawn.source()), values, TODAY)
    visible = {name for name in names if drawn.is_shown(name, values)}
    assert view.questions == visible
    assert [page.name for page in view.pages] == [
        f"p{index}" for index, page in enumerate(drawn.pages) if visible & set(page)
    ]
    assert view.operands == {name: values[name] for name in visible if values[name] is not None}


AGAIN = compiled(
    with_questions(
        """
        - {name: a, type: integer, label: A}
        - {name: b, type: integer, label: B, relevant: "${a} > 1"}
        - name: group
          type: group
          relevant: ${b} > 1
          questions: [{name: c, type: integer, label: C}]
        - name: list
          type: repeat
          label: List
          questions:
            - {name: d, type: integer, label: D, relevant: "${c} > 1"}
            - {name: e, type: integer, label: E}
        - {name: f, type: integer, label: F, relevant: "sum(${d}) > 1 or count(${list}) > 2"}
        - {name: g, type: calculate, label: G, calculation: "${f} + ${a}"}
        - {name: h, type: integer, label: H, relevant: "${g} > 3"}
        """
    )
)
_figures = st.none() | st.integers(0, 3)
_entries = st.none() | st.lists(
    st.fixed_dictionaries({"d": st.integers(0, 3), "e": st.integers(0, 3)}), min_size=1, max_size=3
).map(lambda some: [{"_id": f"e{place}", **entry} for place, entry in enumerate(some)])
_ANSWERS: dict[str, st.SearchStrategy[Any]] = {**dict.fromkeys("abcfh", _figures), "list": _entries}


@given(st.fixed_dictionaries(_ANSWERS), st.fixed_dictionaries({}, optional=_ANSWERS))
@settings(max_examples=200, deadline=None)
def test_looking_again_at_what_changed_shows_what_looking_at_all_does(
    values: dict[str, Any], changed: dict[str, Any]
) -> None:
    after = {**values, **changed}
    again = shown_again(AGAIN, shown(AGAIN, values, TODAY), after, changed, TODAY)
    assert again == shown(AGAIN, after, TODAY)


def test_only_what_hangs_on_an_answer_is_looked_at_again() -> None:
    assert AGAIN.hanging_on(["f"]) == {"f", "g", "h"}
    assert AGAIN.hanging_on(["b"]) == {"b", "c", "list", "f", "g", "h"}
    assert AGAIN.hanging_on(["h"]) == {"h"}
