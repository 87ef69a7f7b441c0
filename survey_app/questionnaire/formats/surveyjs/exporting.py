"""Write a questionnaire as a SurveyJS form."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.formats.converting import elements
from survey_app.questionnaire.formats.model import Exported, Fate, Form, Loss, Target, TextPath
from survey_app.questionnaire.formats.surveyjs.conditions import written_condition

_PLAIN = {
    "text": "text", "integer": "text", "decimal": "text", "date": "text", "datetime": "text", "time": "text",
    "yes_no": "boolean", "consent": "boolean", "note": "html", "select_one": "radiogroup",
    "select_multiple": "checkbox", "rank": "ranking", "rating": "rating", "rating_grid": "matrix",
    "select_grid": "matrix", "file": "file", "group": "panel", "city": "dropdown",
}  # fmt: skip
_INPUTS = {
    "integer": "number", "decimal": "number", "date": "date", "datetime": "datetime-local", "time": "time",
}  # fmt: skip
_FORMATS = {"email": "email", "url": "url", "telephone": "tel"}
_SAID = frozenset(
    {
        "name", "type", "label", "hint", "required", "required_message", "read_only", "relevant", "choices",
        "rows", "scale", "other", "format", "questions", "appearance",
    }
)  # fmt: skip
_WHOLE = frozenset({"name", "title", "language", "introduction", "pages", "lists"})


def write_surveyjs(form: Form, target: Target) -> Exported:
    """Write a form; types and conditions that SurveyJS has no words for are left out and told."""
    writing = _Writing(form)
    content = json.dumps(writing.whole(), ensure_ascii=False, indent=2) + "\n"
    return Exported(content.encode(), tuple(writing.losses))


class _Writing:
    def __init__(self, form: Form) -> None:
        self.form, self.losses = form, list[Loss]()
        self.lists: Mapping[str, Any] = form.data.get("lists") or {}
        self.types = {
            one["name"]: one["type"] for page in form.data["pages"] for one in elements(page["questions"])
        }

    def whole(self) -> dict[str, Any]:
        data = self.form.data
        made: dict[str, Any] = {"locale": data.get("language", "en")}
        made["title"] = self.text(data.get("title", ""), ("title",))
        if "introduction" in data:
            made["description"] = self.text(data["introduction"], ("introduction",))
        for key in data.keys() - _WHOLE:
            self._lose("", "key", f"“{key}” of the questionnaire.")
        made["pages"] = [self.page(page) for page in data["pages"]]
        return made

    def page(self, page: dict[str, Any]) -> dict[str, Any]:
        made = {"name": page["name"], "title": self.text(page["label"], ("pages", page["name"], "label"))}
        if "hint" in page:
            made["description"] = self.text(page["hint"], ("pages", page["name"], "hint"))
        self._condition(made, page)
        made["elements"] = list(self.elements(page["questions"]))
        return made

    def elements(self, questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for one in questions:
            kind = _PLAIN.get(one["type"])
            if kind is None:
                self._lose(one["name"], "type", f"SurveyJS has nothing like the type “{one['type']}”.")
                continue
            yield self.element(one, kind)

    def element(self, one: dict[str, Any], kind: str) -> dict[str, Any]:
        name, held = one["name"], "groups" if kind == "panel" else "questions"
        words = self.text(one.get("label", name), (held, name, "label"))
        made: dict[str, Any] = {"type": kind, "name": name, "html" if kind == "html" else "title": words}
        made |= dict(self._typed(one, kind))
        if "hint" in one:
            made["description"] = self.text(one["hint"], (held, name, "hint"))
        if one.get("required"):
            made["isRequired"] = True
            if "required_message" in one:
                path = ("questions", name, "required_message")
                made["requiredErrorText"] = self.text(one["required_message"], path)
        if one.get("read_only"):
            made["readOnly"] = True
        self._condition(made, one)
        if kind == "panel":
            made["elements"] = list(self.elements(one["questions"]))
        for key in sorted(one.keys() - _SAID):
            self._lose(name, "key", f"“{key}” of {name}.")
        return made

    def _typed(self, one: dict[str, Any], kind: str) -> Iterator[tuple[str, Any]]:
        ours, name = one["type"], one["name"]
        if ours in _INPUTS or one.get("format") in _FORMATS:
            yield "inputType", _INPUTS.get(ours) or _FORMATS[one["format"]]
        if one.get("appearance") == "multiline":
            yield "type", "comment"
        if ours == "select_one" and one.get("appearance") == "minimal":
            yield "type", "dropdown"
        if kind in ("radiogroup", "checkbox", "ranking", "dropdown") and "choices" in one:
            yield "choices", self._items(one["choices"])
        if other := one.get("other"):
            yield "showOtherItem", True
            if isinstance(other, str):
                yield "otherText", self.text(other, ("questions", name, "other"))
        if kind == "rating":
            yield from self._scale(one["scale"], name)
        if kind == "matrix":
            yield "rows", self._items(one["rows"])
            yield "columns", self._items(one["choices"]) if "choices" in one else _steps(one["scale"])

    def _items(self, name: str) -> list[dict[str, Any]]:
        return [
            {"value": one["name"], "text": self.text(one["label"], ("lists", name, one["name"]))}
            for one in self.lists.get(name, ())
        ]

    def _scale(self, scale: dict[str, Any], name: str) -> Iterator[tuple[str, Any]]:
        yield "rateMin", scale["from"]
        yield "rateMax", scale["to"]
        for key, theirs in (("low", "minRateDescription"), ("high", "maxRateDescription")):
            if key in scale:
                yield theirs, self.text(scale[key], ("questions", name, "scale", key))

    def _condition(self, made: dict[str, Any], one: dict[str, Any]) -> None:
        if "relevant" not in one:
            return
        said = written_condition(str(one["relevant"]), self.types)
        if said is None:
            self._lose(one["name"], "condition", f"SurveyJS has no words for “{one['relevant']}”.")
        else:
            made["visibleIf"] = said

    def text(self, said: Any, path: TextPath) -> Any:
        """Return a text, with its other languages where there are any."""
        others = {
            language: texts[path] for language, texts in self.form.translations.items() if path in texts
        }
        return {"default": said, **others} if others else said

    def _lose(self, place: str, code: str, message: str) -> None:
        self.losses.append(Loss(place, Fate.LEFT_OUT, code, message))


def _steps(scale: dict[str, Any]) -> list[int]:
    return list(range(scale["from"], scale["to"] + 1))
