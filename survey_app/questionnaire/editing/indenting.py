"""Spaces for tabs that indent, where every width of a tab gives the same file."""

import re

from survey_app.questionnaire.editing.document import Edit, edited
from survey_app.questionnaire.yaml_text import read_yaml

_WIDTHS = (2, 4, 8)
_LED = re.compile(r"^[ ]*\t[ \t]*", re.MULTILINE)
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?$", re.MULTILINE)


def without_tabs(text: str) -> list[Edit]:
    """Return the edits that indent with spaces, [] where the tabs' width matters or there are none.

    A file with a text in block style (| or >) is left alone: a tab there may be part of the text.
    """
    led = list(_LED.finditer(text))
    if not led or _BLOCK.search(text):
        return []
    tries = [
        [Edit(found.start(), found.end(), found[0].replace("\t", " " * width)) for found in led]
        for width in _WIDTHS
    ]
    trees = [read_yaml(edited(text, edits).encode()) for edits in tries]
    good = [(edits, tree.data) for edits, tree in zip(tries, trees, strict=True) if not tree.problems]
    if not good or any(data != good[0][1] for _, data in good):
        return []
    return good[0][0]
