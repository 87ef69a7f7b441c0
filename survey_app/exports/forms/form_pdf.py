"""Write a blank form as a PDF to print: tagged (PDF/UA-1), with bookmarks, language and title."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

from survey_app.exports.forms.sheet import BlankForm
from survey_app.exports.left_out import Exported
from survey_app.exports.programme_pdf import compiled_pdf, with_drawable_texts
from survey_app.exports.texts import with_legal_texts


def form_pdf(told: BlankForm, made_on: date) -> Exported:
    """Give a blank form as PDF/UA-1; characters that no embedded font has are named in brackets."""
    form, left_out = with_legal_texts(told, "document")
    form, named = with_drawable_texts(form)
    template = resources.files("survey_app.exports.forms").joinpath("form.typ").read_bytes()
    made_at = datetime.combine(made_on, time(), UTC)
    data: dict[str, Any] = asdict(form) | _language(form.language)
    content = compiled_pdf(template, {"form": json.dumps(data)}, made_at)
    return Exported(content, (*left_out, *named))


def _language(tag: str) -> dict[str, str | None]:
    """Return a language and its country apart, as the PDF wants them."""
    plain, *rest = tag.split("-")
    region = next((part.lower() for part in rest if len(part) == 2), None)
    return {"lang": plain, "region": region}
