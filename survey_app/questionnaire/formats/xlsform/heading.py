"""What an XLSForm says of itself: its name, title, version and languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.formats.model import Loss
from survey_app.questionnaire.formats.xlsform.asked import TEXTS
from survey_app.questionnaire.formats.xlsform.catalogue import loss
from survey_app.questionnaire.formats.xlsform.headers import with_language
from survey_app.questionnaire.formats.xlsform.languages import UNKNOWN, codes_of, column_name, is_private
from survey_app.questionnaire.formats.xlsform.sheets import Workbook
from survey_app.questionnaire.types.base import NAME

UNVERSIONED = "unversioned"
_NAME = re.compile(NAME)
_LONGEST = 64  # characters of a name
_NATIVE = ("form_id", "form_title", "version")


@dataclass(frozen=True)
class Heading:
    """Hold the top of a questionnaire.

    source: the language whose columns are the questionnaire's own, None for columns without one. codes: the
    code of each language by its name. languages: names of languages by their codes, where they are needed to
    write the columns back. settings: those that are carried.
    """

    data: dict[str, Any]
    source: str | None
    codes: Mapping[str, str]
    languages: Mapping[str, str]
    settings: Mapping[str, str]
    losses: tuple[Loss, ...]


def heading_of(workbook: Workbook, stem: str) -> Heading:
    """Return the top of the questionnaire; stem: the file's name, by which a form without an id goes."""
    settings = workbook.settings
    form_id = settings.get("form_id", stem)
    name = name_of(form_id)
    version = settings.get("version", UNVERSIONED)
    source, own, codes, languages = _languages(workbook)
    data = {"name": name, "version": version, "title": settings.get("form_title", form_id), "language": own}
    carried = {key: text for key, text in settings.items() if key not in _NATIVE}
    if carried.get("default_language") == column_name(own) and source is None:
        del carried["default_language"]
    if form_id != name:
        carried = {"form_id": form_id} | carried
    losses = [
        loss("setting", "settings!2", column=key, value=text)
        for key, text in carried.items()
        if key not in ("form_id", "default_language")
    ]
    if form_id != name:
        losses.append(loss("form-name", "settings!2", id=form_id, name=name))
    if "version" not in settings:
        losses.append(loss("no-version", "settings", version=UNVERSIONED))
    if own == UNKNOWN:
        losses.append(loss("no-language", "settings"))
    losses += [
        loss("other-language", "settings", name=one, written=code)
        for one, code in codes.items()
        if is_private(code)
    ]
    return Heading(data, source, codes, languages, carried, tuple(losses))


def name_of(form_id: str) -> str:
    """Return the name of a questionnaire for the id of a form."""
    if _NAME.fullmatch(form_id) and len(form_id) <= _LONGEST:
        return form_id
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", form_id).strip("-_")[: _LONGEST - 5]
    return plain if _NAME.fullmatch(plain) else f"form-{plain}".rstrip("-")


def _languages(workbook: Workbook) -> tuple[str | None, str, dict[str, str], dict[str, str]]:
    """Return the source's name in the columns, its code, the codes of all others, and the names by code."""
    named, plain = _in_columns(workbook)
    default = workbook.settings.get("default_language")
    if plain or not named:
        source, own_name = None, default
    else:
        source = own_name = default if default in named else named[0]
    codes = codes_of(dict.fromkeys([own_name, *named] if own_name else named))
    own = codes[own_name] if own_name else UNKNOWN
    if source is None and own_name in named:  # texts with and without the language's name stand side by side
        codes[own_name] = next(iter(codes_of([f"{own_name} of its own"]).values()))
    names = {code: name for name, code in codes.items() if name in named and name != source}
    return source, own, codes, ({own: source} if source else {}) | names


def _in_columns(workbook: Workbook) -> tuple[list[str], bool]:
    """Return the languages that columns name, in order, and whether texts stand in columns that name none."""
    named: dict[str, None] = {}
    plain = False
    for row in (*workbook.survey, *workbook.choices):
        for column in row.cells:
            meaning, language = with_language(column)
            if meaning in TEXTS and language:
                named[language] = None
            plain = plain or column in ("label", "hint", "guidance_hint")
    return list(named), plain
