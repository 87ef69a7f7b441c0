"""From the text of an expression to its tree; every place is kept, nothing recurses."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.building import Builder
from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.foreign import tell_foreign_spelling
from survey_app.questionnaire.expressions.slips import Place, tell_stray_character, tell_unexpected
from survey_app.questionnaire.expressions.tree import Node, Reference, walk

_GRAMMAR = Path(__file__).with_name("grammar.lark")


@dataclass(frozen=True)
class Read:
    """The tree, or None when the text has no shape; and every `${name}` in the text, whatever its shape."""

    tree: Node | None
    references: tuple[Reference, ...] = ()
    uses_this: bool = False


def read(text: str, findings: Findings) -> Read:
    """Read an expression; whatever hinders its use is told to `findings`."""
    if len(text) > limits.CHARACTERS:
        beyond = len(text) - limits.CHARACTERS
        findings.tell(limits.CHARACTERS, beyond, "too-long", count=len(text), limit=limits.CHARACTERS)
        return Read(None)
    tokens, whole = _tokens(text, findings)
    for token in tokens:
        tell_foreign_spelling(token, findings)
    tree = _tree(text, tokens, findings) if whole and not _too_deep(tokens, findings) else None
    references = tuple(Builder.reference_of(token) for token in tokens if token.type == "REFERENCE")
    usable = tree if tree is not None and _within_limits(tree, findings) else None
    return Read(usable, references, any(token.type == "DOT" for token in tokens))


@cache
def _parser() -> Lark:
    grammar = _GRAMMAR.read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="basic", transformer=Builder(), maybe_placeholders=False)


def _tokens(text: str, findings: Findings) -> tuple[list[Token], bool]:
    tokens: list[Token] = []  # kept as they come: a stray character ends the lexing, not the report
    try:
        reading = _parser().parse_interactive(text)  # with the parser's own lexer: lex() would make a new one
        for token in reading.lexer_thread.lex(reading.parser_state):  # type: ignore[no-untyped-call]
            tokens.append(token)
    except UnexpectedCharacters as stray:
        tell_stray_character(text, stray.pos_in_stream or 0, findings)
        return tokens, False
    return tokens, True


def _too_deep(tokens: list[Token], findings: Findings) -> bool:
    depth = 0
    for token in tokens:
        depth += {"LPAR": 1, "RPAR": -1}.get(token.type, 0)
        if depth > limits.DEPTH:
            findings.tell(token.start_pos or 0, 1, "too-deep", limit=limits.DEPTH)
            return True
    return False


def _tree(text: str, tokens: list[Token], findings: Findings) -> Node | None:
    parsing = _parser().parse_interactive()
    position = 0
    try:
        for position, token in enumerate(tokens):  # noqa: B007 - the slip is described from where it stopped
            parsing.feed_token(token)
        position = len(tokens)
        tree: Node = parsing.feed_eof(tokens[-1] if tokens else None)  # type: ignore[no-untyped-call]
    except UnexpectedToken as slip:
        tell_unexpected(Place(text, tuple(tokens), position, frozenset(slip.expected)), findings)
        return None
    return tree


def _within_limits(tree: Node, findings: Findings) -> bool:
    for count, (part, depth) in enumerate(walk(tree), 1):
        if depth > limits.DEPTH:
            findings.tell_part(part, "too-deep", limit=limits.DEPTH)
            return False
        if count > limits.PARTS:
            findings.tell_part(tree, "too-many-parts", limit=limits.PARTS)
            return False
    return True
