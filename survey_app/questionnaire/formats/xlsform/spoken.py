"""The texts of a questionnaire in the columns of an XLSForm, in all its languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.formats.model import Form, TextPath
from survey_app.questionnaire.formats.xlsform.languages import UNKNOWN, column_name


@dataclass(frozen=True)
class Spoken:
    """Hold which column each language has: suffix of the questionnaire's own, names of the others by code."""

    suffix: str
    names: Mapping[str, str]
    translations: Mapping[str, Mapping[TextPath, str]]
    default: str | None

    def cells(self, path: TextPath, texts: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, str]:
        """Return the cells of the texts of a page, question or choice."""
        cells: dict[str, str] = {}
        for key in keys:
            if texts.get(key) is None:
                continue
            cells[f"{key}{self.suffix}"] = str(texts[key])
            for code, said in self.translations.items():
                if (text := said.get(path if path[:1] == ("lists",) else (*path, key))) is not None:
                    cells[f"{key}::{self.names[code]}"] = text
        return cells


def spoken(form: Form, carried: Mapping[str, Any]) -> Spoken:
    """Return the columns of a form's languages, as an import found them or as XLSForm recommends them."""
    own = str(form.data.get("language", UNKNOWN))
    known = carried.get("languages") or {}
    settings = carried.get("settings") or {}
    names = {code: str(known.get(code) or column_name(code)) for code in form.translations}
    default = settings.get("default_language")
    if own in known:
        suffix = f"::{known[own]}"
    else:
        suffix = f"::{column_name(own)}" if names and not carried else ""
        default = default or (None if own == UNKNOWN else column_name(own))
    return Spoken(suffix, names, form.translations, default)
