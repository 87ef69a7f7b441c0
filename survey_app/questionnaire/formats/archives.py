"""Archives from strangers: looked at in their directory before anything is unpacked, and read within bounds.

Excel and Word files are zip archives of XML. What is refused here never reaches a library that reads them.
"""

import re
import stat
import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from survey_app.questionnaire.formats.model import ConversionRefused

MAX_PARTS = 2_000
MAX_DIRECTORY = 1024 * 1024  # bytes
MAX_UNPACKED = 16 * 1024 * 1024  # bytes of all that is read; pictures are not
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ARCHIVES = (
    ".zip",
    ".7z",
    ".gz",
    ".bz2",
    ".xz",
    ".rar",
    ".tar",
    ".xlsx",
    ".xlsm",
    ".docx",
    ".docm",
    ".ods",
    ".odt",
)
_PICTURES = re.compile(
    r"(?i)(.*/)?(media|thumbnail)[^/]*(/[^/]*)?\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)"
)
_XML = (".xml", ".rels", ".vml")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1"})

REASONS: Mapping[str, tuple[str, str]] = {
    "broken-archive": (
        "The file is damaged, or is of another kind than its name says.",
        "Save it anew, then convert.",
    ),
    "too-many-parts": (
        "The archive holds more than {limit:,} parts.",
        "No form needs that many: make the file anew.",
    ),
    "archive-too-large": (
        "Unpacked, the file would have {size:,} bytes; at most {limit:,} are unpacked.",
        "Take out empty rows and columns that are only formatted.",
    ),
    "unsafe-path": (
        "The archive holds a part that leads out of it: “{name}”.",
        "Do not trust where the file comes from.",
    ),
    "duplicate-part": ("The archive holds two parts “{name}”.", "Save the file anew, then convert."),
    "archive-within": (
        "The archive holds another archive, “{name}”.",
        "Take out the files that are embedded in it.",
    ),
    "encrypted": ("The file is protected by a password.", "Save it without one, then convert."),
    "entities": (
        "The part “{name}” declares a document type, by which it could read other files.",
        "Do not trust where the file comes from.",
    ),
    "odd-encoding": (
        "The part “{name}” is in an encoding that office programs do not write.",
        "Save the file anew.",
    ),
}


def _refused(code: str, **words: object) -> ConversionRefused:
    cause, remedy = REASONS[code]
    return ConversionRefused(code, f"{cause.format(**words)} {remedy}")


def checked_archive(content: bytes) -> bytes:
    """Return an archive with the parts of another that may be read, without its pictures; else raise.

    Sizes, names and kinds are judged by the directory at the archive's end, before anything is unpacked; no
    part can become larger than the directory says. XML that declares a document type is refused.
    """
    _check_directory_size(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = _checked_parts(archive.infolist())
            return _packed({part.filename: _checked_xml(part.filename, archive.read(part)) for part in parts})
    except (
        BadZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
        struct.error,
    ) as error:
        if isinstance(error, ConversionRefused):
            raise
        raise _refused("broken-archive") from None


def _check_directory_size(content: bytes) -> None:
    """Refuse a long directory by the record at the archive's end, before it is read."""
    at = content.rfind(_END_MARK, max(0, len(content) - 65_535 - _END.size))
    if at < 0 or len(content) - at < _END.size:
        raise _refused("broken-archive")
    _, _, _, _, count, size, _, _ = _END.unpack_from(content, at)
    if count > MAX_PARTS or size > MAX_DIRECTORY:  # both are at their greatest where a longer record follows
        raise _refused("too-many-parts", limit=MAX_PARTS)


def _checked_parts(parts: list[ZipInfo]) -> list[ZipInfo]:
    seen: set[str] = set()
    if len(parts) > MAX_PARTS:
        raise _refused("too-many-parts", limit=MAX_PARTS)
    for part in parts:
        _check_name(part)
        if part.filename in seen:
            raise _refused("duplicate-part", name=part.filename[:60])
        seen.add(part.filename)
    read = [part for part in parts if not part.is_dir() and not _PICTURES.fullmatch(part.filename)]
    if (size := sum(part.file_size for part in read)) > MAX_UNPACKED:
        raise _refused("archive-too-large", size=size, limit=MAX_UNPACKED)
    return read


def _check_name(part: ZipInfo) -> None:
    name = part.orig_filename
    steps = re.split(r"[/\\]", name)
    outside = name.startswith(("/", "\\")) or ".." in steps or ":" in name or "\0" in name
    if outside or stat.S_ISLNK(part.external_attr >> 16):
        raise _refused("unsafe-path", name=name[:60])
    if part.flag_bits & 1:
        raise _refused("encrypted")
    if name.lower().endswith(_ARCHIVES):
        raise _refused("archive-within", name=name[:60])


def _checked_xml(name: str, part: bytes) -> bytes:
    """Return a part; refuse XML that has a document type, in whatever encoding it is written."""
    if not name.lower().endswith(_XML):
        return part
    plain = part.replace(b"\0", b"")  # two bytes for each letter become one
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:200]
    declared = _DECLARED.match(start)
    if (start and not start.startswith(b"<")) or (declared and declared[1].lower() not in _ENCODINGS):
        raise _refused("odd-encoding", name=name[:60])
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _refused("entities", name=name[:60])
    return part


def _packed(parts: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()
