"""What every question of LimeSurvey's has in common."""

from collections.abc import Callable
from typing import Any, TypeAlias

from survey_app.questionnaire.formats.limesurvey.conditions import Scope
from survey_app.questionnaire.formats.limesurvey.drafting import Drafting
from survey_app.questionnaire.formats.limesurvey.tables import Asked

Made: TypeAlias = dict[str, Any] | None
Make: TypeAlias = Callable[[Drafting, Asked, str, Scope], Made]


def labelled(drafting: Drafting, one: Asked, made: dict[str, Any]) -> dict[str, Any]:
    """Return a question with its label, its help, and whether it must be answered, its type known."""
    name = made["name"]
    kind = "groups" if made["type"] == "group" else "questions"
    whole = {"name": name, "type": made["type"]}
    whole["label"] = drafting.text(one.texts, "question", (kind, name, "label"), one.place) or name
    if hint := drafting.text(one.texts, "help", (kind, name, "hint"), one.place):
        whole["hint"] = hint
    whole |= {key: part for key, part in made.items() if key not in whole}
    must = one.get("mandatory")
    if must == "Y" and made["type"] not in ("group", "note", "calculate", "hidden"):
        whole["required"] = True
    elif must == "S":
        drafting.once(one.place, "soft", "Softly mandatory: here it is not required.")
    drafting.draft.types[name] = made["type"]
    return whole


def whole_number(text: str | None) -> int | None:
    """Return a whole number above 0 that an attribute says, None for anything else."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else None
