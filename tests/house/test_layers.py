"""The folders are steps: each imports only those before it, as pyproject.toml says."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_contract_is_kept() -> None:
    # In a process of its own: the linter keeps hold of the output of the process that it first ran in.
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_step_has_its_layer() -> None:
    (layers,) = [contract for contract in CONTRACTS if contract["type"] == "layers"]
    package = ROOT / "survey_app"
    steps = {path.parent.name for path in package.glob("*/__init__.py")}
    steps |= {path.stem for path in package.glob("*.py")} - {"__init__"}
    assert (sorted(layers["layers"]), layers["exhaustive"]) == (sorted(steps), True)


def test_every_step_before_storage_is_pure() -> None:
    (layers,) = [contract for contract in CONTRACTS if contract["type"] == "layers"]
    (pure,) = [contract for contract in CONTRACTS if contract["name"].startswith("The pure steps")]
    before = layers["layers"][layers["layers"].index("storage") + 1 :]
    assert sorted(pure["source_modules"]) == sorted(
        f"survey_app.{step}" for step in before if step not in ("settings", "places")
    )
