"""The tables; each law that a table can guard stands here as a constraint."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    text,
)

from survey_app.answers.model import ChangeKind, SheetStatus
from survey_app.rounds.model import Role, RoundStatus
from survey_app.storage.agreement_tables import exchange_letter, exchange_reply, sent_exchange
from survey_app.storage.columns import Document, Moment, Words
from survey_app.storage.records import ProposalStatus
from survey_app.storage.table_parts import metadata, number, of, one_of

__all__ = [
    "account", "agenda", "answer_change", "answer_sheet", "attempt", "city", "contributor", "draft",
    "draft_step", "event", "exchange_letter", "exchange_reply", "invitation", "metadata", "network",
    "proposal", "questionnaire_version", "round_", "sent_exchange", "sent_file", "sign_in", "sign_in_link",
]  # fmt: skip

network = Table("network", metadata, number(), Column("name", Words, nullable=False, unique=True))

account = Table(
    "account",
    metadata,
    number(),
    Column("email", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("role", Words, nullable=False),
    of("network", nullable=True, index=True),
    one_of("role", Role),
    CheckConstraint("role = 'administrator' OR network_id IS NOT NULL", name="coordinator_has_network"),
)

sign_in_link = Table(
    "sign_in_link",
    metadata,
    number(),
    Column("token_hash", Words, nullable=False, unique=True),
    of("account", index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("spent_at", Moment),
    CheckConstraint("expires_at > created_at", name="expires_later"),
)

sign_in = Table(
    "sign_in",
    metadata,
    number(),
    Column("key_hash", Words, nullable=False, unique=True),
    of("account", index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

attempt = Table(
    "attempt",
    metadata,
    number(),
    Column("purpose", Words, nullable=False),
    Column("source", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "purpose", "source", "at"),
)

city = Table(
    "city",
    metadata,
    number(),
    of("network"),
    Column("slug", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("country", Words, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    UniqueConstraint("network_id", "slug"),
    CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="location_whole"),
    CheckConstraint("latitude >= -90 AND latitude <= 90", name="latitude_on_earth"),
    CheckConstraint("longitude >= -180 AND longitude <= 180", name="longitude_on_earth"),
)

questionnaire_version = Table(
    "questionnaire_version",
    metadata,
    number(),
    Column("name", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("sha256", Words, nullable=False, unique=True),
    Column("content", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("translations", Document),
    CheckConstraint("length(sha256) = 64", name="sha256_whole"),
)

round_ = Table(
    "round",
    metadata,
    number(),
    of("network"),
    Column("slug", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("remark", Words, nullable=False),
    of("questionnaire_version", nullable=True, index=True, gone="RESTRICT"),
    Column("status", Words, nullable=False),
    Column("deadline", Date),
    Column("frame", Document, nullable=False),
    UniqueConstraint("network_id", "slug"),
    one_of("status", RoundStatus),
    CheckConstraint("status <> 'open' OR questionnaire_version_id IS NOT NULL", name="open_asks_something"),
)

invitation = Table(
    "invitation",
    metadata,
    number(),
    of("round"),
    of("city", index=True),
    Column("public_id", Words, nullable=False, unique=True),
    Column("nonce", Words, nullable=False),
    Column("revoked", Boolean(create_constraint=False), nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("round_id", "city_id"),
)

answer_sheet = Table(
    "answer_sheet",
    metadata,
    number(),
    Column("invitation_id", ForeignKey("invitation.id", ondelete="CASCADE"), nullable=False, unique=True),
    of("questionnaire_version", index=True, gone="RESTRICT"),
    Column("status", Words, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", Document, nullable=False),
    Column("updated_at", Moment),
    Column("submitted_at", Moment),
    Column("submitted_by", Words),
    one_of("status", SheetStatus),
    CheckConstraint("revision >= 0", name="revision_counts_up"),
    CheckConstraint("(revision = 0) = (updated_at IS NULL)", name="saved_has_time"),
    CheckConstraint("(status = 'submitted') = (submitted_at IS NOT NULL)", name="submitted_has_time"),
    CheckConstraint("(submitted_at IS NULL) = (submitted_by IS NULL)", name="submitted_has_author"),
)

sent_file = Table(
    "sent_file",
    metadata,
    number(),
    of("answer_sheet"),
    Column("digest", Words, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sent_at", Moment, nullable=False),
    UniqueConstraint("answer_sheet_id", "digest"),
)

answer_change = Table(
    "answer_change",
    metadata,
    number(),
    of("answer_sheet"),
    Column("revision", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("changes", Document, nullable=False),
    one_of("kind", ChangeKind),
    Index(None, "answer_sheet_id", "id"),
)
# A revision is written once: two savers of one revision can never both be right.
Index(
    "uq_answer_change_revision",
    answer_change.c.answer_sheet_id,
    answer_change.c.revision,
    unique=True,
    sqlite_where=text("kind <> 'conflict'"),
    postgresql_where=text("kind <> 'conflict'"),
)

contributor = Table(
    "contributor",
    metadata,
    number(),
    of("invitation"),
    Column("key_hash", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("language", Words),
    UniqueConstraint("invitation_id", "key_hash"),
)

proposal = Table(
    "proposal",
    metadata,
    number(),
    of("round", index=True),
    Column("status", Words, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("requested_by", Words, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("seconds_limit", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("problem", Document, nullable=False),
    Column("result", Document),
    Column("progress", Document),
    Column("error", Words),
    Column("sheets_fingerprint", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("note", Words, nullable=False),
    of("draft", nullable=True, index=True, gone="SET NULL"),
    Column("based_on", Integer, index=True),
    Column("asked", Document),
    Column("answer", Document),
    one_of("status", ProposalStatus),
    CheckConstraint("seconds_limit > 0", name="has_time"),
    CheckConstraint("status <> 'running' OR started_at IS NOT NULL", name="running_has_start"),
    CheckConstraint("(status IN ('queued', 'running')) = (finished_at IS NULL)", name="ended_has_time"),
    CheckConstraint("(status = 'done') = (result IS NOT NULL)", name="done_has_result"),
    CheckConstraint("(status = 'failed') = (error IS NOT NULL)", name="failed_has_error"),
)

# from_proposal is a number and no foreign key: a proposal points to the draft that it was computed for.
draft = Table(
    "draft",
    metadata,
    number(),
    of("round", index=True),
    Column("name", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("from_proposal", Integer),
    Column("problem", Document, nullable=False),
    Column("exchanges", Document, nullable=False),
    Column("sheets_fingerprint", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Words, nullable=False),
)

draft_step = Table(
    "draft_step",
    metadata,
    number(),
    of("draft", index=True),
    Column("at", Moment, nullable=False),
    Column("by", Words, nullable=False),
    Column("what", Document, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Words),
    CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone_has_author"),
)

# An agenda belongs to a host's week in a round: it outlives the proposal or the draft that it was made for.
agenda = Table(
    "agenda",
    metadata,
    number(),
    of("round"),
    Column("host", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("content", Document, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Words, nullable=False),
    UniqueConstraint("round_id", "host", "week"),
)

event = Table(
    "event",
    metadata,
    number(),
    Column("at", Moment, nullable=False),
    Column("actor", Words, nullable=False),
    of("network", nullable=True, index=True, gone="SET NULL"),
    of("round", nullable=True, index=True, gone="SET NULL"),
    Column("what", Words, nullable=False),
    Column("detail", Document, nullable=False),
)
