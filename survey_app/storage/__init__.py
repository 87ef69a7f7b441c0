"""The only room that speaks SQLAlchemy: tables, sessions, migrations, load and save.

A caller opens one Database and runs the functions of this package's modules inside its transactions:

    database = open_database(default_url(instance))
    database.create_or_upgrade()
    with database.begin(write=True) as session:
        rounds.set_status(session, round_id, RoundStatus.OPEN)
"""

from survey_app.storage.addresses import default_url, without_password
from survey_app.storage.database import Database, Session, open_database
from survey_app.storage.errors import (
    AlreadyThere,
    BadArchive,
    LawBroken,
    NotEmpty,
    ReadOnly,
    SheetSubmitted,
    StaleSheet,
    StorageError,
    Unavailable,
    UnknownDatabase,
    UnstorableText,
    WrongSchema,
)

__all__ = [
    "AlreadyThere",
    "BadArchive",
    "Database",
    "LawBroken",
    "NotEmpty",
    "ReadOnly",
    "Session",
    "SheetSubmitted",
    "StaleSheet",
    "StorageError",
    "Unavailable",
    "UnknownDatabase",
    "UnstorableText",
    "WrongSchema",
    "default_url",
    "open_database",
    "without_password",
]
