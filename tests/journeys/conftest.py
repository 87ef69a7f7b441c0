"""A real browser, and the product that it opens."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from survey_app.serving import application
from survey_app.storage import Database
from tests.journeys.product import Product, running_product
from tests.web.site import Site

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; a machine without it skips the journeys, CI fails them."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing = "Chromium is not installed (Debian: apt-get install chromium)."
        if os.environ.get("REQUIRE_PROGRAMS") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """Run the product in an empty folder."""
    with running_product(tmp_path / "instance") as started:
        yield started


@pytest.fixture
def site(tmp_path: Path, sqlite_database: Database) -> Site:
    """Give the product."""
    return Site(tmp_path / "instance", sqlite_database)


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Serve the product on a free port."""
    server = make_server("127.0.0.1", 0, application(site.settings, site.database), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
