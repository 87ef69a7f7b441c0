"""The product's own sentences in ten languages: gettext catalogues, read as they stand in the source."""

import gettext
import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "catalogues"
ENGLISH = "en"  # the language that the sentences are written in
SPOKEN = (ENGLISH, "fi", "nl", "et", "sk", "de", "fr", "es", "it", "pl")


def spoken_as(language: str) -> str:
    """Return the product's own language for a language such as "de-AT": de; English where it has none."""
    plain = language.split("-", 1)[0].lower()
    return plain if plain in SPOKEN else ENGLISH


@lru_cache(maxsize=len(SPOKEN))
def sentences(language: str) -> gettext.NullTranslations:
    """Return the product's sentences in one of its languages; each is read once, when it is first needed."""
    if language == ENGLISH:
        return gettext.NullTranslations()
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
