"""The installed product is the same as the one in a checkout: every file that it needs is in the wheel."""

import ast
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

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
def installed(wheel: Path, tmp_path: Path) -> Path:
    """Install the wheel with pip in an empty environment; return the environment.

    The libraries that the wheel asks for, and no others, are linked from this environment: no network.
    """
    target = tmp_path / "environment"
    venv.create(target, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(target / "bin/python"), "install", "--quiet"]
    pip += ["--no-index", "--no-deps", "--no-compile", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    packages = packages_of(target)
    (product,) = Distribution.discover(name="survey-app", path=[str(packages)])
    for library in asked_for(product, set()):
        for part in {file.parts[0] for file in library.files or () if file.parts[0] != ".."}:
            if not (packages / part).exists():
                (packages / part).symlink_to(library.locate_file(part))
    return target


def packages_of(environment: Path) -> Path:
    """Return the folder in which an environment's packages stand."""
    (folder,) = environment.glob("lib/python*/site-packages")
    return folder


def asked_for(product: Distribution, extras: set[str]) -> Iterator[Distribution]:
    """Give the libraries that a distribution asks for with these extras, and what they ask for."""
    for wanted in map(Requirement, product.requires or ()):
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": one}) for one in extras | {""}):
            library = distribution(wanted.name)
            yield library
            yield from asked_for(library, wanted.extras)


def imported(package: Path) -> list[str]:
    """Return what a package imports from anywhere, also where a function does it."""
    names = set[str]()
    for node in (node for file in package.rglob("*.py") for node in ast.walk(ast.parse(file.read_text()))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return sorted(names)


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
    folder, python = tmp_path / "elsewhere", str(installed / "bin/python")
    folder.mkdir()
    package = packages_of(installed) / "survey_app"
    program = (
        "import sys, importlib.util, survey_app.places as p; print(p.__file__, p.SHIPPED,"
        " *(name for name in sys.argv[1:] if importlib.util.find_spec(name) is None))"
    )
    found = subprocess.run(
        [python, "-c", program, *imported(package)], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.split()
    assert found == [str(package / "places.py"), str(package / "_shipped")]
    with serving("run", "--demonstration", folder=folder, python=python) as server:
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
