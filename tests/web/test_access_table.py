"""Who may use each route: the table as it is meant, and real requests by each role."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest

from survey_app.web.access import permissions
from tests.web.browser import Browser
from tests.web.coordinator.cast import ASKED, WEEKS, answered, drafted, queued, sent, signed_in
from tests.web.site import City, Site

ANYONE, CITY, SIGNED_IN = "anyone", "the city, by its link", "signed in"
ROUND, PART = "coordinator of the round", "coordinator of the city's round"
PROPOSAL, SENT = "coordinator of the proposal's round", "coordinator of the sent exchange's round"
OF_SENT = "/rounds/<int:round_id>/agreement/<int:exchange>"
OF_ROUND, OF_CITY = "/rounds/<int:round_id>", "/rounds/<int:round_id>/cities/<slug>"
OF_PROPOSAL = "/rounds/<int:round_id>/proposals/<int:proposal_id>"
DRAFT, OF_DRAFT = "coordinator of the draft's round", "/rounds/<int:round_id>/drafts/<int:draft_id>"
TABLE = {
    "GET /": ANYONE,
    "GET /left": ANYONE,
    "GET /sign-in": ANYONE,
    "POST /sign-in": ANYONE,
    "GET /sign-in/<token>": ANYONE,
    "POST /sign-in/<token>": ANYONE,
    "POST /sign-out": SIGNED_IN,
    "GET /city/<token>": ANYONE,
    "GET /sheet/<sheet>/": CITY,
    "POST /sheet/<sheet>/start": CITY,
    "GET /sheet/<sheet>/page/<page>": CITY,
    "POST /sheet/<sheet>/page/<page>": CITY,
    "GET /sheet/<sheet>/review": CITY,
    "POST /sheet/<sheet>/submit": CITY,
    "GET /sheet/<sheet>/receipt": CITY,
    "POST /sheet/<sheet>/leave": CITY,
    "POST /sheet/<sheet>/language": CITY,
    "GET /sheet/<sheet>/exchanges": CITY,
    "POST /sheet/<sheet>/exchanges/<int:exchange>": CITY,
    "GET /sheet/<sheet>/exchanges/<int:exchange>/<file>": CITY,
    "GET /sheet/<sheet>/files/<digest>": CITY,
    "GET /rounds/": SIGNED_IN,
    "GET /rounds/new": SIGNED_IN,
    "POST /rounds/new": SIGNED_IN,
    f"GET {OF_ROUND}/": ROUND,
    f"POST {OF_ROUND}/open": ROUND,
    f"POST {OF_ROUND}/close": ROUND,
    f"GET {OF_ROUND}/settings": ROUND,
    f"POST {OF_ROUND}/settings": ROUND,
    f"GET {OF_ROUND}/versions": ROUND,
    f"GET {OF_ROUND}/beforehand": ROUND,
    f"POST {OF_ROUND}/beforehand": ROUND,
    f"POST {OF_ROUND}/versions": ROUND,
    f"GET {OF_ROUND}/cities/add": ROUND,
    f"POST {OF_ROUND}/cities/add": ROUND,
    f"POST {OF_ROUND}/cities/new": ROUND,
    f"GET {OF_CITY}/": PART,
    f"GET {OF_CITY}/files/<digest>": PART,
    **{f"{method} {OF_CITY}/{act}": PART for act in ("renew", "revoke", "remove", "reopen", "edit")
       for method in ("GET", "POST")},
    f"GET {OF_ROUND}/profiles": ROUND,
    f"GET {OF_ROUND}/profiles/needs-and-offers.svg": ROUND,
    f"GET {OF_ROUND}/profiles/<topic>": ROUND,
    f"GET {OF_ROUND}/statistics": ROUND,
    f"GET {OF_ROUND}/statistics/<page>": ROUND,
    f"GET {OF_ROUND}/statistics/<page>/<question>": ROUND,
    f"GET {OF_ROUND}/activity": ROUND,
    f"GET {OF_ROUND}/proposals": ROUND,
    f"POST {OF_ROUND}/proposals": ROUND,
    f"GET {OF_PROPOSAL}/": PROPOSAL,
    f"POST {OF_PROPOSAL}/cancel": PROPOSAL,
    f"GET {OF_PROPOSAL}/ask": PROPOSAL,
    f"POST {OF_PROPOSAL}/ask": PROPOSAL,
    f"GET {OF_PROPOSAL}/answer": PROPOSAL,
    **{f"POST {OF_PROPOSAL}/{act}": PROPOSAL for act in ("again", "resume", "name", "draft")},
    f"GET {OF_ROUND}/proposals/compare": ROUND,
    f"POST {OF_ROUND}/drafts": ROUND,
    f"GET {OF_DRAFT}/": DRAFT,
    f"GET {OF_DRAFT}/exchanges/<host>/<week>": DRAFT,
    f"GET {OF_DRAFT}/add": DRAFT,
    f"GET {OF_DRAFT}/decide": DRAFT,
    **{f"POST {OF_DRAFT}/{act}": DRAFT for act in (
        "steps", "steps/<int:step_id>/undo", "steps/<int:step_id>/redo", "improve",
        "take-over/<int:proposal_id>", "name", "renew", "delete")},
    f"GET {OF_DRAFT}/delete": DRAFT,
    f"GET {OF_DRAFT}/downloads/<document>": DRAFT,
    f"GET {OF_PROPOSAL}/agenda/<host>/<week>": PROPOSAL,
    f"POST {OF_PROPOSAL}/agenda/<host>/<week>": PROPOSAL,
    f"GET {OF_DRAFT}/agenda/<host>/<week>": DRAFT,
    f"POST {OF_DRAFT}/agenda/<host>/<week>": DRAFT,
    f"GET {OF_PROPOSAL}/send": PROPOSAL,
    f"GET {OF_DRAFT}/send": DRAFT,
    f"POST {OF_PROPOSAL}/send": PROPOSAL,
    f"POST {OF_DRAFT}/send": DRAFT,
    f"GET {OF_ROUND}/agreement": ROUND,
    f"GET {OF_SENT}/<file>": SENT,
    **{f"POST {OF_SENT}/{act}": SENT for act in ("withdraw", "resend", "letters")},
    **{f"GET {OF_ROUND}/downloads/{name}": ROUND for name in (
        "answers.csv", "answers.<name>.csv", "answers.xlsx", "form.<language>.docx", "form.<language>.pdf",
        "codebook.ddi.xml",
        "statistics.csv", "statistics.xlsx", "profiles.json", "problem.json")},
    **{f"GET {OF_PROPOSAL}/downloads/{name}": PROPOSAL for name in (
        "proposal.json", "problem.json",
        "programme.xlsx", "programme.docx", "programme.pdf", "programme.ics")},
}  # fmt: skip
COORDINATED = [route for route, who in TABLE.items() if who in (ROUND, PART, PROPOSAL, DRAFT, SENT)]
OF_SHEET = [route for route, who in TABLE.items() if who == CITY]
BY_ACCOUNT = [*COORDINATED, *(route for route, who in TABLE.items() if who == SIGNED_IN)]


def test_every_route_is_for_whom_it_is_meant(site: Site) -> None:
    assert permissions(site.app) == TABLE


@dataclass(frozen=True)
class World:
    """Hold a round with its answers and a proposal that waits, and everybody who might knock."""

    city: City
    people: dict[str, Browser]

    def knock(self, who: str, routes: list[str]) -> dict[str, int]:
        """Send one request a route as somebody, looking first, deleting last; return the statuses."""
        ordered = sorted(routes, key=lambda route: (route.endswith("/delete"), route))
        return {route: self.send(who, route) for route in ordered}

    def send(self, who: str, route: str, token: str = "") -> int:
        """Send one request as somebody, with this token in its form; return the status of the reply."""
        method, _, path = route.partition(" ")
        parts = {
            "<int:round_id>": "1", "<slug>": "tartu", "<int:proposal_id>": "1", "<page>": "city",
            "<int:exchange>": "1", "<file>": "participants.xlsx",
            "<int:draft_id>": "1", "<int:step_id>": "1", "<host>": "turku", "<week>": WEEKS[0],
            "<sheet>": self.city.public_id, "<question>": "plan?key=yes", "<topic>": "trams",
            "<name>": "people", "<document>": "programme.ics",
        }  # fmt: skip
        for name, value in parts.items():
            path = path.replace(name, value)
        browser = self.people[who]
        form = {"csrf_token": token} if token else None
        with browser.client.open(path, method=method, base_url=browser.base_url, data=form) as reply:
            return reply.status_code


@pytest.fixture
def world(site: Site) -> World:
    """Give the world; forms are taken without their token, so that only the guards decide."""
    site.app.config["WTF_CSRF_ENABLED"] = False
    tartu, turku = answered(site)
    queued(site)
    drafted(site)
    sent(site, turku, tartu)
    people = {
        "nobody": site.browser(),
        "Tartu": site.browser().open(tartu.link),
        "Turku": site.browser().open(turku.link),
        "coordinator": signed_in(site),
        "stranger": signed_in(site, "Ports", "paul@ports.example"),
        "administrator": signed_in(site, None, "ada@example.org"),
    }
    return World(tartu, people)


@pytest.mark.parametrize("who", ["nobody", "Tartu"])
def test_without_an_account_a_reader_is_sent_to_sign_in_and_a_writer_is_refused(
    world: World, who: str
) -> None:
    assert world.knock(who, BY_ACCOUNT) == {
        route: 303 if route.startswith("GET") else 403 for route in BY_ACCOUNT
    }


@pytest.mark.parametrize("who", ["nobody", "Turku", "coordinator", "stranger", "administrator"])
def test_a_sheet_is_opened_by_its_own_link_alone(world: World, who: str) -> None:
    assert world.knock(who, OF_SHEET) == dict.fromkeys(OF_SHEET, 404)


def test_a_city_opens_its_sheet_until_it_leaves(world: World) -> None:
    leaving = ["POST /sheet/<sheet>/leave"]
    staying = [route for route in OF_SHEET if route not in leaving]
    assert world.knock("Tartu", staying) == {  # it is submitted: pages lead to the receipt, nothing is saved
        "GET /sheet/<sheet>/": 303,
        "GET /sheet/<sheet>/exchanges": 200,
        "GET /sheet/<sheet>/exchanges/<int:exchange>/<file>": 404,
        "POST /sheet/<sheet>/exchanges/<int:exchange>": 422,
        "GET /sheet/<sheet>/page/<page>": 303,
        "GET /sheet/<sheet>/files/<digest>": 404,  # nobody sent one
        "GET /sheet/<sheet>/receipt": 200,
        "GET /sheet/<sheet>/review": 200,
        "POST /sheet/<sheet>/language": 303,
        "POST /sheet/<sheet>/page/<page>": 409,
        "POST /sheet/<sheet>/start": 303,
        "POST /sheet/<sheet>/submit": 303,
    }
    assert world.knock("Tartu", leaving) == {leaving[0]: 303}
    assert world.knock("Tartu", OF_SHEET) == dict.fromkeys(OF_SHEET, 404)


def test_to_another_networks_coordinator_the_round_is_not_there(world: World) -> None:
    assert world.knock("stranger", COORDINATED) == dict.fromkeys(COORDINATED, 404)


# What these do is done: the reply says so by going on to a page. 422: the form is empty. 404: not done yet.
TAKEN = {
    f"GET {OF_CITY}/files/<digest>": 404,
    f"POST {OF_ROUND}/settings": 422,
    f"POST {OF_ROUND}/cities/add": 422,
    f"POST {OF_ROUND}/cities/new": 422,
    f"POST {OF_ROUND}/proposals": 422,
    f"POST {OF_CITY}/edit": 422,
    f"GET {OF_ROUND}/proposals/compare": 303,
    f"POST {OF_PROPOSAL}/draft": 404,
    f"POST {OF_DRAFT}/take-over/<int:proposal_id>": 404,
    f"POST {OF_DRAFT}/steps": 400,
    f"GET {OF_ROUND}/statistics": 303,
    f"GET {OF_ROUND}/downloads/answers.<name>.csv": 404,
    **{f"GET {OF_ROUND}/downloads/form.<language>.{kind}": 404 for kind in ("docx", "pdf")},
    f"GET {OF_PROPOSAL}/ask": 404,
    f"POST {OF_PROPOSAL}/ask": 404,
    f"GET {OF_PROPOSAL}/answer": 303,
    f"GET {OF_PROPOSAL}/agenda/<host>/<week>": 404,
    f"POST {OF_PROPOSAL}/agenda/<host>/<week>": 404,
    f"POST {OF_DRAFT}/agenda/<host>/<week>": 400,
    f"GET {OF_PROPOSAL}/send": 404,
    f"POST {OF_PROPOSAL}/send": 404,
    **{route: 404 for route in TABLE if "/proposals/<int:proposal_id>/downloads/" in route},
    f"GET {OF_PROPOSAL}/downloads/problem.json": 200,
}  # fmt: skip


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_the_rounds_coordinators_are_let_in(world: World, who: str) -> None:
    assert world.knock(who, COORDINATED) == {
        route: TAKEN.get(route, 200 if route.startswith("GET") else 303) for route in COORDINATED
    }


@pytest.mark.parametrize("token", ["", "senseless", "another's"])
def test_no_form_does_anything_without_its_own_token(site: Site, token: str) -> None:
    tartu, turku = answered(site)
    queued(site)
    drafted(site)
    sent(site, turku, tartu)
    people = {ROUND: signed_in(site), CITY: site.browser().open(tartu.link)}
    people |= dict.fromkeys((PART, PROPOSAL, DRAFT, SENT, SIGNED_IN), people[ROUND]) | {ANYONE: people[CITY]}
    if token == "another's":
        (token, *_) = [
            value
            for form in site.browser().open(turku.link).page.forms
            for name, value in form.fields
            if name == "csrf_token"
        ]
    knocking = World(tartu, people)
    forms = [route for route in TABLE if route.startswith("POST")]
    before = [str(site.sheet(city)) for city in (tartu, turku)]
    assert {route: knocking.send(TABLE[route], route, token) for route in forms} == dict.fromkeys(forms, 400)
    assert [str(site.sheet(city)) for city in (tartu, turku)] == before
    assert "open" in people[ROUND].open("/rounds/1/").page.texts["strong"]


HOSTILE = [
    "' OR 1=1 --", "1; DROP TABLE city", "\0", "../../settings.py", "9" * 30, "9" * 10, "9" * 9, "-1",
    "é", "x" * 5_000,
]  # fmt: skip


def test_nothing_in_an_address_makes_the_product_fail(any_site: Site) -> None:
    tartu, turku = answered(any_site)
    queued(any_site)
    drafted(any_site)
    sent(any_site, turku, tartu)
    carla = signed_in(any_site)
    carla.client.get(tartu.link, base_url=carla.base_url)
    good = {
        "int:round_id": "1", "int:proposal_id": "1", "slug": "tartu", "page": "city",
        "sheet": tartu.public_id, "question": "plan", "topic": "trams",
        "int:exchange": "1", "file": "participants.xlsx", "digest": "ab" * 32,
        "int:draft_id": "1", "name": "people", "document": "programme.ics",
        "host": "turku", "week": WEEKS[0], "language": "en",
    }  # fmt: skip
    for route in (route for route in TABLE if route.startswith("GET") and "token" not in route):
        for number, text in enumerate(HOSTILE):
            names = re.findall("<([^>]+)>", route)
            spoilt = {**good, names[number % len(names)]: quote(text, safe="")} if names else good
            path = re.sub("<([^>]+)>", lambda found, spoilt=spoilt: spoilt[found[1]], route.partition(" ")[2])
            asked = urlencode(
                dict.fromkeys(("key", "row", "sheets", "still", "sort", "q", "next", "of", "host"), text)
            )
            for address in (path, f"{path}?{asked}"):
                with carla.client.get(address, base_url=carla.base_url) as reply:
                    assert reply.status_code < 500, address
                    assert reply.headers.get("Location", "/")[:2] not in ("//", "/\\", "ht"), address
    assert any_site.values(tartu)["size"] == 97_000


def test_signing_out_ends_the_access(site: Site) -> None:
    site.ask(ASKED, weeks=WEEKS)
    carla = signed_in(site)
    stolen = carla.client.get_cookie("survey", domain="127.0.0.1")
    assert stolen is not None
    carla.open("/rounds/").press("Sign out")
    thief = site.browser()
    thief.client.set_cookie("survey", stolen.value, domain="127.0.0.1")
    assert thief.open("/rounds/1/").address == "/sign-in"
