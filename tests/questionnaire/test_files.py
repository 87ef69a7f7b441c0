"""What a file is by its content, and what becomes of the names that strangers give it."""

import pytest

from survey_app.questionnaire.types.file import clean_name
from survey_app.questionnaire.types.sniffing import kind_of


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\Plan 2.pdf", "Plan 2.pdf"),
        ('a"; filename="b.exe', "a'; filename='b.exe"),
        ("a\r\nSet-Cookie: x\0.pdf", "a Set-Cookie: x .pdf"),
        ("\u202egnp.exe", "gnp.exe"),
        ("Ääkköset 🏛.odt", "Ääkköset 🏛.odt"),
        ("..", "file"),
        ("", "file"),
        (f"{'x' * 300}.pdf", f"{'x' * 116}.pdf"),
        (f"a.{'x' * 300}", f"a.{'x' * 118}"),
    ],
)
def test_names_are_tamed(name: str, clean: str) -> None:
    assert (clean_name(name), clean_name(clean)) == (clean, clean)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b" %PDF-1.4", "text"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"GIF89a", "gif"),
        ("\ufeffÄäni;1\n".encode(), "text"),
        (b"<!doctype html>", None),
        (b"\xef\xbb\xbf\n<svg>", None),
        (b"\x7fELF\x02\x01", None),
        (b"a\0b", None),
        (b"", "text"),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind
