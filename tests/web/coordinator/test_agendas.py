"""Making the agenda of an exchange by plain controls."""

from pathlib import Path

import pytest

from survey_app.storage import agendas
from survey_app.web.coordinator.agenda_templates import templates
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import answered, signed_in
from tests.web.site import Site

AGENDA = "/rounds/1/proposals/1/agenda/turku/2027-W10"


@pytest.fixture
def planning(site: Site, carla: Browser) -> Browser:
    """Have Tartu's and Turku's programme proposed, and open the agenda of its exchange."""
    answered(site)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5", name="")
    assert (AGENDA, "Agenda by the hour : Turku hosts Tartu") in carla.page.links
    return carla.open(AGENDA)


def items(page: Page) -> list[str]:
    """Return the items as they stand: time, title and what is beside them."""
    inside = [part.partition("<details")[0] for part in page.html.split('class="item')[1:]]
    found = [Page(f'<body><div class="{part}</div></body>') for part in inside]
    return [" ".join([*one.texts.get("span", [])[:1], *one.texts.get("p", [])]) for one in found]


def about(item: int | str, title: str, minutes: str, words: str = "") -> dict[str, str | list[str]]:
    """Return what is typed about an item."""
    return {f"i{item}.title": title, f"i{item}.minutes": minutes, f"i{item}.note": words}


def test_an_agenda_is_made_from_a_template_with_contacts_and_examples(planning: Browser) -> None:
    assert planning.page.title == "Agenda: Turku hosts Tartu"
    page = planning.press("Make the agenda", template="two-days").page
    assert items(page) == [
        "09:00–09:45 Welcome and introductions",
        "09:45–10:45 Trams Session Presented by Turku (host), for Tartu"
        " Contact: Anna, anna@turku.example Example: The tram to the harbour.",
        "10:45–11:05 Coffee break",
        "13:30–15:00 Site visit",
        "15:00–15:45 Comparison round: how does each city do it?",
        "09:00–10:00 Bicycle lanes Guest session Presented by Tartu (guest), for Turku"
        " Contact: Mari Example: A bridge for bicycles.",
        "10:00–10:20 Coffee break",
        "13:30–14:30 Comparison round: what will each city try at home?",
        "14:30–15:15 Agreements and closing",
    ]  # fmt: skip


def test_a_visit_begins_on_a_weekday_that_can_be_changed(planning: Browser) -> None:
    planning.press("Make the agenda", template="two-days")
    days = [text for text in planning.page.texts["h2"] if " day, " in text]
    assert days == ["First day, Tuesday 9 March 2027", "Second day, Wednesday 10 March 2027"]
    planning.press("Set the first day", first="3")
    days = [text for text in planning.page.texts["h2"] if " day, " in text]
    assert days == ["First day, Thursday 11 March 2027", "Second day, Friday 12 March 2027"]
    assert "Let the visit begin on a Thursday." in planning.page.texts["p"]


def test_items_are_changed_moved_taken_out_put_back_and_added(site: Site, planning: Browser) -> None:
    planning.press("Make the agenda", template="two-days")
    planning.press("Up Trams")
    planning.press("Save Trams", **about(1, "Rails for all", "75", "Room 2"))
    assert items(planning.page)[:2] == [
        "09:00–10:15 Rails for all Session Presented by Turku (host), for Tartu Topic: Trams"
        " Contact: Anna, anna@turku.example Example: The tram to the harbour. Room 2",
        "10:15–11:00 Welcome and introductions",
    ]
    planning.press("Take out Coffee break")
    assert items(planning.page)[0] == "20 min Coffee break"
    planning.press("Put back Coffee break", half="1")
    planning.press("Add it", kind="lunch", half="1", **about("new", "Soup", "45"))
    planning.press("Set First day, afternoon", start="14:00")
    assert items(planning.page)[2:6] == [
        "14:00–15:30 Site visit",
        "15:30–16:15 Comparison round: how does each city do it?",
        "16:15–16:35 Coffee break",
        "16:35–17:20 Soup",
    ]
    planning.press("Move Rails for all", half="2")
    assert "moved “Rails for all” to second day, morning" in " ".join(planning.page.texts["li"])
    with site.database.begin() as session:
        found = agendas.agenda_of(session, 1, "turku", "2027-W10")
    assert found is not None
    assert (found.revision, found.changed_by) == (8, "Carla")


def test_what_cannot_be_is_said_and_what_was_typed_stays(planning: Browser) -> None:
    planning.press("Make the agenda", template="two-days")
    page = planning.press("Save Trams", **about(1, "Rails", "1000")).page
    assert (planning.status, page.errors) == (422, [("#i1.minutes", "Write a number from 5 to 480.")])
    assert ("i1.title", "Rails") in [pair for form in page.forms for pair in form.fields]
    planning.open(AGENDA).press("Set First day, morning", start="nine")
    assert planning.page.errors == [("#agenda", "Write the time at which the half-day begins as 09:30.")]
    planning.open(AGENDA).press("Set First day, morning", start="13:00")
    assert "It goes on until 15:05, but afternoon begins at 13:30." in planning.page.text


def test_two_coordinators_do_not_overwrite_each_other(site: Site, planning: Browser) -> None:
    planning.press("Make the agenda", template="three-days")
    other = signed_in(site, None, "ada@example.org").open(AGENDA)
    planning.press("Take out Site visit")
    other.press("Save Trams", **about(1, "Rails", "60"))
    assert other.status == 409
    assert other.page.errors[0][1].startswith("Somebody else changed this agenda meanwhile")
    assert "60 min" not in items(other.page)[0]
    assert items(other.page)[0] == "150 min Site visit"


def test_an_exchange_that_is_not_proposed_has_no_agenda(planning: Browser) -> None:
    for where in ("tartu/2027-W10", "turku/2027-W11"):
        assert planning.open(f"/rounds/1/proposals/1/agenda/{where}").status == 404


def test_files_that_are_no_templates_are_told(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: x")
    found = templates(tmp_path)
    told = "bad.yaml:1:1: error: The file holds no template of an agenda. Begin with name, title and days."
    assert (found.ready, found.refused) == ({}, (("bad.yaml", told),))
