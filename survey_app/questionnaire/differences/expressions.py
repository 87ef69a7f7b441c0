"""Whether two expressions say the same: other blanks, other quotes, renamed questions and choices."""

from collections.abc import Mapping

from survey_app.questionnaire.expressions.findings import Findings
from survey_app.questionnaire.expressions.reading import read
from survey_app.questionnaire.expressions.tree import Call, Chain, Literal, Node, Reference, inner


def says_the_same(old: str, new: str, names: Mapping[str, str], choices: Mapping[str, set[str]]) -> bool:
    """Compare two expressions; names: old question name -> new; choices: old choice name -> new ones."""
    before, after = read(old, Findings(old)).tree, read(new, Findings(new)).tree
    if before is None or after is None:
        return old == new
    return _alike(before, after, names, choices)


def _alike(old: Node, new: Node, names: Mapping[str, str], choices: Mapping[str, set[str]]) -> bool:
    if type(old) is not type(new) or not _same_part(old, new, names, choices):
        return False
    ours, theirs = inner(old), inner(new)
    return len(ours) == len(theirs) and all(
        _alike(one, other, names, choices) for one, other in zip(ours, theirs, strict=True)
    )


def _same_part(old: Node, new: Node, names: Mapping[str, str], choices: Mapping[str, set[str]]) -> bool:
    match old, new:
        case Reference(name=before), Reference(name=after):
            return names.get(before) == after
        case Literal(value=before), Literal(value=after):
            renamed = isinstance(before, str) and after in choices.get(before, ())
            return renamed or (type(before) is type(after) and before == after)
        case Chain(operators=before), Chain(operators=after):
            return before == after
        case Call(function=before), Call(function=after):
            return before == after
    return True
