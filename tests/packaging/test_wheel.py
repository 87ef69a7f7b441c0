"""The installed product is the same as the one in a checkout: every file that it needs is in the wheel."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.cli.serving import serving

ROOT = Path(__file__).parents[2]
IN_A_CHECKOUT_ONLY = {".gitkeep"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return Path(built)


@pytest.fixture
def installed(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the wheel in a folder that goes before the checkout; the libraries are the environment's."""
    target = tmp_path / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(target)
    monkeypatch.setenv("PYTHONPATH", str(target))
    return target


def tracked(*folders: str) -> set[str]:
    """Return the files of folders that belong to the product."""
    command = ["git", "ls-files", "--", *folders]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return {name for name in found if Path(name).name not in IN_A_CHECKOUT_ONLY and (ROOT / name).exists()}


def test_every_file_of_the_product_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    shipped = {f"survey_app/_shipped/{name}" for name in tracked("templates", "questionnaires", "config.py")}
    missing = (tracked("survey_app") | shipped) - packed
    assert missing == set()
    assert [name for name in packed if "__pycache__" in name or name.endswith((".sqlite3", ".pyc"))] == []


def test_the_installed_product_runs_from_any_folder(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    where = subprocess.run(
        [sys.executable, "-c", "import survey_app.places as p; print(p.__file__, p.SHIPPED)"],
        cwd=folder, check=True, capture_output=True, text=True, env=os.environ,
    ).stdout.split()  # fmt: skip
    assert where == [str(installed / "survey_app/places.py"), str(installed / "survey_app/_shipped")]
    with serving("run", "--demonstration", folder=folder) as server:
        browser = server.browser().open(server.link("city"))
        assert browser.page.title == "What does your city want to learn, and what can it show?"
        styles = [part.split('"')[0] for part in browser.page.html.split('rel="stylesheet" href="')[1:]]
        assert [server.browser().open(style).status for style in styles] == [200, 200]
        browser.press("Continue", name="Mari")
        assert browser.address.partition("/page/")[2] != ""
        coordinator = server.browser().open(server.link("sign-in")).press("Sign in")
        assert coordinator.address == "/rounds/"
    assert sorted(path.name for path in folder.iterdir()) == ["instance"]
    assert (folder / "instance" / "survey-app.sqlite3").exists()
