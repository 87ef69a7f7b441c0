"""One file as its designer sees it: asked as it is saved, with findings and conditions beside."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from survey_app.app import create_app
from survey_app.jobs.queue import DirectJobs
from survey_app.storage import Database
from survey_app.web.preview.pages import preview_pages
from survey_app.web.preview.previewed import Previewed
from tests.web.browser import Browser
from tests.web.site import SECRET_KEY, TEMPLATES, Site

FORM = """
name: trip
version: "1"
title: A trip
language: en
purpose: Planning
retention: A year
pages:
  - name: trip
    label: Your trip
    questions:
      - {name: going, type: yes_no, label: Are you going?}
      - {name: people, type: integer, label: How many people?, relevant: "${going}"}
"""


@dataclass
class Preview:
    """Hold the file and a browser on its preview."""

    path: Path
    previewed: Previewed
    browser: Browser

    def save(self, text: str) -> "Preview":
        """Save the file and look at the preview."""
        self.path.write_text(text, encoding="utf-8")
        self.browser.open("/preview/")
        return self

    def findings(self) -> list[str]:
        """Return the findings as the page tells them."""
        return [text for text in self.browser.page.texts.get("li", []) if ", column " in text]


@pytest.fixture
def preview(tmp_path: Path, sqlite_database: Database) -> Preview:
    """Preview a file that does not read clean yet."""
    path = tmp_path / "trip.yaml"
    path.write_text("name: trip\n", encoding="utf-8")
    site = Site(tmp_path / "instance", sqlite_database)
    previewed = Previewed(path, sqlite_database, SECRET_KEY)
    app = create_app(
        site.settings,
        sqlite_database,
        DirectJobs(sqlite_database),
        site.letterbox,
        [preview_pages(previewed)],
    )
    app.jinja_env.bytecode_cache = TEMPLATES
    return Preview(path, previewed, Browser(app, site.settings.base_url))


def test_a_file_with_errors_tells_them_until_it_can_be_asked(preview: Preview) -> None:
    preview.save(FORM.replace("relevant:", "relevnt:"))
    assert [text.partition(" “")[0] for text in preview.findings()] == ["error Line 13, column 64"]
    assert "<iframe" not in preview.browser.page.html
    preview.save(FORM)
    assert preview.findings() == []
    assert f'src="{preview.previewed.link()}"' in preview.browser.page.html
    assert preview.browser.open(preview.previewed.link()).page.title == "A trip"


def test_saving_shows_the_new_text_with_the_answers_given_so_far(preview: Preview) -> None:
    preview.save(FORM)
    anna = preview.browser.open(preview.previewed.link())
    anna.open(f"{anna.address}page/trip").press("Save and continue", going="yes")
    preview.save(
        FORM.replace("name: going,", "name: travelling, renamed_from: going,").replace(
            "${going}", "${travelling}"
        )
    )
    compiled, sheet = preview.previewed.asked()
    assert [question.name for question in compiled.questionnaire.questions()] == ["travelling", "people"]
    assert sheet.values() == {"travelling": True}


def test_a_text_that_breaks_leaves_the_one_before_it_served(preview: Preview) -> None:
    mark = preview.save(FORM).previewed.look().mark
    preview.save(FORM.replace("yes_no", "yes_yes"))
    assert (
        "The text saved last has errors, so the one before it is still shown."
        in preview.browser.page.texts["p"]
    )
    assert preview.previewed.look().mark != mark
    preview.path.unlink()
    assert preview.browser.open("/preview/mark").reply.json == {"mark": "gone"}


def test_each_condition_says_whether_it_holds_and_what_it_looks_at(preview: Preview) -> None:
    page = preview.save(FORM).browser.page
    assert page.texts["summary"] == ["not shown people"]
    assert "Does not hold for the question: ${going}" in page.texts["p"]
    assert page.texts["li"] == ["going: no answer"]


def test_only_the_preview_lets_its_pages_be_framed(preview: Preview, site: Site) -> None:
    framed = preview.save(FORM).browser.reply.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'; frame-src 'self'" in framed
    usual = site.browser().open("/sign-in").reply.headers["Content-Security-Policy"]
    assert usual.endswith("frame-ancestors 'none'")


FINNISH = """
language: fi
title: Matka
purpose: Suunnittelu
retention: Vuosi
pages: {trip: {label: Matkanne}}
questions: {going: {label: Lähdettekö?}, people: {label: Montako?}}
"""


def test_translations_beside_the_file_are_shown_followed_and_checked(preview: Preview) -> None:
    finnish = preview.path.with_name("trip.fi.yaml")
    finnish.write_text(FINNISH.replace("title: Matka\n", ""), encoding="utf-8")
    page = preview.save(FORM).browser.page
    assert preview.findings() == [
        "error Line 4, column 8 The fi translation of “title” is missing: “A trip”. "
        "Add it in trip.fi.yaml; until then the language is not offered."
    ]
    assert [text for href, text in page.links if "language=" in href] == ["English", "Suomi (not complete)"]
    mark = preview.previewed.look().mark
    finnish.write_text(FINNISH + "titel: Matka\n", encoding="utf-8")
    assert preview.browser.open("/preview/mark").reply.json != {"mark": mark}
    page = preview.browser.open("/preview/?language=fi").page
    assert [text.partition(": ")[0] for text in preview.findings()] == ["warning trip.fi.yaml"]
    finnish.write_text(FINNISH, encoding="utf-8")
    page = preview.browser.open("/preview/?language=fi").page
    assert (preview.findings(), [text for href, text in page.links if "language=" in href]) == (
        [],
        ["English", "Suomi"],
    )
    assert preview.browser.open(preview.previewed.link()).page.title == "Matka"
