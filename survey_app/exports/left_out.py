"""What an export could not carry, and why: nothing is dropped in silence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Say where (sheet and cell, or section), what and why something is missing or changed in an export."""

    place: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Exported:
    """Hold the bytes of one file and what had to be left out of it."""

    content: bytes
    left_out: tuple[LeftOut, ...] = ()
