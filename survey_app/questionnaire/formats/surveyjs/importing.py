"""Read a SurveyJS form: pages, panels, questions, texts in several languages."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.drafted import Drafted
from survey_app.questionnaire.formats.model import Fate, Form, Imported, Source, TextPath
from survey_app.questionnaire.formats.surveyjs.conditions import read_condition

MOST_DEEP = 20
_INPUTS = {
    "number": {"type": "decimal"}, "date": {"type": "date"}, "datetime-local": {"type": "datetime"},
    "time": {"type": "time"}, "email": {"type": "text", "format": "email"},
    "url": {"type": "text", "format": "url"}, "tel": {"type": "text", "format": "telephone"},
}  # fmt: skip
_READ = frozenset(
    {
        "type", "name", "title", "description", "isRequired", "requiredErrorText", "visibleIf", "choices",
        "inputType", "rateMin", "rateMax", "minRateDescription", "maxRateDescription", "rows", "columns",
        "elements", "html", "readOnly", "hasOther", "showOtherItem", "otherText",
    }
)  # fmt: skip
_OF_THE_WHOLE = frozenset({"title", "description", "pages", "elements", "locale", "name"})


def read_surveyjs(source: Source) -> Imported:
    """Read a form. Raises ConversionRefused where the file is none."""
    try:
        data = json.loads(source.content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise refusal("not-surveyjs", detail=str(error)) from None
    pages = data.get("pages") if isinstance(data, dict) else None
    if isinstance(data, dict) and pages is None and isinstance(data.get("elements"), list):
        pages = [{"name": "page1", "elements": data["elements"]}]
    if not isinstance(pages, list) or not all(isinstance(page, dict) for page in pages):
        raise refusal("not-surveyjs", detail="it has no list of pages")
    return _Reading(source, data).read(pages)


class _Reading:
    def __init__(self, source: Source, data: dict[str, Any]) -> None:
        self.draft = Drafted("surveyjs")
        self.source, self.data = source, data
        self.language = str(data.get("locale") or "en")
        self.translations: dict[str, dict[TextPath, str]] = {}
        self.later: list[Callable[[], None]] = []

    def read(self, pages: list[dict[str, Any]]) -> Imported:
        heading: dict[str, Any] = {
            "name": self.draft.name(self.source.stem, ""),
            "version": "unversioned",
            "title": self.text(self.data.get("title"), ("title",)) or self.source.stem,
            "language": self.language,
        }
        if told := self.text(self.data.get("description"), ("introduction",)):
            heading["introduction"] = told
        for key in self.data.keys() - _OF_THE_WHOLE:
            self.draft.tell("", Fate.LEFT_OUT, "setting", f"The setting “{key}” of the form.")
        for number, page in enumerate(pages, 1):
            self.page(page, number)
        for each in self.later:
            each()
        done = self.draft.imported(heading)
        return Imported(Form(done.form.data, self.translations), done.losses)

    def page(self, page: dict[str, Any], number: int) -> None:
        place = f"pages[{number - 1}]"
        name = self.draft.name(str(page.get("name") or f"page{number}"), place)
        label = self.text(page.get("title"), ("pages", name, "label")) or f"Page {number}"
        made: dict[str, Any] = {"name": name, "label": label, "questions": []}
        if hint := self.text(page.get("description"), ("pages", name, "hint")):
            made["hint"] = hint
        self.condition(made, page, place)
        self.draft.pages.append(made)
        self.elements(made["questions"], page.get("elements"), place, 0)

    def elements(self, into: list[Any], elements: Any, place: str, depth: int) -> None:
        if depth > MOST_DEEP:
            raise refusal("not-surveyjs", place, detail="its panels lie too deep in one another")
        for index, one in enumerate(elements if isinstance(elements, list) else ()):
            where = f"{place}.elements[{index}]"
            if isinstance(one, dict) and (made := self.element(one, where, depth)):
                into.append(made)

    def element(self, one: dict[str, Any], place: str, depth: int) -> dict[str, Any] | None:
        kind, name = str(one.get("type")), self.draft.name(str(one.get("name") or "question"), place)
        parts = self.typed(kind, one, name, place)
        self.draft.types[name] = parts["type"] if parts else None
        if parts is None:
            self.draft.carry({"element": one}, place, f"An element of type “{kind}” is not served here.")
            return None
        held = "groups" if kind == "panel" else "questions"
        label = self.text(one.get("title"), (held, name, "label"))
        label = label or self.text(one.get("html"), ("questions", name, "label")) or name
        made = {"name": name, **parts, "label": label}
        if kind == "panel":
            made["questions"] = []
            self.elements(made["questions"], one.get("elements"), place, depth + 1)
        self.rest(made, one, place)
        return made if made.get("questions", True) else None

    def rest(self, made: dict[str, Any], one: dict[str, Any], place: str) -> None:
        held = "groups" if made["type"] == "group" else "questions"
        if hint := self.text(one.get("description"), (held, made["name"], "hint")):
            made["hint"] = hint
        if one.get("isRequired") is True and "questions" not in made:
            made["required"] = True
            path = ("questions", made["name"], "required_message")
            if message := self.text(one.get("requiredErrorText"), path):
                made["required_message"] = message
        if one.get("readOnly") is True:
            made["read_only"] = True
        self.condition(made, one, place)
        for key in sorted(one.keys() - _READ):
            self.draft.tell(place, Fate.LEFT_OUT, "key", f"“{key}” of {made['name']}.")

    def condition(self, made: dict[str, Any], one: dict[str, Any], place: str) -> None:
        """Give a condition once all questions are known, since it may look at later ones."""
        written = one.get("visibleIf")
        if isinstance(written, str) and written.strip():
            self.later.append(lambda: self._expression(made, "relevant", written, place))

    def _expression(self, made: dict[str, Any], key: str, written: str, place: str) -> None:
        ours = read_condition(written, lambda raw: self.draft.name(raw, place), self.draft.types)
        self.draft.expression(made, key, (written, ours), place)

    def typed(self, kind: str, one: dict[str, Any], name: str, place: str) -> dict[str, Any] | None:
        """Return the keys that make our type, None where there is none."""
        match kind:
            case "text":
                return dict(_INPUTS.get(str(one.get("inputType")), {"type": "text"}))
            case "comment":
                return {"type": "text", "appearance": "multiline"}
            case "boolean":
                return {"type": "yes_no"}
            case "html":
                return {"type": "note"}
            case "file":
                return {"type": "file"}
            case "panel":
                return {"type": "group"}
            case "radiogroup" | "dropdown" | "checkbox" | "tagbox" | "ranking":
                return self._chosen(kind, one, name, place)
            case "rating":
                return {"type": "rating", "scale": self._scale(one, name)}
            case "matrix":
                return self._grid(one, name, place)
        return None

    def _chosen(self, kind: str, one: dict[str, Any], name: str, place: str) -> dict[str, Any]:
        types = {"ranking": "rank", "checkbox": "select_multiple", "tagbox": "select_multiple"}
        made: dict[str, Any] = {"type": types.get(kind, "select_one")}
        made["choices"] = self._list(one.get("choices"), f"{name}_choices", place)
        if one.get("hasOther") is True or one.get("showOtherItem") is True:
            made["other"] = self.text(one.get("otherText"), ("questions", name, "other")) or True
        if kind == "dropdown":
            made["appearance"] = "minimal"
        return made

    def _list(self, items: Any, wanted: str, place: str) -> str:
        pairs = []
        for item in items if isinstance(items, list) else ():
            value = item.get("value") if isinstance(item, dict) else item
            text = item.get("text") if isinstance(item, dict) else None
            pairs.append((str(value), text))
        plain = [(value, _default(text) or value) for value, text in pairs]
        name = self.draft.list_of(wanted, plain, place)
        for entry, (_, text) in zip(self.draft.lists[name], pairs, strict=True):
            self.text(text, ("lists", name, entry["name"]))
        return name

    def _scale(self, one: dict[str, Any], name: str) -> dict[str, Any]:
        scale = {"from": _whole(one.get("rateMin"), 1), "to": _whole(one.get("rateMax"), 5)}
        words = {"low": "minRateDescription", "high": "maxRateDescription"}
        found = {
            key: self.text(one.get(theirs), ("questions", name, "scale", key))
            for key, theirs in words.items()
        }
        return scale | {key: text for key, text in found.items() if text}

    def _grid(self, one: dict[str, Any], name: str, place: str) -> dict[str, Any]:
        rows = self._list(one.get("rows"), f"{name}_rows", place)
        return {"type": "select_grid", "rows": rows,
                "choices": self._list(one.get("columns"), f"{name}_columns", place)}  # fmt: skip

    def text(self, said: Any, path: TextPath) -> str:
        """Return a text in the form's language; its other languages become translations."""
        for language, words in _others(said, self.language):
            self.translations.setdefault(language, {})[path] = words
        return _default(said, self.language)


def _whole(said: Any, usual: int) -> int:
    return said if isinstance(said, int) and not isinstance(said, bool) else usual


def _default(said: Any, language: str = "en") -> str:
    if isinstance(said, dict):
        said = said.get("default") or said.get(language) or next(iter(said.values()), "")
    return str(said).strip() if isinstance(said, str | int | float) else ""


def _others(said: Any, language: str) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        for other, words in said.items():
            if other not in ("default", language) and isinstance(words, str) and words.strip():
                yield other, words.strip()
