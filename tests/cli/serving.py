"""A real server in a process of its own, and a client that talks to it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from werkzeug.datastructures import Headers, MultiDict

from tests.web.browser import Browser

FOREIGN = ("BASE_URL", "SECRET_KEY", "DATABASE_URL", "HOST", "INSTANCE", "MAIL_SERVER")
PATIENCE = 60.0  # seconds that a loaded machine may take


class Server:
    """Hold a running server: what it printed, and how to reach it."""

    def __init__(self, *words: str, port: int, folder: Path, python: str = sys.executable) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        self.port, self.folder, self.printed = port, folder, ""
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [python, "-m", "survey_app", *words], cwd=folder, text=True,
            env=environment | {"PORT": str(port), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._serving = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._serving.wait(PATIENCE)
        assert "Serving on" in self.printed, self.printed
        self.took = time.monotonic() - self.begun

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.printed += line
                if line.startswith("Serving on"):
                    self._serving.set()
        self._serving.set()

    def link(self, kind: str) -> str:
        """Return the path of the link of a kind, "city" or "sign-in", that was printed."""
        found = re.search(rf"http://127\.0\.0\.1:{self.port}(/{kind}/\S+)", self.printed)
        assert found, self.printed
        return found[1]

    def browser(self) -> Browser:
        """Return a device that talks to this server."""
        device = Browser.__new__(Browser)
        device.client = Client(self.port)  # type: ignore[assignment]
        device.base_url, device.addresses = f"http://127.0.0.1:{self.port}", []
        return device

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the server as an operator would; return its exit status."""
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status

    def children(self) -> list[int]:
        """Return the processes that the server has started."""
        found = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return sorted(int(number) for file in found for number in file.read_text().split())


@contextmanager
def serving(
    *words: str, folder: Path, port: int | None = None, python: str = sys.executable
) -> Iterator[Server]:
    """Run a server for the length of a block."""
    server = Server(*words, port=port or free_port(), folder=folder, python=python)
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_running(process: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def within(seconds: float, holds: object) -> bool:
    """Wait until a condition (a function) holds; tell whether it came to."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


class Reply:
    """Hold a reply."""

    def __init__(self, status: int, headers: Headers, body: bytes) -> None:
        self.status_code, self.headers, self.data = status, headers, body

    def get_data(self, as_text: bool = True) -> str:
        """Return the body."""
        return self.data.decode()


class Client:
    """Send requests over a connection, with cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()

    def get(self, path: str, base_url: str = "", headers: dict[str, str] | None = None) -> Reply:
        """Get a page."""
        return self._send("GET", path, None, headers or {})

    def post(self, path: str, data: "MultiDict[str, str] | dict[str, str]", base_url: str = "") -> Reply:
        """Send a form."""
        body = urlencode([*MultiDict(data).items(multi=True)])
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            address = urlsplit(path)
            target = address.path + (f"?{address.query}" if address.query else "")
            connection.request(method, target, body, {"Cookie": cookie, **headers})
            reply = connection.getresponse()
            found = Reply(reply.status, Headers(reply.getheaders()), reply.read())
        finally:
            connection.close()
        for line in found.headers.getlist("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return found
