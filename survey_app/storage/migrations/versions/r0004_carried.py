"""History entries of sheets that moved on to another version of their questionnaire."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = "kind IN ('save', 'conflict', 'submit', 'reopen', 'load', 'carry')"


def upgrade() -> None:
    """Let a history tell of answers that were carried over."""
    with op.batch_alter_table("answer_change") as table:
        table.drop_constraint("kind_known", type_="check")
        table.create_check_constraint("kind_known", KINDS)


def downgrade() -> None:
    """Refuse: what was carried over would have no name."""
    raise NotImplementedError("Restore the backup made before the upgrade instead.")
