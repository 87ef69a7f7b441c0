"""`survey-app convert`: what it writes, what it tells, and with which status it ends."""

from pathlib import Path

from tests.cli.conftest import Run

GOOD = """\
name: good
version: "1"
title: Good
language: en
pages:
  - name: one
    label: One
    questions:
      - {name: city, type: text, label: City}
"""


def test_a_questionnaire_is_written_with_a_report_on_standard_error(tmp_path: Path, survey: Run) -> None:
    path, output = tmp_path / "good.yaml", tmp_path / "other.yaml"
    path.write_text(GOOD, "utf-8")
    done = survey("convert", str(path), "-o", str(output))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{output}: 1 question, 1 page, 0 lists, 1 language; nothing lost.\n"
    assert output.read_text("utf-8").startswith('name: good\nversion: "1"\n')


def test_what_is_refused_has_a_named_reason_and_leaves_no_file(tmp_path: Path, survey: Run) -> None:
    path, output = tmp_path / "bad.yaml", tmp_path / "other.yaml"
    path.write_text("name: good\n", "utf-8")
    done = survey("convert", str(path), "-o", str(output))
    words = "This is no questionnaire: it has no list of pages. "
    words += "It needs pages that hold questions, each with a name and a type."
    assert (done.exit_code, done.stdout, output.exists()) == (1, "", False)
    assert done.stderr == f"{path}:1:1: refused (no-questionnaire): {words}\n"


def test_a_format_that_nobody_knows_is_refused(tmp_path: Path, survey: Run) -> None:
    path = tmp_path / "good.yaml"
    path.write_text(GOOD, "utf-8")
    done = survey("convert", str(path), "-o", str(tmp_path / "form.odt"))
    assert done.exit_code == 1
    assert (
        "refused (unknown-ending): No format has files like “form.odt”. Name one with --to: " in done.stderr
    )
