"""Walking through pages as people do, with an eye on every page that is passed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

GRAVE = {"serious", "critical"}
DESK, PHONE, HEIGHT = 1280, 390, 900


@dataclass
class Walk:
    """Hold a browser's page and everything that was found wrong on the way."""

    page: Page
    width: int
    scripts: bool
    found: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        """Look at the page in each width: accessible, no wider than the screen, one heading."""
        page = self.page
        self.found += [
            f"{name}: {count} main headings" for count in [page.locator("h1").count()] if count != 1
        ]
        if not self.scripts:
            return
        for width in (PHONE + DESK - self.width, self.width):  # its own comes last, and stays
            page.set_viewport_size({"width": width, "height": HEIGHT})
            self._look_at(f"{name}, {width} px")

    def _look_at(self, name: str) -> None:
        if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            self.found.append(f"{name}: wider than the screen")
        for violation in Axe().run(self.page).response["violations"]:
            if violation["impact"] in GRAVE:
                places = [node["target"] for node in violation["nodes"][:3]]
                self.found.append(f"{name}: {violation['id']} {places}")

    def press(self, words: str) -> None:
        """Press the button or link that reads so."""
        self.page.get_by_role("button", name=words, exact=True).or_(
            self.page.get_by_role("link", name=words, exact=True)
        ).first.click()

    def title(self) -> str:
        """Return the page's main heading."""
        return self.page.locator("h1").inner_text()


@contextmanager
def walking(browser: Browser, width: int, *, scripts: bool = True) -> Iterator[Walk]:
    """Open a fresh browser of a width; messages of the console that tell of faults are found too."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, java_script_enabled=scripts, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    walk = Walk(page, width, scripts)
    page.on("console", lambda message: _note(walk, message))
    page.on("pageerror", lambda error: walk.found.append(f"script: {error}"))
    page.on("dialog", lambda dialog: walk.found.append(f"dialog: {dialog.message}"))
    yield walk
    context.close()


def _note(walk: Walk, message: ConsoleMessage) -> None:
    # A page that sends a form back with its faults answers 422 or 409, which the console repeats.
    if message.type == "error" and "status of 4" not in message.text:
        walk.found.append(f"console: {message.text}")
