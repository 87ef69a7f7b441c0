"""Write a codebook as DDI Codebook 2.5: the study, its files, every variable with its question and codes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from survey_app.exports.codebook.variables import MAIN, Variable, variables
from survey_app.exports.forms.sheet import Spoken
from survey_app.exports.forms.wording import FormTongue
from survey_app.exports.texts import legal_text
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import EntriesQuestion

SPACE = "ddi:codebook:2_5"
SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_ID = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True)
class Edition:
    """Hold a questionnaire in one language, and its variables in their order, the same in each language."""

    language: str
    tongue: FormTongue
    variables: Sequence[Variable]

    @property
    def compiled(self) -> Compiled:
        """Return the questionnaire."""
        return self.tongue.compiled


def edition(compiled: Compiled, tongue_of: Callable[[str], Spoken]) -> Edition:
    """Return a questionnaire with its variables, in its language."""
    language = compiled.questionnaire.language
    tongue = FormTongue(compiled, tongue_of(language), {})
    return Edition(language, tongue, tuple(variables(tongue)))


def codebook_xml(editions: Sequence[Edition], made_on: date) -> bytes:
    """Return a codebook; the first edition is the questionnaire's own, the others its translations."""
    root = Element("codeBook", {"xmlns": SPACE, "xmlns:xsi": _XSI, "version": "2.5"})
    root.set("xsi:schemaLocation", f"{SPACE} {SCHEMA}")
    root.set(_LANG, editions[0].language)
    _document(root, editions[0], made_on)
    _study(root, editions)
    files = list(dict.fromkeys(one.file for one in editions[0].variables))
    for number, name in enumerate(files, 1):
        _file(root, editions[0], f"F{number}", name)
    _data(root, editions, {name: f"F{number}" for number, name in enumerate(files, 1)})
    indent(root, " ")
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _add(parent: Element, tag: str, text: str = "", language: str = "", **attributes: str) -> Element:
    element = SubElement(parent, tag, {key: _legal(value) for key, value in attributes.items() if value})
    if language:
        element.set(_LANG, language)
    if text:
        element.text = _legal(text)
    return element


def _legal(text: str) -> str:
    return legal_text(text, "")[0]


def _document(root: Element, own: Edition, made_on: date) -> None:
    citation = _add(_add(root, "docDscr"), "citation")
    _add(_add(citation, "titlStmt"), "titl", own.compiled.questionnaire.title)
    produced = _add(citation, "prodStmt")
    _add(produced, "prodDate", made_on.isoformat(), date=made_on.isoformat())
    _add(produced, "software", "survey-app")


def _study(root: Element, editions: Sequence[Edition]) -> None:
    own = editions[0].compiled.questionnaire
    study = _add(root, "stdyDscr")
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", own.title)
    for each in editions[1:]:
        _add(titles, "parTitl", each.compiled.questionnaire.title, each.language)
    _add(titles, "IDNo", own.name)
    _add(_add(citation, "verStmt"), "version", own.version)
    scope = _add(study, "stdyInfo")
    for key, content in (("introduction", "abstract"), ("purpose", "purpose")):
        for each in editions:
            if text := getattr(each.compiled.questionnaire, key):
                _add(scope, "abstract", text, each.language, contentType=content)
    summary = _add(scope, "sumDscr")
    _add(summary, "anlyUnit", "City: one answer sheet for each", "en")
    _add(summary, "dataKind", "Survey data", "en")
    collection = _add(_add(study, "method"), "dataColl")
    _add(collection, "collMode", "Self-administered questionnaire on the web", "en")
    _access(study, editions)


def _access(study: Element, editions: Sequence[Edition]) -> None:
    told = [(one.language, one.compiled.questionnaire) for one in editions]
    if not any(one.contact or one.retention for _, one in told):
        return
    use = _add(_add(study, "dataAccs"), "useStmt")
    for language, one in told:
        if one.contact:
            _add(use, "contact", one.contact, language)
    for language, one in told:
        if one.retention:
            _add(use, "conditions", one.retention, language)


def _file(root: Element, own: Edition, identifier: str, name: str) -> None:
    text = _add(_add(root, "fileDscr", ID=identifier), "fileTxt")
    question = own.compiled.questionnaire.every.get(name)
    main = name == MAIN or not isinstance(question, EntriesQuestion)
    _add(text, "fileName", "answers.csv" if main else f"answers.{name}.csv")
    what = (
        "One row for each city" if main else f"One row for each entry of “{own.tongue.naming.labels[name]}”"
    )
    _add(text, "fileCont", what, "en")
    count = sum(one.file == name for one in own.variables)
    _add(_add(text, "dimensns"), "varQnty", str(count))
    _add(text, "fileType", "CSV, UTF-8")


def _data(root: Element, editions: Sequence[Edition], files: Mapping[str, str]) -> None:
    data = _add(root, "dataDscr")
    own = editions[0].variables
    ids = [f"V{number}" for number in range(1, len(own) + 1)]
    _groups(data, editions, ids)
    for number, identifier in enumerate(ids):
        told = [(each.language, each.variables[number]) for each in editions]
        _variable(data, told, identifier, files)


def _groups(data: Element, editions: Sequence[Edition], ids: Sequence[str]) -> None:
    """Write the pages, and the questions with several columns, as groups of variables."""
    own = editions[0]
    for place, page in enumerate(own.compiled.questionnaire.pages):
        inside = _ids(own, ids, lambda one, name=page.name: one.page == name)
        if not inside:
            continue
        group = _add(data, "varGrp", type="section", name=page.name, var=inside)
        for each in editions:
            _add(group, "labl", each.tongue.text(each.compiled.questionnaire.pages[place], "label"),
                 each.language)  # fmt: skip
        for each in editions:
            if hint := each.tongue.text(each.compiled.questionnaire.pages[place], "hint"):
                _add(group, "txt", hint, each.language)
        condition = own.compiled.page_relevant.get(page.name)
        if condition:
            _add(group, "universe", own.tongue.spoken.say(own.tongue.condition(condition.tree)), own.language)
    for name, question in own.compiled.questionnaire.every.items():
        inside = _ids(own, ids, lambda one, name=name: one.question == name)
        if " " in inside:
            kind = {"select_multiple": "multipleResp"}.get(getattr(question, "type", ""), "grid")
            group = _add(data, "varGrp", type=kind, name=name, var=inside)
            for each in editions:
                label = each.tongue.text(each.compiled.questionnaire.every[name], "label")
                _add(group, "labl", label, each.language)


def _ids(own: Edition, ids: Sequence[str], chosen: Any) -> str:
    return " ".join(key for key, one in zip(ids, own.variables, strict=True) if chosen(one))


_Told = Sequence[tuple[str, Variable]]


def _variable(data: Element, told: _Told, identifier: str, files: Mapping[str, str]) -> None:
    """Write a variable, its parts in the order of the standard."""
    own = told[0][1]
    about = {"ID": identifier, "name": own.code, "files": files[own.file], "measUnit": own.unit}
    kind = "code" if own.codes else "datetime" if own.moment else "numeric" if own.numeric else "text"
    about |= {"intrvl": "contin" if kind == "numeric" else "discrete", "representationType": kind}
    var = _add(data, "var", **about)
    for language, one in told if own.question else told[:1]:
        _add(var, "labl", one.label, language if own.question else "en")
    if own.personal:
        _add(var, "security", "The answer names or describes a person.", "en")
    if own.question:
        _question(var, told, identifier)
    _range(var, own)
    for language, one in told:
        if one.universe:
            _add(var, "universe", one.universe, language)
    for place in range(len(own.codes)):
        _category(var, told, place)
    if own.feeds:
        _add(var, "concept", own.feeds, vocab="feeds")
    if own.computed[1]:
        derived = _add(var, "derivation")
        _add(derived, "drvdesc", own.computed[0], told[0][0])
        _add(derived, "drvcmd", own.computed[1], syntax="XLSForm")
    _add(var, "varFormat", type="numeric" if own.numeric else "character", schema="ISO", category=own.moment)


def _question(var: Element, told: _Told, identifier: str) -> None:
    name = _NO_ID.sub("_", told[0][1].question)
    question = _add(var, "qstn", ID=f"Q{identifier[1:]}_{name}")
    for language, one in told:
        _add(question, "qstnLit", one.asked, language)
    for language, one in told:
        for words in one.told:
            _add(question, "ivuInstr", words, language)


def _range(var: Element, own: Variable) -> None:
    found = own.bounds
    if found is None:
        return
    ends = {"min": found.least, "max": found.most, "minExclusive": found.above, "maxExclusive": found.below}
    _add(_add(var, "valrng"), "range", UNITS="INT" if found.whole else "REAL", **ends)


def _category(var: Element, told: _Told, place: int) -> None:
    code = told[0][1].codes[place]
    category = _add(var, "catgry")
    _add(category, "catValu", code.value)
    for language, one in told:
        _add(category, "labl", one.codes[place].label, language)
    for language, words in _when(told, place):
        _add(category, "txt", words, language)


def _when(told: _Told, place: int) -> Iterator[tuple[str, str]]:
    for language, one in told:
        if one.codes[place].only_if:
            yield language, one.codes[place].only_if
