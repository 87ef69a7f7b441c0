"""What the product ships to the browser: small, its own, and nothing that a strict policy would refuse."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "survey_app" / "web" / "static"
VENDORED = STATIC / "vendor" / "govuk-frontend" / "govuk-frontend.min.css"
PAGES = sorted((ROOT / "templates").rglob("*.html"))


def test_the_vendored_file_is_the_one_described() -> None:
    described = re.findall(r"`([0-9a-f]{64})`", (STATIC / "vendor" / "VENDORED.md").read_text())
    assert described[-1] == hashlib.sha256(VENDORED.read_bytes()).hexdigest()


def test_style_sheets_load_nothing_and_show_no_government() -> None:
    styles = VENDORED.read_text() + (STATIC / "app.css").read_text()
    assert re.findall(r"url\(|@import|@font-face|GDS|crown|crest", styles, re.IGNORECASE) == []


def test_a_first_load_stays_light() -> None:
    files = [VENDORED, STATIC / "app.css", STATIC / "app.js", STATIC / "questions.js", STATIC / "favicon.svg"]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert (weight < 26_500, (STATIC / "app.js").stat().st_size < 6_000) == (True, True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "templates")))
def test_pages_have_no_inline_style_or_script_and_trust_no_text(page: Path) -> None:
    refused = r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|\|\s*safe\b|javascript:|autoescape false"
    assert re.findall(refused, page.read_text(), re.IGNORECASE) == []
