"""A page that is sent as it was shown changes no answer: every type through its form and back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from survey_app.answers.merging import same
from survey_app.web.forms.fields import BUILDERS
from tests.questionnaire.every_type import LISTS, QUESTIONS, VALUES


def sent(name: str, shown: Any) -> MultiDict[str, str]:
    """Return what a browser sends for a question that is shown so."""
    if isinstance(shown, str):
        return MultiDict({name: shown} if shown else {})
    pairs: list[tuple[str, str]] = []
    if isinstance(shown, list):
        pairs.append((name, " ".join(entry["_id"] for entry in shown)))
        for entry in shown:
            asked = {part: text for part, text in entry.items() if part != "_id"}
            pairs.append((f"{name}.{entry['_id']}", " ".join(asked)))
            for part, text in asked.items():
                pairs += sent(f"{name}.{entry['_id']}.{part}", text).items(multi=True)
        return MultiDict(pairs)
    for part, text in shown.items():
        if part == "chosen":
            pairs += [(name, one) for one in ([text] if isinstance(text, str) else text)]
        elif part == "comments":
            pairs += [(f"{name}.comment.{choice}", comment) for choice, comment in text.items()]
        elif isinstance(text, dict):
            pairs += [(f"{name}.{part}.{piece}", words) for piece, words in text.items()]
        else:
            pairs.append((f"{name}.{part}", text))
    return MultiDict(pairs)


@pytest.mark.parametrize("name", [name for name in VALUES if QUESTIONS[name].entered and name != "file"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_an_answer_comes_back_as_it_was(name: str, data: st.DataObject) -> None:
    question, field = QUESTIONS[name], f"q.{name}"
    gather, give = BUILDERS[question.type]  # type: ignore[attr-defined]
    value = data.draw(st.none() | VALUES[name])
    raw = gather(sent(field, give(question, value)), field, question, LISTS)
    assert same(question.read(raw, LISTS), value)
