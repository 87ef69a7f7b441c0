"""The list of rounds, making one, its settings, opening and closing it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from survey_app.rounds.model import ProgrammeFrame, Round, RoundStatus
from survey_app.rounds.weeks import name_of, weeks_between
from survey_app.storage import events, questionnaires, rounds
from survey_app.web.coordinator.choosing import choices
from tests.web.browser import Browser
from tests.web.coordinator.cast import ASKED, TARTU, WEEKS, answered, fill, signed_in, the_round
from tests.web.site import Site


def round_of(site: Site, number: int = 1) -> Round:
    with site.database.begin() as session:
        found = rounds.round_by_id(session, number)
    assert found is not None
    return found


def none_made(site: Site) -> bool:
    with site.database.begin() as session:
        return rounds.rounds(session) == []


def test_without_rounds_the_list_says_what_to_do(carla: Browser) -> None:
    assert carla.address == "/rounds/"
    assert carla.page.texts["h2"] == ["No round yet"]
    assert ("/rounds/new", "Make the first round") in carla.page.links


def test_the_list_tells_how_far_each_round_is(site: Site, carla: Browser) -> None:
    tartu, turku, _ = the_round(site, "tartu", "turku", "ghent")
    fill(site, tartu, TARTU)
    fill(site, turku, {"size": 0}, submit=False)
    site.ask(ASKED, "ghent", slug="autumn", status=RoundStatus.DRAFT, deadline=date(2027, 2, 1))
    carla.open("/rounds/")
    assert [text for text in carla.page.texts["li"] if "Spring round" in text] == [
        "draft Spring round 0 submitted, 0 in work, 1 not started Deadline 1 February 2027",
        "open Spring round 1 submitted, 1 in work, 1 not started No deadline",
    ]


def test_a_coordinator_sees_the_rounds_of_one_network_and_an_administrator_all(
    site: Site, carla: Browser
) -> None:
    the_round(site)
    other = signed_in(site, "Ports", "paul@ports.example")
    assert other.page.texts["h2"] == ["No round yet"]
    everyone = signed_in(site, None, "ada@example.org")
    assert everyone.page.texts["h2"] == ["Spring round"]


def weeks_ahead(number: int) -> tuple[str, ...]:
    first = name_of(datetime.now(UTC).date() + timedelta(weeks=10))
    last = name_of(datetime.now(UTC).date() + timedelta(weeks=9 + number))
    return tuple(weeks_between(first, last))


def test_making_a_round_ends_on_its_page_with_the_next_step(site: Site, carla: Browser) -> None:
    weeks = weeks_ahead(5)
    carla.open("/rounds/new").press(
        "Make the round",
        title=" Übung 2027 ",
        description="Two\r\nlines",
        deadline="2027-02-28",
        first_week=weeks[0],
        last_week=weeks[-1],
        sessions_per_exchange="8",
        guest_sessions="0",
        max_exchanges="3",
        aim_1="learning",
        aim_2="",
        aim_3="wishes",
        aim_4="",
    )
    assert (carla.status, carla.page.title) == (200, "Übung 2027")
    assert carla.page.by_id["next"] == "Add the cities"
    made = round_of(site)
    assert (made.slug, made.title, made.description) == ("ubung-2027", "Übung 2027", "Two\nlines")
    assert (made.deadline, made.status) == (date(2027, 2, 28), RoundStatus.DRAFT)
    assert made.frame == ProgrammeFrame(weeks, 8, 0, 3, ("learning", "wishes"))
    with site.database.begin() as session:
        (version,) = questionnaires.versions(session)
        assert version.name == "city-needs"
        assert [event.what for event in events.events(session, round_id=1)] == ["made the round"]


def test_what_is_wrong_is_said_beside_the_field_and_above_and_nothing_typed_is_lost(
    site: Site, carla: Browser
) -> None:
    weeks = weeks_ahead(3)
    carla.open("/rounds/new").press(
        "Make the round",
        title="",
        description="Kept",
        deadline="31.2.2027",
        first_week=weeks[-1],
        last_week=weeks[0],
        sessions_per_exchange="six",
        guest_sessions="41",
        max_exchanges="0",
        aim_1="fairness",
        aim_2="fairness",
    )
    assert carla.status == 422
    assert carla.page.errors == [
        ("#title", "Write a title."),
        ("#deadline", "Write a real date as year-month-day, such as 2027-03-27."),
        ("#last_week", f"Week {weeks[0]} is before {weeks[-1]}; swap them."),
        ("#sessions_per_exchange", "Write a whole number in digits, such as 6."),
        ("#guest_sessions", "Write a number from 0 to 40."),
        ("#max_exchanges", "Write 1 or more, or leave it empty for no limit."),
        ("#aim_2", "“Fairness” stands here twice. Choose each aim once."),
    ]
    assert carla.page.by_id["title-error"] == "Error: Write a title."
    form = dict(carla.page.forms[1].fields)
    kept = (
        "description",
        "deadline",
        "first_week",
        "last_week",
        "sessions_per_exchange",
        "max_exchanges",
        "aim_2",
    )
    assert [form[name] for name in kept] == ["Kept", "31.2.2027", weeks[-1], weeks[0], "six", "0", "fairness"]
    assert none_made(site)


def test_half_a_span_of_weeks_no_aim_and_unstorable_words_are_refused(site: Site, carla: Browser) -> None:
    aims = {f"aim_{number}": "" for number in range(1, 9)}
    carla.open("/rounds/new").press(
        "Make the round", title="a\0b", description="x" * 10_001, first_week=weeks_ahead(1)[0], **aims
    )
    assert carla.page.errors == [
        ("#title", "This text holds a character that cannot be stored. Type it anew, without it."),
        ("#description", "At most 10,000 characters fit here; shorten the text."),
        ("#last_week", "Choose the first and the last week, or neither."),
        ("#aim_1", "Choose at least one aim."),
    ]
    assert none_made(site)


def test_an_administrator_names_the_network_of_a_new_round(site: Site) -> None:
    ada = signed_in(site, None)
    ada.open("/rounds/new").press("Make the round", title="First", network="new", new_network="")
    assert ada.page.errors == [("#new_network", "Write the network’s name.")]
    ada.press("Make the round", new_network="Ports")
    assert ada.page.title == "First"
    ada.open("/rounds/new").press("Make the round", title="First", network="new", new_network="Ports")
    assert ada.page.errors == [
        ("#new_network", "There is a network of this name already. Choose it from the list.")
    ]
    ada.press("Make the round", network="1")
    assert ada.page.title == "First"
    assert [round_of(site, number).slug for number in (1, 2)] == ["first", "first-2"]


def test_settings_change_and_the_questionnaire_stays_once_it_is_being_answered(
    site: Site, carla: Browser
) -> None:
    tartu, _ = the_round(site)
    carla.open("/rounds/1/settings")
    stored = [value for value in carla.page.forms[1].options["questionnaire"] if value.startswith("version:")]
    assert stored == ["version:1"]
    assert "questionnaire" in dict(carla.page.forms[1].fields)
    fill(site, tartu, {"size": 0}, submit=False)
    carla.open("/rounds/1/settings")
    assert "questionnaire" not in carla.page.forms[1].options
    carla.press("Save the settings", title="Spring 2027", guest_sessions="1")
    assert carla.page.title == "Spring 2027"
    changed = round_of(site)
    assert (changed.version_id, changed.frame.guest_sessions, changed.frame.weeks) == (1, 1, WEEKS)
    assert "carla@nine.example changed the settings" in " ".join(carla.page.texts["li"])


def test_files_with_errors_are_named_with_their_first_finding(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(ASKED, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text("name: bad\n", encoding="utf-8")
    found = choices(tmp_path, [])
    assert [(one.key, one.title, one.note) for one in found.ready] == [
        ("file:good.yaml", "How does your city move?", "good.yaml, version 1, 17 questions")
    ]
    ((name, finding),) = found.refused
    assert name == "bad.yaml"
    assert finding.startswith("bad.yaml:1")


def test_a_round_is_opened_closed_and_opened_again(site: Site, carla: Browser) -> None:
    site.ask(ASKED, "turku", status=RoundStatus.DRAFT, weeks=WEEKS)
    carla.open("/rounds/1/")
    assert carla.page.by_id["next"] == "Open the round"
    carla.press("Open the round")
    assert round_of(site).status is RoundStatus.OPEN
    assert carla.page.by_id["next"] == "Send each city its link"
    carla.press("Close the round")
    assert round_of(site).status is RoundStatus.CLOSED
    assert carla.page.by_id["next"] == "Open the round again"
    carla.press("Open the round")
    assert round_of(site).status is RoundStatus.OPEN
    with site.database.begin() as session:
        whats = [event.what for event in events.events(session, round_id=1)]
    assert whats == ["opened the round", "closed the round", "opened the round"]


def test_a_rounds_page_shows_each_city_with_its_last_change_and_its_link(site: Site, carla: Browser) -> None:
    tartu, turku, ghent = the_round(site, "tartu", "turku", "ghent")
    fill(site, tartu, TARTU)
    fill(site, turku, {"size": 0, "plan": False}, submit=False, by="Anna")
    carla.open("/rounds/1/")
    assert carla.page.by_id["next"] == "1 of 3 cities have submitted"
    assert "Still expected: Ghent and Turku." in carla.page.text
    rows = [text.split(" UTC")[0].rsplit(" ", 4)[0] for text in carla.page.texts["tr"][1:]]
    assert [row.split(" Show")[0] for row in rows] == [
        "Ghent FI 0 % not started –",
        "Tartu FI 100 % submitted Mari",
        "Turku FI 12 % in progress Anna",
    ]
    for city in (tartu, turku, ghent):
        assert f'value="http://127.0.0.1:5000{city.link}"' in carla.page.html


def test_late_sheets_are_marked(site: Site, carla: Browser) -> None:
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    site.ask(ASKED, "turku", weeks=WEEKS, deadline=yesterday)
    carla.open("/rounds/1/")
    assert "1 day late" in carla.page.texts["strong"]


def test_the_remark_stands_wherever_figures_are_shown(site: Site, carla: Browser) -> None:
    answered(site)
    carla.open("/rounds/1/settings").press("Save the settings", remark="All invented.")
    for page in ("", "profiles", "profiles/trams", "statistics/city", "proposals", "cities/turku/"):
        carla.open(f"/rounds/1/{page}")
        assert "About these figures: All invented." in carla.page.texts["p"], page


def test_a_rounds_page_needs_as_many_statements_for_twelve_cities_as_for_two(
    site: Site, carla: Browser
) -> None:
    the_round(site)
    site.ask(ASKED, *(f"city-{letter}" for letter in "abcdefghijkl"), slug="many", weeks=WEEKS)
    counts = []
    for number in (1, 2):
        carla.open(f"/rounds/{number}/")  # the questionnaire is read
        told: list[str] = []
        site.database.on_statement = told.append
        carla.open(f"/rounds/{number}/")
        site.database.on_statement = None
        counts.append(len(told))
    assert counts == [6, 6]  # sign-in, round, cities with sheets, proposals, what was sent, events
