"""Files that cities send with their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the content of files."""
    op.create_table(
        "sent_file",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "answer_sheet_id",
            sa.Integer,
            sa.ForeignKey("answer_sheet.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("answer_sheet_id", "digest"),
    )


def downgrade() -> None:
    """Refuse: files would be lost."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")
