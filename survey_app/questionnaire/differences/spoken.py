"""Values of keys in words."""

from typing import Any

from pydantic import BaseModel


def told(value: Any) -> str:
    """Return a value of a key as words."""
    if value is None:
        return "left out"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, BaseModel):
        parts = value.model_dump(by_alias=True, exclude_none=True)
        return "{" + ", ".join(f"{key}: {part}" for key, part in parts.items()) + "}"
    return f"“{value}”"
