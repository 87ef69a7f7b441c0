"""Every public sample that the reference converter accepts comes back the same; the rest has a named reason.

docs/interchange.md shows the table that is made here.
"""

import warnings
from pathlib import Path

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from survey_app.questionnaire.formats import ConversionRefused, Fate, Source, counted
from survey_app.questionnaire.formats.xlsform.importing import read_xlsform
from tests.questionnaire.formats.samples import fetched_samples
from tests.questionnaire.formats.workbooks import there_and_back

DOCS = Path(__file__).parents[3] / "docs" / "interchange.md"


@pytest.mark.filterwarnings("ignore")  # of openpyxl, about decorations of the samples
def test_the_public_samples_come_back_the_same(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    assert pytestconfig.cache is not None
    samples = fetched_samples(pytestconfig.cache.mkdir("xlsform-samples"))
    rows = [outcome(place, name, content, tmp_path) for place, (name, content) in samples.items()]
    print("\n".join(" | ".join(row) for row in rows))  # what each holds and carries, for who asks with -s
    table = [f"| {' | '.join(row[:3])} |" for row in rows]
    lines = DOCS.read_text("utf-8").splitlines()
    shown = [line for line in lines if line.startswith(("| bug_example", "| example_xls"))]
    assert (len(table), sum("| the same |" in line for line in table)) == (52, 44)
    assert table == shown


def outcome(place: str, name: str, content: bytes, folder: Path) -> tuple[str, ...]:
    """Return a row of the table: the workbook, what became of it and why; what it holds and carries."""
    path = folder / name
    path.write_bytes(content)
    accepted = reference(path)
    try:
        imported = read_xlsform(Source(name, content))
    except ConversionRefused as refused:
        why = refused.message.split(": ", 1)[1][:70]
        return place, f"{'' if accepted is None else 'WRONGLY '}refused ({refused.code})", why
    path = path.with_suffix(".xlsx")
    path.write_bytes(there_and_back(imported.form))
    same = "the same" if reference(path) == accepted else "DIFFERENT"
    carried = sum(loss.fate is Fate.CARRIED for loss in imported.losses)
    return place, same, "", f"{counted(imported.form)}; {carried} carried"


def reference(path: Path) -> str | None:
    """Return a workbook as the reference converter reads it, None where it refuses it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return str(convert(path).xform)
        except PyXFormError:
            return None
