"""From a questionnaire's texts to its expressions: each condition and calculation parsed once."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

from survey_app.questionnaire.calculating import read_calculations, settled
from survey_app.questionnaire.compiled import TEXTS, BadExpression, Compiled, key_of
from survey_app.questionnaire.expressions import (
    Expression,
    ExpressionError,
    Finding,
    Kind,
    Name,
    Template,
    parse,
    parse_text,
)
from survey_app.questionnaire.filtering import columns_of
from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.placing import everything_placed
from survey_app.questionnaire.problems import MAX_TOLD
from survey_app.questionnaire.scopes import Scopes
from survey_app.questionnaire.types import (
    CalculateQuestion,
    EntriesQuestion,
    Group,
    ListedQuestion,
    Lists,
    QuestionBase,
)
from survey_app.questionnaire.yaml_text import Path

_TRUE = Kind.BOOLEAN
_CONDITIONS = {"relevant": _TRUE, "constraint": _TRUE, "repeat_count": Kind.NUMBER}
_HELD = (*_CONDITIONS, "page", "group", "choice_filter")
Around: TypeAlias = tuple[Group | QuestionBase, ...]


class _Work:
    def __init__(self, questionnaire: Questionnaire) -> None:
        lists = questionnaire.lists
        self.scopes = Scopes(questionnaire.questions(), lists, lambda question: _name_of(question, lists))
        self.bad: list[BadExpression] = []
        self.texts: dict[tuple[str, str], Template] = {}

    def names(self, around: Around = ()) -> Mapping[str, Name]:
        """Return what can be named inside of these."""
        return self.scopes.of(tuple(owner for owner in around if isinstance(owner, EntriesQuestion)))

    def expression(  # noqa: PLR0913 - all that an expression is read with
        self,
        text: str | None,
        path: Path,
        names: Mapping[str, Name],
        *,
        this: str = "",
        expect: Kind = _TRUE,
        columns: Mapping[str, Name] = MappingProxyType({}),
    ) -> Expression | None:
        if text is None or len(self.bad) >= MAX_TOLD:
            return None
        try:
            return parse(text, names, this=names.get(this), expect=expect, columns=columns)
        except ExpressionError as error:
            self.bad += [BadExpression(path, finding) for finding in error.findings]
            return None

    def choice_filter(
        self, question: QuestionBase, path: Path, lists: Lists, names: Mapping[str, Name]
    ) -> Expression | None:
        if not isinstance(question, ListedQuestion) or not question.choice_filter:
            return None
        columns = columns_of(lists.get(question.choices, ()))
        return self.expression(question.choice_filter, (*path, "choice_filter"), names, columns=columns)

    def piped(self, owner: QuestionBase | Group | Page, path: Path, names: Mapping[str, Name]) -> None:
        for key in TEXTS:
            text = getattr(owner, key, None)
            if not text or "${" not in text or len(self.bad) >= MAX_TOLD:
                continue
            try:
                self.texts[(key_of(owner), key)] = parse_text(text, names)
            except ExpressionError as error:
                self.bad += [BadExpression((*path, key), finding) for finding in error.findings]


def _name_of(question: QuestionBase, lists: Lists) -> Name:
    """Return what an expression sees under a name; nothing is checked against a list that is not there."""
    lacking = [name for name in question.lists() if name not in lists]
    if not lacking:
        return question.kind(lists)
    return replace(question.kind({**lists, **dict.fromkeys(lacking, ())}), choices=None, rows=None)


def compile_questionnaire(questionnaire: Questionnaire) -> tuple[Compiled, list[BadExpression]]:
    """Parse every expression and piped text; return what stands and what is wrong with the rest."""
    work = _Work(questionnaire)
    questionnaire, calculation, bad = _calculated(questionnaire)
    work = _Work(questionnaire)
    work.bad += bad
    held: dict[str, dict[str, Expression]] = {
        key: {} for key in (*_CONDITIONS, "page", "group", "choice_filter")
    }
    for index, page in enumerate(questionnaire.pages):
        path: Path = ("pages", index)
        work.piped(page, path, work.names())
        if condition := work.expression(page.relevant, (*path, "relevant"), work.names()):
            held["page"][page.name] = condition
    for path, around, item in everything_placed(questionnaire):
        names = work.names(around)
        work.piped(item, path, names)
        for key, expect in _CONDITIONS.items() if isinstance(item, QuestionBase) else [("relevant", _TRUE)]:
            this = item.name if key == "constraint" else ""
            where = (*path, key)
            found = work.expression(vars(item).get(key), where, names, this=this, expect=expect)
            if found:
                held["group" if isinstance(item, Group) else key][item.name] = found
        if isinstance(item, QuestionBase):
            offers = work.choice_filter(item, path, questionnaire.lists, names)
            held["choice_filter"] |= {item.name: offers} if offers else {}
    conditions = (held["relevant"], held["group"], held["page"], held["constraint"])
    rest = (calculation, held["choice_filter"], work.texts, held["repeat_count"])
    compiled = Compiled(questionnaire, work.names(), *conditions, *rest)
    return compiled, work.bad


def _calculated(
    questionnaire: Questionnaire,
) -> tuple[Questionnaire, dict[str, Expression], list[BadExpression]]:
    """Read the calculations first, so that every other expression knows what they give."""
    bad: list[BadExpression] = []
    asked = {
        item.name: (path, item)
        for path, _, item in everything_placed(questionnaire)
        if isinstance(item, CalculateQuestion)
    }
    if not asked:
        return questionnaire, {}, bad
    known: dict[int, tuple[_Work, dict[str, Around]]] = {}

    def tell(name: str, finding: Finding) -> None:
        bad.append(BadExpression((*asked[name][0], "calculation"), finding))

    def names(name: str, found: Mapping[str, Expression]) -> Mapping[str, Name]:
        if len(found) not in known:
            now = _settled(questionnaire, found)
            known[len(found)] = _Work(now), {one.item.name: one.around for one in everything_placed(now)}
        work, around = known[len(found)]
        return work.names(around[name])

    found = read_calculations({name: one for name, (_, one) in asked.items()}, names, tell)
    return _settled(questionnaire, found), found, bad


def _settled(questionnaire: Questionnaire, found: Mapping[str, Expression]) -> Questionnaire:
    """Return the questionnaire with each calculation that was read knowing what it gives."""
    pages = tuple(page.changed(items=settled(page.items, found)) for page in questionnaire.pages)
    return questionnaire.changed(pages=pages)
