"""What a respondent's journey costs the server: CPU milliseconds, SQL statements and bytes for each step.

python -m benchmarks.journey [JOURNEYS]

CPU is the server process's own user and system time, reading and writing the socket included; it is stated
also as a ratio to an empty page of the same server in the same run: what a noisy machine leaves firm.
"""

import http.client
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import mean
from urllib.parse import urlencode

from benchmarks.filling import fill

AIMS = {"first page": (6.0, 4), "journey of five pages": (43.0, 40)}
USED_SERVICE = ("yes", "yes", "no")  # in two of three journeys
PATTERNS = {"q.q04_postcode": "20100", "q.q34_email": "somebody@city.example"}


@dataclass
class Step:
    """Hold the cost of one request."""

    name: str
    cpu_ms: float
    statements: int
    bytes: int


@dataclass
class Browser:
    """Hold one fresh session: a connection, its cookies, what each request cost."""

    port: int
    steps: list[Step] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    cpu: float | None = None

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)

    def request(self, name: str, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Send one request and note its cost; return its status, its Location, its text."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        reply = self.connection.getresponse()
        content = reply.read()
        for key, value in reply.getheaders():
            if key == "Set-Cookie":
                cookie, _, worth = value.split(";", 1)[0].partition("=")
                self.cookies[cookie] = worth
        cpu = float(reply.headers["X-CPU"])
        if self.cpu is not None:
            self.steps.append(
                Step(name, (cpu - self.cpu) * 1000, int(reply.headers["X-Statements"]), len(content))
            )
        self.cpu = cpu
        return reply.status, reply.headers.get("Location", ""), content.decode()


def journey(port: int, token: str, draw: random.Random) -> list[Step]:
    """Walk one city's way from its link to the receipt; return what each request cost."""
    browser = Browser(port)
    browser.request("", "GET", "/empty")  # opens the connection, and fixes where counting begins
    browser.request("empty page", "GET", "/empty")
    _, start, _ = browser.request("open the link", "GET", f"/city/{token}")
    _, _, html = browser.request("start page", "GET", start)
    csrf = html.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    body = urlencode({"csrf_token": csrf, "name": "A colleague"})
    _, where, _ = browser.request("press start", "POST", f"{start}start", body)
    fixed = {**PATTERNS, "q.q08_used": draw.choice(USED_SERVICE)}
    for _ in range(20):
        number = where.rstrip("/").rsplit("/", 1)[1]
        if number == "review":
            break
        _, _, html = browser.request(f"show page {number}", "GET", where)
        where = _send(browser, number, html, draw, fixed)
    _, _, html = browser.request("review page", "GET", where)
    body = urlencode({"csrf_token": csrf, "name": "A colleague"})
    status, where, _ = browser.request("submit", "POST", where.replace("review", "submit"), body)
    if status != 303:
        raise SystemExit("The journey did not come to its end: the sheet was not taken.")
    browser.request("receipt", "GET", where)
    return browser.steps


def _send(browser: Browser, number: str, html: str, draw: random.Random, fixed: dict[str, str]) -> str:
    """Send a page until it is taken: its answers may bring up more to ask."""
    for attempt in range(6):
        action, fields = fill(html, draw, fixed)
        for name, value in fields:
            fixed.setdefault(name, value) if name.startswith("q.") else None
        name = f"save page {number}" + (" (more asked)" if attempt else "")
        status, where, html = browser.request(name, "POST", action, urlencode(fields))
        if status == 303:
            return where
    raise SystemExit(f"Page {number} was never taken; its last reply:\n{html[:2000]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(journeys: int) -> list[list[Step]]:
    """Serve the product, walk the journeys one after the other, return their steps; the first warms up."""
    port, draw = _free_port(), random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.server", folder, str(port), str(journeys + 3)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                tokens = [server.stdout.readline().strip() for _ in range(journeys + 3)]
                _wait_for(port)
                return [journey(port, token, draw) for token in tokens][3:]
            finally:
                server.kill()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The measured server did not start.")


def report(walks: list[list[Step]]) -> str:
    """Return the table: each step, then the first page, the journey and the review page."""
    by_name: dict[str, list[Step]] = defaultdict(list)
    for walk in walks:
        for step in walk:
            by_name[step.name].append(step)
    empty = mean(step.cpu_ms for step in by_name["empty page"])
    lines = [f"{'step':32}{'times':>7}{'CPU ms':>9}{'x empty':>9}{'SQL':>6}{'bytes':>9}"]
    for name, steps in by_name.items():
        cpu = mean(step.cpu_ms for step in steps)
        often = len(steps) / len(walks)
        sql, size = mean(step.statements for step in steps), mean(step.bytes for step in steps)
        lines.append(f"{name:32}{often:7.2f}{cpu:9.2f}{cpu / empty:9.1f}{sql:6.1f}{size:9.0f}")
    lines += ["", f"Means of {len(walks)} journeys:"]
    for name, steps_of in _sums().items():
        cpu = mean(sum(step.cpu_ms for step in walk if steps_of(step.name)) for walk in walks)
        sql = mean(sum(step.statements for step in walk if steps_of(step.name)) for walk in walks)
        aim = AIMS.get(name)
        told = f"   (aim: {aim[0]:.0f} ms, {aim[1]} statements)" if aim else ""
        lines.append(
            f"  {name:24}{cpu:7.1f} ms CPU = {cpu / empty:5.1f} empty pages, {sql:5.1f} statements{told}"
        )
    return "\n".join(lines)


def _sums() -> dict[str, object]:
    first = ("open the link", "start page")
    return {
        "first page": lambda name: name in first,
        "journey of five pages": lambda name: name not in ("empty page", "review page"),
        "review page": lambda name: name == "review page",
    }


if __name__ == "__main__":
    print(report(run(int(sys.argv[1]) if len(sys.argv) > 1 else 60)))
