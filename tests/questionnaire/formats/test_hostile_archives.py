"""Files that would do harm are refused before anything is unpacked; honest ones that look alike are read."""

import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from survey_app.questionnaire.formats import ConversionRefused, Source
from survey_app.questionnaire.formats.xlsform.importing import read_xlsform
from tests.questionnaire.formats.workbooks import xlsx

TABLE = "| survey |\n| | type | name | label |\n| | text | city | City |\n"
RELS = "xl/_rels/workbook.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"
MEBIBYTE = 1024 * 1024


def rebuilt(changes: Mapping[str, bytes]) -> bytes:
    """Return an honest workbook with parts added or replaced."""
    content = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(xlsx(TABLE))) as honest,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {name: honest.read(name) for name in honest.namelist()} | dict(changes)
        for name, part in parts.items():
            new.writestr(name, part)
    return content.getvalue()


def with_entity(part: bytes) -> bytes:
    """Return XML that reads a file of the machine into a cell."""
    head, _, rest = part.partition(b"?>") if part.startswith(b"<?xml") else (b"", b"", part)
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return (head + b"?>" if head else b"") + declared + rest.replace(b"City", b"&e;")


def sheet() -> bytes:
    with zipfile.ZipFile(BytesIO(xlsx(TABLE))) as honest:
        return honest.read(SHEET)


def bomb(size: int) -> bytes:
    """Return a workbook whose sheet unpacks to so many bytes, made without holding them."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as part:
        block = b" " * MEBIBYTE
        for _ in range(size // MEBIBYTE):
            part.write(block)
    return content.getvalue()


def symlink() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        info = zipfile.ZipInfo("xl/workbook.xml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return content.getvalue()


def many(count: int) -> bytes:
    """Return an archive whose directory has so many entries of one name."""
    name = b"a.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *[0] * 7, len(name), 0) + name
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *[0] * 7, len(name), *[0] * 6) + name
    told, size = min(count, 65_535), count * len(entry)
    return (
        local + entry * count + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, told, told, size, len(local), 0)
    )


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of 61 MiB": (lambda: bomb(61 * MEBIBYTE), "archive-too-large"),
    "an external entity": (
        lambda: rebuilt({SHEET: with_entity(sheet())}),
        "entities",
    ),
    "an entity in UTF-16": (
        lambda: rebuilt({SHEET: with_entity(sheet()).decode().encode("utf-16")}),
        "entities",
    ),
    "an entity in EBCDIC": (
        lambda: rebuilt({SHEET: with_entity(sheet()).decode().encode("cp037")}),
        "odd-encoding",
    ),
    "a path upwards": (lambda: rebuilt({"xl/../../evil.xml": b"<a/>"}), "unsafe-path"),
    "an absolute path": (lambda: rebuilt({"/etc/cron.d/evil": b"x"}), "unsafe-path"),
    "a path of Windows": (lambda: rebuilt({"C:\\evil.xml": b"<a/>"}), "unsafe-path"),
    "a symbolic link": (symlink, "unsafe-path"),
    "an archive within": (lambda: rebuilt({"xl/embeddings/inner.zip": bomb(MEBIBYTE)}), "archive-within"),
    "100,000 entries": (lambda: many(100_000), "too-many-parts"),
    "half a file": (lambda: xlsx(TABLE)[:-200], "broken-archive"),
    "another kind of file": (lambda: b"%PDF-1.7 not a workbook", "unreadable"),
    "a damaged old workbook": (lambda: b"\xd0\xcf\x11\xe0" + random.Random(1).randbytes(4_000), "unreadable"),
    "a sheet that stands where pictures do": (
        lambda: rebuilt({RELS: rels().replace(b"worksheets/sheet1.xml", b"media/a.png")}),
        "not-xlsform",
    ),
}


def rels() -> bytes:
    with zipfile.ZipFile(BytesIO(xlsx(TABLE))) as honest:
        return honest.read(RELS)


@pytest.fixture(scope="module", autouse=True)
def reference_loaded() -> None:
    """Load the reference converter first: it is no part of what the refusals cost."""
    read_xlsform(Source("f.xlsx", xlsx(TABLE)))


@pytest.mark.parametrize("case", HOSTILE)
def test_what_would_do_harm_is_refused_soon_and_with_a_reason(case: str) -> None:
    make, code = HOSTILE[case]
    content = make()
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(ConversionRefused) as refused:
        read_xlsform(Source("form.xlsx", content))
    spent, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.value.code, spent < 0.2, peak < 20 * MEBIBYTE) == (code, True, True), (spent, peak)


def test_an_honest_picture_that_compresses_to_nothing_is_accepted() -> None:
    picture = rebuilt({"xl/media/image1.bmp": b"\xff" * (40 * MEBIBYTE)})
    assert len(picture) < MEBIBYTE
    found = read_xlsform(Source("form.xlsx", picture))
    assert [one["name"] for one in found.form.data["pages"][0]["questions"]] == ["city"]
