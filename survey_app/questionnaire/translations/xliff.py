"""XLIFF 2.1, the exchange format of translation tools; 2.0 is read too. Answers in a text travel as <ph/>."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from survey_app.questionnaire.translations.exchange import ExchangeRefused, Job, State, Unit

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
MAX_BYTES = 4 * 1024 * 1024
_KEEP = "{http://www.w3.org/XML/1998/namespace}space"
_PIPED = re.compile(r"\$\{[^}]*\}")
_STATES = {State.MISSING: "initial", State.STALE: "initial", State.CURRENT: "translated"}
_DONE = frozenset({"translated", "reviewed", "final"})
_BETWEEN = "/"


def written(job: Job) -> bytes:
    """Return a job as an XLIFF document."""
    register_namespace("", SPACE)
    words = {"version": "2.1", "srcLang": job.source_language, "trgLang": job.language}
    root = Element(f"{{{SPACE}}}xliff", words)
    file = SubElement(root, f"{{{SPACE}}}file", {"id": job.name, "original": f"{job.name}.yaml"})
    texts = [pair for unit in job.units for pair in _write(file, unit)]
    indent(root, " ")  # before the texts are in it, whose blanks are their own
    places: dict[str, str] = {}
    for element, said in texts:
        places = places if element.tag.endswith("target") else {}
        _fill(element, said, places)
    text: bytes = tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _write(file: Element, unit: Unit) -> Iterator[tuple[Element, str]]:
    """Write a unit without its texts; yield the elements that take them."""
    name = _BETWEEN.join(unit.key)
    about = {"id": name.replace(_BETWEEN, ":"), "name": name, _KEEP: "preserve"}
    whole = SubElement(file, f"{{{SPACE}}}unit", about)
    if unit.state is State.STALE:
        notes = SubElement(whole, f"{{{SPACE}}}notes")
        note = SubElement(notes, f"{{{SPACE}}}note", {"category": "state"})
        note.text = "The source has changed since this was translated."
    segment = SubElement(whole, f"{{{SPACE}}}segment", {"state": _STATES[unit.state]})
    yield SubElement(segment, f"{{{SPACE}}}source"), unit.source
    if unit.target is not None:
        yield SubElement(segment, f"{{{SPACE}}}target"), unit.target


def _fill(element: Element, text: str, places: dict[str, str]) -> None:
    """Write a text into an element, the answers that it says as empty elements of the same number."""
    pieces, names = _PIPED.split(text), _PIPED.findall(text)
    element.text, last = pieces[0], None
    for name, piece in zip(names, pieces[1:], strict=True):
        number = places.setdefault(name, str(len(places) + 1))
        last = SubElement(element, f"{{{SPACE}}}ph", {"id": number, "equiv": name, "disp": name})
        last.tail = piece


def read_units(content: bytes, name: str, language: str) -> tuple[Unit, ...]:
    """Return the texts of an XLIFF document of a questionnaire; raise ExchangeRefused."""
    root = _root(content)
    said = root.get("trgLang", "")
    if said.lower() != language.lower():
        raise ExchangeRefused(
            f"The document is in “{said[:40]}”, not in “{language}”. Name the right language."
        )
    units = []
    for file in root.iter(f"{{{SPACE}}}file"):
        if file.get("id") != name:
            told = str(file.get("id"))[:60]
            raise ExchangeRefused(f"The document translates “{told}”, not “{name}”. Choose the right file.")
        units += [_unit(unit) for unit in file.iter(f"{{{SPACE}}}unit")]
    return tuple(units)


def _root(content: bytes) -> Element:
    if len(content) > MAX_BYTES:
        raise ExchangeRefused(
            f"The document has {len(content):,} bytes; at most {MAX_BYTES:,} are read. Split it into parts."
        )
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise ExchangeRefused(
            "The document declares a document type or entities, which could read other files or never end."
            " Save it without <!DOCTYPE …>."
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise ExchangeRefused(f"This is no XML: {error}. Export the document anew.") from None
    if root.tag != f"{{{SPACE}}}xliff" or root.get("version") not in ("2.0", "2.1"):
        raise ExchangeRefused("This is no XLIFF 2.0 or 2.1. Save it from your tool in that format.")
    return root


def _unit(unit: Element) -> Unit:
    key = tuple(str(unit.get("name", "")).split(_BETWEEN))
    segments = list(unit.iter(f"{{{SPACE}}}segment"))
    if not segments:
        raise ExchangeRefused(
            f"The unit “{_BETWEEN.join(key)[:60]}” has no segment. Export the document anew."
        )
    names: dict[str, str] = {}
    source = "".join(_text(found, names) for found in _parts(unit, "source"))
    targets = list(_parts(unit, "target"))
    target = "".join(_text(found, names) for found in targets) if targets else None
    done = all(segment.get("state", "initial") in _DONE for segment in segments)
    state = State.MISSING if target is None else State.CURRENT if done else State.STALE
    return Unit(key, source, target, state)


def _parts(unit: Element, kind: str) -> Iterator[Element]:
    """Yield the sources or targets of a unit in order; a tool may have split it into several segments."""
    for part in unit.iter():
        if part.tag in (f"{{{SPACE}}}segment", f"{{{SPACE}}}ignorable"):
            found = part.find(f"{{{SPACE}}}{kind}")
            if found is None and part.tag == f"{{{SPACE}}}ignorable":
                found = part.find(f"{{{SPACE}}}source")
            if found is not None:
                yield found


def _text(element: Element, names: dict[str, str]) -> str:
    pieces = [element.text or ""]
    for inner in element:
        if inner.tag == f"{{{SPACE}}}ph":
            number = str(inner.get("id"))
            names.setdefault(number, inner.get("equiv") or inner.get("disp") or "")
            pieces.append(names[number])
        else:
            pieces.append(_text(inner, names))
        pieces.append(inner.tail or "")
    return "".join(pieces)
