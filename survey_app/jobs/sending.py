"""Sending letters about exchanges that were sent for agreement: one for the contact persons of each city.

What writes documents is loaded when there is something to send: a worker starts in half the time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from survey_app.jobs.letters import English, Speaker, asking, confirming
from survey_app.mail import Attachment, Letter, Mailer, MailFailed, mailer_for
from survey_app.settings import Settings
from survey_app.storage import Database, Session, agreements, invitations, respondents, rounds
from survey_app.storage.records import Reply

if TYPE_CHECKING:
    from survey_app.exports.agreed import Handout

# ruff: noqa: PLC0415

log = logging.getLogger("survey_app")
NOBODY = "The city’s answers name no e-mail address. Write to it yourself."


@dataclass(frozen=True, slots=True)
class Post:
    """Hold what sends letters, where the links in them begin, and what says them in a language."""

    mailer: Mailer
    base_url: str
    speaker: Callable[[str], Speaker] = lambda _: English()


def post_for(settings: Settings, speaker: Callable[[str], Speaker] = lambda _: English()) -> Post:
    """Return how letters are sent under these settings; speaker gives what speaks a language, by its tag."""
    return Post(mailer_for(settings), settings.base_url, speaker)


def send_letters(database: Database, post: Post, sent_id: int) -> None:
    """Send the letters of an exchange that are still due; one that fails stays due, beside it the cause.

    Before it is confirmed they ask the cities, afterwards they bring the documents.
    """
    from survey_app.jobs.handouts import handout_of

    with database.begin() as session:
        sent = agreements.sent_exchange(session, sent_id)
        this = rounds.round_by_id(session, sent.round_id) if sent else None
        if sent is None or this is None or not sent.stands:
            return
        handout = handout_of(session, this, sent, _now().date())
        due = [reply for reply in sent.replies if reply.letter_due]
        pages = {one.id: _page_of(session, post, one) for one in due}
    files = _files(handout) if due and sent.confirmed_at else ()
    for reply in due:
        link, speaker = pages[reply.id]
        if sent.confirmed_at:
            letter = confirming(handout, sent, link, files, speaker)
        else:
            letter = asking(handout, sent, reply.slug, link, speaker)
        beside = handout.people.get(reply.slug)
        to = ", ".join(beside.addresses if beside else ())
        _deliver(database, post.mailer, replace(letter, to=to), (sent_id, reply.invitation_id))


def _page_of(session: Session, post: Post, reply: Reply) -> tuple[str, Speaker]:
    """Return the address of a city's exchanges, and what speaks its language: English where none is known."""
    invited = invitations.invitation_by_id(session, reply.invitation_id)
    link = f"{post.base_url}/sheet/{invited.public_id}/exchanges" if invited else post.base_url
    return link, post.speaker(respondents.language_of(session, reply.invitation_id) or "en")


def _files(handout: Handout) -> tuple[Attachment, ...]:
    from survey_app.exports.agreed import KINDS, document

    return tuple(Attachment(name, kind, document(handout, name)) for name, kind in KINDS.items())


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
