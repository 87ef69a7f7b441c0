"""The designer's commands about files: check and mend, compare, rename, the schema."""

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from survey_app.cli.demonstration import load_demonstration
from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.problems import CATALOGUE
from survey_app.questionnaire.schema import schema_text
from survey_app.serving import database_of, make_ready
from survey_app.settings import load_settings, prepare_instance
from survey_app.storage import networks, questionnaires, rounds
from tests.cli.conftest import Run

OLD = """\
name: good
version: "1"
title: Good
language: en
purpose: Planning
retention: 2 years
lists:
  places:
    - {name: market, label: Market}
    - {name: harbour, label: Harbour}
pages:
  - name: one
    label: One
    questions:
      - {name: city, type: text, label: City}   # where
      - {name: place, type: select_one, label: Place, choices: places, relevant: "${city} != ''"}
"""
NEW = OLD.replace('"1"', '"2"')


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file into the folder that commands run in."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return Path(name)

    return written


Write = Callable[[str, str], Path]


def test_check_mends_and_tells(survey: Run, write: Write) -> None:
    path = write("q.yaml", OLD.replace('"1"', "1.0").replace("label: Place", "lable: Place"))
    path.chmod(0o640)
    result = survey("check", "--fix", path)
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "q.yaml:2:10: fixed: “version: 1.0” is in quotes now.",
            "q.yaml:16:41: fixed: The key “lable” became “label”.",
        ],
    )
    assert path.read_text("utf-8") == OLD.replace('"1"', '"1.0"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in Path().iterdir()] == ["q.yaml"]


def test_check_without_fix_changes_nothing(survey: Run, write: Write) -> None:
    path = write("q.yaml", OLD.replace('"1"', "1.0"))
    result = survey("check", path)
    assert (result.exit_code, result.output) == (
        1,
        "q.yaml:2:10: error: “version” must be text, not the number 1.0. Put it in quotes.\n",
    )
    assert path.read_text("utf-8") == OLD.replace('"1"', "1.0")


WALKS = """walks:
  - walk: a place is asked for
    steps:
      - give: {city: Turku}
        expect: {visible: [plaza]}
"""


def test_check_reads_the_tests_beside_a_questionnaire_by_what_that_one_asks(
    survey: Run, write: Write
) -> None:
    write("q.yaml", OLD)
    tests = write("q.test.yaml", WALKS)
    result = survey("check", tests)
    assert (result.exit_code, result.output.splitlines()) == (
        1,
        ["q.test.yaml:5:28: error: There is no question “plaza”. Did you mean “place”?"],
    )
    write("q.test.yaml", WALKS.replace("plaza", "place"))
    assert (survey("check", "q.yaml", tests).exit_code, survey("check", "q.yaml", tests).output) == (0, "")


def test_check_asks_for_the_questionnaire_of_a_test_file(survey: Run, write: Write) -> None:
    result = survey("check", write("q.test.yaml", WALKS))
    told = "The questionnaire that this tests, q.yaml, cannot be read. Check that one first."
    assert (result.exit_code, result.output) == (1, f"q.test.yaml:1:1: error: {told}\n")


def test_check_as_json(survey: Run, write: Write) -> None:
    path = write("q.yaml", OLD.replace("label: City", "lable: City").replace("retention: 2 years\n", ""))
    result = survey("check", "--fix", "--format", "json", path, "gone.yaml")
    assert (result.exit_code, json.loads(result.stdout)) == (
        1,
        {
            "findings": [
                {
                    "file": "q.yaml",
                    "severity": "warning",
                    "code": "untold",
                    "line": 1,
                    "column": 1,
                    "message": "The questionnaire has no “retention”. Add it: respondents read it "
                    "before the first "
                    "page.",
                },
                {
                    "file": "gone.yaml",
                    "severity": "error",
                    "code": "unreadable",
                    "line": 1,
                    "column": 1,
                    "message": "The file cannot be read: No such file or directory. Check its name.",
                },
            ],
            "fixed": [
                {
                    "file": "q.yaml",
                    "line": 14,
                    "column": 34,
                    "message": "The key “lable” became “label”.",
                }
            ],
        },
    )


def test_check_as_sarif(survey: Run, write: Write) -> None:
    broken = OLD.replace("choices: places", "choices: place").replace("2 years", "2")
    names = [write("a q.yaml", broken), write("b.yaml", broken)]
    result = survey("check", "--format", "sarif", *names)
    log = json.loads(result.stdout)
    (run,) = log["runs"]
    assert result.exit_code == 1
    assert (log["version"], log["$schema"].rsplit("/", 1)[1]) == ("2.1.0", "sarif-schema-2.1.0.json")
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert (driver["name"], [rule["id"] for rule in driver["rules"]]) == ("survey-app", ["wrong-shape"])
    assert driver["rules"][0]["shortDescription"]["text"] == CATALOGUE["wrong-shape"][1]
    assert driver["rules"][0]["defaultConfiguration"] == {"level": "error"}
    message = {"text": "“retention” must be text, not the number 2. Put it in quotes."}
    assert run["results"] == [
        {
            "ruleId": "wrong-shape",
            "ruleIndex": 0,
            "level": "error",
            "message": message,
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": uri},
                        "region": {"startLine": 6, "startColumn": 12},
                    }
                }
            ],
        }
        for uri in ("a%20q.yaml", "b.yaml")
    ]


def test_a_file_without_findings_is_an_empty_log(survey: Run, write: Write) -> None:
    result = survey("check", "--format", "sarif", write("q.yaml", OLD))
    (run,) = json.loads(result.stdout)["runs"]
    assert (result.exit_code, run["results"], run["tool"]["driver"]["rules"]) == (0, [], [])


@pytest.mark.parametrize(
    ("new", "status", "lines"),
    [
        (OLD, 0, ["Nothing differs."]),
        (
            NEW.replace("label: City", "label: Town"),
            0,
            [
                "new.yaml:2:10: harmless: Version 1 became 2.",
                "new.yaml:15:41: harmless: The question “city”: “label” is “Town”; it was “City”. "
                "These are words "
                "only; answers stay as they are.",
                "2 harmless",
            ],
        ),
        (
            NEW.replace("label: City", "label: City, required: true"),
            3,
            [
                "new.yaml:2:10: harmless: Version 1 became 2.",
                "new.yaml:15:57: needs review: The question “city”: “required” is true; it was "
                "false. Sheets that "
                "were complete may be no longer, also those that were signed off. Leave it out, or "
                "tell the cities.",
                "1 needs review, 1 harmless",
            ],
        ),
        (
            NEW.replace("    - {name: market, label: Market}\n", ""),
            4,
            [
                "new.yaml:2:10: harmless: Version 1 became 2.",
                "old.yaml:9:7: breaking: The list “places”: the entry “market” is gone. Answers that "
                "name it are "
                "left out. If it has another name now, say “renamed_from: market” in the new entry.",
                "1 breaking, 1 harmless",
            ],
        ),
    ],
)
def test_diff(survey: Run, write: Write, new: str, status: int, lines: list[str]) -> None:
    result = survey("diff", write("old.yaml", OLD), write("new.yaml", new))
    assert (result.exit_code, result.output.splitlines()) == (status, lines)


def test_diff_as_json(survey: Run, write: Write) -> None:
    new = NEW.replace("name: city,", "name: town, renamed_from: city,").replace("${city}", "${town}")
    result = survey("diff", "--format", "json", write("old.yaml", OLD), write("new.yaml", new))
    found = json.loads(result.output)["differences"]
    assert result.exit_code == 0
    assert [one["code"] for one in found] == ["version", "question-renamed", "rewritten"]
    assert found[1] == {
        "weight": "harmless",
        "code": "question-renamed",
        "what": "The question “city” is now named “town”.",
        "why": "“renamed_from” carries its answers over; exports head their column with the new name.",
        "remedy": "",
        "file": "new.yaml",
        "line": 15,
        "column": 9,
    }


def test_diff_tells_what_is_wrong_with_a_file(survey: Run, write: Write) -> None:
    bad = write("bad.yaml", OLD.replace("choices: places", "choices: place"))
    result = survey("diff", write("old.yaml", OLD), bad)
    assert (result.exit_code, result.stderr) == (
        2,
        "bad.yaml:16:64: error: There is no list “place”. Did you mean “places”?\n",
    )
    gone = survey("diff", "gone.yaml", bad)
    assert (gone.exit_code, gone.stderr) == (2, "gone.yaml: No such file or directory.\n")


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Lay out an installation with the demonstration rounds, and a second network with a round "
    "named build."""
    folder = tmp_path / "instance"
    prepare_instance(folder)
    database = database_of(load_settings(folder, {}))
    database.create_or_upgrade()
    make_ready(database)
    load_demonstration(database)
    with database.begin(write=True) as session:
        version = questionnaires.versions(session)[0]
        frame = rounds.rounds(session)[0].round.frame
        rounds.add_round(
            session, networks.add_network(session, "Second"), slug="network", title="T", description="",
            remark="", version_id=version.id, deadline=datetime(2027, 1, 1, tzinfo=UTC), frame=frame,
        )  # fmt: skip
    database.close()
    return folder


def test_diff_counts_the_answers_of_a_round(survey: Run, write: Write, instance: Path) -> None:
    shipped = (QUESTIONNAIRES / "city-needs.yaml").read_text("utf-8")
    new = shipped.replace("    - {name: pilot, label: A pilot purchase below the threshold}\n", "")
    paths = [write("old.yaml", shipped), write("new.yaml", new.replace('"2027.1"', '"2027.2"'))]
    result = survey("diff", *paths, "--answers", "build", "--instance", instance)
    line = shipped.splitlines().index("    - {name: pilot, label: A pilot purchase below the threshold}") + 1
    assert (result.exit_code, result.output.splitlines()) == (
        4,
        [
            "new.yaml:6:10: harmless: Version 2027.1 became 2027.2.",
            f"old.yaml:{line}:7: breaking: The list “procedures”: the entry “pilot” is gone. Answers "
            "that name it "
            "are left out. If it has another name now, say “renamed_from: pilot” in the new entry. "
            "[2 answers, 2 left out]",
            "1 breaking, 1 harmless",
        ],
    )
    other = write("other.yaml", shipped.replace("Lunch and coffee", "Lunch"))
    told = survey("diff", other, other, "--answers", "build", "--instance", instance, "--format", "json")
    assert (told.exit_code, json.loads(told.stdout)) == (0, {"differences": []})
    assert (
        told.stderr
        == "The round asks another text than other.yaml; its answers were read as if given to it.\n"
    )


def test_a_round_must_be_one(survey: Run, write: Write, instance: Path) -> None:
    path = write("old.yaml", OLD)
    unknown = survey("diff", path, path, "--answers", "bild", "--instance", instance)
    assert (unknown.exit_code, unknown.stderr) == (2, "There is no round “bild”. Did you mean “build”?\n")
    several = survey("diff", path, path, "--answers", "network", "--instance", instance)
    assert several.exit_code == 2
    assert several.stderr.startswith("Several networks have a round “network”. Say which one: “")
    assert survey("diff", path, path, "--answers", "Second/network", "--instance", instance).exit_code == 0


FINNISH = "questions:\n  city: {label: Kaupunki}\n"


def test_rename_changes_the_file_and_those_beside_it(survey: Run, write: Write) -> None:
    path, finnish = write("q.yaml", OLD), write("q.fi.yaml", FINNISH)
    other = write("q2.fi.yaml", FINNISH)
    result = survey("rename", path, "question", "city", "town")
    assert (result.exit_code, result.output) == (0, "Renamed in 3 places: q.yaml, q.fi.yaml.\n")
    assert path.read_text("utf-8") == OLD.replace("name: city,", "name: town, renamed_from: city,").replace(
        "${city}", "${town}"
    )
    assert finnish.read_text("utf-8") == FINNISH.replace("city", "town")
    assert other.read_text("utf-8") == FINNISH


def test_rename_before_anything_is_published(survey: Run, write: Write) -> None:
    path = write("q.yaml", OLD)
    result = survey("rename", path, "choice", "places.market", "square", "--unpublished")
    assert (result.exit_code, result.output) == (0, "Renamed in 1 place: q.yaml.\n")
    assert path.read_text("utf-8") == OLD.replace("name: market", "name: square")


def test_rename_all_or_nothing(survey: Run, write: Write) -> None:
    path = write("q.yaml", OLD)
    taken = survey("rename", path, "question", "city", "place")
    assert (taken.exit_code, taken.stderr) == (
        1,
        "q.yaml:1:1: error: “place” is already the name of another question. Take another name.\n",
    )
    write("q.fi.yaml", "questions: [\n")
    broken = survey("rename", path, "question", "city", "town")
    assert broken.exit_code == 1
    assert broken.stderr.startswith("q.fi.yaml:2:1: error: This file cannot be read: YAML cannot read this")
    assert path.read_text("utf-8") == OLD
    assert sorted(file.name for file in Path().iterdir()) == ["q.fi.yaml", "q.yaml"]


def test_schema(survey: Run) -> None:
    assert survey("schema").stdout == schema_text()
    assert survey("schema", "-o", "s.json").output == ""
    assert Path("s.json").read_text("utf-8") == schema_text()
