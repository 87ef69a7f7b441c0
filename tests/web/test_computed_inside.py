"""Computed and hidden values inside entries: on the page, in the review, in exports and in statistics."""

from datetime import UTC, datetime

from survey_app.answers.model import Answer, Sheet, SheetStatus
from survey_app.answers.statistics import summarise
from survey_app.exports.answers import counted_values, entries_tables
from survey_app.rounds.model import City
from tests.questionnaire.written import compiled, with_pages
from tests.web.site import Site
from tests.web.test_entries_on_pages import pressed

SOURCE = with_pages(
    """
    - name: people
      label: People
      questions:
        - name: people
          type: repeat
          label: Who comes?
          questions:
            - {name: nights, type: integer, label: Nights}
            - {name: cost, type: calculate, label: Cost, calculation: "${nights} * 90 + ${fee}"}
            - {name: rate, type: hidden, label: Rate, default: standard}
            - {name: why, type: text, label: "Why ${cost} euros?", relevant: "${cost} > 200"}
        - {name: fee, type: calculate, label: Fee, calculation: "5 * 2"}
        - name: budget
          type: table
          label: Budget
          rows: towns
          columns:
            - {name: days, type: integer, label: Days}
            - {name: euros, type: calculate, label: Euros, calculation: "${days} * 100"}
        - {name: much, type: text, label: "${total} euros?", relevant: "${total} > 300"}
        - {name: total, type: calculate, label: Total, calculation: "sum(${cost}) + sum(${euros})"}
    """,
    "towns: [{name: turku, label: Turku}, {name: tartu, label: Tartu}]",
)


def test_values_inside_are_computed_and_never_taken_from_the_form(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = site.browser().open(city.link).open(f"{city.sheet}page/people")
    pressed(browser, "add q.people")
    (entry,) = dict(browser.page.form.fields)["q.people"].split()
    assert [name for name, _ in browser.page.form.fields if name.startswith(f"q.people.{entry}.")] == [
        f"q.people.{entry}.nights"
    ]
    pressed(browser, "stay", **{"nights": "3", "turku.days": "1"})
    form = dict(browser.page.form.fields)
    assert "Why 280 euros?" in browser.page.text
    assert "380 euros?" in browser.page.text
    forged = {f"q.people.{entry}": "nights cost rate", f"q.people.{entry}.cost": "1"}
    browser.post(browser.page.form.action, {**form, **forged, "go": "stay"})
    assert site.values(city) == {
        "people": [{"_id": entry, "nights": 3}],
        "budget": [{"_id": "turku", "days": 1}],
        "fee": 10,
        "total": 380,
    }
    review = browser.open(f"{city.sheet}review").page.text
    assert ("Nights: 3" in review, "Cost" in review, "standard" in review) == (True, False, False)


def test_values_inside_are_exported_counted_and_printed() -> None:
    asked = compiled(SOURCE)
    values = {"people": [{"_id": "a", "nights": 3}, {"_id": "b"}], "budget": [{"_id": "tartu", "days": 2}]}
    now = datetime(2027, 3, 8, tzinfo=UTC)
    answers = {name: Answer(value, "Ada", now, 1) for name, value in values.items()}
    sheet = Sheet(1, 1, 1, SheetStatus.DRAFT, 1, answers)
    counted = counted_values(asked, sheet, now.date())
    assert counted["people"] == [{"_id": "a", "nights": 3, "cost": 280, "rate": "standard"}]
    assert counted["budget"] == [{"_id": "tartu", "days": 2, "euros": 200}]
    told = {
        (one.key, bar.label)
        for summary in summarise(asked, {"turku": counted})
        for one in summary.series
        for bar in one.bars
    }
    assert {("cost", "280"), ("tartu.euros", "200"), ("", "480")} <= told
    (table,) = entries_tables(asked, lambda: [(City(1, 1, "turku", "Turku", "FI", None), sheet)], now.date())
    assert [column.title for column in table.columns][5:] == ["nights", "cost", "rate", "why"]
    assert [tuple(row)[5:] for row in table.rows] == [(3, 280, "standard", None)]
