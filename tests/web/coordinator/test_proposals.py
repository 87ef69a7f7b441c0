"""Asking for a proposal, watching it, reading it."""

import pytest

from survey_app.programmes.documents import problem_to_json, read_problem
from survey_app.storage import events, proposals
from survey_app.storage.records import ProposalStatus
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import ASKED, NOW, TARTU, TURKU, answered, fill, queued, the_round, within
from tests.web.site import Site


def obstacles(page: Page) -> list[str]:
    return page.texts.get("dt", [])


def test_a_round_of_one_city_is_told_so(site: Site, carla: Browser) -> None:
    (tartu,) = site.ask(ASKED, "tartu", weeks=("2027-W10",))
    fill(site, tartu, TARTU)
    page = carla.open("/rounds/1/proposals").page
    assert obstacles(page) == ["Only one city takes part."]
    assert page.texts["dd"] == [
        "An exchange needs at least two cities. Add more cities to the round.",
        "Add cities",
    ]


def test_what_is_missing_is_said_with_its_remedy(site: Site, carla: Browser) -> None:
    tartu, turku = the_round(site)
    page = carla.open("/rounds/1/proposals").page
    assert obstacles(page) == ["No city has submitted yet."]
    assert page.texts["dd"] == [
        "An exchange needs at least two cities. 2 more can still submit: send them their links again.",
        "Go to the cities and their links",
    ]
    fill(site, tartu, TARTU)
    assert obstacles(carla.open("/rounds/1/proposals").page) == ["Only one city has submitted yet."]
    fill(site, turku, TURKU)
    assert carla.open("/rounds/1/proposals").page.texts["h2"][0] == "Propose programmes"


def test_a_round_without_weeks_topics_or_hosts_is_told_so(site: Site, carla: Browser) -> None:
    tartu, turku = site.ask(
        "{name: bare, version: '1', title: Bare, language: en, purpose: x, retention: y, "
        "pages: [{name: p, label: P, questions: [{name: a, type: text, label: A}]}]}", "tartu", "turku"
    )  # fmt: skip
    fill(site, tartu, {"a": "x"})
    fill(site, turku, {"a": "x"})
    assert obstacles(carla.open("/rounds/1/proposals").page) == [
        "The questionnaire asks for no needs and offers.",
        "The round has no weeks.",
    ]


def test_cities_that_offer_want_host_and_travel_nothing_are_told_so(site: Site, carla: Browser) -> None:
    tartu, turku = the_round(site)
    for city in (tartu, turku):
        fill(site, city, {"size": 5})
    assert obstacles(carla.open("/rounds/1/proposals").page) == [
        "No city offers anything.",
        "No city wants to learn anything.",
        "No city can host in the weeks of the round.",
        "No city can travel in the weeks of the round.",
    ]
    token = carla.page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    reply = carla.client.post(
        "/rounds/1/proposals", data={"seconds": "5", "csrf_token": token}, base_url=carla.base_url
    )
    assert reply.status_code == 422
    with site.database.begin() as session:
        assert proposals.proposals(session, 1) == []


@pytest.mark.parametrize(
    ("seconds", "message"),
    [
        ("", "Write how many seconds."),
        ("soon", "Write a whole number in digits, such as 6."),
        ("0", "Write a number from 1 to 3600."),
        ("3601", "Write a number from 1 to 3600."),
    ],
)
def test_a_wrong_time_is_refused(site: Site, carla: Browser, seconds: str, message: str) -> None:
    answered(site)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds=seconds, name="kept")
    assert (carla.status, carla.page.errors) == (422, [("#seconds", message)])
    assert ("seconds", seconds) in carla.page.forms[1].fields
    assert ("name", "kept") in carla.page.forms[1].fields


def proposed(site: Site, carla: Browser, name: str = "") -> Page:
    answered(site)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5", name=name)
    return carla.page


def test_a_proposal_is_computed_and_told(site: Site, carla: Browser) -> None:
    page = proposed(site, carla)
    assert carla.address == "/rounds/1/proposals/1/"
    assert page.title == "Proposed programme"
    assert (
        "This programme is proven: no other programme within the rules serves the agreed aims better."
        in (page.texts["p"])
    )
    tiles = within(page, 'class="tiles"', "</dl>")
    assert list(zip(tiles.texts["dt"], tiles.texts["dd"], strict=True)) == [
        ("Exchanges", "1"),
        ("Cities served", "2 of 2"),
        ("Lowest fulfilment of a served city", "100.0 %"),
        ("Fulfilment on average", "100.0 %"),
    ]


def test_an_exchange_has_its_dates_its_reason_and_its_agenda(site: Site, carla: Browser) -> None:
    page = proposed(site, carla)
    (exchange,) = [text for text in page.texts["article"] if " hosts " in text.partition("Visiting")[0]]
    assert exchange.startswith(
        "8–12 March 2027 Week 10 Turku hosts Tartu Visiting: Tartu (2 people) Why Turku?"
    )
    assert [text for text in page.texts["p"] if text.startswith("Why ")] == [
        "Why Turku? Turku can host in this week and shows 1 topic that Tartu seeks; in 1 session its guests "
        "show something in return. Its strongest match is Trams (offer 5), sought by Tartu (need 5). No "
        "other city offers as much on Trams."
    ]
    agenda = [text for text in page.texts["tr"] if " = " in text]
    assert agenda[1:] == [
        "1. Trams Turku Tartu 5 × 5 = 25",
        "2. Bicycle lanes Tartu guest session Turku 4 × 3 = 12",
    ]


def test_every_city_learns_what_it_gets_and_what_stays_open_and_why(site: Site, carla: Browser) -> None:
    page = proposed(site, carla)
    (tartu,) = [text for text in page.texts["article"] if text.startswith("Tartu")]
    assert "Receives 100.0 % of what it could ideally learn (25 of 25 points)." in tartu
    assert "Gets 1 session" in tartu
    assert "Gives 1 session" in tartu
    assert "Ferries: not met. No other city in this round offers it." in tartu


def test_the_proof_names_value_and_bound_of_each_aim(site: Site, carla: Browser) -> None:
    page = proposed(site, carla)
    rows = [text.split(" proven")[0] for text in within(page, 'id="proof"').texts["tr"][1:]]
    assert rows == [
        "1. Cities served As many cities as possible learn something. 2 cities 2 cities",
        "2. Fairness The city that is served least is served as well as possible. 100.0 % 100.0 %",
        "3. Learning All cities together come as close as possible to what they seek. "
        "100.0 % on average 100.0 % on average",
        "4. Travel People travel as few kilometres as possible. 0 person-km 0 person-km",
    ]


def test_the_list_tells_what_a_proposal_brings(site: Site, carla: Browser) -> None:
    proposed(site, carla, name="Before the meeting")
    page = carla.open("/rounds/1/proposals").page
    (row,) = page.texts["tr"][1:]
    assert row.partition(" Carla ")[0] == (
        "Before the meeting proven 1 exchange, 2 of 2 cities served, 100.0 % fulfilment on average"
    )
    with site.database.begin() as session:
        (event,) = events.events(session, round_id=1)
    assert (event.actor, event.what) == ("carla@nine.example", "asked for a proposal")
    assert event.detail == {"proposal": 1, "remark": "Before the meeting"}


def test_a_proposal_is_outdated_once_answers_or_settings_change(site: Site, carla: Browser) -> None:
    proposed(site, carla)
    words = "Outdated. Answers or settings have changed since this was proposed."
    carla.open("/rounds/1/settings").press("Save the settings", title="New title")
    assert words not in carla.open("/rounds/1/proposals/1/").page.texts["p"]
    carla.open("/rounds/1/settings").press("Save the settings", guest_sessions="1")
    assert words in carla.open("/rounds/1/proposals/1/").page.texts["p"]
    assert "outdated" in carla.open("/rounds/1/proposals").page.texts["strong"]
    assert "changed since: Settings" in carla.page.text
    carla.open("/rounds/1/proposals/1/").press("Propose anew from the answers as they are now")
    assert carla.address == "/rounds/1/proposals/2/"
    assert words not in carla.page.texts["p"]
    carla.open("/rounds/1/cities/tartu/reopen").press("Yes, open it again")
    assert words in carla.open("/rounds/1/proposals/2/").page.texts["p"]


def test_while_it_waits_the_page_renews_itself_unless_it_is_held(site: Site, carla: Browser) -> None:
    the_round(site)
    queued(site)
    carla.open("/rounds/1/proposals/1/")
    assert (carla.page.title, carla.reply.headers["Refresh"]) == ("Waiting for its turn", "2")
    (href,) = [href for href, text in carla.page.links if text == "Hold this page still"]
    assert "Refresh" not in carla.open(href).reply.headers


def test_while_it_runs_the_page_tells_how_far_it_is(site: Site, carla: Browser) -> None:
    the_round(site)
    number = queued(site)
    news = {
        "stage": "learning",
        "stages_done": 2,
        "stages": 4,
        "best": 1_500_000,
        "bound": 2_400_000,
        "seconds": 3.4,
        "told": {"served": [2, 2], "fairness": [400, 625], "learning": [1_400_000, 2_500_000]},
    }
    with site.database.begin(write=True) as session:
        proposals.start_proposal(session, number, NOW)
        proposals.note_progress(session, number, news)
    page = carla.open("/rounds/1/proposals/1/").page
    assert (page.title, page.texts["h2"]) == ("Computing", ["Aim 3 of 4: Learning"])
    assert "3 of at most 20 seconds are spent." in page.text
    assert page.texts["tr"][1:] == [
        "1. Cities served 2 cities 2 cities proven",
        "2. Fairness 40.0 % 62.5 % as good as time allowed",
        "3. Learning 50.0 % on average 80.0 % on average in work",
        "4. Travel – – to come",
    ]
    carla.press("Cancel the computation")
    assert carla.page.title == "The computation was cancelled"
    with site.database.begin() as session:
        assert [one.status for one in proposals.proposals(session, 1)] == [ProposalStatus.CANCELLED]


@pytest.mark.parametrize("how", ["interrupted", "failed"])
def test_what_ended_early_says_so_and_can_be_started_again(site: Site, carla: Browser, how: str) -> None:
    answered(site)
    number = queued(site)
    with site.database.begin(write=True) as session:
        proposals.start_proposal(session, number, NOW)
        if how == "failed":
            proposals.fail_proposal(session, number, "Out of luck.", NOW)
        else:
            proposals.interrupt_running(session, NOW)
    carla.open("/rounds/1/proposals/1/")
    assert carla.page.title == f"The computation {'was interrupted' if how == 'interrupted' else 'failed'}"
    assert ("Out of luck." in carla.page.texts["p"]) is (how == "failed")
    assert "Refresh" not in carla.reply.headers
    if how == "failed":
        carla.press("Propose anew from the answers as they are now")
        assert (carla.address, carla.page.title) == ("/rounds/1/proposals/2/", "Proposed programme")
    else:
        carla.press("Start again")
        assert (carla.address, carla.page.title) == ("/rounds/1/proposals/1/", "Proposed programme")


def test_decisions_that_cannot_hold_are_told_in_words(site: Site, carla: Browser) -> None:
    proposed(site, carla)
    with site.database.begin() as session:
        first = proposals.proposal_by_id(session, 1)
    assert first is not None
    problem = {**first.problem, "decisions": [{"pin": {"host": "turku", "week": "2027-W12"}}]}
    number = queued(site, problem_to_json(read_problem(problem)))
    result = {
        "format": "exchange-proposal/1", "status": "infeasible", "exchanges": [], "cities": {},
        "conflict": [{"decision": 0}, {"rule": "host-week", "cities": ["turku"], "text": "Only week 10."}],
        "objectives": [], "seed": 1, "seconds": 0.1,
    }  # fmt: skip
    with site.database.begin(write=True) as session:
        proposals.start_proposal(session, number, NOW)
        proposals.finish_proposal(session, number, result, NOW)
    page = carla.open(f"/rounds/1/proposals/{number}/").page
    assert within(page, 'aria-labelledby="conflict"').texts["li"] == [
        "Turku hosts an exchange, 22–26 March 2027.",
        "Only week 10.",
    ]
    assert "impossible" in carla.open("/rounds/1/proposals").page.texts["strong"]


def test_a_proposal_of_another_round_is_not_there(site: Site, carla: Browser) -> None:
    proposed(site, carla)
    site.ask(ASKED, slug="second")
    assert carla.open("/rounds/2/proposals/1/").status == 404
    assert carla.open("/rounds/1/proposals/2/").status == 404
