"""Scripts in our words, where both languages have them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from survey_app.questionnaire.formats.limesurvey.scripts import (
    Called,
    Joined,
    NotRead,
    Script,
    Signed,
    Text,
    Variable,
    read_script,
)

OTHER = "-oth-"
NUMBERS = frozenset({"integer", "decimal", "rating", "slider", "rating_grid"})
_PROPERTIES = frozenset({"NAOK", "value", "code"})
_SGQA = re.compile(r"\d+X\d+X(\d+)(\w*)")
_PATTERN = re.compile(r"/(?P<inside>.*)/(?P<flags>[iu]*)", re.DOTALL)


@dataclass(frozen=True)
class Known:
    """Say what a variable is here: a question, a tick, a row of a grid, or a place in an order.

    type: ours of the question, or of the answer in a row.
    """

    name: str
    type: str
    kind: Literal["whole", "tick", "row", "place"] = "whole"
    part: str = ""

    @property
    def written(self) -> str:
        """Return the value in our words."""
        if self.kind == "row":
            return f"row(${{{self.name}}}, '{self.part}')"
        if self.kind == "place":
            return f"selected-at(${{{self.name}}}, {self.part})"
        return f"${{{self.name}}}"


@dataclass
class Scope:
    """Hold what each variable is, by its name, and by the number of its question in the earlier way."""

    by_name: dict[str, Known] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    own: str = ""  # the question that `self` and `this` are

    def found(self, variable: str) -> Known:
        """Return what a variable is; raise NotRead."""
        name, *properties = variable.split(".")
        if name == "that" and properties:
            name, *properties = properties
        strange = [one for one in properties if one not in _PROPERTIES]
        if strange:
            raise NotRead(f"“.{strange[0]}” cannot be asked for.")
        if (old := _SGQA.fullmatch(name)) and (code := self.by_number.get(old[1])):
            name = f"{code}_{old[2]}" if old[2] else code
        if name in ("self", "this") and self.own:
            name = self.own
        if name not in self.by_name:
            raise NotRead(f"“{name}” is no question that is served here.")
        return self.by_name[name]

    def of(self, own: str) -> "Scope":
        """Return the same inside a question."""
        return replace(self, own=own)


def read_condition(text: str, scope: Scope, *, point: bool = False) -> str:
    """Say a condition in our words; raise NotRead. point: the own question is written as a single point."""
    return _Saying(scope, point).condition(read_script(text))


def read_value(text: str, scope: Scope) -> str:
    """Say what a script computes in our words; raise NotRead."""
    return _Saying(scope, False).value(read_script(text))


@dataclass
class _Saying:
    scope: Scope
    point: bool

    def condition(self, script: Script) -> str:
        match script:
            case Joined(operator=operator, left=left, right=right) if operator in ("and", "or"):
                return f"{self.inside(left, operator)} {operator} {self.inside(right, operator)}"
            case Joined(operator=operator) if operator in _TURNED:
                return self.compared(script)
            case Signed(sign="not", inner=inner):
                return f"not({self.condition(inner)})"
            case Called(function="is_empty", arguments=(inner,)):
                return self.compared(Joined("=", inner, Text("")))
            case Variable(name=name):
                return self.given(self.scope.found(name))
            case Called(function="regexMatch", arguments=(Text(value=pattern), inner)):
                return f"regex({self.value(inner)}, {quoted(_whole_pattern(pattern))})"
            case Text(value=value, number=True):
                return "true()" if float(value) else "false()"
        return self.value(script)

    def inside(self, script: Script, operator: str) -> str:
        """Return a side of and or or; another of the two in it stands in parentheses."""
        said = self.condition(script)
        mixed = (
            isinstance(script, Joined) and script.operator in ("and", "or") and script.operator != operator
        )
        return f"({said})" if mixed else said

    def given(self, known: Known) -> str:
        if known.kind == "tick":
            return f"selected(${{{known.name}}}, '{known.part}')"
        if known.type in NUMBERS or known.type == "yes_no":
            return self.written(known)
        return f"{self.written(known)} != ''"

    def written(self, known: Known) -> str:
        own = self.point and known.kind == "whole" and known.name == self.scope.own
        return "." if own else known.written

    def compared(self, script: Joined) -> str:
        left, right, operator = script.left, script.right, script.operator
        if isinstance(left, Text) and not isinstance(right, Text):
            left, right, operator = right, left, _TURNED[operator]
        if isinstance(left, Variable) and isinstance(right, Text):
            return self.against(self.scope.found(left.name), operator, right)
        return f"{self.value(left)} {operator} {self.value(right)}"

    def against(self, known: Known, operator: str, text: Text) -> str:
        """Compare a question with a constant, written as the type of its answers wants it."""
        if known.kind == "tick":
            ticked = (text.value == "Y") == (operator == "=")
            if operator not in ("=", "!=") or text.value not in ("Y", ""):
                raise NotRead(f"a tick is “Y” or empty, not “{text.value}”.")
            return self.given(known) if ticked else f"not({self.given(known)})"
        said = self.written(known)
        if text.value == "":
            return f"{said} {operator} ''"
        if known.type in NUMBERS or known.type == "calculate":
            return f"{said} {operator} {_figure(text)}"
        if known.type == "yes_no":
            return f"{said} {operator} {quoted({'Y': 'yes', 'N': 'no'}.get(text.value, text.value))}"
        if operator not in ("=", "!="):
            said, constant = (
                (said, quoted(text.value)) if known.type in _MOMENTS else (f"number({said})", _figure(text))
            )
            return f"{said} {operator} {constant}"
        return f"{said} {operator} {quoted('other' if text.value == OTHER else text.value)}"

    def value(self, script: Script) -> str:
        match script:
            case Text(value=value, number=True):
                return value
            case Text(value=value):
                return quoted(value)
            case Variable(name=name):
                known = self.scope.found(name)
                return self.given(known) if known.kind == "tick" else self.written(known)
            case Signed(sign="-", inner=inner):
                return f"-{self.operand(inner)}"
            case Joined(operator=operator, left=left, right=right) if operator in _FIGURES:
                return f"{self.operand(left)} {operator} {self.operand(right)}"
            case Called():
                return self.called(script)
        return self.condition(script)

    def operand(self, script: Script) -> str:
        said = self.value(script)
        return f"({said})" if isinstance(script, Joined) else said

    def called(self, script: Called) -> str:
        arguments = script.arguments
        match script.function, arguments:
            case "if", (condition, first, second):
                return f"if({self.condition(condition)}, {self.value(first)}, {self.value(second)})"
            case "is_empty" | "regexMatch", _:
                return self.condition(script)
            case "date", (Text(value="Y-m-d"),):
                return "today()"
            case "substr", (text, Text(number=True) as start, Text(number=True) as length):
                return f"substr({self.value(text)}, {start.value}, {int(start.value) + int(length.value)})"
            case "count", _:
                return self.counted(script)
        ours = _FUNCTIONS.get(script.function)
        if ours is None:
            raise NotRead(f"there is no function {script.function}() here.")
        return f"{ours}({', '.join(self.value(one) for one in arguments)})"

    def counted(self, script: Called) -> str:
        """Count what is answered; ticks one by one."""
        found = [self.scope.found(one.name) for one in script.arguments if isinstance(one, Variable)]
        if len(found) < len(script.arguments) or not found:
            raise NotRead("count() is understood of questions and their parts.")
        if any(one.kind == "tick" for one in found):
            return " + ".join(f"if({self.given(one)}, 1, 0)" for one in found)
        return f"count({', '.join(self.written(one) for one in found)})"


def quoted(text: str) -> str:
    """Return a text between quotation marks; raise NotRead where it holds both kinds."""
    if "'" not in text:
        return f"'{text}'"
    if '"' in text:
        raise NotRead("a text holds both kinds of quotation marks.")
    return f'"{text}"'


def _figure(text: Text) -> str:
    try:
        float(text.value)
    except ValueError:
        raise NotRead(f"“{text.value}” is no number.") from None
    return text.value.strip()


def _whole_pattern(pattern: str) -> str:
    """Return a pattern as ours, which match the whole text."""
    found = _PATTERN.fullmatch(pattern.strip())
    if found is None:
        raise NotRead(f"“{pattern}” is no pattern between slashes.")
    inside = found["inside"]
    begins, ends = inside.startswith("^"), inside.endswith("$") and not inside.endswith("\\$")
    inside = inside[begins : len(inside) - ends]
    inside = f"(?:{inside})" if "|" in inside else inside
    whole = f"{'' if begins else '.*'}{inside}{'' if ends else '.*'}"
    return f"(?i){whole}" if "i" in found["flags"] else whole


_TURNED: Mapping[str, str] = MappingProxyType(
    {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
)
_FIGURES = frozenset({"+", "-", "*", "div", "mod"})
_MOMENTS = frozenset({"date", "datetime", "time"})
_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "sum": "sum", "max": "max", "min": "min", "abs": "abs", "sqrt": "sqrt", "pow": "pow", "exp": "exp",
        "log": "log", "round": "round", "intval": "int", "floatval": "number", "strlen": "string-length",
        "implode": "join", "join": "concat",
    }
)  # fmt: skip
