"""What every table is made with: the metadata, a number for each row, references, words that are known."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Hold a column to the words of an enumeration."""
    listed: Iterable[str] = (f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({', '.join(listed)})", name=f"{column}_known")


def number() -> Column[int]:
    """Return the column that numbers a table\'s rows."""
    return Column("id", Integer, primary_key=True)


def of(table: str, *, nullable: bool = False, index: bool = False, gone: str = "CASCADE") -> Column[int]:
    """Return the column that refers to another table\'s row; gone: what happens when that row goes."""
    return Column(
        f"{table}_id", Integer, ForeignKey(f"{table}.id", ondelete=gone), nullable=nullable, index=index
    )
