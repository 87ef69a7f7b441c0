"""A draft's documents, each marked as a draft; and deleting a draft, which stays on record."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response as Page
from flask import abort, flash
from werkzeug.wrappers import Response

from survey_app.exports.left_out import Exported
from survey_app.exports.programme_docx import programme_docx
from survey_app.exports.programme_ics import programme_ics
from survey_app.exports.programme_pdf import programme_pdf
from survey_app.exports.programme_xlsx import programme_xlsx
from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.wording import counted, day
from survey_app.storage import drafts as stored
from survey_app.web.access import DRAFT, allow, this_draft, this_round
from survey_app.web.coordinator.bench import Bench, bench
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.downloads import DOCX, XLSX, handed
from survey_app.web.coordinator.drafts import draft_words
from survey_app.web.coordinator.proposals import DELETED_DRAFT, with_beside
from survey_app.web.unit import now, session

HERE = "/rounds/<int:round_id>/drafts/<int:draft_id>"
FITS = "It keeps every rule and every decision."


def marked(found: Bench) -> ProgrammeWords:
    """Return the words around a draft's documents: that it is one, as of when, and what does not fit."""
    words, flaws = with_beside(draft_words()), found.findings
    unfit = f"{counted(len(flaws), 'thing does', 'things do')} not fit yet; the notes name them."
    mark = (
        f"Draft “{this_draft().name}”, as it stood on {day(now())}: nothing is agreed. "
        f"{unfit if flaws else FITS}"
    )
    return replace(words, draft=mark, notes=(*words.notes, *(f"Does not fit: {one.text}" for one in flaws)))


def _calendar(found: Bench, words: ProgrammeWords) -> Exported:
    this = this_round()
    return programme_ics(
        found.problem, found.proposal, words, round_id=f"{this.network_id}/{this.slug}", stamp=now()
    )


_MAKERS: dict[str, tuple[str, Callable[[Bench, ProgrammeWords], Exported]]] = {
    "programme.docx": (DOCX, lambda found, words: programme_docx(found.problem, found.proposal, words)),
    "programme.pdf": (
        "application/pdf",
        lambda found, words: programme_pdf(found.problem, found.proposal, words),
    ),
    "programme.xlsx": (XLSX, lambda found, words: programme_xlsx(found.problem, found.proposal, words)),
    "programme.ics": ("text/calendar; charset=utf-8", _calendar),
}


@coordinator.get(f"{HERE}/downloads/<document>")
@allow(DRAFT)
def draft_document(round_id: int, draft_id: int, document: str) -> Page:
    """Send a draft as it stands as a document, marked as a draft."""
    if document not in _MAKERS:
        abort(404)
    kind, make = _MAKERS[document]
    found = bench()
    return handed(make(found, marked(found)).content, kind, f"draft-{document}")


@coordinator.get(f"{HERE}/delete")
@allow(DRAFT)
def ask_delete_draft(round_id: int, draft_id: int) -> str:
    """Ask before a draft is deleted."""
    return round_page(
        "draft_delete", "proposals", draft=this_draft(), steps=stored.steps(session(), draft_id)
    )


@coordinator.post(f"{HERE}/delete")
@allow(DRAFT)
def delete_draft(round_id: int, draft_id: int) -> Response:
    """Delete a draft; who deleted it and when stays on record."""
    name = this_draft().name
    decisions = len(stored.steps(session(), draft_id))
    stored.delete_draft(session(), draft_id)
    note(DELETED_DRAFT, draft=draft_id, remark=name, decisions=decisions)
    flash(f"The draft “{name}” is deleted. That is on record below.", "good")
    return to("proposals")
