"""Workbooks for tests, made of tables in Markdown, as XLSForm's community writes them."""

from io import BytesIO
from typing import Any

from pyxform.xls2json_backends import md_table_to_workbook
from pyxform.xls2xform import convert

from survey_app.questionnaire.formats import Form, Imported, Source, Target
from survey_app.questionnaire.formats.xlsform.exporting import write_xlsform
from survey_app.questionnaire.formats.xlsform.importing import read_xlsform
from survey_app.questionnaire.formats.yaml_format import read_questionnaire, write_questionnaire


def xlsx(table: str) -> bytes:
    """Return a table as an Excel workbook."""
    content = BytesIO()
    md_table_to_workbook(table).save(content)
    return content.getvalue()


def imported(table: str, name: str = "form.md") -> Imported:
    """Return what is read from a table."""
    return read_xlsform(Source(name, table.encode()))


def asked(table: str) -> list[dict[str, Any]]:
    """Return the questions of the first page of a table."""
    questions: list[dict[str, Any]] = imported(table).form.data["pages"][0]["questions"]
    return questions


def there_and_back(form: Form) -> bytes:
    """Return the workbook of a form after it was a questionnaire in YAML."""
    written = write_questionnaire(form, Target("form.yaml"))
    beside = dict(written.beside)
    again = read_questionnaire(Source("form.yaml", written.content, beside)).form
    return write_xlsform(again, Target("form.xlsx")).content


def xform(workbook: bytes) -> str:
    """Return a workbook as the reference converter reads it."""
    result: str = convert(BytesIO(workbook), file_type=".xlsx").xform
    return result
