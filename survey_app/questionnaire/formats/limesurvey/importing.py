"""Read a LimeSurvey survey: groups as pages, questions, answers, conditions, languages."""

from typing import Any

from survey_app.questionnaire.formats.limesurvey.attributes import attribute_parts
from survey_app.questionnaire.formats.limesurvey.conditions import Scope, read_condition, read_value
from survey_app.questionnaire.formats.limesurvey.drafting import Drafting, Later
from survey_app.questionnaire.formats.limesurvey.scripts import NotRead
from survey_app.questionnaire.formats.limesurvey.tables import Asked, Part, Row, Survey, read_survey
from survey_app.questionnaire.formats.limesurvey.typed import TYPES
from survey_app.questionnaire.formats.model import Fate, Form, Imported, Source

_ALWAYS = ("", "1")
_LANGUAGES = {"sid", "language", "additional_languages"}
_ELSEWHERE = {
    "assessments": "Assessments: points for answers.",
    "quota": "Quotas: how many may answer so.",
    "survey_url_parameters": "Parameters of the survey's address.",
}


def read_limesurvey(source: Source) -> Imported:
    """Read a survey. Raises ConversionRefused where the file is none."""
    return _Reading(source, read_survey(source.content)).read()


class _Reading:
    def __init__(self, source: Source, survey: Survey) -> None:
        self.survey, self.source = survey, source
        self.drafting = Drafting(survey.language)
        self.scope = Scope()
        self.conditions: dict[str, list[Row]] = {}
        for row in survey.tables.get("conditions", []):
            self.conditions.setdefault(row.get("qid", ""), []).append(row)

    def read(self) -> Imported:
        draft = self.drafting.draft
        heading = self._heading()
        if set(self.survey.row) - _LANGUAGES:
            words = "Settings of the survey: dates, mails, looks, access."
            draft.tell("survey", Fate.LEFT_OUT, "settings", words)
        for table, words in _ELSEWHERE.items():
            if self.survey.tables.get(table):
                draft.tell(table, Fate.LEFT_OUT, table, words)
        pages = [(self._page(group), group) for group in self.survey.groups]
        for page, group in pages:
            for one in self.survey.questions.get(group.get("gid"), []):
                self._question(page, one)
        for page, group in pages:
            if page["questions"]:
                self._relevant(page, group.get("grelevance"), group)
            else:
                words = f"The group “{page['label']}”: nothing in it is asked here."
                draft.tell(group.place, Fate.LEFT_OUT, "group", words)
        for later in self.drafting.later:
            self._say(later)
        done = draft.imported(heading)
        return Imported(Form(done.form.data, self.drafting.translations), done.losses)

    def _heading(self) -> dict[str, Any]:
        drafting, texts = self.drafting, self.survey.texts
        title = drafting.text(texts, "surveyls_title", ("title",), "survey") or self.source.stem
        heading: dict[str, Any] = {
            "name": drafting.draft.name(self.source.stem, ""),
            "version": "unversioned",
            "title": title,
            "language": self.survey.language,
        }
        welcome = "surveyls_welcometext"
        if not texts.said(welcome, self.survey.language):
            welcome = "surveyls_description"
        if told := drafting.text(texts, welcome, ("introduction",), "survey"):
            heading["introduction"] = told
        for key in ("surveyls_endtext", "surveyls_policy_notice"):
            if texts.said(key, self.survey.language):
                message = f"“{key.removeprefix('surveyls_')}”: a text beside the questions."
                drafting.draft.tell("survey", Fate.LEFT_OUT, "setting", message)
        return heading

    def _page(self, group: Part) -> dict[str, Any]:
        drafting = self.drafting
        name = drafting.draft.name(f"group_{group.get('gid')}", "")
        label = drafting.text(group.texts, "group_name", ("pages", name, "label"), group.place)
        page: dict[str, Any] = {"name": name, "label": label or name, "questions": []}
        if hint := drafting.text(group.texts, "description", ("pages", name, "hint"), group.place):
            page["hint"] = hint
        drafting.draft.pages.append(page)
        return page

    def _question(self, page: dict[str, Any], one: Asked) -> None:
        name = self.drafting.draft.name(one.code or f"q{one.get('qid')}", one.place)
        self.scope.by_number[one.get("qid")] = name
        if one.get("type") == "I":
            words = "A switch of languages: here every page has one."
            self.drafting.draft.tell(one.place, Fate.LEFT_OUT, "switch", words)
            return
        make = TYPES.get(one.get("type"))
        hidden = one.attributes.get("hidden") == "1" and one.get("type") not in ("*", "S", "T", "U")
        if make is None or hidden:
            why = "is always hidden" if hidden else "is not served here"
            self._carry(one, name, f"A question of type “{one.get('type')}” {why}.")
            return
        made = make(self.drafting, one, name, self.scope)
        if made is None:
            self._carry(one, name, "A question with these subquestions is not served here.")
            return
        page["questions"].append(made)
        attribute_parts(self.drafting, one, made)
        self._relevant(made, one.get("relevance"), one)
        self._rows(made, one)

    def _rows(self, made: dict[str, Any], one: Asked) -> None:
        """Carry conditions of single rows and choices, and those of the earlier way that no script says."""
        draft = self.drafting.draft
        for part in one.subquestions if made["type"] != "group" else ():
            if part.get("relevance") not in _ALWAYS:
                entry = {"of": made["name"], "row": part.code, "relevance": part.get("relevance")}
                draft.carry(entry, part.place, f"A condition of the row “{part.code}” alone.")
        if one.get("relevance") in _ALWAYS:
            for row in self.conditions.get(one.get("qid"), ()):
                entry = {"of": made["name"], "condition": dict(row)}
                draft.carry(entry, one.place, "A condition of the earlier way.")

    def _carry(self, one: Asked, name: str, message: str) -> None:
        self.drafting.draft.types[name] = None
        entry: dict[str, Any] = {"type": one.get("type"), "name": name}
        entry |= {key: text for key, text in one.row.items() if text and key not in entry}
        entry["texts"] = _texts(one)
        for key, parts in (("subquestions", one.subquestions), ("answers", one.answers)):
            if parts:
                entry[key] = [
                    {k: text for k, text in part.row.items() if text} | {"texts": _texts(part)}
                    for part in parts
                ]
        if one.attributes:
            entry["attributes"] = dict(one.attributes)
        self.drafting.draft.carry(entry, one.place, message)

    def _relevant(self, made: dict[str, Any], script: str, part: Part) -> None:
        if script.strip() not in _ALWAYS:
            self.drafting.later.append(Later(made, "relevant", script, part.place))

    def _say(self, later: Later) -> None:
        """Give a question an expression, now that all questions are known; carry what cannot be said."""
        draft, name = self.drafting.draft, str(later.made["name"])
        scope = self.scope.of(name)
        try:
            if later.key == "calculation":
                ours = read_value(later.script, scope)
            else:
                ours = read_condition(later.script, scope, point=later.key == "constraint")
        except NotRead as error:
            entry = {"of": name, later.key: later.script}
            draft.carry(entry, later.place, f"“{later.script}” cannot be evaluated here: {error}")
            return
        if before := later.made.get(later.key) if later.key == "constraint" else None:
            ours = " and ".join(f"({each})" if " or " in each else each for each in (before, ours))
        draft.expression(later.made, later.key, (later.script, ours), later.place)


def _texts(part: Part) -> dict[str, dict[str, str]]:
    """Return the texts of a part as they are, by language."""
    kept = ("question", "help", "answer")
    return {
        language: {key: texts[key] for key in kept if texts.get(key)}
        for language, texts in part.texts.by_language.items()
        if language
    }
