"""The cast of the coordinator's tests: a network, a round on trams and bikes, three cities, who signs in."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from survey_app.programmes.agreement import to_be_agreed
from survey_app.programmes.documents import problem_to_json
from survey_app.programmes.model import Exchange, Session
from survey_app.rounds.model import Role
from survey_app.storage import accounts, agreements, drafts, invitations, networks, proposals, rounds, sheets
from survey_app.storage.records import Json
from survey_app.web import links
from survey_app.web.coordinator.gathering import fingerprint, gather, problem_of
from tests.programmes import cast as small
from tests.web.browser import Browser, Page
from tests.web.site import City, Site

NOW = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
WEEKS = ("2027-W10", "2027-W11", "2027-W12")
ASKED = """
name: mobility
version: "1"
title: How does your city move?
language: en
purpose: Planning
retention: 2 years
lists:
  topics:
    - {name: trams, label: Trams}
    - {name: bikes, label: Bicycle lanes}
    - {name: ferries, label: Ferries}
  languages:
    - {name: en, label: English}
    - {name: fi, label: Finnish}
pages:
  - name: city
    label: Your city
    questions:
      - {name: size, type: integer, label: How many people live there?, unit: people}
      - {name: plan, type: yes_no, label: Is there a plan?}
      - {name: plan_name, type: text, label: What is it called?, relevant: "${plan}"}
      - {name: begun, type: date, label: Since when?}
  - name: wishes
    label: Wishes
    questions:
      - {name: learn, type: rating_grid, rows: topics, scale: {from: 0, to: 5, low: nothing, high: all},
         label: What do you want to learn?, feeds: needs}
      - {name: challenge, type: text, label: What stands in your way?, feeds: challenge}
      - {name: show, type: rating_grid, rows: topics, scale: {from: 0, to: 5},
         label: What can you show?, feeds: offers}
      - {name: practice, type: text, label: Which example?, feeds: practice}
  - name: visits
    label: Visits
    questions:
      - {name: exchanges, type: integer, label: How often can you host?, feeds: hosting.exchanges}
      - {name: guests, type: integer, label: How many cities?, feeds: hosting.cities}
      - {name: people, type: integer, label: How many people?, feeds: hosting.people}
      - {name: host_weeks, type: availability, label: When can you host?, feeds: hosting.weeks}
      - {name: trips, type: integer, label: How many trips?, feeds: visiting.trips}
      - {name: travellers, type: integer, label: How many travel?, feeds: visiting.people}
      - {name: travel_weeks, type: availability, label: When can you travel?, feeds: visiting.weeks}
      - {name: languages, type: select_multiple, choices: languages, label: Which languages?,
         feeds: languages}
      - {name: contact, type: text, label: Whom to ask?, personal: true, feeds: contact}
"""
ANY_WEEK = dict.fromkeys(WEEKS, "yes")
TURKU: dict[str, Any] = {
    "size": 200_000, "plan": True, "plan_name": "Föli 2030", "begun": "2019-08-12",
    "learn": {"trams": 0, "bikes": 4, "ferries": 0}, "challenge": "Snow on the lanes.",
    "show": {"trams": 5, "bikes": 0, "ferries": 0}, "practice": "The tram to the harbour.",
    "exchanges": 1, "guests": 2, "people": 6, "host_weeks": {WEEKS[0]: "yes", WEEKS[1]: "no", WEEKS[2]: "no"},
    "trips": 1, "travellers": 2, "travel_weeks": ANY_WEEK, "languages": ["en", "fi"],
    "contact": "Anna, anna@turku.example",
}  # fmt: skip
TARTU: dict[str, Any] = {
    **TURKU, "size": 97_000, "plan": False, "plan_name": None, "begun": None,
    "learn": {"trams": 5, "bikes": 0, "ferries": 3}, "challenge": "=We have no trams & <none> planned.",
    "show": {"trams": 0, "bikes": 3, "ferries": 0}, "practice": "A bridge for bicycles.",
    "exchanges": 0, "host_weeks": {WEEKS[0]: "no", WEEKS[1]: "if-needed", WEEKS[2]: "no"}, "trips": 2,
    "contact": "Mari",
}  # fmt: skip


def the_round(site: Site, *cities: str) -> list[City]:
    """Store the open round with these cities, Tartu and Turku unless others are named."""
    return site.ask(ASKED, *(cities or ("tartu", "turku")), weeks=WEEKS)


def fill(site: Site, city: City, values: Mapping[str, Any], *, submit: bool = True, by: str = "Mari") -> None:
    """Save answers of a city, and sign the sheet off."""
    moment = datetime.now(UTC)
    with site.database.begin(write=True) as session:
        found = invitations.invitation_of_city(session, city.round, city.slug)
        assert found is not None
        sheet = sheets.save_answers(session, found[1], values, author=by, now=moment)
        if submit:
            sheets.submit_sheet(session, sheet, author=by, now=moment)


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that are not empty."""
    return {name: value for name, value in values.items() if value is not None}


def answered(site: Site) -> list[City]:
    """Store the round with Tartu and Turku, both submitted."""
    tartu, turku = the_round(site)
    fill(site, tartu, TARTU)
    fill(site, turku, TURKU, by="Anna")
    return [tartu, turku]


def signed_in(site: Site, network: str | None = "Nine towns", email: str = "carla@nine.example") -> Browser:
    """Return the browser of somebody signed in: a network's coordinator, an administrator without one."""
    moment, token = datetime.now(UTC), links.new_token()
    with site.database.begin(write=True) as session:
        known = {one.name: one.id for one in networks.networks(session)}
        number = None
        if network is not None:
            number = known[network] if network in known else networks.add_network(session, network)
        role = Role.COORDINATOR if network else Role.ADMINISTRATOR
        who = accounts.add_account(session, email, "Carla", role, number)
        accounts.issue_sign_in_link(session, who, links.digest(token), moment, moment + timedelta(hours=1))
    return site.browser().open(f"/sign-in/{token}").press("Sign in")


def within(page: Page, start: str, end: str = "</section>") -> Page:
    """Return the part of a page between two pieces of its markup."""
    return Page(f"<body><div {page.html.partition(start)[2].partition(end)[0]}</div></body>")


def queued(site: Site, problem: Json | None = None) -> int:
    """Queue a proposal of the first round without computing it."""
    with site.database.begin(write=True) as session:
        return proposals.request_proposal(
            session, 1, problem=problem or small.network(*map(small.city, "abc")), sheets_fingerprint="f",
            seconds_limit=20, seed=1, requested_by="Carla", now=NOW,
        )  # fmt: skip


def sent(site: Site, *parts: City) -> int:
    """Send Turku's exchange for agreement to these cities: the host's part first, then one visitor's."""
    with site.app.app_context(), site.database.begin(write=True) as session:
        this = rounds.round_by_id(session, 1)
        assert this is not None
        problem = problem_of(this, gather(session, this, NOW.date()))
        sessions = (Session("trams", "turku", {"tartu": 25}), Session("bikes", "tartu", {"turku": 12}))
        exchange = Exchange("turku", WEEKS[0], ("tartu",), sessions)
        return agreements.send_exchange(
            session, 1, to_be_agreed(problem, exchange), [part.invitation for part in parts],
            host="turku", week=WEEKS[0], by="Carla", now=NOW, draft=1,
        )  # fmt: skip


def drafted(site: Site) -> int:
    """Begin a draft of the first round by hand: Tartu visits Turku, and that is decided."""
    with site.app.app_context(), site.database.begin(write=True) as session:
        this = rounds.round_by_id(session, 1)
        assert this is not None
        problem = problem_to_json(problem_of(this, gather(session, this, NOW.date())))
        exchanges = [
            {
                "host": "turku", "week": WEEKS[0], "visitors": ["tartu"],
                "sessions": [{"topic": "trams", "presenter": "turku"}],
            }
        ]  # fmt: skip
        number = drafts.add_draft(
            session, 1, name="By hand", problem=problem, exchanges=exchanges,
            sheets_fingerprint=fingerprint(session, this), created_by="Carla", now=NOW,
        )  # fmt: skip
        step = {"act": "pin", "host": "turku", "visitor": "tartu"}
        drafts.add_step(session, number, step, by="Carla", now=NOW)
        return number
