"""Sending the documents of a confirmed exchange: one letter for the contact persons of each city."""

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from survey_app.exports.agreed import KINDS, Handout, document, exchange_story
from survey_app.jobs.handouts import handout_of
from survey_app.mail import Attachment, Letter, Mailer, MailFailed, mailer_for
from survey_app.settings import Settings
from survey_app.storage import Database, agreements, invitations, rounds

log = logging.getLogger("survey_app")
NOBODY = "The city’s answers name no e-mail address. Hand the documents on yourself."


@dataclass(frozen=True, slots=True)
class Post:
    """Hold what sends letters, and where the links in them begin."""

    mailer: Mailer
    base_url: str


def post_for(settings: Settings) -> Post:
    """Return how letters are sent under these settings."""
    return Post(mailer_for(settings), settings.base_url)


def send_documents(database: Database, post: Post, sent_id: int) -> None:
    """Send the letters of an exchange that are still due; one that fails stays due, beside it the cause."""
    with database.begin() as session:
        sent = agreements.sent_exchange(session, sent_id)
        this = rounds.round_by_id(session, sent.round_id) if sent else None
        if sent is None or this is None or sent.confirmed_at is None or not sent.stands:
            return
        handout = handout_of(session, this, sent, _now().date())
        links = {
            reply.slug: f"{post.base_url}/sheet/{invited.public_id}/exchanges"
            for reply in sent.replies
            if (invited := invitations.invitation_by_id(session, reply.invitation_id)) is not None
        }
    due = [reply for reply in sent.replies if reply.letter_due]
    files = _files(handout) if due else ()
    for reply in due:
        beside = handout.people.get(reply.slug)
        addresses = beside.addresses if beside else ()
        letter = _letter(handout, links.get(reply.slug, post.base_url), files)
        _deliver(
            database, post.mailer, replace(letter, to=", ".join(addresses)), (sent_id, reply.invitation_id)
        )


def _files(handout: Handout) -> tuple[Attachment, ...]:
    return tuple(Attachment(name, kind, document(handout, name)) for name, kind in KINDS.items())


def _letter(handout: Handout, link: str, files: tuple[Attachment, ...]) -> Letter:
    story = exchange_story(handout)
    (exchange,) = story.exchanges
    lines = (
        f"{exchange.title}, {exchange.days}.",
        "Host and visitors have agreed: the exchange is confirmed.",
        "Beside this letter: the programme (DOCX and PDF), an invitation for calendars (ICS), and who takes"
        " part (XLSX).",
        f"Your city’s exchanges, on a device on which you have opened your city’s personal link:\n{link}",
    )
    return Letter("", f"Confirmed: {exchange.title}", "\n\n".join(lines) + "\n", files)


def _deliver(database: Database, mailer: Mailer, letter: Letter, which: tuple[int, int]) -> None:
    cause = "" if letter.to else NOBODY
    try:
        if letter.to:
            mailer.send(letter)
    except MailFailed as failure:
        log.warning("%s", failure)
        cause = str(failure)
    with database.begin(write=True) as session:
        if cause:
            agreements.letter_failed(session, *which, cause)
        else:
            agreements.letter_went(session, *which, _now())


def letters_due(database: Database) -> list[int]:
    """Return the exchanges of which letters are still to go out."""
    with database.begin() as session:
        return agreements.with_letters_due(session)


def _now() -> datetime:
    return datetime.now(UTC)
