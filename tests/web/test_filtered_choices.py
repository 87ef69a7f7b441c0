"""A list that another answer makes shorter, on the same page: offered anew once that answer is saved."""

from tests.questionnaire.written import with_pages
from tests.web.site import Site

SOURCE = with_pages(
    """
    - name: where
      label: Where
      questions:
        - {name: country, type: select_one, label: Country, choices: countries, required: true}
        - name: town
          type: select_one
          label: Town
          choices: towns
          required: true
          choice_filter: country = ${country} and country != ''
        - name: known
          type: select_multiple
          label: Towns that you know
          choices: towns
          choice_filter: country = ${country} and country != ''
    - {name: more, label: More, questions: [{name: why, type: text, label: Why?}]}
    """,
    """
    countries: [{name: fi, label: Finland}, {name: ee, label: Estonia}]
    towns:
      - {name: turku, label: Turku, country: fi}
      - {name: rauma, label: Rauma, country: fi}
      - {name: tartu, label: Tartu, country: ee}
    """,
)


def test_choices_follow_the_answer_that_they_depend_on(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = site.browser().open(city.link).open(f"{city.sheet}page/where")
    assert browser.page.text.count("Nothing can be chosen here yet") == 2
    browser.press("Save and continue", country="fi")
    assert (browser.status, browser.page.errors) == (200, [])  # asked anew, and nothing is held against it
    assert "They brought up more to ask on this page" in browser.page.text
    assert browser.page.form.options["q.town"] == ["turku", "rauma"]
    browser.press("Save and continue", town="turku", known=["rauma"])
    assert browser.page.title == "More"
    browser.open(f"{city.sheet}page/where").press("Save and continue", country="ee")
    assert browser.page.form.options["q.town"] == ["tartu"]
    assert site.values(city)["town"] == "turku"  # kept while filling in
    browser.press("Save and continue", country="fi")
    assert site.values(city) == {"country": "fi", "town": None, "known": None}


def test_a_page_that_lacks_a_choice_is_not_complete(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = site.browser().open(city.link).open(f"{city.sheet}page/where")
    browser.press("Save and continue", country="ee").press("Save and continue")
    assert browser.page.errors == [("#q.town", "Town: Choose an answer.")]
