"""Proposals that answer a question put to another proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a proposal say which one it rests on, what was asked, and what was answered beside a programme."""
    with op.batch_alter_table("proposal") as table:
        table.add_column(sa.Column("based_on", sa.Integer, nullable=True))
        table.add_column(sa.Column("asked", sa.JSON, nullable=True))
        table.add_column(sa.Column("answer", sa.JSON, nullable=True))
        table.create_index("ix_proposal_based_on", ["based_on"])


def downgrade() -> None:
    """Refuse: what was asked and answered would be lost."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")
