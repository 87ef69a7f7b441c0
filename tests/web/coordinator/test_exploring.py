"""Asking a proposal further, and reading the answers."""

import pytest

from survey_app.storage import proposals
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import TARTU, TURKU, answered, fill, queued, the_round
from tests.web.site import Site

ASK = "/rounds/1/proposals/1/ask"


@pytest.fixture
def asking(site: Site, carla: Browser) -> Browser:
    """Have Tartu's and Turku's programme proposed, and open the page of questions."""
    answered(site)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5", name="")
    return carla.open(ASK)


def rows(page: Page) -> list[str]:
    return page.texts["tr"][1:]


def test_what_a_visit_costs_is_told_aim_by_aim(site: Site, asking: Browser) -> None:
    page = asking.press("Find out : What if this city visited that one?", visitor="tartu", host="turku").page
    assert page.title == "What if Tartu visits Turku?"
    assert page.texts["h2"][0] == "It can be. It costs the network nothing."
    assert rows(page) == [
        "Cities served 2 cities 2 cities the same",
        "Fairness 100.0 % 100.0 % the same",
        "Learning 100.0 % on average 100.0 % on average the same",
        "Travel 0 person-km 0 person-km the same",
    ]


def test_what_cannot_be_says_what_stands_against_it(asking: Browser) -> None:
    page = asking.press("Find out : What if this city visited that one?", visitor="turku", host="tartu").page
    assert page.texts["h2"] == ["It cannot be."]
    assert page.texts["p"][1] == "Tartu hosts at most 0 exchanges."
    (told,) = rows(asking.open(ASK).page)
    assert "It cannot be. Tartu hosts at most 0 exchanges." in told


def test_a_remedy_is_found_verified_and_shown_with_its_need(site: Site, carla: Browser) -> None:
    tartu, turku = the_round(site)
    fill(site, tartu, {**TARTU, "learn": {"trams": 5, "bikes": 0, "ferries": 0}, "trips": 0})
    fill(site, turku, TURKU)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5", name="")
    carla.open(ASK)
    page = carla.press("Find out : What would help with an unmet need?", need="tartu trams").page
    assert page.title == "What would let Tartu learn all it can about Trams?"
    assert page.texts["h2"][0] == "Tartu makes up to 1 trip instead of 0."
    assert page.texts["p"][1] == (
        "Verified: the best programme with this one change meets the need in full. The network wins by it."
    )
    told = carla.open("/rounds/1/proposals/1/").page.texts["li"]
    assert any("What would help: Tartu makes up to 1 trip instead of 0." in text for text in told)


def test_other_aims_make_another_proposal_in_the_list(asking: Browser) -> None:
    page = asking.press("Compute : How would other aims look?", scenario="least-travel").page
    assert (page.title, page.texts["h2"][0]) == (
        "Least travel",
        "The same visits: these aims lead to the programme that you have.",
    )
    assert "Nothing: every city’s fulfilment stays as it is." in page.texts["p"]
    (other, _) = rows(asking.open("/rounds/1/proposals").page)
    assert other.startswith("Least travel proven 1 exchange")


def test_all_aims_stand_side_by_side(asking: Browser) -> None:
    asking.press("Compute : How would other aims look?", scenario="least-travel")
    page = asking.open(ASK).press("Compute all four").page
    assert [one.partition(" The same")[0] for one in rows(page)[:4]] == [
        "Fewest exchanges", "Most learning", "Fair first", "Least travel",
    ]  # fmt: skip
    (link,) = [href for href, _ in page.links if "compare?" in href]
    assert asking.open(link).page.texts["tr"][0] == (
        "Aim Proposal 1 Fair first Most learning Least travel Fewest exchanges"
    )


def test_other_aims_are_no_change_in_the_answers(asking: Browser) -> None:
    asking.press("Compute : How would other aims look?", scenario="least-travel")
    asking.open("/rounds/1/settings").press("Save the settings", guest_sessions="1")
    assert rows(asking.open("/rounds/1/proposals/2/").page)[0] == (
        "Settings Of these, presented by visitors, at most 2 1"
    )
    asking.press("Propose anew from the answers as they are now")
    assert asking.page.title == "Least travel"
    asking.open("/rounds/1/proposals/compare?of=p1&of=p3")
    assert "Least travel follows other aims." in asking.page.text


def test_that_nothing_else_is_as_good_is_an_answer(asking: Browser) -> None:
    page = asking.press(
        "Look for one : Is there another programme as good?", tolerance="0", differing="1"
    ).page
    assert page.texts["h2"] == [
        "There is none; that is proven. Allow it to be a little less good, or fewer other visits."
    ]


def test_planning_again_tells_what_is_kept_and_what_is_not(asking: Browser) -> None:
    page = asking.press("Plan again : Something fell through?", fell="turku 2027-W10").page
    what = "Turku cannot host in week 10 (8–12 March 2027)"
    assert page.title == f"{what}: plan again, and keep what can be kept."
    assert page.texts["h2"][0] == "0 of 1 visit stays as agreed; 1 fell away with what happened."
    assert page.texts["li"][-1] == "Tartu visits Turku in week 10 (8–12 March 2027)"


def test_what_was_asked_is_listed_with_its_answer(asking: Browser) -> None:
    asking.press("Find out : What if this city visited that one?", visitor="tartu", host="turku")
    (row,) = rows(asking.open(ASK).page)
    assert row.startswith("What if Tartu visits Turku? It can be. It costs the network nothing. Carla")


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "what-if", "visitor": "tartu", "host": "tartu"},
        {"kind": "what-if", "visitor": "tartu"},
        {"kind": "remedy", "need": "tartu trams"},
        {"kind": "scenario", "scenario": "none"},
        {"kind": "alternative", "tolerance": "0", "differing": "many"},
        {"kind": "replanning", "fell": "atlantis"},
        {"kind": "replanning", "fell": "turku 2027-W12"},
    ],
)
def test_what_is_not_offered_cannot_be_asked(site: Site, asking: Browser, sent: dict[str, str]) -> None:
    token = asking.page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    reply = asking.client.post(ASK, data={**sent, "csrf_token": token}, base_url=asking.base_url)
    told = Page(reply.text)
    assert (reply.status_code, told.errors[0][1]) == (422, "Choose from the lists what you want to ask.")
    with site.database.begin() as session:
        assert proposals.answers_to(session, 1) == []


def test_a_question_waits_like_a_proposal(site: Site, carla: Browser) -> None:
    the_round(site)
    queued(site)
    assert carla.open("/rounds/1/proposals/1/answer").address == "/rounds/1/proposals/1/"
