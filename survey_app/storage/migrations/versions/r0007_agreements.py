"""Exchanges sent for agreement, what cities reply, and the letters with their documents."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for what is sent, what is replied, and what goes out by mail."""
    _sent()
    _replies()
    _letters()


def downgrade() -> None:
    """Refuse: what was agreed would be lost."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")


def _of(table: str, *, index: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer, key, nullable=False, index=index)


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty)


def _time(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _sent() -> None:
    op.create_table(
        "sent_exchange",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("round", index=True),
        sa.Column("proposal", sa.Integer),
        sa.Column("draft", sa.Integer),
        _text("host"),
        _text("week"),
        sa.Column("content", sa.JSON, nullable=False),
        _time("sent_at"),
        _text("sent_by"),
        _time("withdrawn_at", empty=True),
        _text("withdrawn_by", empty=True),
        sa.Column("replaced", sa.Boolean(create_constraint=False), nullable=False),
        _time("confirmed_at", empty=True),
        sa.CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_has_author"),
    )


def _replies() -> None:
    op.create_table(
        "exchange_reply",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sent_exchange"),
        _of("invitation", index=True),
        _text("state"),
        _text("remark"),
        _time("at", empty=True),
        _text("by", empty=True),
        sa.UniqueConstraint("sent_exchange_id", "invitation_id"),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'declined', 'change-asked')", name="state_known"
        ),
        sa.CheckConstraint("(state = 'waiting') = (at IS NULL)", name="replied_has_time"),
        sa.CheckConstraint('(at IS NULL) = ("by" IS NULL)', name="replied_has_author"),
    )


def _letters() -> None:
    op.create_table(
        "exchange_letter",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sent_exchange"),
        _of("invitation", index=True),
        _time("made_at"),
        _time("sent_at", empty=True),
        _text("error", empty=True),
        sa.UniqueConstraint("sent_exchange_id", "invitation_id"),
    )
