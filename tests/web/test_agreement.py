"""Agreement, from a programme that is sent to documents that arrive: both sides, in their browsers."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar

from survey_app.app import create_app
from survey_app.jobs.queue import DirectJobs
from survey_app.jobs.sending import letters_due, post_for
from survey_app.rounds.model import RoundStatus
from survey_app.storage import agreements, events, invitations, respondents, rounds
from survey_app.web.languages.tongue import tongue_of
from tests.mail.test_mail import Post, post
from tests.web.browser import Browser, Page
from tests.web.coordinator.cast import answered, drafted, sent, signed_in
from tests.web.site import City, Site

__all__ = ["post"]
TOLD = "Exchanges are proposed to your city. See your city’s exchanges, and reply"


@pytest.fixture
def parts(site: Site) -> tuple[City, City]:
    """Have Turku's exchange sent to Turku and Tartu, and the round closed."""
    tartu, turku = answered(site)
    sent(site, turku, tartu)
    with site.database.begin(write=True) as session:
        rounds.set_status(session, 1, RoundStatus.CLOSED)
    return tartu, turku


def reply(browser: Browser, what: str, name: str, remark: str = "") -> Page:
    return browser.press("Send the reply", reply=what, remark=remark, name=name).page


def fetched(browser: Browser, path: str) -> bytes:
    """Return a file that is no text."""
    with browser.client.get(path, base_url=browser.base_url) as found:
        assert found.status_code == 200
        return found.get_data()


def replies(page: Page) -> list[str]:
    return page.texts["tr"][1:]


def test_a_city_sees_its_exchange_and_replies_after_the_round_is_closed(
    site: Site, parts: tuple[City, City]
) -> None:
    tartu, _ = parts
    mari = site.browser().open(tartu.link)
    assert TOLD in mari.page.texts["p"]
    page = mari.open(f"{tartu.sheet}exchanges").page
    assert page.texts["h2"] == ["Turku hosts Tartu"]
    assert page.texts["li"][:2] == ["Turku (host)", "Tartu (2 people)"]
    assert page.texts["dd"] == [
        "Trams Presented by Turku, for Tartu Contact: Anna, anna@turku.example"
        " Example: The tram to the harbour.",
        "Bicycle lanes Presented by Tartu, for Turku Contact: Mari Example: A bridge for bicycles.",
    ]
    reply(mari, "change-asked", "Mari")
    assert (mari.status, mari.page.errors) == (422, [("#remark1", "Write what should be different.")])
    reply(mari, "change-asked", "Mari", "Not in the first week.")
    carla = signed_in(site).open("/rounds/1/agreement")
    assert replies(carla.page)[1].startswith("Tartu visitor asks for a change Not in the first week. Mari")
    assert "Acceptances 0 of 2" in " ".join(carla.page.texts["dl"])
    reply(mari, "accepted", "Mari")  # it changes its mind
    assert replies(carla.open("/rounds/1/agreement").page)[1].startswith("Tartu visitor accepted – Mari")


def test_the_last_acceptance_confirms_and_the_documents_can_be_taken(
    site: Site, parts: tuple[City, City]
) -> None:
    tartu, turku = parts
    browsers = [site.browser().open(part.link).open(f"{part.sheet}exchanges") for part in (tartu, turku)]
    assert browsers[0].open(f"{tartu.sheet}exchanges/1/invitation.ics").status == 404
    browsers[0].open(f"{tartu.sheet}exchanges")
    for browser, name in zip(browsers, ("Mari", "Anna"), strict=True):
        reply(browser, "accepted", name)
    assert "Confirmed: host and visitors have all accepted." in browsers[1].page.texts["p"]
    stale = browsers[0].again()
    assert stale.status == 409
    assert stale.page.by_id["error-summary"].startswith("There is something to put right This exchange takes")
    calendar = Calendar.from_ical(browsers[0].open(f"{tartu.sheet}exchanges/1/invitation.ics").reply.data)
    (event,) = calendar.events
    assert (str(event["status"]), str(event["summary"])) == ("CONFIRMED", "Turku hosts Tartu")
    book = fetched(browsers[0], f"{tartu.sheet}exchanges/1/participants.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))
    assert rows[1:] == [
        ("Turku", "FI", "host", None, "Anna, anna@turku.example", "anna@turku.example"),
        ("Tartu", "FI", "visitor", 2, "Mari", ""),
    ]
    carla = signed_in(site).open("/rounds/1/agreement")
    assert "Exchanges confirmed 1 of 1" in " ".join(carla.page.texts["dl"])
    for name in ("programme.docx", "programme.pdf"):
        assert len(fetched(carla, f"/rounds/1/agreement/1/{name}")) > 5_000
    assert carla.open("/rounds/1/agreement/1/secrets.txt").status == 404
    with site.database.begin() as session:
        told = [(one.actor, one.what) for one in events.events(session, round_id=1)][:2]
    assert told == [("Anna", "confirmed an exchange"), ("Anna", "replied to an exchange")]
    assert site.letterbox.letters == []  # no mail server is set


def test_a_newer_programme_takes_the_place_of_an_older_one(site: Site, parts: tuple[City, City]) -> None:
    tartu, _ = parts
    drafted(site)
    carla = signed_in(site).open("/rounds/1/drafts/1/send").press("Yes, send")
    assert carla.address == "/rounds/1/agreement"
    page = site.browser().open(tartu.link).open(f"{tartu.sheet}exchanges").page
    assert page.texts["h2"] == ["Turku hosts Tartu", "Withdrawn"]
    assert "Another programme took its place" in page.texts["li"][-1]
    carla.press("Ask all cities again").press("Withdraw")
    page = site.browser().open(tartu.link).open(f"{tartu.sheet}exchanges").page
    assert "No exchange is proposed to your city at the moment." in page.texts["p"]
    assert "The coordinator withdrew it" in page.texts["li"][-1]
    assert "Withdrawn: 3" in carla.page.texts["summary"]


def test_what_was_done_about_an_exchange_is_on_record_and_changed_answers_are_told(
    site: Site, parts: tuple[City, City]
) -> None:
    tartu, _ = parts
    drafted(site)
    reply(site.browser().open(tartu.link).open(f"{tartu.sheet}exchanges"), "declined", "Mari")
    carla = signed_in(site).open("/rounds/1/drafts/1/send").press("Yes, send")
    assert "from the draft By hand" in carla.page.text
    assert "Its cities have changed their answers" not in carla.page.text
    with site.database.begin(write=True) as session:
        rounds.set_status(session, 1, RoundStatus.OPEN)
    carla.open("/rounds/1/cities/tartu/reopen").press("Yes, open it again")
    page = carla.open("/rounds/1/agreement").page
    assert "Outdated. Its cities have changed their answers since it was sent." in page.texts["p"]
    assert "Tartu Its answers submitted not submitted (its sheet is open again)" in page.texts["tr"]
    carla.press("Ask all cities again").press("Withdraw")
    told = carla.open("/rounds/1/activity").page.texts["li"]
    about = [line for line in told if "exchange" in line or "asked again" in line or "sent a" in line]
    wanted = [
        "carla@nine.example withdrew an exchange: Turku hosts Tartu, 8–12 March 2027 ",
        "carla@nine.example asked again: Turku hosts Tartu, 8–12 March 2027 ",
        "carla@nine.example sent a programme for agreement: By hand: 1 exchange ",
        "Mari replied to an exchange: Turku hosts Tartu, 8–12 March 2027: Tartu declined ",
    ]
    assert [line.startswith(start) for line, start in zip(about, wanted, strict=True)] == [True] * 4


def test_a_city_reaches_no_exchange_of_others(site: Site, parts: tuple[City, City]) -> None:
    pages = "[{name: p, label: P, questions: [{name: q, type: text, label: Q}]}]"
    asked = f"{{name: x, version: '1', title: X, language: en, pages: {pages}}}"
    (other,) = site.ask(asked, "ghent", slug="other")
    ghent = site.browser().open(other.link)
    assert TOLD not in ghent.page.texts["p"]
    assert ghent.open(f"{other.sheet}exchanges/1/programme.pdf").status == 404


@pytest.fixture
def posted(site: Site, post: tuple[Post, int]) -> Iterator[tuple[Post, Site]]:
    """Let letters go through a real SMTP server."""
    taken, port = post
    changes: dict[str, Any] = {
        "mail_server": "127.0.0.1", "mail_port": port, "mail_sender": "exchange@nine.example",
        "mail_starttls": False,
    }  # fmt: skip
    settings = replace(site.settings, **changes)
    jobs = DirectJobs(site.database, post_for(settings, tongue_of))
    site.app = create_app(settings, site.database, jobs, site.letterbox)
    yield taken, site


def test_the_documents_of_a_confirmed_exchange_go_out_by_mail(
    posted: tuple[Post, Site], parts: tuple[City, City]
) -> None:
    taken, site = posted
    taken.refuse = "550 No such mailbox"
    for part in parts:
        browser = site.browser().open(part.link).open(f"{part.sheet}exchanges")
        reply(browser, "accepted", "Somebody")
    assert (taken.taken, letters_due(site.database)) == ([], [1])
    taken.refuse = ""
    carla = signed_in(site).open("/rounds/1/agreement")
    assert "No such mailbox" in replies(carla.page)[0]
    assert "The city’s answers name no e-mail address." in replies(carla.page)[1]
    carla.press("Send the letters again")
    ((_, receivers, message),) = taken.taken
    assert (receivers, message["Subject"]) == (["anna@turku.example"], "Confirmed: Turku hosts Tartu")
    kinds = {part.get_filename(): part.get_content_type() for part in message.iter_attachments()}
    assert kinds == {
        "programme.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "programme.pdf": "application/pdf",
        "invitation.ics": "text/calendar",
        "participants.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    body = message.get_body()
    assert body is not None
    assert f"http://127.0.0.1:5000/sheet/{parts[1].public_id}/exchanges" in body.get_content()
    assert "Documents sent by mail" in replies(carla.open("/rounds/1/agreement").page)[0]
    with site.database.begin() as session:
        assert agreements.with_letters_due(session) == [1]  # Tartu's, until its answers name an address


def speaking(site: Site, part: City, language: str) -> Browser:
    """Return the browser of a colleague who reads the city's sheet in this language."""
    browser = site.browser().open(part.link)
    with site.database.begin(write=True) as session:
        found = invitations.invitation_of_city(session, 1, part.slug)
        assert found is not None
        moment = datetime.now(UTC)
        respondents.remember_contributor(session, found[0].id, "k", "Anna", moment, language=language)
    return browser


def test_cities_are_asked_by_mail_each_in_its_language_and_anew_when_the_exchange_changes(
    posted: tuple[Post, Site],
) -> None:
    taken, site = posted
    tartu, turku = answered(site)
    sent(site, turku, tartu)  # with a session on bicycle lanes, which the draft has not
    speaking(site, turku, "fi")
    drafted(site)
    carla = signed_in(site).open("/rounds/1/drafts/1/send")
    assert "Turku hosts Tartu, 8–12 March 2027 its cities are asked anew" in carla.page.text
    assert "No session any more: Bicycle lanes." in carla.page.text
    carla.press("Yes, send")
    assert "1 exchange is sent. Letters go out to the contact persons, each in the language of its" in (
        carla.page.text
    )
    ((_, receivers, message),) = taken.taken
    assert (receivers, message["Subject"]) == (
        ["anna@turku.example"], "Muuttunut, vastatkaa: Isäntä Turku, vieraat Tartu",
    )  # fmt: skip
    body = message.get_body()
    assert body is not None
    told = body.get_content().splitlines()
    assert "Isäntä Turku, vieraat Tartu, 8.–12. maaliskuuta 2027" in told
    assert "- Ei enää ohjelmassa: Bicycle lanes." in told
    assert any(line.endswith(f"http://127.0.0.1:5000/sheet/{turku.public_id}/exchanges") for line in told)
    assert "Asked by mail" in replies(carla.page)[0]
    assert "The city’s answers name no e-mail address. Write to it yourself." in replies(carla.page)[1]
    mari = site.browser().open(tartu.link).open(f"{tartu.sheet}exchanges")
    assert "This exchange has changed since your city was asked." in mari.page.text
    assert "No session any more: Bicycle lanes." in mari.page.texts["li"]
    reply(mari, "accepted", "Mari")
    carla.open("/rounds/1/drafts/1/send")
    assert "Turku hosts Tartu, 8–12 March 2027 stays, with its replies" in carla.page.text
    carla.press("Yes, send")
    assert "Nothing had to be sent: all exchanges stand as they were, replies included." in carla.page.text
    assert replies(carla.page)[1].startswith("Tartu visitor accepted")
    assert len(taken.taken) == 1
