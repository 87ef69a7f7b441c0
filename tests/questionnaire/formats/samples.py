"""The public samples: the workbooks in the source package of the reference converter, version 1.6.0.

They are fetched from the package registry once and kept in pytest's cache; they are not part of the product.
"""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PACKAGE = "pyxform==1.6.0"
ARCHIVE = "pyxform-1.6.0.tar.gz"


def fetched_samples(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Return each workbook by the end of its path: its name and its bytes; skip where there is no registry.

    With REQUIRE_PROGRAMS=1, as in CI, a registry that cannot be reached is a failure.
    """
    archive = folder / ARCHIVE
    if not archive.exists():
        _fetch(folder)
    with tarfile.open(archive) as package:
        members = [one for one in package.getmembers() if one.name.endswith((".xls", ".xlsx"))]
        contents = {one.name: package.extractfile(one) for one in members}
        return {
            "/".join(Path(name).parts[-2:]): (Path(name).name, content.read())
            for name, content in sorted(contents.items())
            if content is not None
        }


def _fetch(folder: Path) -> None:
    wanted = ["--no-deps", "--no-binary", "pyxform", "--dest", str(folder), PACKAGE]
    quiet = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "download", *quiet, *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 0 and (folder / ARCHIVE).exists():
        return
    reason = f"The public samples cannot be fetched ({PACKAGE}): {done.stderr.strip()[-300:]}"
    if os.environ.get("REQUIRE_PROGRAMS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
