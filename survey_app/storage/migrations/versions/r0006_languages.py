"""Questionnaires in several languages, and the language that a colleague reads."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a version keep its translations, and a colleague's device its language."""
    op.add_column("questionnaire_version", sa.Column("translations", sa.JSON, nullable=True))
    op.add_column("contributor", sa.Column("language", sa.Text, nullable=True))


def downgrade() -> None:
    """Refuse: the translations would be lost."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")
