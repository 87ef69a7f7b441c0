"""survey-app translate, and survey-app check on what stands beside a questionnaire."""

from collections.abc import Callable
from pathlib import Path

import pytest

from survey_app.places import QUESTIONNAIRES
from tests.cli.conftest import Run
from tests.questionnaire.translations.asked import ASKED, FINNISH

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file into the folder of the commands."""
    return lambda name, text: (tmp_path / name).write_text(text, "utf-8") and None


def test_from_nothing_to_an_offered_language(survey: Run, write: Write, tmp_path: Path) -> None:
    write("short.yaml", ASKED)
    assert survey("translate", "status", "short.yaml").stdout.startswith(
        "short.yaml has no translations yet."
    )
    assert (
        survey("translate", "extract", "short.yaml", "fi").stdout
        == "short.fi.yaml: 14 texts, 14 to translate.\n"
    )
    status = survey("translate", "status", "short.yaml")
    assert (status.exit_code, status.stdout) == (
        1, "fi: 0 of 14 texts, 14 missing, 0 stale; not offered to respondents.\n",
    )  # fmt: skip
    for name in ("out.xlf", "out.xlsx"):
        done = survey("translate", "export", "short.yaml", "fi", "-o", name)
        assert done.stdout == f"{name}: 14 texts, 14 to translate.\n"
    filled = (tmp_path / "out.xlf").read_text("utf-8").replace("</source>", "</source><target>Sana</target>")
    (tmp_path / "in.xlf").write_text(filled.replace('"initial"', '"translated"'), "utf-8")
    taken = survey("translate", "import", "short.yaml", "fi", "in.xlf")
    assert taken.stdout == "short.fi.yaml: 14 texts taken over.\n"
    checked = survey("check", "short.yaml")
    assert (checked.exit_code, checked.stdout.count("error")) == (1, 1)
    assert "The translation says no answer where its source says ${buyers}." in checked.stdout


def test_changed_sources_are_listed_and_can_be_confirmed(survey: Run, write: Write) -> None:
    write("short.yaml", ASKED)
    write("short.fi.yaml", FINNISH.replace("  way: {", "  gone: {label: x}\n  way: {"))
    status = survey("translate", "status", "short.yaml", "--list")
    assert (status.exit_code, status.stdout) == (
        1,
        "fi: 13 of 14 texts, 0 missing, 1 stale; not offered to respondents.\n"
        "  stale: “label” of the question “buyers”: “How many buyers does your city have?”\n",
    )
    survey("translate", "extract", "short.yaml", "fi", "--confirm", "--tidy")
    assert survey("check", "short.yaml", "short.fi.yaml").stdout == ""
    assert survey("translate", "status", "short.yaml").stdout == (
        "fi: 14 of 14 texts, 0 missing, 0 stale; offered to respondents.\n"
    )


def test_what_cannot_be_done_is_told(survey: Run, write: Write) -> None:
    write("short.yaml", ASKED)
    write("bomb.xlf", '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>')
    for told, words in {
        "“en” is no": ("extract", "short.yaml", "en"),
        "“Finnish” is no language code.": ("extract", "short.yaml", "Finnish"),
        "out.pdf: write and read .xlf": ("export", "short.yaml", "fi", "-o", "out.pdf"),
        "bomb.xlf: The document declares a document type": ("import", "short.yaml", "fi", "bomb.xlf"),
    }.items():
        done = survey("translate", *words)
        assert done.exit_code in (1, 2)
        assert told.removesuffix(" is no") in done.stderr


def test_the_shipped_translations_are_complete_and_without_findings(survey: Run) -> None:
    shipped = QUESTIONNAIRES / "city-needs.yaml"
    assert survey("check", shipped).stdout == ""
    status = survey("translate", "status", shipped)
    assert (status.exit_code, [line.split(":")[0] for line in status.stdout.splitlines()]) == (
        0, ["et", "fi", "nl"],
    )  # fmt: skip
