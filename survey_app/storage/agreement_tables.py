"""The tables of agreement: exchanges that were sent, what cities reply, letters that are due."""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, Table, UniqueConstraint

from survey_app.programmes.agreement import ReplyState
from survey_app.storage.columns import Document, Moment, Words
from survey_app.storage.table_parts import metadata, number, of, one_of

# What a proposal or a draft came to stays when either is gone: they are numbers here and no foreign keys.
sent_exchange = Table(
    "sent_exchange",
    metadata,
    number(),
    of("round", index=True),
    Column("proposal", Integer),
    Column("draft", Integer),
    Column("host", Words, nullable=False),
    Column("week", Words, nullable=False),
    Column("content", Document, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("sent_by", Words, nullable=False),
    Column("withdrawn_at", Moment),
    Column("withdrawn_by", Words),
    Column("replaced", Boolean(create_constraint=False), nullable=False),
    Column("confirmed_at", Moment),
    CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_has_author"),
)

exchange_reply = Table(
    "exchange_reply",
    metadata,
    number(),
    of("sent_exchange"),
    of("invitation", index=True),
    Column("state", Words, nullable=False),
    Column("remark", Words, nullable=False),
    Column("at", Moment),
    Column("by", Words),
    UniqueConstraint("sent_exchange_id", "invitation_id"),
    one_of("state", ReplyState),
    CheckConstraint("(state = 'waiting') = (at IS NULL)", name="replied_has_time"),
    CheckConstraint('(at IS NULL) = ("by" IS NULL)', name="replied_has_author"),
)

# The address of a letter stands in the city's answers alone, and is read there when the letter is sent.
exchange_letter = Table(
    "exchange_letter",
    metadata,
    number(),
    of("sent_exchange"),
    of("invitation", index=True),
    Column("made_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("error", Words),
    UniqueConstraint("sent_exchange_id", "invitation_id"),
)
