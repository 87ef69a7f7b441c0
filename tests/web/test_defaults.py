"""What stands in a form at first, for every type that takes a default."""

import pytest

from tests.questionnaire.written import findings, lines, with_questions
from tests.web.site import Site

LISTS = "topics: [{name: a, label: A}, {name: b, label: B}]"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("type: text, default: word", "word"),
        ("type: integer, default: 0", 0),
        ("type: decimal, default: '0.50'", "0.50"),
        ("type: yes_no, default: false", False),
        ("type: select_one, choices: topics, default: b", "b"),
        ("type: select_multiple, choices: topics, default: [b, a]", ["a", "b"]),
        ("type: city, default: fi-turku", "fi-turku"),
        ("type: rating, scale: {from: 0, to: 5}, default: 0", 0),
        ("type: slider, range: {from: 0, to: 1, step: 0.5}, default: 0.5", "0.5"),
        ("type: date, default: 2027-03-08", "2027-03-08"),
        ("type: time, default: '9:05'", "09:05"),
        ("type: datetime, default: '2027-03-08 09:05'", "2027-03-08T09:05"),
    ],
)
def test_a_default_is_an_answer_once_its_page_is_saved(site: Site, question: str, value: object) -> None:
    source = with_questions(f"- {{name: q, label: Q, {question}}}", LISTS if "topics" in question else "")
    (city,) = site.ask(source)
    browser = site.browser().open(city.link).open(f"{city.sheet}page/only")
    assert site.values(city) == {}
    browser.press("Save and continue")
    assert site.values(city) == {"q": value}


def test_a_default_that_cannot_be_is_found() -> None:
    source = with_questions(
        """
        - {name: m, type: select_multiple, label: M, choices: topics, default: [a, c]}
        - {name: r, type: rating, label: R, scale: {from: 1, to: 5}, default: 0}
        """,
        LISTS,
    )
    assert findings(source) == lines(
        """
        13:82: error: “c” is not in the list “topics”. Its choices: “a”, “b”.
        14:77: error: The default cannot be an answer to “r”: Choose a figure from 1 to 5.
          Change or remove “default”.
        """
    )
