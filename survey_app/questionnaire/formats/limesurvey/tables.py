"""A survey structure file as its tables: rows by what they belong to, texts by language.

Files of version 4 and later keep texts in tables of their own (…_l10ns); earlier ones repeat each row once
for each language. Both read the same here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from survey_app.questionnaire.formats.catalogue import refusal

MAX_BYTES = 8 * 1024 * 1024
MOST_ASKED, MOST_ANSWERS = 5_000, 20_000  # questions with their subquestions, and answers to choose from
Row = Mapping[str, str]


@dataclass
class Texts:
    """Hold the texts of one row by language, then by field."""

    by_language: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Add a row's fields in its language."""
        self.by_language.setdefault(row.get("language", ""), {}).update(row)

    def said(self, key: str, language: str) -> str:
        """Return a text in a language, "" where there is none."""
        return self.by_language.get(language, {}).get(key, "").strip()

    def others(self, key: str, language: str) -> dict[str, str]:
        """Return a text in every other language that has it."""
        return {
            other: text
            for other, texts in self.by_language.items()
            if other not in ("", language) and (text := texts.get(key, "").strip())
        }


@dataclass
class Part:
    """Hold a group, question, subquestion or answer: its row, its texts, and its place in the file."""

    row: Row
    texts: Texts
    place: str

    def get(self, key: str, usual: str = "") -> str:
        """Return a field, without blanks around it."""
        return self.row.get(key, usual).strip()

    @property
    def code(self) -> str:
        """Return the code of a question or subquestion."""
        return self.get("title")


@dataclass
class Asked(Part):
    """Hold a question with all that belongs to it."""

    subquestions: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    attribute_texts: dict[str, Texts] = field(default_factory=dict)
    defaults: list[tuple[Row, Texts]] = field(default_factory=list)

    def of_scale(self, parts: Iterable[Part], scale: str) -> list[Part]:
        """Return the subquestions or answers of one scale, "0" or "1"."""
        return [part for part in parts if part.get("scale_id", "0") in (scale, "" if scale == "0" else scale)]


@dataclass
class Survey:
    """Hold a whole file: the survey's row and texts, its groups in order, the questions of each."""

    row: Row
    texts: Texts
    languages: list[str]
    groups: list[Part]
    questions: dict[str, list[Asked]]
    tables: Mapping[str, list[Row]]

    @property
    def language(self) -> str:
        """Return the language of the survey."""
        return self.row.get("language", "").strip() or (self.languages[0] if self.languages else "en")


def read_survey(content: bytes) -> Survey:
    """Read a file. Raises ConversionRefused where it is no survey, or does what no survey needs to."""
    tables, languages = _tables(content)
    if not tables.get("questions") or not tables.get("groups"):
        raise refusal("not-limesurvey", detail="it has no groups or no questions")
    _check_size(tables)
    settings = tables.get("surveys") or [{}]
    texts = Texts()
    for row in tables.get("surveys_languagesettings", []):
        texts.add({**row, "language": row.get("surveyls_language", "")})
    groups = _parts(tables, "groups", "gid", "group_l10ns", "group_order")
    questions: dict[str, list[Asked]] = {}
    for one in _asked(tables):
        questions.setdefault(one.get("gid"), []).append(one)
    return Survey(settings[0], texts, languages, groups, questions, tables)


def _check_size(tables: Mapping[str, list[Row]]) -> None:
    asked = len({row.get("qid") for table in ("questions", "subquestions") for row in tables.get(table, [])})
    keys = ("aid", "qid", "code", "scale_id")
    answers = len({tuple(row.get(key) for key in keys) for row in tables.get("answers", [])})
    for count, most, what in ((asked, MOST_ASKED, "questions"), (answers, MOST_ANSWERS, "answers")):
        if count > most:
            raise refusal("large-survey", count=count, what=what, most=most)


def _tables(content: bytes) -> tuple[dict[str, list[Row]], list[str]]:
    if len(content) > MAX_BYTES:
        raise refusal("large-file", limit=MAX_BYTES)
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise refusal("not-limesurvey", detail=f"it is no XML that is read here: {error}") from None
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or kind != "Survey":
        raise refusal("not-limesurvey", detail=f"it holds {kind or root.tag}, not a survey")
    languages = [(one.text or "").strip() for one in root.iterfind("languages/language")]
    tables: dict[str, list[Row]] = {
        table.tag: [{cell.tag: cell.text or "" for cell in row} for row in table.iterfind("rows/row")]
        for table in root
    }
    return tables, [one for one in languages if one]


def _parts(tables: Mapping[str, list[Row]], table: str, key: str, texts: str, order: str) -> list[Part]:
    """Return the rows of a table in order, each once, with its texts in every language."""
    found: dict[tuple[str, str], Part] = {}
    for row in tables.get(table, []):
        own = (row.get(key, ""), row.get("scale_id", ""))
        part = found.setdefault(
            own, Part(row, Texts(), f"{table.removesuffix('s')} {row.get('title') or row.get(key, '')}")
        )
        part.texts.add(row)
    by_key: dict[str, list[Part]] = {}
    for part in found.values():
        by_key.setdefault(part.get(key), []).append(part)
    for row in tables.get(texts, []):
        for part in by_key.get(row.get(key, ""), ()):
            part.texts.add(row)
    return sorted(found.values(), key=lambda part: _number(part.get(order)))


def _asked(tables: Mapping[str, list[Row]]) -> list[Asked]:
    whole = _parts(tables, "questions", "qid", "question_l10ns", "question_order")
    below = _parts(tables, "subquestions", "qid", "question_l10ns", "question_order")
    asked = {
        part.get("qid"): Asked(part.row, part.texts, part.place)
        for part in whole
        if part.get("parent_qid", "0") in ("", "0")
    }
    for part in (*below, *(one for one in whole if one.get("qid") not in asked)):
        if owner := asked.get(part.get("parent_qid")):
            owner.subquestions.append(part)
    for part in _answers(tables):
        if owner := asked.get(part.get("qid")):
            owner.answers.append(part)
    _attributes(tables, asked)
    _defaults(tables, asked)
    return list(asked.values())


def _answers(tables: Mapping[str, list[Row]]) -> list[Part]:
    """Return every answer; earlier versions number them by question, code and scale alone."""
    if tables.get("answer_l10ns"):
        return _parts(tables, "answers", "aid", "answer_l10ns", "sortorder")
    found: dict[tuple[str, str, str], Part] = {}
    for row in tables.get("answers", []):
        own = (row.get("qid", ""), row.get("code", ""), row.get("scale_id", "0"))
        found.setdefault(own, Part(row, Texts(), f"answer {row.get('code', '')}")).texts.add(row)
    return sorted(found.values(), key=lambda part: _number(part.get("sortorder")))


def _attributes(tables: Mapping[str, list[Row]], asked: Mapping[str, Asked]) -> None:
    for row in tables.get("question_attributes", []):
        owner, name = asked.get(row.get("qid", "")), row.get("attribute", "").strip()
        if owner is None or not name:
            continue
        if row.get("language", "").strip():
            owner.attribute_texts.setdefault(name, Texts()).add(row)
        else:
            owner.attributes[name] = row.get("value", "").strip()


def _defaults(tables: Mapping[str, list[Row]], asked: Mapping[str, Asked]) -> None:
    said: dict[str, Texts] = {}
    for row in tables.get("defaultvalue_l10ns", []):
        said.setdefault(row.get("dvid", ""), Texts()).add(row)
    for row in tables.get("defaultvalues", []):
        if owner := asked.get(row.get("qid", "")):
            texts = said.get(row.get("dvid", ""), Texts())
            if "defaultvalue" in row:
                texts.add(row)
            owner.defaults.append((row, texts))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
