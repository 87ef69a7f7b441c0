"""Files that cities send: what is taken, by its content; who can have it, and how; when it is gone."""

import io
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from tests.questionnaire.written import with_questions
from tests.web.browser import Browser
from tests.web.coordinator.cast import signed_in
from tests.web.site import City, Site

PDF = b"%PDF-1.7 the plan\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"30000x30000"
SOURCE = with_questions(
    """
    - {name: plans, type: file, label: Plans, most: 2, accept: [pdf, png, docx, text], max_mb: 1}
    - {name: why, type: text, label: Why?}
    """
)


def document(*names: str) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


def send(browser: Browser, *files: tuple[str, bytes], **answers: str) -> Browser:
    form = browser.page.form
    fields = MultiDict([pair for pair in form.fields if pair[0] != "q.plans.new"])
    for name, content in files:
        fields.add("q.plans.new", FileStorage(io.BytesIO(content), filename=name))
    for key, value in answers.items():
        fields.setlist(f"q.{key.replace('_', '.')}", [value])
    boundary, body = encode_multipart(fields)
    kind = f"multipart/form-data; boundary={boundary}"
    reply = browser.client.post(form.action, data=body, content_type=kind, base_url=browser.base_url)
    return browser._take(form.action, reply)


def opened(site: Site, city: City) -> Browser:
    return site.browser().open(city.link).open(f"{city.sheet}page/only")


def names(site: Site, city: City) -> list[str]:
    found = site.values(city).get("plans") or []
    assert isinstance(found, list)
    return [entry["name"] for entry in found]


def stored(site: Site) -> int:
    with site.database.begin() as session:
        return len(session.rows(text("SELECT 1 FROM sent_file")))


def test_files_are_kept_handed_out_and_let_go(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = send(opened(site, city), ("../etc/Plän “1”.pdf", PDF), ("picture.PNG", PNG), why="So")
    assert (browser.status, names(site, city), stored(site)) == (200, ["Plän “1”.pdf", "picture.PNG"], 2)
    page = browser.open(f"{city.sheet}page/only").page
    links = [(href, words) for href, words in page.links if "files" in href]
    assert [words for _, words in links] == ["Plän “1”.pdf", "picture.PNG"]
    path = f"{city.sheet}{links[0][0].removeprefix('../')}"
    reply = browser.client.get(path, base_url=browser.base_url)
    assert (reply.status_code, reply.data) == (200, PDF)
    assert {key: reply.headers[key] for key in ("Content-Type", "X-Content-Type-Options")} == {
        "Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff",
    }  # fmt: skip
    assert reply.headers["Content-Disposition"] == (
        "attachment; filename=\"Pl_n _1_.pdf\"; filename*=UTF-8''Pl%C3%A4n%20%E2%80%9C1%E2%80%9D%2Epdf"
    )
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    digest = links[0][0].rpartition("/")[2]
    send(browser, plans_remove=digest)
    assert (names(site, city), stored(site)) == (["picture.PNG"], 1)
    assert browser.client.get(path, base_url=browser.base_url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<html><script>alert(1)</script>"),
        ("drawing.txt", b"  <svg onload=alert(1)>"),
        ("plan.docx", PDF),  # the name says something else
        ("plan.txt", PDF),
        ("macros.docx", document("word/document.xml", "word/vbaProject.bin")),
        ("archive.docx", document("a/b")),
        ("broken.docx", b"PK\x03\x04 and nothing else"),
        ("program.pdf", b"MZ\x90\0"),
        ("empty.pdf", b""),
        ("large.pdf", PDF + b" " * 1024 * 1024),
        ("plan.odt", document("mimetype")),
    ],
)
def test_what_is_not_wanted_is_refused_in_words(site: Site, name: str, content: bytes) -> None:
    (city,) = site.ask(SOURCE)
    browser = send(opened(site, city), (name, content), why="So")
    assert browser.status == 422
    ((href, words),) = browser.page.errors
    assert (href, words.startswith(f"Plans: “{name}” is ")) == ("#q.plans", True)
    assert (site.values(city), stored(site)) == ({"why": "So"}, 0)


def test_no_more_than_asked_and_colleagues_files_stay(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    mine, theirs = opened(site, city), opened(site, city)
    send(theirs, ("theirs.docx", document("[Content_Types].xml", "word/document.xml")))
    send(mine, ("mine.txt", "Ääni".encode()))
    assert names(site, city) == ["theirs.docx", "mine.txt"]
    browser = send(opened(site, city), ("third.pdf", PDF))
    assert browser.page.errors == [("#q.plans", "Plans: At most 2 fit here: remove 1.")]
    assert (names(site, city), stored(site)) == (["theirs.docx", "mine.txt"], 2)


def test_only_the_city_and_its_coordinators_can_have_a_file(site: Site) -> None:
    turku, tartu = site.ask(SOURCE, "turku", "tartu")
    send(opened(site, turku), ("plan.pdf", PDF))
    (entry,) = site.values(turku)["plans"]  # type: ignore[misc]
    digest = entry["id"]
    other = site.browser().open(tartu.link)
    statuses = [other.open(f"{sheet}files/{digest}").status for sheet in (turku.sheet, tartu.sheet)]
    assert statuses == [404, 404]
    coordinator = signed_in(site)
    page = coordinator.open(f"/rounds/{turku.round}/cities/turku/").page
    assert (f"files/{digest}", "plan.pdf (1 kB)") in page.links
    reply = coordinator.client.get(
        f"/rounds/{turku.round}/cities/turku/files/{digest}", base_url=coordinator.base_url
    )
    assert reply.data == PDF


def test_a_request_that_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    (city,) = site.ask(SOURCE)
    browser = send(opened(site, city), ("large.pdf", PDF + b" " * 5 * 1024 * 1024))
    assert (browser.status, stored(site)) == (413, 0)
