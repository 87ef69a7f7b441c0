"""The designer's commands: the walks beside a questionnaire run and made; the guide tells the truth."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.reader import read

Run = Callable[..., Result]
GUIDE = (Path(__file__).parents[2] / "docs" / "questionnaire-tests.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
PRINTED = re.findall(r"^```text\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
LUNCH, WALKS, WITH_A_DAY, OTHERWISE = EXAMPLES
PROVEN = re.findall(r"^\| `(\$\{.*?)` \| (.*?) \|$", GUIDE, re.MULTILINE)


@pytest.fixture
def lunch(tmp_path: Path) -> Callable[[str], None]:
    """Write the guide's questionnaire, with walks beside it."""

    def write(walks: str) -> None:
        (tmp_path / "lunch.yaml").write_text(LUNCH, "utf-8")
        (tmp_path / "lunch.test.yaml").write_text(walks, "utf-8")

    return write


def test_the_guides_walks_pass_and_print_what_it_says(survey: Run, lunch: Callable[[str], None]) -> None:
    lunch(WALKS)
    result = survey("test", "lunch.yaml")
    assert (result.output, result.exit_code) == (PRINTED[0], 0)


def test_with_cover_a_condition_that_is_not_taken_both_ways_fails(
    survey: Run, lunch: Callable[[str], None]
) -> None:
    lunch(WALKS)
    result = survey("test", "lunch.test.yaml", "--cover")
    assert (result.output, result.exit_code) == (PRINTED[0], 1)


def test_the_guides_day_and_weeks_are_read(survey: Run, lunch: Callable[[str], None]) -> None:
    lunch(WITH_A_DAY)
    result = survey("test", "lunch.yaml")
    assert result.output.splitlines()[-1] == (
        "lunch.test.yaml: 1 walks of 1 steps, 0 failures; 0 of 5 conditions taken both ways."
    )
    assert result.exit_code == 0


def test_the_guides_failures_are_told_as_it_says(survey: Run, lunch: Callable[[str], None]) -> None:
    lunch(OTHERWISE)
    result = survey("test", "lunch.yaml")
    assert [line for line in result.output.splitlines() if "error" in line] == PRINTED[1].splitlines()
    assert result.exit_code == 1


def test_a_folders_test_files_are_all_run(survey: Run, lunch: Callable[[str], None], tmp_path: Path) -> None:
    lunch(OTHERWISE)
    (tmp_path / "second.yaml").write_text(LUNCH, "utf-8")
    (tmp_path / "second.test.yaml").write_text(WALKS, "utf-8")
    result = survey("test", ".")
    assert [line.split(":")[0] for line in result.output.splitlines() if " walks of " in line] == [
        "lunch.test.yaml",
        "second.test.yaml",
    ]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("walks", "told"),
    [
        ("walks: []\n", "lunch.test.yaml:1:8: error: “walks” must be a list, not an empty list. "),
        (
            "walks: [{walk: A, steps: [{give: {gests: 1}, expect: {complete: false}}]}]\n",
            "lunch.test.yaml:1:35: error: There is no question “gests”. Did you mean “guests”?",
        ),
    ],
)
def test_a_test_file_with_errors_is_not_run(
    survey: Run, lunch: Callable[[str], None], walks: str, told: str
) -> None:
    lunch(walks)
    result = survey("test", "lunch.yaml")
    assert [line[: len(told)] for line in result.output.splitlines()] == [told]
    assert result.exit_code == 2


def test_a_questionnaire_with_errors_is_not_walked_through(survey: Run, tmp_path: Path) -> None:
    (tmp_path / "lunch.yaml").write_text(LUNCH.replace("${place} =", "${plac} ="), "utf-8")
    (tmp_path / "lunch.test.yaml").write_text(WALKS, "utf-8")
    told = "lunch.yaml:27:72: error: There is no question ${plac} "
    for words in (["test", "lunch.yaml"], ["walks", "lunch.yaml"]):
        result = survey(*words)
        assert (result.stderr.splitlines()[0][: len(told)], result.exit_code) == (told, 2)


def test_a_file_that_is_not_there_is_told(survey: Run, lunch: Callable[[str], None], tmp_path: Path) -> None:
    lunch(WALKS)
    (tmp_path / "lunch.yaml").unlink()
    told = "lunch.yaml:1:1: error: The file cannot be read: No such file or directory. Check its name.\n"
    result = survey("test", "lunch.yaml")
    assert (result.output, result.exit_code) == (told, 2)
    result = survey("walks", "lunch.yaml")
    assert (result.output, result.exit_code) == (told, 2)


def test_a_folder_without_test_files_is_told(survey: Run) -> None:
    result = survey("test", ".")
    told = "There is no test file here. Write one beside its questionnaire: NAME.test.yaml.\n"
    assert (result.stderr, result.exit_code) == (told, 2)


def test_made_walks_are_written_pass_and_take_everything(
    survey: Run, lunch: Callable[[str], None], tmp_path: Path
) -> None:
    lunch(WALKS)
    (tmp_path / "lunch.test.yaml").unlink()
    printed = survey("walks", "lunch.yaml")
    assert printed.exit_code == 0
    result = survey("walks", "lunch.yaml", "-o", "lunch.test.yaml")
    assert (result.output, result.exit_code) == ("", 0)
    assert (tmp_path / "lunch.test.yaml").read_text("utf-8") == printed.output
    result = survey("test", "lunch.yaml", "--cover")
    assert result.output == (
        "lunch.test.yaml: 6 walks of 6 steps, 0 failures; 5 of 5 conditions taken both ways.\n"
    )
    assert result.exit_code == 0


def test_walks_that_are_there_are_kept_unless_they_may_be_replaced(
    survey: Run, lunch: Callable[[str], None], tmp_path: Path
) -> None:
    lunch(WALKS)
    file = tmp_path / "lunch.test.yaml"
    result = survey("walks", "lunch.yaml", "-o", "lunch.test.yaml")
    told = "lunch.test.yaml is there already. Name another file, or replace it with --force.\n"
    assert (result.stderr, result.exit_code) == (told, 2)
    assert file.read_text("utf-8") == WALKS
    assert survey("walks", "lunch.yaml", "-o", "lunch.test.yaml", "--force").exit_code == 0
    assert "Nothing is answered yet" in file.read_text("utf-8")


def test_what_made_walks_cannot_reach_is_told(survey: Run, tmp_path: Path) -> None:
    source = LUNCH.replace('"${guests} > 2"', '"${guests} != 2.5"')
    (tmp_path / "lunch.yaml").write_text(source, "utf-8")
    result = survey("walks", "lunch.yaml")
    assert result.stderr == (
        "lunch.yaml:28:79: warning: No walk makes this condition false: “${guests} != 2.5”. "
        "It cannot be: “guests” is a whole number.\n"
    )
    assert result.exit_code == 1


@pytest.mark.parametrize(("condition", "finding"), PROVEN)
def test_the_guides_conditions_are_proven(condition: str, finding: str) -> None:
    source = LUNCH.replace('"${guests} > 2"', f'"{condition}"')
    (found,) = read(source.encode()).problems
    assert found.message.startswith(f"{finding} ")


def test_the_guide_has_conditions() -> None:
    assert len(PROVEN) == 4


def test_the_shipped_walks_pass_and_take_every_condition_both_ways(survey: Run) -> None:
    result = survey("test", QUESTIONNAIRES / "city-needs.yaml", "--cover")
    assert result.output == (
        f"{QUESTIONNAIRES / 'city-needs.test.yaml'}: "
        "10 walks of 41 steps, 0 failures; 30 of 30 conditions taken both ways.\n"
    )
    assert result.exit_code == 0
