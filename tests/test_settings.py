"""Settings: three sheets, one check that lists everything at once, nothing run."""

import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.places import CONFIG
from survey_app.settings import (
    INSTANCE_FILE,
    BadSettings,
    Settings,
    load_settings,
    prepare_instance,
    read_sheet,
)

KEY = "0123456789abcdefghijklmnopqrstuvwxyz"


def loaded(folder: Path, text: str = "", **environ: str) -> Settings:
    """Return the settings of an instance file and an environment."""
    (folder / INSTANCE_FILE).write_text(f'SECRET_KEY = "{KEY}"\nBASE_URL = "http://127.0.0.1:5000"\n{text}\n')
    return load_settings(folder, environ)


def problems(folder: Path, text: str = "", **environ: str) -> list[str]:
    """Return everything that is wrong with settings."""
    with pytest.raises(BadSettings) as raised:
        loaded(folder, text, **environ)
    assert str(raised.value) == "\n".join(raised.value.problems)
    return raised.value.problems


def test_the_instance_file_is_written_once_at_random_and_for_its_owner_alone(tmp_path: Path) -> None:
    one, two = tmp_path / "deep" / "one", tmp_path / "two"
    assert [prepare_instance(one), prepare_instance(one), prepare_instance(two)] == [True, False, True]
    first, second = ((folder / INSTANCE_FILE).read_text() for folder in (one, two))
    keys = [read_sheet(text, "x")["SECRET_KEY"] for text in (first, second)]
    assert [len(key) for key in keys] == [64, 64]
    assert keys[0] != keys[1]
    assert stat.S_IMODE((one / INSTANCE_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(one.stat().st_mode) == 0o700
    assert [path.name for path in one.iterdir()] == [INSTANCE_FILE]
    assert load_settings(one, {}).base_url == "http://127.0.0.1:5000"
    assert (one / INSTANCE_FILE).read_text() == first


def test_of_many_that_start_at_once_one_writes_the_file_and_all_read_it(tmp_path: Path) -> None:
    found: list[tuple[bool, str]] = []

    def start() -> None:
        wrote = prepare_instance(tmp_path)
        found.append((wrote, load_settings(tmp_path, {}).secret_key))

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(wrote for wrote, _ in found) == [False] * 15 + [True]
    assert len({key for _, key in found}) == 1


def test_every_setting_of_the_sheet_is_known_with_the_default_that_stands_there(tmp_path: Path) -> None:
    sheet = read_sheet(CONFIG.read_text(), "config.py")
    found = loaded(tmp_path)
    defaults = {name: getattr(found, name.lower()) for name in sheet}
    assert {**sheet, "SECRET_KEY": KEY, "BASE_URL": "http://127.0.0.1:5000"} == defaults
    assert set(sheet) == {name.upper() for name in Settings.__slots__} - {"INSTANCE"}


def test_the_environment_goes_first_then_the_instance_then_the_sheet(tmp_path: Path) -> None:
    found = loaded(tmp_path, "THREADS = 3\nMAIL_PORT = 25", THREADS="4", MAIL_STARTTLS="no", MAIL_USER="")
    assert (found.threads, found.mail_port, found.mail_starttls, found.port) == (4, 25, False, 5000)
    assert found.mail_user is None  # an empty variable says nothing


def test_database_url_and_port_are_honoured_and_links_follow_the_port(tmp_path: Path) -> None:
    found = loaded(tmp_path, PORT="8123", DATABASE_URL="postgresql://me@host/name")
    assert (found.port, found.base_url, found.database_url) == (
        8123,
        "http://127.0.0.1:8123",
        "postgresql://me@host/name",
    )
    assert loaded(tmp_path, "PORT = 8124").base_url == "http://127.0.0.1:8124"
    told = loaded(tmp_path, PORT="8123", BASE_URL="http://localhost:80/")
    assert (told.port, told.base_url) == (8123, "http://localhost:80")
    behind = loaded(tmp_path, "BASE_URL = 'https://exchange.example/'", PORT="8123")
    assert (behind.base_url, behind.secure, behind.hosts) == (
        "https://exchange.example",
        True,
        ["exchange.example"],
    )


def test_everything_that_is_wrong_is_listed_at_once(tmp_path: Path) -> None:
    text = (
        'SECRET_KEY = "short"\nBASE_URL = "http://exchange.example"\nTHREADS = 0\nMAIL_PORT = "x"\n'
        'MAIL_SERVER = "mail.example"\nMAIL_STARTTLS = "perhaps"\nDATABASE_URL = "mysql://root:pass@host/x"\n'
        'HOST = 5\nMAIL_PASSWORD = 12345\nTHREAD = 4\nFLAVOUR = "x"\nPROPOSAL_SECONDS = True'
    )
    assert problems(tmp_path, text, PORT="99999", SIGN_IN_LINK_MINUTES="soon") == [
        "THREAD is no setting. Did you mean THREADS?",
        "FLAVOUR is no setting. config.py lists them.",
        "HOST must be text in quotes.",
        "PORT must be a whole number between 1 and 65535, not “99999”.",
        "THREADS must be a whole number between 1 and 64, not 0.",
        "MAIL_PORT must be a whole number between 1 and 65535, not “x”.",
        "MAIL_PASSWORD must be text in quotes.",
        "MAIL_STARTTLS must be True or False.",
        "SIGN_IN_LINK_MINUTES must be a whole number between 1 and 1440, not “soon”.",
        "PROPOSAL_SECONDS must be a whole number between 1 and 86400, not True.",
        "SECRET_KEY is missing, short or easily guessed. Set one of at least 32 random characters;"
        " a new instance folder gets one at the first start.",
        "BASE_URL is plain http on exchange.example; use https. Plain http works on 127.0.0.1 only.",
        "DATABASE_URL must begin with sqlite: or postgresql:, not “mysql:”.",
        "MAIL_SENDER is missing: with MAIL_SERVER set, mail needs a sender’s address.",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "exchange.example", "ftp://exchange.example", "https://", "https://exchange.example/path",
        "https://exchange.example?x=1", "https://exchange.example#x", "https://me:pass@exchange.example",
        "https://[bad", "https://exchange.example:port", "http://127.0.0.1:99999", "//exchange.example",
    ],
)  # fmt: skip
def test_a_base_url_is_a_scheme_and_a_host(tmp_path: Path, url: str) -> None:
    assert problems(tmp_path, BASE_URL=url) == [
        f"BASE_URL must be a scheme and a host, such as https://exchange.city.eu, not “{url}”."
    ]


@pytest.mark.parametrize("url", ["http://exchange.example", "http://192.168.1.4:5000", "http://[::1]:5000"])
def test_plain_http_is_for_this_machine_alone(tmp_path: Path, url: str) -> None:
    (told,) = problems(tmp_path, BASE_URL=url)
    assert told.startswith("BASE_URL is plain http on ")


@pytest.mark.parametrize("key", ["x" * 64, "changeme", "password" * 8, "a" * 31])
def test_a_key_that_is_short_or_easily_guessed_is_refused(tmp_path: Path, key: str) -> None:
    assert problems(tmp_path, SECRET_KEY=key)[0].startswith("SECRET_KEY is missing, short or easily guessed.")


@pytest.mark.parametrize(
    "line",
    [
        "import os", "PORT = __import__('os').getpid()",
        "open('ran', 'w')", "X: int = 3", "A = B = 1", "del X",
        "[open('ran', 'w') for X in '1']", "PORT = {[]: 1}", "def f(): pass", "PORT = f'{1}'", "A, B = 1, 2",
    ],
)  # fmt: skip
def test_nothing_in_a_sheet_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / INSTANCE_FILE
    assert problems(tmp_path, line) == [f"{path}:3: only NAME = plain value can stand here."]
    assert [entry.name for entry in tmp_path.iterdir()] == [INSTANCE_FILE]


@pytest.mark.parametrize("text", ["PORT = ", "PORT 5000", "'", "(" * 500, "\0", "PORT = 1\n  THREADS = 2"])
def test_a_sheet_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    (told,) = problems(tmp_path, text)
    assert told.endswith("this line cannot be read. Write NAME = value.")


def test_a_sheet_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / INSTANCE_FILE
    path.write_bytes('MAIL_SENDER = "bürgermeister@city.eu"'.encode("latin-1"))
    with pytest.raises(BadSettings) as raised:
        load_settings(tmp_path, {})
    assert raised.value.problems == [f"{path}:1: the file is not UTF-8 text. Save it as UTF-8."]


@given(text=st.text())
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        values = read_sheet(text, "x")
    except BadSettings as bad:
        assert all(problem.startswith("x:") for problem in bad.problems)
    else:
        assert all(isinstance(name, str) for name in values)
