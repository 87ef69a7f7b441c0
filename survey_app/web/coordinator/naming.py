"""Stable names for addresses and files, made from what people call things."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 48
_LETTERS = {
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ı": "i",
}


def slug_of(name: str, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """Return a free name of small letters, digits and hyphens: "São Paulo" gives "sao-paulo"."""
    plain = "".join(_LETTERS.get(letter, letter) for letter in name)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].strip("-")
    if not base or not base[0].isalpha():
        base = f"{otherwise}-{base}".strip("-")
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
