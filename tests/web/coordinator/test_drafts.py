"""A programme in hand: decisions by plain buttons, checked at once, taken back, improved around."""

import io

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from survey_app.storage import drafts, events, proposals, rounds
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import (
    ANY_WEEK,
    TARTU,
    TURKU,
    WEEKS,
    answered,
    drafted,
    fill,
    the_round,
    within,
)
from tests.web.site import Site

DRAFT = "/rounds/1/drafts/1/"
EXCHANGE = f"{DRAFT}exchanges/turku/{WEEKS[0]}"
FITS = "Everything fits: this draft keeps every rule and every decision."


@pytest.fixture
def hand(site: Site, carla: Browser) -> Browser:
    """Give Carla's browser on a draft in which Tartu visits Turku, as decided."""
    answered(site)
    drafted(site)
    return carla.open(DRAFT)


def history(page: Page) -> list[str]:
    return within(page, 'id="history"').texts.get("li", [])


def flaws(page: Page) -> list[str]:
    return within(page, 'aria-labelledby="flaws"').texts.get("b", [])


def test_a_proposal_is_taken_in_hand(site: Site, carla: Browser) -> None:
    answered(site)
    carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5", name="First")
    carla.press("Work on it")
    assert (carla.address, carla.page.title) == (DRAFT, "First, by hand")
    assert "Everything fits: this draft keeps every rule." in carla.page.texts["p"]
    assert "Nothing yet: an improvement may change everything." in carla.page.text
    (row,) = within(carla.open("/rounds/1/proposals").page, "Drafts of this round", "</table>").texts["tr"][
        1:
    ]
    assert row.startswith("First, by hand 0 ")


def test_a_move_that_breaks_a_rule_is_told_at_once_and_taken_back(site: Site, hand: Browser) -> None:
    hand.open(EXCHANGE).press("Move it to this week", to=WEEKS[1])
    assert hand.address == f"{DRAFT}exchanges/turku/{WEEKS[1]}"
    assert flaws(hand.page) == ["Turku cannot host 15–19 March 2027."]
    assert "Move the exchange: all of them can 8–12 March 2027." in hand.page.texts["p"]
    moved = "The exchange in Turku moves from 8–12 March 2027 to 15–19 March 2027"
    assert f"{moved}. No city’s fulfilment changes." in hand.page.texts["p"]
    hand.press(f"Take back: {moved}")
    assert hand.address == DRAFT
    assert FITS in hand.page.texts["p"]
    newest = history(hand.page)[0]
    assert newest.startswith(f"{moved}. Carla, ")
    assert "Taken back by Carla, " in newest
    hand.press(f"Decide it again : {moved}")
    assert flaws(hand.page) == ["Turku cannot host 15–19 March 2027."]
    with site.database.begin() as session:
        kept = [(one.actor, one.what, one.detail["remark"]) for one in events.events(session, round_id=1)]
    assert kept == [
        ("carla@nine.example", "let a decision stand again", moved),
        ("carla@nine.example", "took a decision back", moved),
        ("carla@nine.example", "decided", moved),
    ]


def test_what_does_not_fit_leads_back_to_the_change_that_brought_it(hand: Browser) -> None:
    hand.open(EXCHANGE).press("Move it to this week", to=WEEKS[1])
    hand.press("Add this session", topic="bikes tartu")
    assert "Take back: The exchange in Turku moves from 8–12 March 2027 to 15–19 March 2027" in buttons(hand)


def buttons(hand: Browser) -> list[str]:
    return within(hand.page, 'aria-labelledby="flaws"').texts["button"]


def test_choices_say_beforehand_what_they_would_break(hand: Browser) -> None:
    page = hand.open(EXCHANGE).page
    assert [text for text in page.texts["option"] if "March" in text] == [
        "15–19 March 2027 – Turku cannot host 15–19 March 2027.",
        "22–26 March 2027 – Turku cannot host 22–26 March 2027.",
    ]
    assert "Bicycle lanes, presented by Tartu" in page.texts["option"]


def test_sessions_visitors_and_exchanges_come_and_go(site: Site, hand: Browser) -> None:
    hand.open(EXCHANGE).press("Add this session", topic="bikes tartu")
    assert "Fulfilment: Turku 0.0 % → 100.0 %." in hand.page.text
    hand.press("Drop : Trams")
    assert flaws(hand.page) == ["Nothing that Turku presents 8–12 March 2027 is what Tartu needs."]
    hand.press("Take out : Tartu")
    assert flaws(hand.page)[:1] == ["Nobody visits Turku 8–12 March 2027."]
    hand.press("Drop this exchange")
    assert hand.address == DRAFT
    assert "There is no exchange yet" in hand.page.texts["h2"]
    assert flaws(hand.page) == ["Decided, and not so yet: Tartu visits Turku."]
    hand.press("Take back : No session on Trams in Turku, 8–12 March 2027")
    hand.open(f"{DRAFT}add").press("Add the exchange")
    assert hand.page.errors == [
        ("#host", "Choose the host."), ("#week", "Choose the week."),
        ("#visitors", "Tick at least one other city."),
    ]  # fmt: skip
    hand.press("Add the exchange", host="turku", week=WEEKS[0], visitors=["tartu", "turku"])
    assert (hand.address, hand.page.title) == (EXCHANGE, "Turku hosts Tartu")
    assert "Everything fits here." in hand.page.texts["p"]
    assert len(history(hand.open(DRAFT).page)) == 6


def test_what_is_kept_stands_among_what_is_fixed(hand: Browser) -> None:
    hand.open(EXCHANGE).press("Keep it as it is")
    fixed = within(hand.open(DRAFT).page, "<h3>What is fixed", "</ul>").texts["li"]
    assert [line.partition(" Take")[0] for line in fixed if "What that fixes: 2 things" not in line] == [
        "Tartu visits Turku",
        "Tartu visits Turku, 8–12 March 2027",
        "Turku hosts an exchange with a session on Trams, 8–12 March 2027",
    ]


def test_decisions_that_cannot_hold_lead_to_each_that_can_be_taken_back(site: Site, hand: Browser) -> None:
    hand.open(f"{DRAFT}decide").press("Decide", host="turku")
    assert hand.page.errors == [("#visitor", "Choose at least one of visitor, week and topic.")]
    hand.press("Decide", host="tartu", visitor="turku")
    assert flaws(hand.page) == ["Decided, and not so yet: Turku visits Tartu."]
    hand.press("Improve around what I fixed", seconds="5")
    conflict = within(hand.page, 'aria-labelledby="conflict"').texts["li"]
    assert conflict == ["Turku visits Tartu. Take this decision back", "Tartu hosts at most 0 exchanges."]
    hand.press("Take this decision back")
    assert (hand.address, hand.page.title) == (DRAFT, "By hand")
    assert FITS in hand.page.texts["p"]


def test_the_rest_is_improved_around_what_is_fixed_and_taken_over(site: Site, hand: Browser) -> None:
    hand.press("Improve around what I fixed", seconds="5")
    assert hand.page.title == "By hand, improved"
    hand.press("Take it over into the draft")
    assert hand.address == DRAFT
    assert "Fulfilment: Turku 0.0 % → 100.0 %." in hand.page.text
    words = "The improved programme takes the place of the one before"
    assert history(hand.page)[0].startswith(f"{words}. Carla")
    hand.press(f"Take back : {words}")
    assert "Fulfilment: Turku 100.0 % → 0.0 %." in hand.page.text
    with site.database.begin() as session:
        (one,) = proposals.proposals(session, 1)
        assert (one.draft_id, one.name) == (1, "By hand, improved")


def test_programmes_are_compared_side_by_side(hand: Browser) -> None:
    hand.press("Improve around what I fixed", seconds="5")
    page = hand.open("/rounds/1/proposals/compare?of=d1&of=p1&of=p77&of=x").page
    assert page.texts["tr"][0] == "Aim By hand By hand, improved"
    assert within(page, "Cities by programme", "</table>").texts["tr"][1:] == [
        "Tartu 100.0 % 100.0 %",
        "Turku 0.0 % 100.0 % +100.0",
    ]
    (row,) = within(page, "Exchanges that differ, by host", "</table>").texts["tr"][1:]
    assert row == "Turku 8–12 March 2027Tartu Trams 8–12 March 2027Tartu Trams, Bicycle lanes"
    assert page.texts["mark"] == ["Marked", "Bicycle lanes"]
    assert hand.open("/rounds/1/proposals/compare?of=d1").address == "/rounds/1/proposals"
    assert "Tick two to five programmes to compare." in hand.page.text


def test_a_draft_tells_what_changed_in_the_answers_and_takes_it_in(site: Site, hand: Browser) -> None:
    hand.open("/rounds/1/settings").press("Save the settings", guest_sessions="1")
    hand.open("/rounds/1/cities/tartu/reopen").press("Yes, open it again")
    page = hand.open(DRAFT).page
    assert within(page, "What has changed since", "</table>").texts["tr"][1:] == [
        "Settings Of these, presented by visitors, at most 2 1",
        "Tartu Its answers submitted not submitted (its sheet is open again)",
    ]
    assert "changed since: Settings, Tartu" in hand.open("/rounds/1/proposals").page.text
    hand.open(DRAFT).press("Take in the answers as they are now")
    (kept,) = within(hand.page, "Also on record: 1", "</details>").texts["li"]
    assert kept.startswith("carla@nine.example took new answers into a draft: By hand")
    assert "Some decisions are without effect now; the history says which." in hand.page.texts["p"]
    assert flaws(hand.page)[0] == "Nobody visits Turku 8–12 March 2027."
    assert "takes part no more" in history(hand.page)[0]


def test_documents_of_a_draft_say_that_it_is_one_and_what_does_not_fit(hand: Browser) -> None:
    hand.open(EXCHANGE).press("Drop : Trams")

    def taken(name: str) -> bytes:
        reply = hand.client.get(f"{DRAFT}downloads/{name}", base_url=hand.base_url)
        assert reply.headers["Content-Disposition"] == f'attachment; filename="spring-draft-{name}"'
        return reply.data

    document = docx.Document(io.BytesIO(taken("programme.docx")))
    told = [one.text for one in document.paragraphs]
    (mark,) = [text for text in told if text.startswith("Draft “By hand”, as it stood on ")]
    assert mark.endswith(": nothing is agreed. 2 things do not fit yet; the notes name them.")
    assert any(text.startswith("Draft of an exchange programme, ") for text in told)
    assert "Does not fit: The agenda of Turku, 8–12 March 2027, is empty." in told
    pages = pypdf.PdfReader(io.BytesIO(taken("programme.pdf"))).pages
    assert "nothing is agreed" in pages[0].extract_text()
    assert openpyxl.load_workbook(io.BytesIO(taken("programme.xlsx"))).sheetnames[0] == "Exchanges (draft)"
    (event,) = icalendar.Calendar.from_ical(taken("programme.ics")).walk("VEVENT")
    assert (event["summary"], event["status"]) == ("Draft: Turku hosts Tartu", "TENTATIVE")
    assert hand.client.get(f"{DRAFT}downloads/other", base_url=hand.base_url).status_code == 404


def test_a_draft_is_deleted_after_a_question_and_that_stays_on_record(hand: Browser) -> None:
    hand.open(f"{DRAFT}delete")
    assert hand.page.texts["h1"] == ["Delete the draft “By hand”?"]
    assert (
        "Its exchanges and its 1 decision are gone then; this cannot be taken back." in hand.page.texts["p"]
    )
    hand.press("Yes, delete it")
    assert hand.address == "/rounds/1/proposals"
    (line,) = within(hand.page, "Deleted drafts: 1", "</details>").texts["li"]
    assert line.startswith("By hand")
    assert "deleted by carla@nine.example, " in line
    assert line.endswith("; it had 1 decision")
    assert hand.open(DRAFT).status == 404


def test_a_draft_and_a_proposal_have_names_and_notes(site: Site, hand: Browser) -> None:
    hand.press("Save name and note", name=" ")
    assert "Write a name, so that the draft can be told from others." in hand.page.texts["p"]
    hand.press("Save name and note", name="For the mayor", note="Ask Tartu first.")
    assert (hand.page.title, "Ask Tartu first." in hand.page.texts["p"]) == ("For the mayor", True)
    hand.press("Improve around what I fixed", seconds="5")
    hand.press("Save name and note", name="", note="Too long a way.")
    assert (hand.page.title, "Too long a way." in hand.page.texts["p"]) == ("Proposed programme", True)
    assert "Proposal 1" in [text for _, text in hand.open("/rounds/1/proposals").page.links]


def test_a_draft_begins_empty_too(site: Site, carla: Browser) -> None:
    answered(site)
    carla.open("/rounds/1/proposals").press("Begin an empty draft")
    assert (carla.page.title, "There is no exchange yet" in carla.page.texts["h2"]) == ("By hand", True)
    with site.database.begin() as session:
        assert [one.steps for one in drafts.drafts(session, 1)] == [0]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"act": "join", "host": "turku", "week": WEEKS[0], "visitor": "nowhere"}, 400),
        ({"act": "explode", "host": "turku"}, 400),
        ({"act": "take-over", "host": "turku"}, 400),
        ({"act": "join", "host": "turku", "week": WEEKS[0]}, 303),
        ({"act": "drop", "host": "turku", "week": WEEKS[2]}, 303),
    ],
)
def test_a_form_that_no_page_sends_writes_nothing(
    site: Site, hand: Browser, form: dict[str, str], status: int
) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = False
    reply = hand.client.post(f"{DRAFT}steps", data=form, base_url=hand.base_url)
    assert reply.status_code == status
    with site.database.begin() as session:
        assert len(drafts.steps(session, 1)) == 1


def test_cities_without_a_common_week_are_told_so_with_where_to_mend_it(site: Site, carla: Browser) -> None:
    tartu, turku = the_round(site)
    fill(site, tartu, {**TARTU, "travel_weeks": {**ANY_WEEK, WEEKS[0]: "no"}})
    fill(site, turku, TURKU)
    page = carla.open("/rounds/1/proposals").page
    assert page.texts["dt"][0] == "No two cities can meet in any week."
    assert page.texts["dd"][0] == (
        "1 pair of host and visitor: one of them hosts nobody, or has no room for the other. Ask those who "
        "can show something whether they can host. 1 pair of host and visitor: there is no week in which the "
        "one can host and the other can travel. Ask the cities for more weeks, or widen the round’s weeks. "
        "A programme would hold no exchange."
    )
    assert ("/rounds/1/settings#first_week", "Set the weeks") in page.links


def test_who_is_left_out_is_told_with_where_to_mend_it(site: Site, carla: Browser) -> None:
    tartu, turku, oulu = the_round(site, "tartu", "turku", "oulu")
    for city, values in ((tartu, TARTU), (turku, TURKU), (oulu, {"size": 5})):
        fill(site, city, values)
    page = carla.open("/rounds/1/proposals").page
    assert page.texts["dt"] == [
        "Oulu has said neither what it wants to learn nor what it can show.",
        "Where Oulu, Tartu and Turku lie is not known.",
    ]
    carla.open("/rounds/1/cities/oulu/edit").press("Save", latitude="65,01", longitude="")
    assert carla.page.errors == [("#latitude", "Write both latitude and longitude, or neither.")]
    carla.press("Save", latitude="65,01", longitude="25.47")
    assert "What is known of Oulu is saved." in carla.page.texts["p"]
    assert "Where Tartu and Turku lie is not known." in carla.open("/rounds/1/proposals").page.texts["dt"]


def test_a_round_that_asks_nothing_leads_to_its_questionnaire(site: Site, carla: Browser) -> None:
    with site.database.begin(write=True) as session:
        rounds.add_round(session, 1, "bare", "Bare round")
    carla.open("/rounds/1/proposals")
    assert carla.address == "/rounds/1/settings"
    assert "Choose a questionnaire first: it says what the cities are asked." in carla.page.texts["p"]
