"""A questionnaire that carries what nobody can answer here is not offered to a round."""

from pathlib import Path

from survey_app.web.coordinator.choosing import choices

GOOD = """\
name: visit
version: "1"
title: Visit
language: en
purpose: Planning
retention: 2 years
pages:
  - name: one
    label: One
    questions:
      - {name: city, type: text, label: City}
"""
CARRIED = """\
carried:
  format: xlsform
  rows:
    - after: city
      rows:
        - {type: barcode, name: box}
"""
REMARKS = (
    "carried:\n  format: xlsform\n  settings: {style: pages}\n  remarks:\n    - {of: city, note: Ask twice}\n"
)


def test_what_would_be_missed_keeps_a_questionnaire_from_being_chosen(tmp_path: Path) -> None:
    (tmp_path / "carrying.yaml").write_text(GOOD + CARRIED, "utf-8")
    (tmp_path / "remarks.yaml").write_text(GOOD + REMARKS, "utf-8")
    found = choices(tmp_path, ())
    assert [choice.key for choice in found.ready] == ["file:remarks.yaml"]
    assert found.refused == (
        (
            "carrying.yaml",
            "carrying.yaml:17:11: error: “barcode box” is carried along from xlsform and cannot be served. "
            "Ask for it in another way, then remove it here.",
        ),
    )
