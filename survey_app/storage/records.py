"""What is stored beside rounds and answers: contributors, questionnaire versions, proposals, events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from survey_app.answers.model import Sheet
from survey_app.programmes.agreement import ReplyState
from survey_app.rounds.model import Account, City, Invitation, Network, Round

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SignIn:
    """Hold a signed-in session on the server: whose it is and when it was last used."""

    account: Account
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Contributor:
    """Hold one colleague's device on an invitation; an ended one must join anew; language may be None."""

    id: int
    name: str
    started_at: datetime
    seen_at: datetime
    ended: bool
    language: str | None = None


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """Hold all that a respondent's page needs, loaded together; contributor is None before joining."""

    network: Network
    round: Round
    invitation: Invitation
    sheet: Sheet
    contributor: Contributor | None

    @property
    def city(self) -> City:
        """Return the invited city."""
        return self.invitation.city


@dataclass(frozen=True, slots=True)
class VersionTexts:
    """Hold the text of a questionnaire version, and its translations by language, as their files said it."""

    content: str
    translations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """Hold a questionnaire version without its content."""

    id: int
    name: str
    version: str
    sha256: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class RoundSummary:
    """Hold a round and its cities' progress: untouched, in work, submitted; together all that are invited."""

    round: Round
    untouched: int
    in_work: int
    submitted: int

    @property
    def invited(self) -> int:
        """Return how many cities take part."""
        return self.untouched + self.in_work + self.submitted


class ProposalStatus(StrEnum):
    """Say where the computation of a proposal stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ProposalSummary:
    """Hold a proposal without its problem and its result; seconds_limit in seconds."""

    id: int
    round_id: int
    status: ProposalStatus
    requested_at: datetime
    requested_by: str
    started_at: datetime | None
    finished_at: datetime | None
    seconds_limit: int
    seed: int
    progress: Json | None
    error: str | None
    sheets_fingerprint: str
    name: str = ""
    note: str = ""
    draft_id: int | None = None  # the draft that it was computed for
    based_on: int | None = None  # the proposal that something was asked of
    asked: Json | None = None  # what was asked of it, as survey_app.programmes.exploring.asked has it
    answer: Json | None = None  # what was answered beside a programme


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """Hold a proposal with the problem it is computed from and, once done, its result, both as JSON."""

    summary: ProposalSummary
    problem: Json
    result: Json | None


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a programme in the coordinators' hands: the problem and the exchanges that it began with, as JSON.

    What has become of it follows from its steps. `from_proposal` is the proposal that it began from, if any.
    """

    id: int
    round_id: int
    name: str
    note: str
    from_proposal: int | None
    problem: Json
    exchanges: Sequence[Json]
    sheets_fingerprint: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class DraftStep:
    """Hold one decision about a draft, as JSON: who took it when, and who took it back."""

    id: int
    draft_id: int
    at: datetime
    by: str
    what: Json
    undone_at: datetime | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """Hold a draft without its documents; steps counts the decisions that stand, changed_at the newest."""

    id: int
    name: str
    note: str
    created_at: datetime
    created_by: str
    steps: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class StoredAgenda:
    """Hold the agenda of a host's week, as JSON: which revision it is, who made it and when."""

    host: str
    week: str
    content: Json
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Hold what one city has replied to a sent exchange; `error` says why its last letter did not go out."""

    id: int
    sent_id: int
    invitation_id: int
    slug: str
    city: str
    state: ReplyState
    remark: str
    at: datetime | None
    by: str | None
    letter_due: bool
    letter_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class SentExchange:
    """Hold an exchange that was sent for agreement, as survey_app.programmes.agreement writes it.

    `replaced` says that it was withdrawn because another programme took its place.
    """

    id: int
    round_id: int
    proposal: int | None
    draft: int | None
    host: str
    week: str
    content: Json
    sent_at: datetime
    sent_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    replaced: bool
    confirmed_at: datetime | None
    replies: Sequence[Reply] = ()

    @property
    def stands(self) -> bool:
        """Say whether it has not been withdrawn."""
        return self.withdrawn_at is None

    @property
    def open(self) -> bool:
        """Say whether its cities can reply."""
        return self.stands and self.confirmed_at is None


@dataclass(frozen=True, slots=True)
class Event:
    """Hold one entry of the audit trail: when, who, where, what, with plain data about it."""

    id: int
    at: datetime
    actor: str
    network_id: int | None
    round_id: int | None
    what: str
    detail: Json
