"""Writing files so that none is ever half written."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is old or new, never half; none is replaced before all are written."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in ((path.resolve(), content) for path, content in files.items()):
            descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((Path(name), path))
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            Path(name).chmod(path.stat().st_mode if path.exists() else _mode_of_new_files())
        while ready:
            written, path = ready[0]
            written.replace(path)
            del ready[0]
    finally:
        for written, _ in ready:
            written.unlink(missing_ok=True)


def _mode_of_new_files() -> int:
    """Return what the process's umask leaves of a file's rights; it can be read only by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
