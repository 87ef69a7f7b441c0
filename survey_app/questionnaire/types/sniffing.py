"""What kind of file some bytes are, by their content alone: a name proves nothing. Nothing is unpacked."""

import io
from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_ZIP = b"PK\x03\x04"
_MOST_ENTRIES = 20_000  # of an archive whose directory is looked at
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "gif": (".gif",),
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "pptx": (".pptx",),
    "odt": (".odt",),
    "ods": (".ods",),
    "odp": (".odp",),
    "text": (".txt", ".csv"),
}


def kind_of(content: bytes) -> str | None:
    """Return the kind of a file, one of ENDINGS; None for any other, such as a program or a web page."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(_ZIP):
        return _document(content)
    return "text" if _is_text(content) else None


def _document(content: bytes) -> str | None:
    """Return the kind of an office document, None for an archive of another sort or one with macros."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_ENTRIES or any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if names[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size <= 100:
                return _OPEN.get(archive.read("mimetype").strip())
            return next((kind for name, kind in _OFFICE.items() if name in names), None)
    # All that an archive which is damaged, locked or packed in an unknown way makes its reader raise.
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return None


def _is_text(content: bytes) -> bool:
    """Tell whether bytes are plain text, and no markup that a browser would take for a page."""
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    tame = all(ch >= " " or ch in "\t\n\r\f" for ch in words)
    return tame and not words.lstrip().startswith("<")
