"""A city's sheet as the coordinator reads it."""

from datetime import UTC, datetime

from survey_app.answers.model import SheetStatus
from survey_app.storage import sheets
from tests.web.browser import Browser
from tests.web.coordinator.cast import TARTU, answered, fill, said, the_round, within
from tests.web.site import Site


def test_every_answer_stands_in_words_with_its_author(site: Site, carla: Browser) -> None:
    answered(site)
    page = carla.open("/rounds/1/cities/turku/").page
    told = {key: text.partition(" Anna, ")[0] for key, text in page.by_id.items() if key.startswith("q.")}
    assert told["q.size"] == "How many people live there? 200000 people"
    assert told["q.plan"] == "Is there a plan? Yes"
    assert told["q.begun"] == "Since when? 12 August 2019"
    assert told["q.learn.trams"] == "Trams 0 (nothing)"
    assert told["q.learn.bikes"] == "Bicycle lanes 4"
    assert told["q.host_weeks.2027-W10"] == "8–12 March 2027 Yes"
    assert told["q.languages"] == "Which languages? English Finnish"
    assert all(text.count("Anna") == 1 for key, text in page.by_id.items() if key == "q.size")


def test_an_untouched_sheet_says_what_to_do(site: Site, carla: Browser) -> None:
    the_round(site)
    carla.open("/rounds/1/cities/turku/")
    assert carla.page.texts["h2"][-1] == "Nothing answered yet"


def test_answers_that_others_hide_are_kept_apart(site: Site, carla: Browser) -> None:
    tartu, _ = the_round(site)
    fill(site, tartu, {"plan": False, "plan_name": "Old plan", "size": 0}, submit=False)
    page = carla.open("/rounds/1/cities/tartu/").page
    assert "Answered, then no longer asked" in page.texts["h3"]
    assert page.by_id["q.plan_name"].startswith("What is it called? Old plan Mari, ")
    assert page.by_id["q.size"].startswith("How many people live there? 0 people Mari, ")


def test_the_history_tells_changes_and_both_sides_of_a_conflict(site: Site, carla: Browser) -> None:
    tartu, _ = the_round(site)
    fill(site, tartu, {"size": 5, "learn": {"trams": 1, "bikes": 2}}, submit=False)
    fill(site, tartu, {"size": None, "learn": {"trams": 3, "bikes": 2}}, submit=False, by="Jaan")
    with site.database.begin(write=True) as session:
        sheet = site.sheet(tartu)
        pair = {"plan": (True, False)}
        sheets.record_conflict(session, sheet, pair, author="Mari", now=datetime.now(UTC))
    page = carla.open("/rounds/1/cities/tartu/").page
    words = within(page, 'id="history"').texts["body"][0]
    assert "Is there a plan? Stayed: Yes Not taken: No" in words
    assert "How many people live there? Before: 5 people After: no answer" in words
    assert "What do you want to learn? Before: Trams: 1 After: Trams: 3" in words
    assert words.index("Mari met a colleague’s newer answer") < words.index("Jaan saved")


def test_the_profile_names_figures_with_their_answers(site: Site, carla: Browser) -> None:
    answered(site)
    page = carla.open("/rounds/1/cities/tartu/").page
    figures = [(href, text) for href, text in page.links if text.startswith("Answer behind")]
    assert figures == [
        ("#q.learn.trams", "Answer behind the figure of Trams: 5"),
        ("#q.learn.ferries", "Answer behind the figure of Ferries: 3"),
        ("#q.show.bikes", "Answer behind the figure of Bicycle lanes: 3"),
        ("#q.exchanges", "Answer behind the figure of Exchanges it can host: 0"),
        ("#q.guests", "Answer behind the figure of Cities it can welcome at once: 2"),
        ("#q.people", "Answer behind the figure of People it can welcome at once: 6"),
        ("#q.trips", "Answer behind the figure of Trips it can make: 2"),
        ("#q.travellers", "Answer behind the figure of People who travel together: 2"),
        ("#q.host_weeks", "Answer behind “Can host”: 15–19 March 2027 (if needed)"),
        (
            "#q.travel_weeks",
            "Answer behind “Can travel”: 8–12 March 2027; 15–19 March 2027; 22–26 March 2027",
        ),
        ("#q.languages", "Answer behind “Languages”: English, Finnish"),
    ]
    assert {href[1:] for href, _ in figures} <= set(page.ids)


def test_a_reopened_sheet_is_a_draft_with_all_its_answers(site: Site, carla: Browser) -> None:
    tartu, _ = answered(site)
    carla.open("/rounds/1/cities/tartu/reopen")
    assert carla.page.title == "Open the sheet of Tartu again?"
    carla.press("Yes, open it again")
    assert "Tartu can change its answers again." in carla.page.text
    assert site.sheet(tartu).status is SheetStatus.DRAFT
    assert site.values(tartu) == said(TARTU)
    assert [(change.kind.value, change.author) for change in site.history(tartu)] == [
        ("save", "Mari"),
        ("submit", "Mari"),
        ("reopen", "Carla"),
    ]
    revision = site.sheet(tartu).revision
    carla.again()
    assert site.sheet(tartu).revision == revision
