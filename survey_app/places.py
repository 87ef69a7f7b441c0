"""Where the shipped files stand: beside the package in a checkout, inside it when installed."""

from pathlib import Path

_INSIDE = Path(__file__).parent / "_shipped"
SHIPPED = _INSIDE if _INSIDE.is_dir() else Path(__file__).parent.parent

TEMPLATES = SHIPPED / "templates"
QUESTIONNAIRES = SHIPPED / "questionnaires"
CONFIG = SHIPPED / "config.py"
