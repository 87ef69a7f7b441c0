"""Drafts of programmes with their decisions; names and notes of proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_EVENTS = sa.table("event", sa.column("id"), sa.column("what", sa.Text), sa.column("detail", sa.JSON))
_PROPOSALS = sa.table("proposal", sa.column("id", sa.Integer), sa.column("name", sa.Text))


def upgrade() -> None:
    """Make the drafts, then what proposals say of them; remarks about proposals become their names."""
    _drafts()
    _steps()
    _proposals()
    _names()


def downgrade() -> None:
    """Refuse: what was decided about drafts would be lost."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")


def _text(name: str, *, empty: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty)


def _time(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _of(table: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(f"{table}_id", sa.Integer, key, nullable=False, index=True)


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("round"),
        _text("name"),
        _text("note"),
        sa.Column("from_proposal", sa.Integer),
        sa.Column("problem", sa.JSON, nullable=False),
        sa.Column("exchanges", sa.JSON, nullable=False),
        _text("sheets_fingerprint"),
        _time("created_at"),
        _text("created_by"),
    )


def _steps() -> None:
    op.create_table(
        "draft_step",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("draft"),
        _time("at"),
        _text("by"),
        sa.Column("what", sa.JSON, nullable=False),
        _time("undone_at", empty=True),
        _text("undone_by", empty=True),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by IS NULL)", name="undone_has_author"),
    )


def _proposals() -> None:
    with op.batch_alter_table("proposal") as table:
        table.add_column(sa.Column("name", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("note", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("draft_id", sa.Integer, nullable=True))
        table.create_foreign_key("fk_proposal_draft_id", "draft", ["draft_id"], ["id"], ondelete="SET NULL")
    with op.batch_alter_table("proposal") as table:
        table.alter_column("name", server_default=None)
        table.alter_column("note", server_default=None)
        table.create_index("ix_proposal_draft_id", ["draft_id"])


def _names() -> None:
    connection = op.get_bind()
    asked = sa.select(_EVENTS.c.detail).where(_EVENTS.c.what == "asked for a proposal")
    for (detail,) in connection.execute(asked).all():
        if detail.get("remark") and detail.get("proposal"):
            this = _PROPOSALS.c.id == detail["proposal"]
            connection.execute(_PROPOSALS.update().where(this).values(name=detail["remark"]))
