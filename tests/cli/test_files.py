"""Commands that work from file to file: check, propose, verify."""

import json
from pathlib import Path
from typing import Any

import pytest

from survey_app.places import QUESTIONNAIRES
from tests.cli.conftest import Run

GOOD = """name: good
version: "1"
title: Good
language: en
purpose: Planning
retention: 2 years
pages:
  - name: one
    label: One
    questions:
      - {name: city, type: text, label: City}
"""


def city(name: str, needs: dict[str, int], offers: dict[str, int]) -> dict[str, Any]:
    """Return a city that can host and visit in both weeks."""
    weeks = ["2027-W10", "2027-W11"]
    return {
        "id": name, "name": name.title(), "country": "FI", "location": [60.4, 22.2], "languages": ["en"],
        "needs": needs, "offers": offers, "prefers": [], "refuses": [],
        "hosting": {"exchanges": 1, "cities": 2, "people": 4, "weeks": weeks},
        "visiting": {"trips": 1, "people": 2, "weeks": weeks, "max_km": None},
    }  # fmt: skip


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    """Write a problem of two cities that suit each other."""
    cities = [city("turku", {"food": 5}, {"water": 5}), city("tartu", {"water": 5}, {"food": 5})]
    topics = [{"id": name, "title": name.title()} for name in ("food", "water")]
    path = tmp_path / "problem.json"
    data = {
        "format": "exchange-problem/1", "topics": topics, "weeks": ["2027-W10", "2027-W11"], "cities": cities,
        "sessions_per_exchange": 2, "guest_sessions": 0, "max_exchanges": None, "decisions": [], "agreed": [],
        "objectives": ["served"],
    }  # fmt: skip
    path.write_text(json.dumps(data))
    return path


def test_check_says_nothing_about_files_without_findings(survey: Run, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    result = survey("check", "good.yaml", QUESTIONNAIRES / "city-needs.yaml")
    assert (result.exit_code, result.output) == (0, "")


def test_check_tells_each_finding_with_its_place_and_ends_with_1_for_errors(
    survey: Run, tmp_path: Path
) -> None:
    (tmp_path / "warned.yaml").write_text(GOOD.replace("retention: 2 years\n", ""))
    (tmp_path / "wrong.yaml").write_text(GOOD.replace("type: text", "type: txt"))
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "folder").mkdir()
    warned = survey("check", "warned.yaml")
    assert (warned.exit_code, warned.output) == (
        0,
        "warned.yaml:1:1: warning: The questionnaire has no “retention”."
        " Add it: respondents read it before the first page.\n",
    )
    result = survey("check", "wrong.yaml", "missing.yaml", "folder", "empty.yaml", "warned.yaml")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [line.split(": ")[:2] for line in lines] == [
        ["wrong.yaml:11:28", "error"],
        ["missing.yaml:1:1", "error"],
        ["folder:1:1", "error"],
        ["empty.yaml:1:1", "error"],
        ["warned.yaml:1:1", "warning"],
    ]
    assert lines[1:3] == [
        "missing.yaml:1:1: error: The file cannot be read: No such file or directory. Check its name.",
        "folder:1:1: error: The file cannot be read: Is a directory. Check its name.",
    ]


def test_check_without_files_says_how(survey: Run) -> None:
    result = survey("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Missing argument 'PATHS...'" in result.stderr


def test_a_proposal_is_computed_and_verified_from_file_to_file(survey: Run, problem: Path) -> None:
    result = survey("propose", problem, "-o", "proposal.json", "--seconds", "10")
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (0, ["served: 2 (proven)"])
    written = json.loads(Path("proposal.json").read_text())
    assert (written["status"], len(written["exchanges"])) == ("optimal", 2)
    result = survey("verify", problem, "proposal.json")
    assert (result.exit_code, result.stdout) == (0, "No rule is broken and all figures follow.\n")
    written["exchanges"][0]["week"] = "2027-W40"
    Path("broken.json").write_text(json.dumps(written))
    result = survey("verify", problem, "broken.json")
    assert result.exit_code == 1
    assert all(len(line.split(": ")) >= 3 for line in result.stdout.splitlines())


def test_a_problem_without_a_programme_ends_with_3(survey: Run, problem: Path) -> None:
    data = json.loads(problem.read_text())
    data["decisions"] = [{"pin": {"host": "turku", "visitor": "turku"}}]
    problem.write_text(json.dumps(data))
    result = survey("propose", problem, "-o", "proposal.json", "--seconds", "10")
    assert (result.exit_code, json.loads(Path("proposal.json").read_text())["status"]) == (3, "infeasible")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "exchange-problem/1"}', '{"a": 1, "a": 2}', "[" * 100_000, "\x00"],
)
@pytest.mark.parametrize("command", ["propose", "verify"])
def test_bad_input_is_told_and_ends_with_2(survey: Run, tmp_path: Path, command: str, text: str) -> None:
    (tmp_path / "bad.json").write_text(text)
    words = (
        ["propose", "bad.json", "-o", "out.json"]
        if command == "propose"
        else ["verify", "bad.json", "bad.json"]
    )
    result = survey(*words)
    assert result.exit_code == 2
    assert result.stdout.splitlines()[0].startswith("bad.json: ")
    assert not Path("out.json").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing.json", "-o", "out.json"], "missing.json: cannot be read as JSON"),
        (
            ["problem.json", "-o", "no/folder/out.json"],
            "no/folder/out.json: the proposal cannot be written there.",
        ),
        (["problem.json", "-o", "."], ".: the proposal cannot be written there."),
        (
            ["problem.json", "-o", "out.json", "--seconds", "nan"],
            "Say for how many seconds to compute at most",
        ),
        (
            ["problem.json", "-o", "out.json", "--seconds", "inf"],
            "Say for how many seconds to compute at most",
        ),
        (["problem.json", "-o", "out.json", "--seconds", "0"], "Invalid value for '--seconds'"),
        (["problem.json", "-o", "out.json", "--seed", "-1"], "Invalid value for '--seed'"),
        (["problem.json"], "Missing option '-o'"),
    ],
)
def test_what_cannot_be_computed_is_told_before_it_is_begun(
    survey: Run, problem: Path, words: list[str], told: str
) -> None:
    result = survey("propose", *words)
    assert (result.exit_code, told in result.output) == (2, True)
