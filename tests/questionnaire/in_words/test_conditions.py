"""A condition in words: every form of an expression reads as a sentence."""

import pytest

from survey_app.questionnaire.expressions import Kind, Name, parse
from survey_app.questionnaire.expressions.functions import FUNCTIONS
from survey_app.questionnaire.expressions.tree import Node
from survey_app.questionnaire.in_words import Naming, choice_condition, condition_in_words, value_in_words
from survey_app.web.languages.tongue import tongue_of

from ..written import compiled, with_questions

LISTS = """
formats: [{name: visit, label: A visit}, {name: call, label: A call}]
topics: [{name: bidding, label: Bidding}, {name: climate, label: Climate}]
answers: [{name: maybe, label: Perhaps}, {name: never, label: Not at all}]
countries: [{name: fi, label: Finland}, {name: ee, label: Estonia}]
towns:
  - {name: turku, label: Turku, country: fi}
  - {name: tartu, label: Tartu, country: ee}
"""
COMPILED = compiled(
    with_questions(
        """
        - {name: people, type: integer, label: People}
        - {name: price, type: decimal, label: Price}
        - {name: words, type: text, label: Words}
        - {name: hosts, type: yes_no, label: Hosts?}
        - {name: agrees, type: consent, label: We agree}
        - {name: day, type: date, label: Day}
        - {name: at, type: time, label: Time}
        - {name: moment, type: datetime, label: Moment}
        - {name: one, type: select_one, label: One, choices: formats, other: Else}
        - {name: several, type: select_multiple, label: Several, choices: formats}
        - {name: order, type: rank, label: Order, choices: formats}
        - {name: learn, type: rating_grid, label: Learn, rows: topics, scale: {from: 0, to: 5}}
        - {name: ready, type: select_grid, label: Ready, rows: topics, choices: answers}
        - {name: weeks, type: availability, label: Weeks, weeks: {from: 2027-W10, to: 2027-W11}}
        - {name: double, type: calculate, label: Double, calculation: "${people} * 2"}
        - {name: country, type: select_one, label: Country, choices: countries}
        - {name: town, type: select_one, label: Town, choices: towns, choice_filter: "country = ${country}"}
        - name: colleagues
          type: repeat
          label: Colleagues
          questions:
            - {name: nights, type: integer, label: Nights, constraint: ". < position(..) + 7"}
            - {name: skill, type: select_one, label: Skill, choices: formats}
        """,
        LISTS,
    )
)
NAMING = Naming(COMPILED, {"people": "1. People"}, this="price")
WORDS = {
    "${people} > 3": "“1. People” is more than 3",
    "3 < ${people}": "“1. People” is more than 3",
    "${people} >= 3 and ${people} <= 7": "“1. People” is at least 3 and “1. People” is at most 7",
    "${people} < 3 or ${people} != 5 and ${hosts}": (
        "“1. People” is less than 3 or (“1. People” is not 5 and “Hosts?” is “Yes”)"
    ),
    "(${hosts} or ${agrees}) and not(${hosts} = 'no')": (
        "(“Hosts?” is “Yes” or “We agree” is “Agreed”) and “Hosts?” is not “No”"
    ),
    "${hosts} = false()": "“Hosts?” is “No”",
    "${people}": "“1. People” is not 0",
    "${people} = ''": "“1. People” is not answered",
    "${day} != ''": "“Day” is answered",
    "${day} < '2027-03-08'": "“Day” is before 8 March 2027",
    "${day} >= today() + 14": "“Day” is not before the day of answering + 14",
    "${day} - today() > 5": "“Day” − the day of answering is more than 5",
    "${day} <= today()": "“Day” is not after the day of answering",
    "${at} > '14:30'": "“Time” is after 14:30",
    "${moment} = '2027-03-08T14:30'": "“Moment” is 8 March 2027, 14:30",
    "${one} = 'call'": "“One” is “A call”",
    "'other' != ${one}": "“One” is not “Else”",
    "not(selected(${one}, 'call'))": "“One” is not “A call”",
    "selected(${several}, 'visit')": "“Several” includes “A visit”",
    "not(selected(${several}, 'visit'))": "“Several” does not include “A visit”",
    "selected(${hosts}, 'yes')": "“Hosts?” is “Yes”",
    "count-selected(${several}) = 2": "the number of choices in “Several” is 2",
    "selected-at(${order}, 0) = 'call'": "choice 1 of “Order” is “A call”",
    "selected-at(${order}, ${people}) = 'call'": "choice “1. People” + 1 of “Order” is “A call”",
    "max(${learn}) >= 4": "the highest answer in “Learn” is at least 4",
    "min(${nights}) < 2": "the lowest answer in “Nights” is less than 2",
    "max(${people}, 4) = 4": "the largest of “1. People”, 4 is 4",
    "string-length(${words}) > 0": "“Words” is answered",
    "count(${learn}) = 0 or count-selected(${several}) >= 1": (
        "“Learn” is not answered or “Several” is answered"
    ),
    "min(${people}, -2) = 0": "the smallest of “1. People”, −2 is 0",
    "sum(${learn}) div count(${learn}) > 2.5": (
        "the sum of “Learn” ÷ the number of answers in “Learn” is more than 2.5"
    ),
    "row(${learn}, 'bidding') = 0": "“Bidding” in “Learn” is 0",
    "row(${ready}, 'climate') = 'maybe'": "“Climate” in “Ready” is “Perhaps”",
    "row(${weeks}, '2027-W10') = 'if-needed'": "“2027-W10” in “Weeks” is “If needed”",
    "count(${colleagues}) > 1": "the number of entries in “Colleagues” is more than 1",
    "sum(${nights}) * 2 = ${people} mod 3": (
        "the sum of “Nights” × 2 is the rest of “1. People” divided by 3"
    ),
    "(${people} + 1) * 2 = 4": "(“1. People” + 1) × 2 is 4",
    "indexed-repeat(${skill}, ${colleagues}, 2) = 'call'": "“Skill” in entry 2 is “A call”",
    "${double} = 4": "“Double” is 4",
    "not(${people} < 5)": "it is not so that (“1. People” is less than 5)",
    "if(${hosts}, ${people} > 1, true())": (
        "“1. People” is more than 1 if “Hosts?” is “Yes”, otherwise in any case"
    ),
    "if(${hosts}, 'visit', ${one}) = 'call'": (
        "(“A visit” if “Hosts?” is “Yes”, otherwise “One”) is “A call”"
    ),
    "coalesce(${people}, 1) = 1": "the first answer given of “1. People”, 1 is 1",
    "not(false())": "it is not so that (never)",
    "round(${price}) = 2": "“Price” rounded is 2",
    "round(${price}, 1) = int(${people})": (
        "“Price” rounded to 1 decimals is “1. People” without its decimals"
    ),
    "contains(${words}, 'bus')": "“Words” contains “bus”",
    "starts-with(${words}, 'a') or ends-with(${words}, 'z')": (
        "“Words” begins with “a” or “Words” ends with “z”"
    ),
    "regex(${words}, '[A-Z]+')": "“Words” fits the pattern “[A-Z]+”",
    "string-length(${words}) > 3": "the number of characters in “Words” is more than 3",
    "checklist(1, 2, ${hosts}, ${people} > 1)": (
        "1 to 2 of these hold: “Hosts?” is “Yes”, “1. People” is more than 1"
    ),
    "checklist(1, -1, ${hosts}, ${agrees})": (
        "at least 1 of these hold: “Hosts?” is “Yes”, “We agree” is “Agreed”"
    ),
    "weighted-checklist(-1, 5, ${hosts}, 2, ${agrees}, 4)": (
        "the points in brackets of what holds add up to at most 5: "
        "“Hosts?” is “Yes” [2], “We agree” is “Agreed” [4]"
    ),
    ". <= 12": "this answer is at most 12",
}  # fmt: skip
VALUES = {
    "concat(${words}, ' and ', ${people})": "“Words”, “ and ”, “1. People”, joined",
    "join(', ', ${several}, ${words})": "“Several”, “Words”, joined",
    "substr(${words}, 1, 3)": "a part of “Words” (from character 1, 3)",
    "substring-before(${words}, 'x')": "what stands before “x” in “Words”",
    "substring-after(${words}, 'x')": "what stands after “x” in “Words”",
    "normalize-space(${words})": "“Words” without extra blanks",
    "translate(${words}, 'ab', 'AB')": "“Words” with the letters “ab” replaced by “AB”",
    "abs(${people})": "“1. People” without its sign",
    "pow(${people}, 2)": "“1. People” to the power of 2",
    "exp(sqrt(${people}))": "e to the power of the square root of “1. People”",
    "log(${people})": "the logarithm of “1. People” to the base e",
    "log10(number(${words}))": "the logarithm of “Words” to the base 10",
    "decimal-time(${at})": "“Time” as a number of days",
    "decimal-date-time(date('2027-03-08'))": "“2027-03-08” as a number of days",
    "format-date(${day}, '%Y')": "“Day” written as “%Y”",
    "format-date-time(date-time(${day}), '%H')": "“Day” written as “%H”",
    "string(${hosts})": "“Hosts?”",
    "count-non-empty(${people}, ${price})": "the number of answers in “1. People”, “Price”",
    "boolean-from-string(${words})": "“Words” is “Yes”",
    "${people} + 1": "“1. People” + 1",
}


def tree(text: str) -> Node:
    return parse(text, COMPILED.names, this=Name(Kind.NUMBER)).tree


@pytest.mark.parametrize("text", WORDS)
def test_a_condition_is_said_in_words(text: str) -> None:
    assert condition_in_words(tree(text), NAMING) == WORDS[text]


@pytest.mark.parametrize("text", VALUES)
def test_what_is_computed_is_said_in_words(text: str) -> None:
    assert value_in_words(tree(text), NAMING) == VALUES[text]


def test_every_function_has_its_words() -> None:
    written = " ".join((*WORDS, *VALUES, "position(..)"))
    assert {name for name in FUNCTIONS if f"{name.removesuffix('(..)')}(" not in written} == set()


def test_inside_an_entry_its_place_is_named() -> None:
    constraint = COMPILED.constraint["nights"].tree
    here = Naming(COMPILED, this="nights")
    assert condition_in_words(constraint, here) == "this answer is less than the number of this entry + 7"


def test_a_filter_is_a_condition_of_each_choice() -> None:
    towns = COMPILED.questionnaire.lists["towns"]
    node = choice_condition(COMPILED.choice_filter["town"], towns[0], towns)
    assert condition_in_words(node, NAMING) == "“Country” is “Finland”"


def test_the_same_is_said_in_another_language() -> None:
    words = condition_in_words(tree("${people} > 3 and ${day} = '2027-03-08'"), NAMING)
    said = tongue_of("fi").say(words)
    assert said == "“1. People” on suurempi kuin 3 ja “Day” on 8. maaliskuuta 2027"
