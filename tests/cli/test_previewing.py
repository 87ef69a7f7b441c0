"""What the preview says before it serves."""

from pathlib import Path

from click.testing import CliRunner

from survey_app.cli import main


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["preview", str(tmp_path / "none.yaml")])
    assert (told.exit_code, told.output.strip()) == (
        2, f"{tmp_path / 'none.yaml'}: there is no such file. Name a questionnaire file.",
    )  # fmt: skip
