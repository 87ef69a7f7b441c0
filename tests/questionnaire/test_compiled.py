"""A questionnaire ready to be asked: the order of deciding, its round's weeks, its piped texts."""

import pytest

from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.placing import with_weeks
from survey_app.questionnaire.reader import UnreadableQuestionnaire, read, served

from .written import compiled, with_pages, with_questions

WEEKS = ("2027-W10", "2027-W11", "2027-W20")
ASKING = with_questions(
    """
    - {name: own, type: availability, label: Own, weeks: {from: 2027-W01, to: 2027-W02}}
    - {name: host, type: availability, label: Host, required: true}
    - {name: why, type: text, label: "Why ${host}?", relevant: "row(${host}, '2027-W11') = 'if-needed'"}
    """
)
CHAINED = compiled(
    with_pages(
        """
        - name: one
          label: One
          relevant: ${c} = 'yes'
          questions: [{name: a, type: yes_no, label: A, relevant: "${b} = 'yes'"}]
        - name: two
          label: About ${c}
          questions:
            - {name: b, type: yes_no, label: B, relevant: "${c} = 'yes'", hint: "You said ${c}, {c}."}
            - {name: c, type: yes_no, label: C}
        """
    )
)


def test_each_question_is_decided_after_those_it_depends_on() -> None:
    assert CHAINED.asked_by("a") == {"b", "c"}
    order = list(CHAINED.deciding_order)
    assert (sorted(order), order.index("c") < order.index("b") < order.index("a")) == (["a", "b", "c"], True)


def test_pages_of_questions() -> None:
    assert {name: page.name for name, page in CHAINED.page_of.items()} == {"a": "one", "b": "two", "c": "two"}


def test_piped_texts_of_pages_and_questions() -> None:
    assert {key: text.render(lambda name: f"<{name}>") for key, text in CHAINED.texts.items()} == {
        ("page:two", "label"): "About <c>",
        ("b", "hint"): "You said <c>, {c}.",
    }


def test_a_round_sets_the_weeks_of_questions_without_their_own() -> None:
    asked = served(ASKING.encode(), WEEKS).questionnaire.by_name
    weeks = {name: asked[name].week_names() for name in ("own", "host")}  # type: ignore[attr-defined]
    assert weeks == {"own": ["2027-W01", "2027-W02"], "host": ["2027-W10", "2027-W11", "2027-W20"]}
    assert list(asked["host"].missing(None, {})) == list(WEEKS)
    assert asked["host"].required is True


def test_without_a_round_no_week_is_asked_for() -> None:
    asked = served(ASKING.encode()).questionnaire.by_name["host"]
    assert asked.week_names() == []  # type: ignore[attr-defined]


def test_a_condition_on_a_week_that_the_round_has_not_got_still_stands() -> None:
    again = served(ASKING.encode(), ("2027-W10",))
    assert again.relevant["why"].references == {"host"}


def test_no_weeks_change_nothing() -> None:
    questionnaire = compiled(ASKING).questionnaire
    assert with_weeks(questionnaire, ()) is questionnaire


def test_what_is_served_is_compiled_once() -> None:
    assert served(ASKING.encode(), WEEKS) is served(ASKING.encode(), WEEKS)


def test_a_questionnaire_with_errors_is_not_served() -> None:
    source = with_questions("- {name: q, type: text, label: Q, requird: true}").encode()
    with pytest.raises(UnreadableQuestionnaire) as caught:
        served(source)
    assert caught.value.problems == read(source).errors
    assert str(caught.value).startswith("questionnaire:11:41: error: “requird” is not a key")


def test_questions_by_name_and_by_what_they_feed() -> None:
    questionnaire = compiled(
        with_questions(
            """
            - {name: a, type: text, label: A, feeds: challenge}
            - {name: b, type: text, label: B, feeds: challenge}
            """
        )
    ).questionnaire
    fed = questionnaire.feeding("challenge")
    assert (list(questionnaire.by_name), list(questionnaire.page_names)) == (["a", "b"], ["only"])
    assert (fed and fed.name, questionnaire.feeding("practice")) == ("a", None)


def test_compiling_tells_what_is_wrong_and_keeps_the_rest() -> None:
    questionnaire = compiled(with_questions("- {name: q, type: text, label: Q}")).questionnaire
    (page,) = questionnaire.pages
    broken = page.questions[0].changed(relevant="${x} = 1", constraint="string-length(.) > 2")
    changed = questionnaire.changed(pages=(page.changed(items=(broken,)),))
    again, bad = compile_questionnaire(changed)
    assert [(one.path, one.finding.code) for one in bad] == [
        (("pages", 0, "questions", 0, "relevant"), "unknown-name")
    ]
    assert (list(again.relevant), list(again.constraint)) == ([], ["q"])
