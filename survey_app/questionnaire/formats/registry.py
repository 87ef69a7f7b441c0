"""Every format that questionnaires are converted from and to; a new one is a module with a Format."""

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.limesurvey import LIMESURVEY
from survey_app.questionnaire.formats.model import Format, Source, Target
from survey_app.questionnaire.formats.redcap import REDCAP
from survey_app.questionnaire.formats.surveyjs import SURVEYJS
from survey_app.questionnaire.formats.xlsform import XLSFORM
from survey_app.questionnaire.formats.yaml_format import YAML

FORMATS: tuple[Format, ...] = (YAML, XLSFORM, SURVEYJS, REDCAP, LIMESURVEY)


def format_names(formats: tuple[Format, ...] = FORMATS) -> tuple[str, ...]:
    """Return the names of all formats, in order."""
    return tuple(one.name for one in formats)


def format_read(source: Source, name: str | None = None, formats: tuple[Format, ...] = FORMATS) -> Format:
    """Return the format that a file is read in: the named one, else by its ending and its bytes.

    Raises ConversionRefused.
    """
    if name is not None:
        chosen = _named(name, formats)
    else:
        ending = source.name.lower()
        fitting = [one for one in formats if ending.endswith(one.read_endings + one.written_endings)]
        known = [one for one in fitting if one.read and (one.knows is None or one.knows(source.content))]
        # a kind that knows its files by their bytes goes before one that takes whatever has the ending
        chosen = _first(
            sorted(known, key=lambda one: one.knows is None) or fitting, source.name, "--from", formats
        )
    if chosen.read is None:
        raise refusal("not-read", format=chosen.title, formats=_listed(formats, reads=True))
    return chosen


def format_written(target: Target, name: str | None = None, formats: tuple[Format, ...] = FORMATS) -> Format:
    """Return the format that a file is written in: the named one, else by its ending.

    Raises ConversionRefused.
    """
    if name is not None:
        chosen = _named(name, formats)
    else:
        ending = target.name.lower()
        fitting = [one for one in formats if ending.endswith(one.written_endings)]
        if not fitting and any(ending.endswith(one.read_endings) for one in formats):
            raise refusal("not-written", name=target.name, formats=_listed(formats, reads=False))
        chosen = _first(fitting, target.name, "--to", formats)
    if chosen.write is None:
        raise refusal("not-written", name=target.name, formats=_listed(formats, reads=False))
    return chosen


def _named(name: str, formats: tuple[Format, ...]) -> Format:
    return next(one for one in formats if one.name == name)


def _first(fitting: list[Format], name: str, option: str, formats: tuple[Format, ...]) -> Format:
    if not fitting:
        raise refusal("unknown-ending", name=name, option=option, formats=", ".join(format_names(formats)))
    return fitting[0]


def _listed(formats: tuple[Format, ...], *, reads: bool) -> str:
    return ", ".join(one.name for one in formats if (one.read if reads else one.write))
