"""Differences in questions: a small questionnaire, what is written otherwise in it, and what is told."""

import pytest

from survey_app.questionnaire.differences import Weight, differences
from survey_app.questionnaire.differences.catalogue import CATALOGUE
from survey_app.questionnaire.differences.keys import JUDGES
from survey_app.questionnaire.types import QUESTION_TYPES
from tests.questionnaire.every_type import COMPILED
from tests.questionnaire.written import compiled

OLD = """\
name: small
version: "1"
title: A small questionnaire
language: en
purpose: To be read
retention: A day
lists:
  topics:
    - {name: dialogue, label: Dialogue}
    - {name: surveys, label: Surveys}
    - {name: planning, label: Planning}
  often:
    - {name: never, label: Never}
    - {name: always, label: Always}
pages:
  - name: one
    label: First page
    questions:
      - {name: coming, type: yes_no, label: Are you coming?, required: true}
      - {name: people, type: integer, label: How many?, unit: people, relevant: "${coming} = 'yes'"}
      - {name: why, type: text, label: Why?, max_length: 100, format: email, personal: true}
      - {name: topic, type: select_one, label: Topic, choices: topics, comment: Why?}
      - {name: several, type: select_multiple, label: Topics, choices: topics, other: true, most: 2}
  - name: two
    label: Second page
    hint: Nearly done
    questions:
      - {name: learn, type: rating_grid, label: Learn, rows: topics, scale: {from: 0, to: 5}, required: true}
      - {name: used, type: select_grid, label: Used, rows: topics, choices: often}
      - {name: weeks, type: availability, label: Weeks, weeks: {from: 2027-W10, to: 2027-W12}}
      - {name: bye, type: note, label: Thank you}
"""
NEW = OLD.replace('version: "1"', 'version: "2"')
Q = "The question"


def told(new: str, old: str = OLD) -> list[str]:
    """Return what is told of a new version, the line about its version left out."""
    found = differences(compiled(old).questionnaire, compiled(new).questionnaire)
    return [f"{one.weight}: {one.message}" for one in found if one.code != "version"]


def swapped(*pairs: tuple[str, str]) -> str:
    """Return the new version with parts of it written otherwise."""
    text = NEW
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


CASES: dict[str, tuple[list[tuple[str, str]], list[str]]] = {
    "a title": (
        [("title: A small", "title: One small")],
        [
            "harmless: The questionnaire: “title” is “One small questionnaire”; it was “A small "
            "questionnaire”. "
            "These are words only; answers stay as they are."
        ],
    ),
    "the purpose": (
        [("purpose: To be read", "purpose: To be sold")],
        [
            "needs review: The questionnaire: “purpose” is “To be sold”; it was “To be read”. Answers were "
            "given for what it said before. Ask those who answered, where it promises less than before."
        ],
    ),
    "a label": (
        [("label: Are you coming?", "label: Will you come?")],
        [
            f"harmless: {Q} “coming”: “label” is “Will you come?”; it was “Are you coming?”. "
            "These are words only; answers stay as they are."
        ],
    ),
    "a page's hint": (
        [("    hint: Nearly done\n", "")],
        [
            "harmless: The page “two”: “hint” is left out; it was “Nearly done”. "
            "These are words only; answers stay as they are."
        ],
    ),
    "a page's name": ([("name: two", "name: second")], [
        "harmless: The page “two” is now named “second”. Answers know no pages."
    ]),
    "required": (
        [("label: How many?", "label: How many?, required: true")],
        [
            f"needs review: {Q} “people”: “required” is true; it was false. Sheets that were complete "
            "may be no "
            "longer, also those that were signed off. Leave it out, or tell the cities."
        ],
    ),
    "no longer required": (
        [("?, required: true", "?")],
        [f"harmless: {Q} “coming”: “required” is false; it was true. No sheet lacks more than before."],
    ),
    "a condition in other words": (
        [("\"${coming} = 'yes'\"", "'( ${ coming }=\"yes\" )'")],
        [
            f"harmless: {Q} “people”: “relevant” is “( ${{ coming }}=\"yes\" )”; it was “${{coming}} "
            "= 'yes'”. "
            "It says the same in other words."
        ],
    ),
    "another condition": (
        [("\"${coming} = 'yes'\"", "\"${coming} != 'yes'\"")],
        [
            f"needs review: {Q} “people”: “relevant” is “${{coming}} != 'yes'”; it was “${{coming}} = "
            "'yes'”. "
            "Other sheets are asked this now; where it is not shown, its answer is left out when "
            "signing off. "
            "Walk through both cases."
        ],
    ),
    "a renamed question, also in the condition": (
        [("name: coming,", "name: joins, renamed_from: coming,"), ("${coming}", "${joins}")],
        [
            "harmless: The question “coming” is now named “joins”. “renamed_from” carries its answers over; "
            "exports head their column with the new name.",
            f"harmless: {Q} “people”: “relevant” is “${{joins}} = 'yes'”; it was “${{coming}} = 'yes'”. "
            "It says the same in other words.",
        ],
    ),
    "a question gone": (
        [("      - {name: used, type: select_grid, label: Used, rows: topics, choices: often}\n", ""),
         ("label: Topic, choices: topics", "label: Topic, choices: often")],
        [
            "breaking: The question “used” is gone. Answers to it are left out. If it has another "
            "name now, say "
            "“renamed_from: used” in the new question.",
            f"breaking: {Q} “topic”: “choices” is “often”; it was “topics”. Answers that name “dialogue”, "
            "“surveys”, “planning” are left out. Add what is missing to the new list, or say "
            "“renamed_from” there.",
        ],
    ),
    "a question under another name": (
        [("name: why,", "name: reason,")],
        [
            "breaking: The question “why” is gone. Answers to it are left out. “reason” asks the same: say "
            "“renamed_from: why” there, if it is the same.",
            "harmless: The question “reason” is new. Sheets have no answer to it yet.",
        ],
    ),
    "a required question": (
        [("hint: Nearly done\n    questions:\n", "hint: Nearly done\n    questions:\n"
          "      - {name: ok, type: consent, label: Yes, required: true}\n")],
        [
            "needs review: The question “ok” is new, and required. Sheets that were complete are no "
            "longer, also "
            "those that were signed off. Leave “required” out, or tell the cities."
        ],
    ),
    "a note gone": ([("      - {name: bye, type: note, label: Thank you}\n", "")], [
        "harmless: The note “bye” is gone."
    ]),
    "a wider type": (
        [("type: integer", "type: decimal")],
        [
            f"needs review: {Q} “people”: “type” is “decimal”; it was “integer”. Every answer fits "
            "the new type, "
            "and looks different in exports. Check what reads them."
        ],
    ),
    "a narrower type": (
        [("type: text, label: Why?, max_length: 100, format: email,", "type: integer, label: Why?,")],
        [
            f"breaking: {Q} “why”: “type” is “integer”; it was “text”. Answers that cannot be read as "
            "the new type "
            "are left out. Ask a new question beside it, under another name."
        ],
    ),
    "another type": (
        [("type: yes_no", "type: consent")],
        [
            f"breaking: {Q} “coming”: “type” is “consent”; it was “yes_no”. No answer of the old type "
            "can become "
            "one of the new. Ask a new question, under another name."
        ],
    ),
    "a comment no longer asked for": (
        [(", comment: Why?", "")],
        [
            f"breaking: {Q} “topic”: “comment” is left out; it was “Why?”. The texts written there "
            "are left out. "
            "Keep it, or count what it touches first."
        ],
    ),
    "words for other": (
        [("other: true", "other: Else")],
        [
            f"harmless: {Q} “several”: “other” is “Else”; it was true. These are words only; answers "
            "stay as they "
            "are."
        ],
    ),
    "fewer ticks": (
        [("most: 2", "most: 1")],
        [
            f"needs review: {Q} “several”: “most” is “1”; it was “2”. Answers with another number of "
            "ticks stay, "
            "and have to be mended before signing off. Check those that were signed off."
        ],
    ),
    "more ticks": (
        [("most: 2", "most: 3")],
        [f"harmless: {Q} “several”: “most” is “3”; it was “2”. Every answer still fits."],
    ),
    "a shorter text, in another format": (
        [("max_length: 100, format: email", "max_length: 50, format: url")],
        [
            f"breaking: {Q} “why”: “format” is “url”; it was “email”. Texts that are no such thing "
            "are left out. "
            "Keep it, or count what it touches first.",
            f"breaking: {Q} “why”: “max_length” is “50”; it was “100”. Longer texts are left out. "
            "Keep it, or count what it touches first.",
        ],
    ),
    "a wider scale": (
        [("{from: 0, to: 5}", "{from: 0, to: 10}")],
        [
            f"needs review: {Q} “learn”: “scale” is {{from: 0, to: 10}}; it was {{from: 0, to: 5}}. A "
            "figure given "
            "before stays, but may mean more or less on the new scale. Keep the scale, or ask a new "
            "question under "
            "another name."
        ],
    ),
    "a narrower scale": (
        [("{from: 0, to: 5}", "{from: 1, to: 5}")],
        [
            f"breaking: {Q} “learn”: “scale” is {{from: 1, to: 5}}; it was {{from: 0, to: 5}}. "
            "Figures off the new "
            "scale are left out. Keep the scale, or ask a new question under another name."
        ],
    ),
    "fewer weeks": (
        [("to: 2027-W12", "to: 2027-W11")],
        [
            f"breaking: {Q} “weeks”: “weeks” is {{from: 2027-W10, to: 2027-W11}}; it was {{from: "
            "2027-W10, to: "
            "2027-W12}. What was said of weeks no longer asked for is left out. Keep it, or count "
            "what it touches "
            "first."
        ],
    ),
    "the weeks of the round": (
        [(", weeks: {from: 2027-W10, to: 2027-W12}", "")],
        [
            f"needs review: {Q} “weeks”: “weeks” is left out; it was {{from: 2027-W10, to: "
            "2027-W12}. Which weeks "
            "the round asks for is not told here. Compare them with the weeks of the round."
        ],
    ),
    "a choice that excludes": (
        [("most: 2", "most: 2, none_of_these: planning")],
        [
            f"breaking: {Q} “several”: “none_of_these” is “planning”; it was left out. Answers that "
            "tick it beside "
            "another choice are left out. Take it out of “none_of_these”, or count such answers first."
        ],
    ),
    "a renamed list": (
        [("  often:", "  frequency:"), ("choices: often", "choices: frequency")],
        ["harmless: The list “often” is now named “frequency”. Answers know no lists."],
    ),
    "a renamed choice": (
        [("{name: surveys,", "{name: polls, renamed_from: surveys,")],
        [
            "harmless: The list “topics”: the entry “surveys” is now named “polls”. “renamed_from” "
            "carries its "
            "answers over; exports have the new name."
        ],
    ),
    "a choice under another name": (
        [("{name: never,", "{name: not-ever,")],
        [
            "breaking: The list “often”: the entry “never” is gone. Answers that name it are left "
            "out. “not-ever” "
            "reads the same: say “renamed_from: never” there, if it is the same.",
            "harmless: The list “often”: the entry “not-ever” is new. Who answered before has not seen it.",
        ],
    ),
    "a new row of a required grid": (
        [("    - {name: planning, label: Planning}\n", "    - {name: planning, label: Planning}\n"
          "    - {name: risks, label: Risks}\n")],
        [
            "needs review: The list “topics”: the entry “risks” is new. It is a new row of “learn”, which is "
            "required: sheets that were complete are no longer. Tell the cities."
        ],
    ),
    "choices in another order": (
        [("    - {name: never, label: Never}\n    - {name: always, label: Always}\n",
          "    - {name: always, label: Always}\n    - {name: never, label: Never}\n")],
        ["harmless: The list “often”: the entry “always” stands elsewhere in the order."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_difference(case: str) -> None:
    pairs, lines = CASES[case]
    assert told(swapped(*pairs)) == lines


def test_a_question_on_another_page_is_told_once() -> None:
    why = "      - {name: why, type: text, label: Why?, max_length: 100, format: email, personal: true}\n"
    assert told(swapped((why, "")) + why) == [
        "harmless: The question “why” stands on the page “two” now.",
    ]


def test_one_question_moved_is_one_difference() -> None:
    first = "      - {name: coming, type: yes_no, label: Are you coming?, required: true}\n"
    last = next(line for line in OLD.splitlines(keepends=True) if "name: several" in line)
    plain = OLD.replace(", relevant: \"${coming} = 'yes'\"", "")
    new = plain.replace('version: "1"', 'version: "2"').replace(first, "").replace(last, last + first)
    assert told(new, plain) == ["harmless: The question “coming” stands elsewhere on its page."]


def test_pages_in_another_order() -> None:
    head, pages = NEW.split("pages:\n")
    one, two = pages.split("  - name: two\n")
    assert told(f"{head}pages:\n  - name: two\n{two}{one}") == [
        "harmless: The page “two” stands elsewhere in the order."
    ]


def test_a_change_under_the_same_version_is_told_first() -> None:
    found = differences(
        compiled(OLD).questionnaire, compiled(OLD.replace("Thank you", "Thanks")).questionnaire
    )
    assert [(one.weight, one.code) for one in found] == [
        (Weight.REVIEW, "same-version"),
        (Weight.HARMLESS, "words"),
    ]


def test_places_lead_into_the_right_file() -> None:
    new = compiled(swapped(("name: why,", "name: reason,"))).questionnaire
    found = differences(compiled(OLD).questionnaire, new)
    assert [(one.code, one.path, one.in_old) for one in found] == [
        ("version", ("version",), False),
        ("question-removed", ("pages", 0, "questions", 2), True),
        ("question-added", ("pages", 0, "questions", 2), False),
    ]


def test_nothing_differs_between_a_questionnaire_and_itself() -> None:
    assert differences(COMPILED.questionnaire, COMPILED.questionnaire) == []


def test_every_key_of_every_type_is_judged() -> None:
    keys = {key for model in QUESTION_TYPES.values() for key in model.model_fields}
    held = {"asked", "items"}  # questions of their own, which are told one by one
    assert keys - {"name", "type", "renamed_from"} - held == set(JUDGES)


def test_every_weight_of_the_catalogue_is_one() -> None:
    assert {weight for weight, *_ in CATALOGUE.values()} == set(Weight)
