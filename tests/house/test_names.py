"""What a newcomer meets: telling names, short files, short functions, nothing that happens at import."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "survey_app").rglob("*.py"))
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def place(path: Path, line: int = 1) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def composed_sql(source: str) -> list[int]:
    """Return the lines in which SQL is put together from parts instead of bound to parameters."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
        if alias.name == "text"
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in names)
            or (isinstance(node.func, ast.Attribute) and node.func.attr in ("text", "exec_driver_sql"))
        )
        and any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in node.args)
    ]


def test_names_say_what_a_thing_is() -> None:
    parts = {part.removesuffix(".py") for path in MODULES for part in path.relative_to(ROOT).parts}
    assert parts & NO_NAMES == set()


def test_files_are_short() -> None:
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{place(path, node.lineno)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in functions(ast.parse(path.read_text("utf-8")))
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_sql_is_put_together_from_parts() -> None:
    assert [
        place(path, line)
        for path in MODULES
        if "storage" in path.parts or "sqlalchemy" in path.read_text("utf-8")
        for line in composed_sql(path.read_text("utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("call", "lines"),
    [
        ("text(f'SELECT {x}')", [2]),
        ("text('SELECT ' + x)", [2]),
        ("session.exec_driver_sql('SELECT %s' % x)", [2]),
        ("text('SELECT :x')", []),
    ],
)
def test_put_together_sql_would_be_seen(call: str, lines: list[int]) -> None:
    assert composed_sql(f"from sqlalchemy import text\n{call}\n") == lines


WATCH = """
import os, pkgutil, sys
seen = []
def hook(event, args):
    if event == "open":
        path, mode, flags = args
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            seen.append(f"writes {path}")
    elif event in ("os.mkdir", "os.remove", "sqlite3.connect", "socket.connect", "subprocess.Popen"):
        seen.append(f"{event} {args}")
sys.addaudithook(hook)
import survey_app
for module in pkgutil.walk_packages(survey_app.__path__, "survey_app."):
    if not module.name.endswith("__main__") and ".migrations." not in module.name:
        __import__(module.name)
assert "survey_app.app" in sys.modules and "survey_app.cli" in sys.modules
print("\\n".join(seen), end="")
"""


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, "", []), done.stderr
