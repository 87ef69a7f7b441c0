"""Host headers, redirects, and what every reply carries."""

from pathlib import Path

import pytest

from survey_app.storage import Database
from tests.web.browser import Page
from tests.web.site import Site
from tests.web.test_respondent_road import SHORT

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


@pytest.fixture
def public(tmp_path: Path, sqlite_database: Database) -> Site:
    """Give the product as it is reached by https."""
    return Site(tmp_path, sqlite_database, "https://exchange.example")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "exchange.example.evil.example", "evil-exchange.example",
        "exchange.example@evil.example", "127.0.0.1", "localhost", "", "exchange.example/evil", "a b",
        "é.example",
    ],
)  # fmt: skip
def test_a_foreign_host_gets_an_error_in_words(public: Site, host: str) -> None:
    public.account()
    client, fields = public.app.test_client(), {"email": "ada@nine.example"}
    replies = [client.get(path, headers={"Host": host}) for path in ("/sign-in", "/rounds", "/no-such")]
    replies.append(client.post("/sign-in", headers={"Host": host}, data=fields))
    pages = [Page(reply.get_data(as_text=True)) for reply in replies]
    assert [reply.status_code for reply in replies] == [400] * 4
    assert {page.title for page in pages} == {"We could not read what was sent"}
    assert [page for page in pages if "evil" in page.html] == []
    assert public.letterbox.letters == []


@pytest.mark.parametrize("host", ["exchange.example", "exchange.example:8443"])
@pytest.mark.parametrize(
    "forwarded", [{}, {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}]
)
def test_mailed_links_begin_with_the_base_url_whatever_the_host_says(
    public: Site, host: str, forwarded: dict[str, str]
) -> None:
    public.account()
    client, headers = public.app.test_client(), {"Host": host, **forwarded}
    page = Page(
        client.get("/sign-in", headers=headers, base_url="https://exchange.example").get_data(as_text=True)
    )
    fields = {**dict(page.form.fields), "email": "ada@nine.example"}
    client.post("/sign-in", data=fields, headers=headers, base_url="https://exchange.example")
    (letter,) = public.letterbox.letters
    assert [word[:33] for word in letter.text.split() if "://" in word] == [
        "https://exchange.example/sign-in/"
    ]


@pytest.mark.parametrize("path", ["/rounds", "//rounds", "/rounds//", "//evil.example/rounds", "/city/x"])
def test_redirects_name_a_path_of_ours_alone(site: Site, path: str) -> None:
    (city,) = site.ask(SHORT)
    client, path = site.app.test_client(), path.replace("/city/x", city.link)
    reply = client.open(path, base_url=site.settings.base_url, headers={"X-Forwarded-Proto": "https"})
    location = reply.headers.get("Location", "/")
    assert (location[0], location[1:2] in ("/", "\\"), "://" in location) == ("/", False, False)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/sign-in", 200), ("GET", "/", 303), ("GET", "/no-such", 404), ("POST", "/sign-in", 400),
        ("GET", "/city/wrong", 404), ("DELETE", "/sign-in", 405), ("POST", "/sign-out", 403),
    ],
)  # fmt: skip
def test_every_reply_carries_the_security_headers(site: Site, method: str, path: str, status: int) -> None:
    reply = site.app.test_client().open(path, method=method, base_url=site.settings.base_url)
    assert reply.status_code == status
    assert {name: reply.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in reply.headers


def test_over_https_browsers_are_told_to_stay_there(public: Site) -> None:
    reply = public.app.test_client().get("/sign-in", base_url="https://exchange.example")
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_page_of_another_method_says_which_it_takes(site: Site) -> None:
    reply = site.app.test_client().delete("/sign-in", base_url=site.settings.base_url)
    assert reply.headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert Page(reply.get_data(as_text=True)).title == "This address is used in another way"


@pytest.mark.parametrize(("proxies", "counted"), [(0, "10.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_guesses_are_counted_by_the_address_that_the_outermost_proxy_saw(
    site: Site, proxies: int, counted: str
) -> None:
    client = site.make_app(proxies=proxies).test_client()
    headers = {"X-Forwarded-For": "192.0.2.1, 198.51.100.7, 203.0.113.9"}
    environ = {"REMOTE_ADDR": "10.0.0.1"}
    client.get("/city/wrong", headers=headers, base_url=site.settings.base_url, environ_overrides=environ)
    with site.database.begin() as session:
        found = session.connection.exec_driver_sql("SELECT source FROM attempt").all()
    assert [row[0] for row in found] == [counted]
