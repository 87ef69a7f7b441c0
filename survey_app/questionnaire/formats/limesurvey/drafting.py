"""What a LimeSurvey survey has become so far: texts without markup, in each language; scripts for later."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.formats.drafted import Drafted
from survey_app.questionnaire.formats.limesurvey.tables import Part, Texts
from survey_app.questionnaire.formats.model import Fate, TextPath

# Every pattern stops at the next sign that could begin it anew, so that no text takes more than one look.
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_PIPED = re.compile(r"\{([A-Za-z]\w*)(?:\.(?:shown|NAOK|value|code))?\}")
_SCRIPT = re.compile(r"\{[^\s{}][^{}]*\}")
_ANSWER = re.compile(r"\$\{[^{}]*\}")
_UNREAD = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True)
class Later:
    """Hold a script that is read when every question is known, and what it belongs to."""

    made: dict[str, Any]
    key: str
    script: str
    place: str


class Drafting:
    """Hold the questionnaire so far."""

    def __init__(self, language: str) -> None:
        self.draft = Drafted("limesurvey")
        self.language = language
        self.translations: dict[str, dict[TextPath, str]] = {}
        self.later: list[Later] = []
        self._told: set[tuple[str, str]] = set()

    def text(self, texts: Texts, key: str, path: TextPath, place: str) -> str:
        """Return a text in the survey's language; its other languages become translations."""
        own = self._plain(texts.said(key, self.language), place)
        for language, words in texts.others(key, self.language).items():
            if own and (said := self._plain(words, place)):
                self.translations.setdefault(language, {})[path] = said
        return own

    def attribute(self, texts: Texts | None, path: TextPath, place: str) -> str:
        """Return the text of an attribute that each language has."""
        return self.text(texts, "value", path, place) if texts else ""

    def _plain(self, text: str, place: str) -> str:
        """Return a text without markup, answers in it as ours say them."""
        bare = text
        for start, end in _UNREAD:
            bare = _cut(bare, start, end)
        marked = bare != text or _TAG.search(bare) is not None
        bare = _TAG.sub("", _BREAK.sub("\n", bare))
        words = "\n".join(" ".join(line.split()) for line in html.unescape(bare).splitlines())
        words = re.sub(r"\n{2,}", "\n\n", words).strip()
        if marked:
            self.once(place, "markup", "Texts are read without their markup.")
        words = _PIPED.sub(lambda one: f"${{{one[1]}}}", words.replace("${", "$ {"))
        if _SCRIPT.search(_ANSWER.sub("", words)):
            self.once(
                place, "script", "A text computes something in braces; it stands there as it is written."
            )
        return words

    def once(self, place: str, code: str, message: str, fate: Fate = Fate.CHANGED) -> None:
        """Add a line to the report, the same one only once for a place."""
        if (place, message) not in self._told:
            self._told.add((place, message))
            self.draft.tell(place, fate, code, message)

    def list_of(self, wanted: str, parts: Sequence[Part], place: str) -> str:
        """Return the name of a list of answers or subquestions, translated."""
        said = [(self._code(part), self._label(part)) for part in parts]
        name = self.draft.list_of(wanted, said, place)
        for entry, part in zip(self.draft.lists[name], parts, strict=True):
            self.text(part.texts, self._key(part), ("lists", name, entry["name"]), place)
        return name

    def plain_list(self, wanted: str, said: Mapping[str, str], place: str) -> str:
        """Return the name of a list that LimeSurvey has words of its own for, here in English."""
        if not self.language.startswith("en"):
            message = (
                "LimeSurvey's own words for its answers are written in English; say them in your language."
            )
            self.once(place, "own-words", message)
        return self.draft.list_of(wanted, list(said.items()), place)

    @staticmethod
    def _code(part: Part) -> str:
        return part.get("code") or part.code

    @staticmethod
    def _key(part: Part) -> str:
        return "answer" if "code" in part.row else "question"

    def _label(self, part: Part) -> str:
        return self._plain(part.texts.said(self._key(part), self.language), part.place)


def _cut(text: str, start: str, end: str) -> str:
    """Return a text without what stands between two marks, whatever their case."""
    small, pieces, at = text.translate(_LOWER), list[str](), 0
    while (begin := small.find(start, at)) >= 0 and (close := small.find(end, begin)) >= 0:
        pieces.append(text[at:begin])
        at = close + len(end)
    return "".join((*pieces, text[at:]))
