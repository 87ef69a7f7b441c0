"""Whether a part has the kind that its place needs, and how a quoted text takes on the kind beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from survey_app.questionnaire.expressions.advice import remedy_for
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.texts import read_date, read_datetime, read_time
from survey_app.questionnaire.expressions.tree import Literal, Node
from survey_app.questionnaire.expressions.values import SETS, TEXTUAL, Kind, Name


@dataclass(frozen=True)
class Checked:
    """A part after its check; `name` None: something was told about it, so nothing more is."""

    node: Node
    name: Name | None

    @property
    def quoted(self) -> str | None:
        """Give the text of a quoted literal, None for every other part."""
        value = self.node.value if isinstance(self.node, Literal) else None
        return value if isinstance(value, str) else None


_READ: Mapping[Kind, tuple[Callable[[str], object], str]] = MappingProxyType(
    {
        Kind.DATE: (read_date, "bad-date"),
        Kind.TIME: (read_time, "bad-time"),
        Kind.DATETIME: (read_datetime, "bad-datetime"),
    }
)
_EXPECTED: Mapping[Kind, frozenset[Kind]] = MappingProxyType(
    {
        Kind.BOOLEAN: frozenset({Kind.BOOLEAN, Kind.NUMBER}),
        Kind.TEXT: frozenset({Kind.TEXT, Kind.CHOICE, Kind.NOTHING}),
        Kind.CHOICE: frozenset({Kind.TEXT, Kind.CHOICE, Kind.NOTHING}),
    }
)
_YES_NO = MappingProxyType({"yes": True, "no": False})


class Judge:
    """Compare kinds and tell what does not fit; every method answers with a usable part all the same."""

    def __init__(self, findings: Findings, *, in_entry: bool = False) -> None:
        self.findings, self.in_entry = findings, in_entry
        self._steps = 0

    def pattern_steps(self, steps: int) -> int:
        """Add the steps of one more pattern, and give those of the whole expression so far."""
        self._steps += steps
        return self._steps

    def fits(self, part: Checked, kinds: frozenset[Kind]) -> bool:
        """Tell whether a part is of one of the kinds; a finding says so when it is not."""
        if part.name is None or part.name.kind in kinds:
            return True
        wanted = _in_words(kinds)
        source = self.findings.source(part.node)
        remedy = remedy_for(part.name.kind, kinds, source)
        if part.quoted and Kind.DATE in kinds and read_date(part.quoted) is not None:
            remedy = f"Write date({source})."
        found = part.name.kind.value
        self.findings.tell_part(
            part.node, "wrong-kind", remedy=remedy, source=source, found=found, wanted=wanted
        )
        return False

    def expect(self, part: Checked, kind: Kind) -> Checked:
        """Check that a whole expression gives the kind that its place needs; a condition is never ''."""
        adapted = self.adapt(part, Checked(part.node, Name(kind))) if kind in _READ else part
        self.fits(adapted, _EXPECTED.get(kind, frozenset({kind, Kind.NOTHING})))
        return adapted

    def adapt(self, part: Checked, other: Checked) -> Checked:
        """Let a quoted text become the date, the yes or the choice that stands opposite it."""
        text, target = part.quoted, other.name
        if not text or target is None:
            return part
        if target.kind in _READ:
            return self._moment(part, text, target.kind)
        if target.kind is Kind.BOOLEAN:
            return self._yes_or_no(part, text, other)
        if target.kind is Kind.CHOICE:
            return self.choice(part, text, other)
        return part

    def _moment(self, part: Checked, text: str, kind: Kind) -> Checked:
        read, code = _READ[kind]
        value = read(text)
        if value is None:
            self.findings.tell_part(part.node, code, found=self.findings.source(part.node))
            return Checked(part.node, None)
        return _constant(part, value, Name(kind))

    def _yes_or_no(self, part: Checked, text: str, other: Checked) -> Checked:
        if text not in _YES_NO:
            source = self.findings.source(other.node)
            found = self.findings.source(part.node)
            self.findings.tell_part(part.node, "bad-boolean", source=source, found=found)
            return Checked(part.node, None)
        return _constant(part, _YES_NO[text], Name(Kind.BOOLEAN))

    def choice(self, part: Checked, text: str, other: Checked) -> Checked:
        """Check a quoted choice against the list of the question opposite it."""
        known = other.name.choices if other.name is not None else None
        if known is not None and text not in known:
            self.unknown(part, "unknown-choice", text, known, self.findings.source(other.node))
            return Checked(part.node, None)
        return replace(part, name=Name(Kind.CHOICE, known))

    def unknown(self, part: Checked, code: str, text: str, known: frozenset[str], source: str) -> None:
        """Tell that a choice or row does not exist, with the one that was probably meant."""
        near = self.findings.near(text, sorted(known))
        listed = ", ".join(sorted(known)[:8]) + (", …" if len(known) > 8 else "")
        remedy = f"Did you mean '{near}'?" if near is not None else None
        found = self.findings.source(part.node)
        self.findings.tell_part(part.node, code, remedy=remedy, found=found, source=source, known=listed)

    def alike(self, parts: Iterable[Checked]) -> tuple[list[Checked], Name | None]:
        """Bring parts to one kind, as the branches of if() need; '' goes with every kind."""
        given = list(parts)
        known = [part for part in given if part.name is not None and part.name.kind is not Kind.NOTHING]
        if any(part.name is None for part in given):
            return given, None
        if not known:
            return given, Name(Kind.NOTHING)
        lead = next((part for part in known if part.quoted is None), known[0])
        return self._led(given, lead)

    def _led(self, given: list[Checked], lead: Checked) -> tuple[list[Checked], Name | None]:
        assert lead.name is not None  # noqa: S101 - chosen among the known ones
        result: Name = lead.name
        if result.kind in _READ:
            given = [self.adapt(part, lead) for part in given]
        for part in given:
            if part.name is None:
                return given, None
            joined = _joined(result, part.name)
            if joined is None:
                self._tell_difference(part, lead)
                return given, None
            result = joined
        return given, result

    def _tell_difference(self, part: Checked, lead: Checked) -> None:
        assert part.name is not None  # noqa: S101
        assert lead.name is not None  # noqa: S101
        self.findings.tell_part(
            part.node,
            "kinds-differ",
            source=self.findings.source(part.node),
            found=part.name.kind.value,
            other=self.findings.source(lead.node),
            wanted=lead.name.kind.value,
        )


def _in_words(kinds: frozenset[Kind]) -> str:
    # Where a single value fits, the answers of several entries need not be offered too.
    spoken = kinds - SETS if kinds - SETS - {Kind.NOTHING} else kinds
    named = [kind.value for kind in Kind if kind in spoken and kind is not Kind.NOTHING]
    if len(named) <= 3:
        return " or ".join(named)
    return "a single value" if Kind.TEXT in kinds else "an answer of choices"


def _constant(part: Checked, value: object, name: Name) -> Checked:
    return Checked(Literal(part.node.offset, part.node.length, value), name)


def _joined(first: Name, second: Name) -> Name | None:
    if second.kind is Kind.NOTHING:
        return first
    if first.kind is second.kind:
        return Name(first.kind, _union(first.choices, second.choices), _union(first.rows, second.rows))
    if {first.kind, second.kind} <= TEXTUAL:
        return Name(Kind.TEXT)
    return None


def _union(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    return None if first is None or second is None else first | second
