"""Our own format: a questionnaire in YAML, and its translations beside it."""

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.model import (
    ConversionRefused,
    Exported,
    Fate,
    Form,
    Format,
    Imported,
    Loss,
    Source,
    Target,
)
from survey_app.questionnaire.formats.translated import texts_read, texts_written
from survey_app.questionnaire.formats.updating import merged, updated
from survey_app.questionnaire.formats.yaml_writing import yaml_text
from survey_app.questionnaire.problems import Place
from survey_app.questionnaire.yaml_text import MAX_BYTES, Path, Tree, read_yaml

_ENDINGS = (".yaml", ".yml")


def read_questionnaire(source: Source) -> Imported:
    """Read a questionnaire; what keeps it from being served need not keep it from being converted."""
    tree = read_yaml(source.content)
    if tree.problems:
        first = tree.problems[0]
        raise refusal("not-yaml", f"{first.place.line}:{first.place.column}", detail=first.message)
    if not isinstance(tree.data, dict) or not isinstance(tree.data.get("pages"), list):
        raise _no_questionnaire(Place(1, 1), "it has no list of pages")
    for index, page in enumerate(tree.data["pages"]):
        if not isinstance(page, dict):
            raise _no_questionnaire(tree.place(("pages", index)), "this is no page")
        _check_questions(tree, ("pages", index, "questions"), page.get("questions"))
    translations, losses = texts_read(source, tree.data)
    return Imported(Form(tree.data, translations), tuple(losses))


def _check_questions(tree: Tree, path: Path, questions: object) -> None:
    """Refuse what no writer could go through; whether the questions can be asked is the checker's part."""
    if not isinstance(questions, list):
        raise _no_questionnaire(tree.place(path), "here is no list of questions")
    for index, one in enumerate(questions):
        if not isinstance(one, dict) or not all(isinstance(one.get(key), str) for key in ("name", "type")):
            raise _no_questionnaire(tree.place((*path, index)), "this question has no name or no type")
        if "questions" in one:
            _check_questions(tree, (*path, index, "questions"), one["questions"])


def _no_questionnaire(place: Place, detail: str) -> ConversionRefused:
    return refusal("no-questionnaire", f"{place.line}:{place.column}", detail=detail)


def write_questionnaire(form: Form, target: Target) -> Exported:
    """Write a questionnaire as a designer would have; one that stands there is brought up to date."""
    losses: tuple[Loss, ...] = ()
    content = yaml_text(form.data).encode()
    if target.content is not None and target.content.strip():
        content, losses = _brought_up_to_date(target, form)
    if len(content) > MAX_BYTES:
        raise refusal("too-large", size=len(content), limit=MAX_BYTES)
    return Exported(content, losses, texts_written(form, target))


def _brought_up_to_date(target: Target, form: Form) -> tuple[bytes, tuple[Loss, ...]]:
    """Return what stands at the target with what the form says otherwise; its comments stay."""
    tree = read_yaml(target.content or b"")
    if tree.problems or not isinstance(tree.data, dict):
        detail = tree.problems[0].message if tree.problems else "It is no questionnaire."
        raise refusal("target-unreadable", name=target.name, detail=detail)
    content, kept = updated(target.content or b"", merged(tree.data, form.data, form.unsaid))
    told = "The comments of the file that stood here could not be kept."
    return content, () if kept else (Loss("", Fate.LEFT_OUT, "comments", told),)


YAML = Format(
    name="yaml",
    title="Questionnaire in YAML",
    read_endings=_ENDINGS,
    written_endings=_ENDINGS,
    read=read_questionnaire,
    write=write_questionnaire,
)
