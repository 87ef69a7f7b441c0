"""The first tables: people, cities, questionnaires, rounds, answers, proposals, events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables; each function makes what the next ones point to."""
    _people()
    _sign_ins()
    _cities()
    _rounds()
    _invitations()
    _sheets()
    _history()
    _proposals()
    _events()


def downgrade() -> None:
    """Refuse: before the first tables there is nothing."""
    raise NotImplementedError("There is no version before the first tables.")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, empty: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=empty, unique=unique)


def _time(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def _json(name: str, *, empty: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=empty)


def _of(table: str, gone: str, *, empty: bool = False, index: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{table}.id", ondelete=gone)
    return sa.Column(f"{table}_id", sa.Integer, key, nullable=empty, index=index)


def _law(name: str, words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(words, name=name)


def _people() -> None:
    op.create_table("network", _id(), _text("name", unique=True))
    op.create_table(
        "account",
        _id(),
        _text("email", unique=True),
        _text("name"),
        _text("role"),
        _of("network", "CASCADE", empty=True, index=True),
        _law("role_known", "role IN ('coordinator', 'administrator')"),
        _law("coordinator_has_network", "role = 'administrator' OR network_id IS NOT NULL"),
    )


def _sign_ins() -> None:
    op.create_table(
        "sign_in_link",
        _id(),
        _text("token_hash", unique=True),
        _of("account", "CASCADE", index=True),
        _time("created_at"),
        _time("expires_at"),
        _time("spent_at", empty=True),
        _law("expires_later", "expires_at > created_at"),
    )
    op.create_table(
        "sign_in",
        _id(),
        _text("key_hash", unique=True),
        _of("account", "CASCADE", index=True),
        _time("created_at"),
        _time("seen_at"),
        _time("ended_at", empty=True),
    )
    op.create_table("attempt", _id(), _text("purpose"), _text("source"), _time("at"))
    op.create_index("ix_attempt_purpose_source_at", "attempt", ["purpose", "source", "at"])


def _cities() -> None:
    op.create_table(
        "city",
        _id(),
        _of("network", "CASCADE"),
        _text("slug"),
        _text("name"),
        _text("country"),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.UniqueConstraint("network_id", "slug"),
        _law("location_whole", "(latitude IS NULL) = (longitude IS NULL)"),
        _law("latitude_on_earth", "latitude >= -90 AND latitude <= 90"),
        _law("longitude_on_earth", "longitude >= -180 AND longitude <= 180"),
    )


def _rounds() -> None:
    op.create_table(
        "questionnaire_version",
        _id(),
        _text("name"),
        _text("version"),
        _text("sha256", unique=True),
        _text("content"),
        _time("created_at"),
        _law("sha256_whole", "length(sha256) = 64"),
    )
    op.create_table(
        "round",
        _id(),
        _of("network", "CASCADE"),
        _text("slug"),
        _text("title"),
        _text("description"),
        _text("remark"),
        _of("questionnaire_version", "RESTRICT", empty=True, index=True),
        _text("status"),
        sa.Column("deadline", sa.Date),
        _json("frame"),
        sa.UniqueConstraint("network_id", "slug"),
        _law("status_known", "status IN ('draft', 'open', 'closed')"),
        _law("open_asks_something", "status <> 'open' OR questionnaire_version_id IS NOT NULL"),
    )


def _invitations() -> None:
    op.create_table(
        "invitation",
        _id(),
        _of("round", "CASCADE"),
        _of("city", "CASCADE", index=True),
        _text("public_id", unique=True),
        _text("nonce"),
        sa.Column("revoked", sa.Boolean, nullable=False),
        _time("created_at"),
        sa.UniqueConstraint("round_id", "city_id"),
    )
    op.create_table(
        "contributor",
        _id(),
        _of("invitation", "CASCADE"),
        _text("key_hash"),
        _text("name"),
        _time("started_at"),
        _time("seen_at"),
        _time("ended_at", empty=True),
        sa.UniqueConstraint("invitation_id", "key_hash"),
    )


def _sheets() -> None:
    op.create_table(
        "answer_sheet",
        _id(),
        sa.Column(
            "invitation_id",
            sa.Integer,
            sa.ForeignKey("invitation.id", ondelete="CASCADE"),
            nullable=False,
            unique=True,
        ),
        _of("questionnaire_version", "RESTRICT", index=True),
        _text("status"),
        sa.Column("revision", sa.Integer, nullable=False),
        _json("answers"),
        _time("updated_at", empty=True),
        _time("submitted_at", empty=True),
        _text("submitted_by", empty=True),
        _law("status_known", "status IN ('draft', 'submitted')"),
        _law("revision_counts_up", "revision >= 0"),
        _law("saved_has_time", "(revision = 0) = (updated_at IS NULL)"),
        _law("submitted_has_time", "(status = 'submitted') = (submitted_at IS NOT NULL)"),
        _law("submitted_has_author", "(submitted_at IS NULL) = (submitted_by IS NULL)"),
    )


def _history() -> None:
    op.create_table(
        "answer_change",
        _id(),
        _of("answer_sheet", "CASCADE"),
        sa.Column("revision", sa.Integer, nullable=False),
        _time("at"),
        _text("author"),
        _text("kind"),
        _json("changes"),
        _law("kind_known", "kind IN ('save', 'conflict', 'submit', 'reopen', 'load')"),
    )
    op.create_index("ix_answer_change_answer_sheet_id_id", "answer_change", ["answer_sheet_id", "id"])
    once, columns = sa.text("kind <> 'conflict'"), ["answer_sheet_id", "revision"]
    op.create_index(
        "uq_answer_change_revision",
        "answer_change",
        columns,
        unique=True,
        sqlite_where=once,
        postgresql_where=once,
    )


def _proposals() -> None:
    known = "'queued', 'running', 'done', 'interrupted', 'failed', 'cancelled'"
    op.create_table(
        "proposal",
        _id(),
        _of("round", "CASCADE", index=True),
        _text("status"),
        _time("requested_at"),
        _text("requested_by"),
        _time("started_at", empty=True),
        _time("finished_at", empty=True),
        sa.Column("seconds_limit", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        _json("problem"),
        _json("result", empty=True),
        _json("progress", empty=True),
        _text("error", empty=True),
        _text("sheets_fingerprint"),
        _law("status_known", f"status IN ({known})"),
        _law("has_time", "seconds_limit > 0"),
        _law("running_has_start", "status <> 'running' OR started_at IS NOT NULL"),
        _law("ended_has_time", "(status IN ('queued', 'running')) = (finished_at IS NULL)"),
        _law("done_has_result", "(status = 'done') = (result IS NOT NULL)"),
        _law("failed_has_error", "(status = 'failed') = (error IS NOT NULL)"),
    )


def _events() -> None:
    op.create_table(
        "event",
        _id(),
        _time("at"),
        _text("actor"),
        _of("network", "SET NULL", empty=True, index=True),
        _of("round", "SET NULL", empty=True, index=True),
        _text("what"),
        _json("detail"),
    )
