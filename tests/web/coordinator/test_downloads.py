"""Everything to take along, opened by the programs that read it."""

import csv
import io
import json
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from survey_app.programmes.documents import read_problem, read_proposal
from tests.web.browser import Browser
from tests.web.coordinator.cast import TARTU, TURKU, answered, fill, queued, the_round
from tests.web.site import Site

HEADS = [
    "_city", "_name", "_country", "_status", "_submitted_at", "_submitted_by", "size", "plan", "plan_name",
    "begun", "learn.trams", "learn.bikes", "learn.ferries", "challenge", "show.trams", "show.bikes",
    "show.ferries", "practice", "exchanges", "guests", "people", "host_weeks.2027-W10", "host_weeks.2027-W11",
    "host_weeks.2027-W12", "trips", "travellers", "travel_weeks.2027-W10", "travel_weeks.2027-W11",
    "travel_weeks.2027-W12", "languages.en", "languages.fi", "contact",
]  # fmt: skip


def taken(carla: Browser, path: str) -> Any:
    """Return a download's reply, its name and type asserted to be those of a file to keep."""
    reply = carla.client.get(f"/rounds/1/{path}", base_url=carla.base_url)
    assert reply.status_code == 200
    name = path.rpartition("/")[2]
    assert reply.headers["Content-Disposition"].replace('"', "") == f"attachment; filename=spring-{name}"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store, private"
    return reply


def rows(carla: Browser, path: str) -> list[list[str]]:
    reply = taken(carla, path)
    assert reply.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))


def sheet(carla: Browser, path: str) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(taken(carla, path).data), read_only=True)
    return {one.title: list(one.iter_rows(values_only=True)) for one in book.worksheets}


def test_answers_are_one_row_a_city_with_zero_no_and_empty_apart(site: Site, carla: Browser) -> None:
    tartu, turku, _ = the_round(site, "tartu", "turku", "ghent")
    fill(site, tartu, {**TARTU, "plan_name": "Hidden by the answer before"})
    fill(site, turku, {"size": 0}, submit=False)
    heads, *found = rows(carla, "downloads/answers.csv")
    assert heads == HEADS
    by_city = {row[0]: dict(zip(heads, row, strict=True)) for row in found}
    assert list(by_city) == ["tartu", "turku", "ghent"]
    one = by_city["tartu"]
    assert [one[name] for name in ("_name", "_country", "_status", "_submitted_by")] == [
        "Tartu", "FI", "submitted", "Mari",
    ]  # fmt: skip
    assert datetime.fromisoformat(one["_submitted_at"]).tzinfo is not None
    told = (
        "size",
        "plan",
        "plan_name",
        "begun",
        "learn.trams",
        "learn.bikes",
        "challenge",
        "host_weeks.2027-W11",
    )
    assert [one[name] for name in told] == [
        "97000", "no", "", "", "5", "0", "'=We have no trams & <none> planned.", "if-needed",
    ]  # fmt: skip
    assert [by_city["turku"][name] for name in ("_status", "size", "plan")] == ["draft", "0", ""]
    assert set(found[2][5:]) == {""}


def test_the_workbook_has_the_questions_beside_the_answers(site: Site, carla: Browser) -> None:
    answered(site)
    book = sheet(carla, "downloads/answers.xlsx")
    assert list(book) == ["Answers", "Questions"]
    heads, tartu, turku = book["Answers"]
    assert list(heads) == HEADS
    told = dict(zip(HEADS, turku, strict=True))
    assert [told[name] for name in ("size", "plan", "begun", "learn.bikes", "languages.fi")] == [
        200000, "yes", "2019-08-12", 4, 1,
    ]  # fmt: skip
    assert dict(zip(HEADS, tartu, strict=True))["challenge"] == TARTU["challenge"]
    assert book["Questions"][0] == ("Column", "Page", "Question", "Part", "Type")
    assert [row[0] for row in book["Questions"][1:]] == HEADS[6:]
    assert ("learn.trams", "Wishes", "What do you want to learn?", "Trams", "rating_grid") in book[
        "Questions"
    ]


def test_statistics_name_the_cities_behind_each_figure(site: Site, carla: Browser) -> None:
    answered(site)
    heads, *found = rows(carla, "downloads/statistics.csv")
    assert heads == [
        "Question", "Title", "Part", "Part title", "Answer", "Answer title", "Cities", "Which", "Answered",
        "Empty", "Not asked", "Mean", "Median",
    ]  # fmt: skip
    learn = [row[2:] for row in found if row[0] == "learn" and row[2] == "trams" and row[6] != "0"]
    assert learn == [
        ["trams", "Trams", "0", "0 (nothing)", "1", "Turku", "2", "0", "0", "2.50", "2.5"],
        ["trams", "Trams", "5", "5 (all)", "1", "Tartu", "2", "0", "0", "2.50", "2.5"],
    ]
    assert [row[5:10] for row in found if row[0] == "practice"] == [
        ["A bridge for bicycles.", "1", "Tartu", "2", "0"],
        ["The tram to the harbour.", "1", "Turku", "2", "0"],
    ]
    book = sheet(carla, "downloads/statistics.xlsx")
    assert [len(book["Statistics"]), list(book)] == [len(found) + 1, ["Statistics", "Questions"]]


def test_profiles_and_problem_are_data(site: Site, carla: Browser) -> None:
    answered(site)
    reply = taken(carla, "downloads/profiles.json")
    assert reply.content_type == "application/json"
    profiles = json.loads(reply.data)
    assert (profiles["format"], [city["id"] for city in profiles["cities"]]) == (
        "city-profiles/1",
        ["tartu", "turku"],
    )
    assert profiles["cities"][1]["needs"] == {"bikes": {"value": 4, "from": "learn.bikes"}}
    problem = read_problem(json.loads(taken(carla, "downloads/problem.json").data))
    assert [(city.id, dict(city.offers)) for city in problem.cities] == [
        ("tartu", {"bikes": 3}),
        ("turku", {"trams": 5}),
    ]


@pytest.fixture
def proposed(site: Site, carla: Browser) -> Browser:
    """Give Carla's browser after a proposal was computed."""
    answered(site)
    return carla.open("/rounds/1/proposals").press("Propose programmes", seconds="5")


def test_a_proposal_is_data_with_what_it_was_computed_from(proposed: Browser) -> None:
    proposal = read_proposal(json.loads(taken(proposed, "proposals/1/downloads/proposal.json").data))
    problem = read_problem(json.loads(taken(proposed, "proposals/1/downloads/problem.json").data))
    assert [(one.host, one.week, one.visitors) for one in proposal.exchanges] == [
        ("turku", "2027-W10", ("tartu",))
    ]
    assert {city.id for city in problem.cities} == set(proposal.cities)


def test_a_programme_is_a_workbook(proposed: Browser) -> None:
    book = sheet(proposed, "proposals/1/downloads/programme.xlsx")
    assert [row[:2] for row in book["Exchanges"]] == [("Host", "Week"), ("Turku", "2027-W10")]


def test_a_programme_is_a_document_with_contacts(proposed: Browser) -> None:
    reply = taken(proposed, "proposals/1/downloads/programme.docx")
    assert zipfile.is_zipfile(io.BytesIO(reply.data))
    texts = [one.text for one in docx.Document(io.BytesIO(reply.data)).paragraphs]
    assert texts[:2] == ["Nine towns", "Spring round"]
    assert "Turku hosts Tartu" in texts
    assert f"Contact: {TURKU['contact']}" in texts


def test_a_programme_is_a_pdf(proposed: Browser) -> None:
    reply = taken(proposed, "proposals/1/downloads/programme.pdf")
    assert reply.content_type == "application/pdf"
    text = " ".join(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(reply.data)).pages).split()
    )
    assert "Turku hosts Tartu" in text


def test_a_programme_is_a_calendar_whose_events_keep_their_identity(proposed: Browser) -> None:
    reply = taken(proposed, "proposals/1/downloads/programme.ics")
    assert reply.content_type == "text/calendar; charset=utf-8"
    (event,) = icalendar.Calendar.from_ical(reply.data).walk("VEVENT")
    assert (str(event["summary"]), event["dtstart"].dt.isoformat()) == (
        "Proposed: Turku hosts Tartu", "2027-03-08",
    )  # fmt: skip
    proposed.open("/rounds/1/proposals").press("Propose programmes", seconds="5")
    again = taken(proposed, "proposals/2/downloads/programme.ics")
    (second,) = icalendar.Calendar.from_ical(again.data).walk("VEVENT")
    assert str(second["uid"]) == str(event["uid"])


def test_the_questionnaire_is_a_blank_form_to_fill_in_and_to_print(site: Site, carla: Browser) -> None:
    the_round(site)
    home = carla.open("/rounds/1/").reply.text
    assert re.findall(r'href="(/rounds/1/downloads/form[^"]+)"', home) == [
        f"/rounds/1/downloads/form.en.{kind}" for kind in ("docx", "pdf")
    ]
    reply = taken(carla, "downloads/form.en.docx")
    texts = [one.text for one in docx.Document(io.BytesIO(reply.data)).paragraphs]
    assert "1. How many people live there?" in texts
    reply = taken(carla, "downloads/form.en.pdf")
    assert reply.content_type == "application/pdf"
    assert "8–12 March 2027" in pypdf.PdfReader(io.BytesIO(reply.data)).pages[-1].extract_text()


def test_the_codebook_names_the_columns_of_the_answers(site: Site, carla: Browser) -> None:
    the_round(site)
    reply = taken(carla, "downloads/codebook.ddi.xml")
    assert reply.content_type.startswith("application/xml")
    assert re.findall(r'<var [^>]*name="([^"]+)"', reply.text) == HEADS


def test_nothing_is_there_before_a_proposal_is_done(site: Site, carla: Browser) -> None:
    the_round(site)
    queued(site)
    for name in ("proposal.json", "programme.xlsx", "programme.docx", "programme.pdf", "programme.ics"):
        assert carla.open(f"/rounds/1/proposals/1/downloads/{name}").status == 404


def test_answers_come_few_at_a_time(site: Site, carla: Browser) -> None:
    for city in the_round(site, *(f"city-{number}" for number in range(30))):
        fill(site, city, {"challenge": "x" * 10_000})
    reply = carla.client.get("/rounds/1/downloads/answers.csv", base_url=carla.base_url)
    sizes = [len(chunk) for chunk in reply.iter_encoded()]
    assert [size // 64_000 for size in sizes] == [1, 1, 1, 1, 0]
