"""Comparing two questionnaire files, and counting the answers of a round that a change touches."""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from survey_app.answers.touching import Touched, touched
from survey_app.cli.place import instance_option, opened, settings_of
from survey_app.cli.refusing import refuse
from survey_app.questionnaire.differences import Difference, Weight, differences
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.placing import with_weeks
from survey_app.questionnaire.problems import near
from survey_app.questionnaire.reader import read
from survey_app.questionnaire.yaml_text import Tree, read_yaml
from survey_app.rounds.model import Round
from survey_app.serving import make_ready
from survey_app.storage import Session, invitations, networks, questionnaires, rounds

STATUS = {Weight.HARMLESS: 0, Weight.REVIEW: 3, Weight.BREAKING: 4}
BAD = 2


@dataclass(frozen=True)
class _Version:
    """Hold a questionnaire file that was read without an error."""

    path: Path
    questionnaire: Questionnaire
    tree: Tree
    source: bytes


@dataclass(frozen=True)
class _Answers:
    """Hold a round's answers, by sheet, and whether they were given to the version compared."""

    weeks: tuple[str, ...]
    sheets: Sequence[Mapping[str, Any]]
    asks_old: bool


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--answers", "slug", help="Count what each difference touches in this round (or NETWORK/ROUND)."
)
@instance_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def diff(old: Path, new: Path, slug: str | None, instance: Path, form: str) -> None:
    """Tell what differs between two versions of a questionnaire, and what that does to answers.

    Exits 0 when every difference is harmless, 3 when one needs review, 4 when one is breaking, 2 when a file
    or the round cannot be used.
    """
    sys.exit(compare_files(old, new, slug=slug, instance=instance, as_json=form == "json"))


def compare_files(old: Path, new: Path, *, slug: str | None, instance: Path, as_json: bool) -> int:
    """Print the differences between two files and return the exit status."""
    before, after = _version(old), _version(new)
    found = differences(before.questionnaire, after.questionnaire)
    answers = _answers(instance, slug, before) if slug else None
    counts = _counts(found, before, after, answers) if answers else None
    tell = _tell_json if as_json else _tell_text
    tell(found, before, after, counts)
    if answers and not answers.asks_old:
        click.echo(
            f"The round asks another text than {old}; its answers were read as if given to it.", err=True
        )
    return max((STATUS[one.weight] for one in found), default=0)


def _version(path: Path) -> _Version:
    try:
        source = path.read_bytes()
    except OSError as error:
        refuse(f"{path}: {error.strerror}.", BAD)
    reading = read(source)
    if reading.compiled is None:
        refuse("\n".join(found.line(str(path)) for found in reading.errors), BAD)
    return _Version(path, reading.compiled.questionnaire, read_yaml(source), source)


def _counts(
    found: Sequence[Difference], before: _Version, after: _Version, answers: _Answers
) -> list[Touched]:
    old, new = (with_weeks(one.questionnaire, answers.weeks) for one in (before, after))
    return touched(found, old, new, answers.sheets)


def _answers(instance: Path, slug: str, before: _Version) -> _Answers:
    with opened(settings_of(instance)) as database:
        make_ready(database)
        with database.begin() as session:
            this = _round(session, slug)
            sheets = [sheet.values() for _, sheet in invitations.all_sheets(session, this.id)]
            asked = (
                "" if this.version_id is None else questionnaires.version_content(session, this.version_id)
            )
    return _Answers(this.frame.weeks, sheets, asked.encode() == before.source)


def _round(session: Session, slug: str) -> Round:
    """Return the round of this name; where several networks have one, NETWORK/ROUND names it."""
    names = {network.id: network.name for network in networks.networks(session)}
    known = [summary.round for summary in rounds.rounds(session)]
    fitting = [one for one in known if slug in (one.slug, f"{names[one.network_id]}/{one.slug}")]
    if not fitting:
        refuse(f"There is no round “{slug}”. {near(slug, [one.slug for one in known], 'The rounds')}", BAD)
    if len(fitting) > 1:
        written = ", ".join(f"“{names[one.network_id]}/{one.slug}”" for one in fitting)
        refuse(f"Several networks have a round “{slug}”. Say which one: {written}.", BAD)
    return fitting[0]


def _place(one: Difference, before: _Version, after: _Version) -> tuple[Path, int, int]:
    version = before if one.in_old else after
    place = version.tree.place(one.path)
    return version.path, place.line, place.column


def _tell_text(
    found: Sequence[Difference], before: _Version, after: _Version, counts: list[Touched] | None
) -> None:
    for number, one in enumerate(found):
        path, line, column = _place(one, before, after)
        more = f" {_touching(counts[number])}" if counts and one.questions else ""
        click.echo(f"{path}:{line}:{column}: {one.weight}: {one.message}{more}")
    weights = Counter(one.weight for one in found)
    summary = ", ".join(f"{weights[weight]} {weight}" for weight in reversed(Weight) if weights[weight])
    click.echo(summary or "Nothing differs.")


def _touching(count: Touched) -> str:
    answers = "1 answer" if count.answers == 1 else f"{count.answers} answers"
    return f"[{answers}, {count.lost} left out]" if count.lost else f"[{answers}]"


def _tell_json(
    found: Sequence[Difference], before: _Version, after: _Version, counts: list[Touched] | None
) -> None:
    told = []
    for number, one in enumerate(found):
        path, line, column = _place(one, before, after)
        entry: dict[str, Any] = {"weight": one.weight, "code": one.code, "what": one.what, "why": one.why}
        entry |= {"remedy": one.remedy, "file": str(path), "line": line, "column": column}
        if counts:
            entry |= {"answers": counts[number].answers, "left_out": counts[number].lost}
        told.append(entry)
    click.echo(json.dumps({"differences": told}, ensure_ascii=False, indent=2))
