"""The product as people start it: one command in an empty folder, and what it prints."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60


@dataclass(frozen=True)
class Product:
    """Hold where a running product is opened, and the links that it printed."""

    base_url: str
    sign_in: str
    city: str


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """Run the product with its demonstration rounds in an empty folder, on a free port."""
    port = _free_port()
    command = [sys.executable, "-m", "survey_app", "run", "--demonstration", "--instance", str(folder)]
    environment = {**os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            printed = _read_until_serving(process)
            sign_in, city = re.findall(r"http://\S+/(?:sign-in|city)/\S+", printed)
            _wait_for(port, process)
            yield Product(f"http://127.0.0.1:{port}", sign_in, city)
        finally:
            process.send_signal(signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _read_until_serving(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if line.startswith("Serving on"):
            # Whatever follows must be read too, or the server would wait for somebody to do so.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return printed
    raise AssertionError(f"The product did not start; it printed:\n{printed}")


def _wait_for(port: int, process: "subprocess.Popen[str]") -> None:
    for _ in range(START_SECONDS * 10):
        assert process.poll() is None, "The product ended as soon as it had started."
        with socket.socket() as probe:
            probe.settimeout(0.1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.1)
    raise AssertionError("The product does not listen.")
