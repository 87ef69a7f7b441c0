"""The road in steps: a city completes its sheet, the coordinator proposes and downloads a programme."""

from pathlib import Path

from tests.journeys.walking import Walk

PAGES = [
    "Your city and how it buys",
    "What you want to learn",
    "What you can show",
    "Hosting an exchange",
    "Visiting other cities",
    "People and languages",
]


def complete_the_sheet(walk: Walk, link: str) -> list[str]:
    """Fill in what Tartu's sheet lacks, page by page, and sign it off; return the headings passed."""
    page = walk.page
    page.goto(link)
    passed = [walk.title()]
    walk.look("start")
    page.get_by_label("Your name").fill("Mari Tamm")
    walk.press("Continue")
    passed.append(walk.title())
    walk.look("first incomplete page")
    walk.press("Save and continue")  # too early: the contact is missing
    walk.look("page with faults")
    passed.append(page.locator("#error-summary h2").inner_text())
    _go_through_all_pages(walk)
    page.get_by_label("Who speaks for Tartu in this round?").fill("Mari Tamm")
    page.get_by_label("At which e-mail address?").fill("mari.tamm@tartu.example")
    page.locator("input[type=checkbox][name='q.consent']").check()
    walk.press("Save and continue")
    passed.append(walk.title())
    walk.look("review")
    page.get_by_label("Your name").fill("Mari Tamm")
    walk.press("Submit for Tartu")
    passed.append(walk.title())
    walk.look("receipt")
    return passed


def _go_through_all_pages(walk: Walk) -> None:
    """Walk from the last page back to the first and forward again, looking at each."""
    for heading in reversed(PAGES[:-1]):
        walk.press("Back")
        assert walk.title() == heading
        walk.look(heading)
    for heading in PAGES[1:]:
        walk.press("Save and continue")
        assert walk.title() == heading


def save_download(walk: Walk, words: str, folder: Path) -> Path:
    """Press a download and return the file."""
    with walk.page.expect_download() as waiting:
        walk.press(words)
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def sign_in(walk: Walk, link: str) -> None:
    """Open the printed link and press its button."""
    walk.page.goto(link)
    walk.look("sign in")
    walk.press("Sign in")
    assert walk.title() == "Rounds"
    walk.look("rounds")


def look_at_the_answers(walk: Walk) -> None:
    """Open the BUILD round, its picture of needs and offers, a figure's answer, its statistics."""
    page = walk.page
    page.get_by_role("link", name="BUILD").first.click()
    walk.look("round")
    page.get_by_role("link", name="Needs and offers", exact=True).first.click()
    walk.look("needs and offers")
    page.goto(page.url.replace("/profiles", "/statistics"))
    walk.look("statistics")


def propose(walk: Walk) -> None:
    """Ask for a proposal and wait until it is computed."""
    page = walk.page
    page.get_by_role("link", name="Proposals", exact=True).first.click()
    walk.look("proposals")
    walk.press("Propose programmes")
    page.wait_for_selector("#exchanges", timeout=90_000)
    walk.look("proposed programme")


def exchanges(walk: Walk) -> dict[str, list[str]]:
    """Return the programme as it is read: each exchange's title with its sessions and who presents them."""
    read = {}
    for card in walk.page.locator("article.exchange").all():
        rows = card.locator("tbody tr").all()
        sessions = [
            f"{_line(row.locator('th').inner_text())} – {_line(row.locator('td').first.inner_text())}"
            for row in rows
        ]
        read[_line(card.locator("h3").inner_text())] = sessions
    return read


def _line(text: str) -> str:
    """Return the first line of what stands in a cell, without the session's number."""
    first = text.strip().splitlines()[0].strip()
    return first.split(". ", 1)[1] if first[:1].isdigit() and ". " in first else first
