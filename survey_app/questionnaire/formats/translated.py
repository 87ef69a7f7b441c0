"""The texts of a questionnaire in other languages, as files beside it: NAME.fi.yaml beside NAME.yaml."""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.model import Fate, Form, Loss, Source, Target, TextPath
from survey_app.questionnaire.translations.model import Wording
from survey_app.questionnaire.translations.texts import mark_of
from survey_app.questionnaire.translations.writing import filled, new_file
from survey_app.questionnaire.yaml_text import Tree, read_yaml

_TOP = ("title", "introduction", "purpose", "retention", "contact")
_OWN = (
    "label",
    "hint",
    "guidance_hint",
    "required_message",
    "constraint_message",
    "other",
    "unit",
    "entry",
    "comment",
)
_INSIDE = ("questions", "columns")  # keys that hold the questions of a group, repeat or table
_HEAD = ("translates", "language")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def element_key(kind: str, name: str, above: TextPath, written: str = "questions") -> TextPath:
    """Return under what the texts of a question or group stand.

    above: the key of the repeat or table that holds it, or nothing. written: the key of what it holds.
    """
    if kind == "group":
        return ("groups", name)
    return (*above, written, name) if above[:1] == ("questions",) else ("questions", name)


def texts_read(source: Source, data: Mapping[str, Any]) -> tuple[dict[str, dict[TextPath, str]], list[Loss]]:
    """Return the texts of each language whose file stands beside a questionnaire; raise ConversionRefused."""
    found: dict[str, dict[TextPath, str]] = {}
    losses: list[Loss] = []
    texts = dict(sources(data))
    for name, content in source.beside.items():
        language = name.removeprefix(f"{source.stem}.").rpartition(".")[0]
        if not name.startswith(f"{source.stem}.") or not _LANGUAGE.fullmatch(language):
            continue
        tree = read_yaml(content)
        if tree.problems or not isinstance(tree.data, dict):
            detail = tree.problems[0].message if tree.problems else "It holds no texts."
            raise refusal("not-yaml-beside", name=name, detail=detail)
        said = dict(_texts({key: one for key, one in tree.data.items() if key not in _HEAD}, ()))
        losses += [_unknown(tree, name, path) for path in said if path not in texts]
        found[language] = {path: text for path, text in said.items() if path in texts}
    return found, losses


def _texts(part: Any, path: TextPath) -> Iterator[tuple[TextPath, str]]:
    """Yield every translated text: it stands beside the mark of its source, or alone."""
    text = part.get("text") if isinstance(part, dict) and set(part) <= {"text", "source"} else part
    if isinstance(text, str):
        yield path, text
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _texts(inner, (*path, str(key)))


def _unknown(tree: Tree, name: str, path: TextPath) -> Loss:
    place = tree.key_place(path)
    message = f"The questionnaire has no text “{' '.join(path)}”."
    return Loss(f"{name}:{place.line}:{place.column}", Fate.LEFT_OUT, "unknown-text", message)


def texts_written(form: Form, target: Target) -> dict[str, bytes]:
    """Return the files of all languages by name; one that stands there keeps its comments and order.

    Raises ConversionRefused where one that stands there cannot be read.
    """
    texts = dict(sources(form.data))
    files: dict[str, bytes] = {}
    for language, said in form.translations.items():
        name = f"{target.stem}.{language}.yaml"
        there = target.beside.get(name, b"")
        if there.strip() and (problems := read_yaml(there).problems):
            raise refusal("target-unreadable", name=name, detail=problems[0].message)
        wordings = {path: Wording(said[path], mark_of(text)) for path, text in texts.items() if path in said}
        empty = new_file(str(form.data.get("name")), language)
        files[name] = filled(there if there.strip() else empty, texts, wordings)
    return files


def spoken_in(form: Form, language: str) -> tuple[Form, list[Loss]]:
    """Return a form in one of its languages alone, and what is not translated; raise ConversionRefused."""
    if language == form.data.get("language"):
        return Form(form.data, {}, form.unsaid), []
    said = form.translations.get(language)
    if said is None:
        known = ", ".join((str(form.data.get("language")), *form.translations))
        raise refusal("no-translation", language=language, known=known)
    data = copy.deepcopy(form.data)
    lacking = 0
    for path, holder, key in list(_places(data)):
        lacking += path not in said
        holder[key] = said.get(path, holder[key])
    data["language"] = language
    told = f"{lacking} texts are not translated into “{language}”; they stay as they are."
    losses = [Loss("", Fate.CHANGED, "untranslated", told)] if lacking else []
    return Form(data, {}, form.unsaid), losses


_Place = tuple[TextPath, dict[str, Any], str]


def sources(data: Mapping[str, Any]) -> Iterator[tuple[TextPath, str]]:
    """Yield every text that respondents read by its key, in the order of the file."""
    return ((path, holder[key]) for path, holder, key in _places(data))


def _places(data: Mapping[str, Any]) -> Iterator[_Place]:
    """Yield every text by its key, with what holds it and under which name."""
    yield from _said((), data, _TOP)
    for name, choices in (data.get("lists") or {}).items():
        for choice in choices:
            if isinstance(choice.get("label"), str):
                yield ("lists", name, str(choice.get("name"))), choice, "label"
    for page in data.get("pages") or []:
        yield from _said(("pages", str(page.get("name"))), page, _OWN)
        yield from _inside(page, ())


def _inside(holder: Mapping[str, Any], above: TextPath) -> Iterator[_Place]:
    """Yield the texts of the questions in a page, group, repeat or table."""
    for written in _INSIDE:
        for one in holder.get(written) or []:
            kind = str(one.get("type"))
            key = element_key(kind, str(one.get("name")), above, written)
            yield from _said(key, one, _OWN)
            for part in ("scale", "range"):
                if isinstance(one.get(part), dict):
                    yield from _said((*key, part), one[part], ("low", "high"))
            yield from _inside(one, () if kind == "group" else key)


def _said(key: TextPath, part: Any, names: tuple[str, ...]) -> Iterator[_Place]:
    yield from (((*key, name), part, name) for name in names if isinstance(part.get(name), str))
