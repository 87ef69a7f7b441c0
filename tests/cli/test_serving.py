"""The product as it is served: started, stopped, killed, started again."""

import gzip
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPException
from pathlib import Path

import pytest

from survey_app.answers.model import Change
from survey_app.storage import Database, default_url, open_database, proposals
from survey_app.storage.records import ProposalStatus
from tests.cli.serving import Client, Server, free_port, is_running, serving, within
from tests.web.site import SECRET_KEY, City, Site
from tests.web.test_addresses import HEADERS

NUMBERS = """
name: numbers
version: "1"
title: Numbers
language: en
pages:
  - name: all
    label: All
    questions:
      - {name: a, type: integer, label: A}
      - {name: b, type: integer, label: B}
      - {name: c, type: integer, label: C}
"""

# Of worker and server by turns. Where all programs are required, chance has time to strike anywhere.
KILLS = 20 if os.environ.get("REQUIRE_PROGRAMS") == "1" else 6


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Database]]:
    """Open instances' databases beside their servers."""
    found: list[Database] = []

    def open_one(instance: Path) -> Database:
        found.append(open_database(default_url(instance)))
        return found[-1]

    yield open_one
    for database in found:
        database.close()


def test_run_twice_keeps_the_data_and_prints_the_links_again(tmp_path: Path) -> None:
    port = free_port()
    words = ("run", "--demonstration", "--instance", "here")
    with serving(*words, folder=tmp_path, port=port) as server:
        first = server.printed
        city = server.browser().open(server.link("city"))
        city.press("Continue", name="Mari").press("Save and finish later")
        coordinator = server.browser().open(server.link("sign-in")).press("Sign in")
        assert coordinator.address == "/rounds/"
        assert server.stop(signal.SIGINT) == 0
        assert server.printed.endswith("– stop with Ctrl-C.\nStopped.\n")
        assert "Traceback" not in server.printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here"]
    with serving(*words, folder=tmp_path, port=port) as server:
        lines = [re.sub("sign-in/.*", "sign-in/…", text) for text in (first, server.printed)]
        assert lines[0] == lines[1]
        assert first != server.printed
        again = server.browser().open(server.link("city"))
        assert again.page.title == city.page.title
        assert coordinator.open("/rounds/").address == "/rounds/"  # sessions outlive a restart
        assert server.stop(signal.SIGTERM) == 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve an empty installation for several tests, which leave it as it was."""
    with serving("serve", folder=tmp_path_factory.mktemp("served")) as server:
        yield server


def test_files_are_compressed_and_cached_and_every_reply_carries_its_headers(served: Server) -> None:
    client = Client(served.port)
    page = client.get("/sign-in")
    sheet = re.search(r'href="(/static/app\.css\?v=\w{10})"', page.get_data())
    assert sheet
    plain, packed = client.get(sheet[1]), client.get(sheet[1], headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert plain.data == (Path(__file__).parents[2] / "survey_app/web/static/app.css").read_bytes()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Cache-Control"] == "max-age=31536000, public"
    assert packed.headers["Content-Type"].startswith("text/css")
    for reply in (page, client.get("/no-such"), client.get("/static/no-such.css"), packed):
        carried = {name: reply.headers.get(name) for name in HEADERS if name != "Cache-Control"}
        assert carried == {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
        assert "Server" not in reply.headers
    assert client.get("/static/../settings.py").status_code == 404
    assert client.get("/static/%2e%2e/%2e%2e/settings.py").status_code == 404


def test_many_uploads_that_come_slowly_keep_nobody_waiting(served: Server) -> None:
    browser = served.browser()
    head = "POST /sheet/x/page/y HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3000000\r\n\r\n"
    with ExitStack() as slow:
        for _ in range(150):
            one = slow.enter_context(socket.create_connection(("127.0.0.1", served.port)))
            one.sendall(head.encode() + b"x")
        assert browser.open("/sign-in").status == 200


def test_a_port_in_use_is_told_and_the_server_there_keeps_its_worker(served: Server) -> None:
    before = served.children()
    told = subprocess.run(
        [sys.executable, "-m", "survey_app", "serve"], cwd=served.folder, check=False, capture_output=True,
        env=os.environ | {"PORT": str(served.port)}, text=True, timeout=60,
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (
        1,
        "",
        f"The server cannot listen on 127.0.0.1:{served.port}: Address already in use."
        f" Try another port, such as PORT={served.port + 1}, or another HOST.\n",
    )
    assert served.children() == before


def test_a_worker_that_dies_is_started_again(served: Server) -> None:
    (first,) = served.children()
    os.kill(first, signal.SIGKILL)
    assert within(30, lambda: served.children() not in ([], [first]))
    assert len(served.children()) == 1


def laid_out(instance: Path, database: Database, cities: int) -> tuple[Site, list[City]]:
    """Lay out an instance with a round, its links signed by the tests' own key."""
    site = Site(instance, database)
    instance.mkdir(exist_ok=True)
    text = f'SECRET_KEY = "{SECRET_KEY}"\nBASE_URL = "http://127.0.0.1:5000"\n'
    (instance / "settings.py").write_text(text)
    database.create_or_upgrade()
    return site, site.ask(NUMBERS, *[f"city-{number}" for number in range(cities)])


class Savers:
    """Save numbers that count up, each question from a device of its own, until the server is gone."""

    def __init__(self, server: Server, city: City, first: int) -> None:
        self.acknowledged: list[tuple[str, int]] = []
        self._threads = [
            threading.Thread(target=self._save, args=(server, city, name, first)) for name in "abc"
        ]
        for thread in self._threads:
            thread.start()

    def _save(self, server: Server, city: City, question: str, number: int) -> None:
        try:
            device = server.browser().open(city.link)
            while True:
                number += 1
                device.open(f"{city.sheet}page/all").press("Save and finish later", **{question: str(number)})
                assert device.address == f"{city.sheet}?saved=1", device.page.html
                self.acknowledged.append((question, number))
        except (OSError, HTTPException):
            return

    def wait(self) -> list[tuple[str, int]]:
        """Wait for the end; return what was acknowledged."""
        for thread in self._threads:
            thread.join()
        return self.acknowledged


def saved(changes: list[Change]) -> list[tuple[str, object]]:
    """Return what a history has stored, in order."""
    return [(name, new) for change in changes for name, (_, new) in change.changes.items()]


def test_after_every_kill_9_what_was_acknowledged_is_there_once_and_serving_goes_on(
    tmp_path: Path, opened: Callable[[Path], Database]
) -> None:
    instance, chance, port = tmp_path / "instance", random.Random(9), free_port()
    site, (city,) = laid_out(instance, opened(instance), 1)
    acknowledged: list[tuple[str, int]] = []
    for turn in range(KILLS // 2):
        with serving("serve", "--instance", str(instance), folder=tmp_path, port=port) as server:
            assert server.took < 30
            savers = Savers(server, city, turn * 1000)
            assert within(30, lambda savers=savers: len(savers.acknowledged) > 3)
            threading.Event().wait(chance.random() / 3)
            (worker,) = server.children()
            os.kill(worker, signal.SIGKILL)
            before = len(savers.acknowledged)
            assert within(30, lambda savers=savers, before=before: len(savers.acknowledged) > before + 3)
            threading.Event().wait(chance.random() / 3)
            workers = server.children()
            server.kill()
            acknowledged += savers.wait()
        assert within(30, lambda workers=workers: not any(map(is_running, workers)))
        stored = saved(site.history(city))
        assert set(acknowledged) <= set(stored)
        assert len(stored) == len(set(stored)) <= len(acknowledged) + 3 * (turn + 1)
        assert [change.revision for change in site.history(city)] == list(range(1, len(stored) + 1))
        assert site.values(city) == dict(stored)


def test_a_backup_taken_while_people_save_is_what_stood_at_one_moment(
    tmp_path: Path, opened: Callable[[Path], Database]
) -> None:
    instance, there = tmp_path / "instance", tmp_path / "there"
    site, (city,) = laid_out(instance, opened(instance), 1)
    command = [sys.executable, "-m", "survey_app"]
    with serving("serve", "--instance", str(instance), folder=tmp_path) as server:
        savers = Savers(server, city, 0)
        assert within(30, lambda: len(savers.acknowledged) > 6)
        before = list(savers.acknowledged)
        for words in (["backup", "-o", "all.zip"], ["restore", "all.zip", "--instance", str(there)]):
            where = [] if "restore" in words else ["--instance", str(instance)]
            subprocess.run([*command, *words, *where], cwd=tmp_path, check=True, capture_output=True)
        server.kill()
        savers.wait()
    restored = Site(there, opened(there))
    stored, everything = saved(restored.history(city)), saved(site.history(city))
    assert set(before) <= set(stored)
    assert stored == everything[: len(stored)]
    assert restored.values(city) == dict(stored)


def test_a_computation_that_a_kill_cut_off_is_marked_and_can_be_started_again(
    tmp_path: Path, opened: Callable[[Path], Database]
) -> None:
    port, words = free_port(), ("run", "--demonstration")
    with serving(*words, folder=tmp_path, port=port) as server:
        browser = server.browser().open(server.link("sign-in")).press("Sign in")
        (home,) = {href for href, _ in browser.page.links if re.fullmatch(r"/rounds/2/", href)}
        browser.open(f"{home}proposals").press("Propose programmes", seconds="600")
        number = int(browser.address.rstrip("/").rsplit("/", 1)[1])
        database = opened(tmp_path / "instance")

        def status(proposal: int) -> ProposalStatus:
            with database.begin() as session:
                found = proposals.proposal_by_id(session, proposal)
            assert found is not None
            return found.summary.status

        assert within(60, lambda: status(number) is ProposalStatus.RUNNING)
        (worker,) = server.children()
        server.kill()
        assert within(30, lambda: not is_running(worker))
        assert status(number) is ProposalStatus.RUNNING
    with serving(*words, folder=tmp_path, port=port) as server:
        assert within(60, lambda: status(number) is ProposalStatus.INTERRUPTED)
        browser.open(f"{home}proposals").press("Propose programmes", seconds="600")
        again = int(browser.address.rstrip("/").rsplit("/", 1)[1])
        assert within(60, lambda: status(again) is ProposalStatus.RUNNING)
        assert (again > number, status(number)) == (True, ProposalStatus.INTERRUPTED)
