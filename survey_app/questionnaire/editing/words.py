"""Swapping one word for another inside keys and values, however YAML writes them."""

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.editing.document import Document, Edit
from survey_app.questionnaire.yaml_text import Path


@dataclass(frozen=True, slots=True, order=True)
class Swap:
    """Name one word: in the value at a path, or in its key, `offset` characters from its beginning."""

    path: Path
    offset: int = 0
    key: bool = False


class CannotSwap(ValueError):  # noqa: N818 - it names what cannot be done
    """Raised for a word that YAML writes in a way which cannot be edited; `swap` tells where."""

    def __init__(self, swap: Swap) -> None:
        super().__init__(str(swap))
        self.swap = swap


def occurrences(word: str, text: str) -> list[int]:
    """Return where a name stands in a text as a word of its own."""
    return [found.start() for found in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


def edits(document: Document, swaps: Iterable[Swap], old: str, new: str) -> list[Edit]:
    """Return the edits that swap the words; raise CannotSwap.

    A word in a value is found again in the file by its number among the same words there: blanks, quotes and
    line breaks may be written in many ways, a name only in one.
    """
    return [_edit(document, swap, old, new) for swap in sorted(set(swaps), key=repr)]


def _edit(document: Document, swap: Swap, old: str, new: str) -> Edit:
    span = (document.spans.keys if swap.key else document.spans.values)[swap.path]
    read = swap.path[-1] if swap.key else document.at(swap.path)
    inside, written = occurrences(old, str(read)), occurrences(old, document.text[span.start : span.end])
    if len(inside) != len(written) or swap.offset not in inside:
        raise CannotSwap(swap)
    start = span.start + written[inside.index(swap.offset)]
    return Edit(start, start + len(old), new)


def swapped(data: Any, swaps: Iterable[Swap], old: str, new: str) -> Any:
    """Return plain data with the words swapped: what the edited file must say."""
    result = deepcopy(data)
    # Keys last: until then every path leads where it led before.
    for swap in sorted(set(swaps), key=lambda one: (one.key, -len(one.path), -one.offset)):
        *above, last = swap.path
        owner = result
        for step in above:
            owner = owner[step]
        if swap.key:
            renamed = {new if key == last else key: value for key, value in owner.items()}
            owner.clear()
            owner.update(renamed)
        else:
            text = owner[last]
            owner[last] = f"{text[: swap.offset]}{new}{text[swap.offset + len(old) :]}"
    return result
