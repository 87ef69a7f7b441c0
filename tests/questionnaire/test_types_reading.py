"""What each question type makes of what is sent: an answer, or a message in the right place."""

from datetime import date, datetime
from typing import Any

import pytest

from survey_app.questionnaire.values import Unreadable

from .every_type import read

LIST = (None, "Choose from the list.")
GRID = (None, "Answer with one entry for each row of the grid.")
ORDER = (None, "Put each entry of the list into the order once.")
DAY = (None, "Write a real date as day, month and year, such as 27 3 2027.")
TIME = (None, "Write a time of day as hours and minutes, such as 9:05 or 14:30.")
FIGURE = "Choose a figure from 0 to 5."
WEEK = "Choose yes, if needed or no."
STORABLE = (None, "This text holds a character that cannot be stored. Type it anew, without it.")
OVER = "At most 2,000 characters fit here; shorten the text by 1."
ADDRESS = (None, "Write a whole web address that begins with https:// or http://.")
ALONE = (None, "“None of these” cannot stand beside another choice; untick one of them.")
BY_NAME = (None, "Give the comments by the names of their choices.")


def not_asked(part: str) -> tuple[None, str]:
    return (None, f"This question does not ask for “{part}”; leave it out.")


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("text", "  a\r\nb\rc ", "a\nb\nc"),
        ("text", "{{7*7}} ${7*7} %(x)s {0.__class__}", "{{7*7}} ${7*7} %(x)s {0.__class__}"),
        ("text", "\u202eאב 🏛 e\u0301 é", "\u202eאב 🏛 e\u0301 é"),
        ("text", "=1+1", "=1+1"),
        ("short", " 12345 ", "12345"),
        ("email", " ann@turku.fi ", "ann@turku.fi"),
        ("url", "Https://turku.fi/päätös?x=1#y", "Https://turku.fi/päätös?x=1#y"),
        ("telephone", "+358 (2) 330-000", "+358 (2) 330-000"),
        ("yes_no", "yes", True),
        ("yes_no", True, True),
        ("consent", "yes", True),
        ("consent", True, True),
        ("date", "2027-03-08", "2027-03-08"),
        ("date", {"day": "8", "month": "3", "year": "2027"}, "2027-03-08"),
        ("date", {"day": " 08 ", "month": "03", "year": "2027"}, "2027-03-08"),
        ("date", {"day": 29, "month": 2, "year": 2028}, "2028-02-29"),
        ("date", {"day": " ", "month": "", "year": None}, None),
        ("date", date(2027, 3, 8), "2027-03-08"),
        ("time", "9:05", "09:05"),
        ("time", " 14.30 ", "14:30"),
        ("time", "14:30:00", "14:30"),
        ("moment", {"day": "8", "month": "3", "year": "2027", "time": "9.05"}, "2027-03-08T09:05"),
        ("moment", "2027-03-08 09:05", "2027-03-08T09:05"),
        ("moment", {"day": " ", "month": "", "year": "", "time": ""}, None),
        (
            "days",
            {"from": {"day": "8", "month": "3", "year": "2027"}, "to": "2027-03-08"},
            {"from": "2027-03-08", "to": "2027-03-08"},
        ),
        ("days", {"from": {"day": ""}, "to": ""}, None),
        ("location", {"place": " Turku ", "latitude": "60,45", "longitude": "−22.27"}, {
            "place": "Turku", "latitude": "60.45", "longitude": "-22.27",
        }),
        ("location", {"place": "", "latitude": "0", "longitude": "0"}, {"latitude": "0", "longitude": "0"}),
        ("city", {"chosen": "fi-turku", "other": "", "comment": ""}, "fi-turku"),
        ("slider", " 35 ", 35),
        ("fine", "-0,250", "-0.25"),
        ("points", {"dialogue": " 10 ", "surveys": "0", "planning": ""}, {"dialogue": 10, "surveys": 0}),
        ("one", "surveys", "surveys"),
        ("one", {"chosen": "surveys", "other": "", "comment": ""}, "surveys"),
        ("one_other", "surveys", {"chosen": "surveys"}),
        ("one_other", {"chosen": "other", "other": " X "}, {"chosen": "other", "other": "X"}),
        ("one_other", {"chosen": "", "other": "X"}, {"chosen": "other", "other": "X"}),
        ("one_other", {"chosen": "surveys", "other": "X", "comment": ""}, {"chosen": "surveys"}),
        ("one_comment", {"chosen": "", "comment": "Y"}, {"comment": "Y"}),
        ("several", "surveys", ["surveys"]),
        ("several", ["planning", "dialogue", "planning"], ["dialogue", "planning"]),
        ("several", {"chosen": ["none"], "other": "", "comments": {"dialogue": "", "none": ""}}, ["none"]),
        (
            "several_other",
            {"chosen": ["other", "dialogue"], "other": "X", "comments": {"dialogue": "D", "surveys": "S"}},
            {"chosen": ["dialogue", "other"], "other": "X", "comments": {"dialogue": "D"}},
        ),
        ("several_other", {"chosen": [], "other": "X"}, None),
        ("rank", ["planning", "dialogue"], ["planning", "dialogue"]),
        ("rank", {"planning": "1", "dialogue": " 2 ", "surveys": ""}, ["planning", "dialogue"]),
        ("rank", {"planning": 2, "dialogue": 1}, ["dialogue", "planning"]),
        ("rating", "5", 5),
        ("rating", 5, 5),
        ("below", "-2", -2),
        ("rating_grid", {"surveys": " 3 ", "dialogue": 0}, {"dialogue": 0, "surveys": 3}),
        ("select_grid", {"surveys": "never", "dialogue": ""}, {"surveys": "never"}),
        ("weeks", {"2027-W12": "no", "2027-W10": "if-needed"}, {"2027-W10": "if-needed", "2027-W12": "no"}),
        ("weeks", {"2027-W09": ""}, None),
    ],
)  # fmt: skip
def test_read(name: str, raw: Any, value: Any) -> None:
    assert read(name, raw) == value


@pytest.mark.parametrize(
    ("name", "raw", "faults"),
    [
        ("text", 5, [(None, "Write text here.")]),
        ("text", ["a"], [(None, "Write text here.")]),
        ("text", "a\0b", [STORABLE]),
        ("text", "\udfff", [STORABLE]),
        ("text", "x" * 10_007, [(None, "At most 10,000 characters fit here; shorten the text by 7.")]),
        ("short", "123456", [(None, "At most 5 characters fit here; shorten the text by 1.")]),
        ("email", "ann@turku", [(None, "Write one e-mail address, such as name@city.eu.")]),
        ("email", "a@b.fi, c@d.fi", [(None, "Write one e-mail address, such as name@city.eu.")]),
        ("url", "javascript:alert(1)", [ADDRESS]),
        ("url", "data:text/html,x", [ADDRESS]),
        ("telephone", "call me", [(None, "Write a telephone number, such as +358 2 330 000.")]),
        ("yes_no", "maybe", [(None, "Choose yes or no.")]),
        ("yes_no", ["yes"], [(None, "Choose yes or no.")]),
        ("consent", "no", [(None, "Tick the box to agree.")]),
        ("consent", 1, [(None, "Tick the box to agree.")]),
        ("date", "2027-02-29", [DAY]),
        ("date", "20270308", [DAY]),
        ("date", "2027-W10-1", [DAY]),
        ("date", "２０２７-03-08", [DAY]),
        ("date", datetime(2027, 3, 8, 12, 0), [DAY]),  # noqa: DTZ001 - whatever zone it has
        ("date", {"day": "8", "month": "3", "year": "27"}, [DAY]),
        ("date", {"day": "8", "month": "3"}, [DAY]),
        ("date", {"day": "8", "month": "3", "year": "2027", "hour": "1"}, [DAY]),
        ("date", {"day": 0, "month": 0, "year": 0}, [DAY]),
        ("time", "24:00", [TIME]),
        ("time", "9", [TIME]),
        ("moment", {"day": "8", "month": "3", "year": "2027", "time": ""}, [TIME]),
        ("moment", {"day": "", "time": "9:05"}, [DAY]),
        ("days", {"from": "2027-03-08"}, [("to", "Write the last day too.")]),
        ("days", {"from": {"day": "31", "month": "2", "year": "2027"}, "to": "x"}, [
            ("from", DAY[1]), ("to", DAY[1]),
        ]),
        ("days", {"from": "2027-03-09", "to": "2027-03-08"}, [
            ("to", "The last day comes before the first; swap them, or mend one."),
        ]),
        ("location", {"latitude": "91", "longitude": "x"}, [
            ("latitude", "Write degrees with a point, such as 60.45 (north) or -33.9 (south)."),
            ("longitude", "Write degrees with a point, such as 22.27 (east) or -9.14 (west)."),
        ]),
        ("location", {"longitude": "1"}, [("latitude", "Write both latitude and longitude, or neither.")]),
        ("city", "Turku", [LIST]),
        ("slider", "101", [(None, "Choose a figure from 0 to 100, in steps of 5.")]),
        ("slider", 12, [(None, "Choose a figure from 0 to 100, in steps of 5.")]),
        ("fine", "0.3", [(None, "Choose a figure from -1 to 1, in steps of 0.25.")]),
        ("points", {"dialogue": "11", "surveys": "-1", "planning": "few"}, [
            (entry, "Write a whole number from 0 to 10.") for entry in ("dialogue", "surveys", "planning")
        ]),
        ("points", {"gone": "1"}, [(None, "Give points to entries of the list.")]),
        ("one", "Surveys", [LIST]),
        ("one", ["surveys"], [LIST]),
        ("one", {"chosen": {"chosen": "surveys"}}, [LIST]),
        ("one", "other", [LIST]),
        ("one", {"chosen": "surveys", "comment": "Y"}, [not_asked("comment")]),
        ("one_comment", {"chosen": "surveys", "other": "Y"}, [not_asked("other")]),
        ("one_other", {"chosen": "other", "why": "Y"}, [not_asked("why")]),
        ("one_other", {"chosen": "other", "other": 5}, [("other", "Write text here.")]),
        ("one_other", {"comment": "x" * 2_001}, [("comment", OVER)]),
        ("several", ["surveys", "x"], [LIST]),
        ("several", [["surveys"]], [LIST]),
        ("several", {"chosen": {"surveys": True}}, [LIST]),
        ("several", 5, [LIST]),
        ("several", ["surveys", "none"], [ALONE]),
        ("several_other", {"chosen": ["surveys"], "comments": "x"}, [BY_NAME]),
        ("several_other", {"chosen": ["surveys"], "comments": {"surveys": "\0"}}, [("surveys", STORABLE[1])]),
        ("rank", ["surveys", "surveys"], [ORDER]),
        ("rank", ["surveys", "x"], [ORDER]),
        ("rank", [["surveys"]], [ORDER]),
        ("rank", "surveys", [ORDER]),
        ("rank", {"x": "1"}, [ORDER]),
        (
            "rank",
            {"dialogue": "1", "surveys": "1", "planning": "5", "none": "first"},
            [
                ("surveys", "Place 1 is given twice; choose another."),
                ("planning", "Write a place from 1 to 4."),
                ("none", "Write a place from 1 to 4."),
            ],
        ),
        ("rank", {"dialogue": "1", "surveys": "3"}, [(None, "Nothing has place 2; leave no place out.")]),
        ("rating", "6", [(None, FIGURE)]),
        ("rating", "2.5", [(None, FIGURE)]),
        ("rating", True, [(None, FIGURE)]),
        ("rating", 2.0, [(None, FIGURE)]),
        ("rating", "٣", [(None, FIGURE)]),
        ("rating_grid", {"dialogue": "9", "surveys": []}, [("dialogue", FIGURE), ("surveys", FIGURE)]),
        ("rating_grid", {"x": "1"}, [GRID]),
        ("rating_grid", "1", [GRID]),
        ("select_grid", {"dialogue": ["never"]}, [("dialogue", "Choose from the list.")]),
        ("weeks", {"2027-W10": "perhaps", "2027-W11": ["yes"]}, [("2027-W10", WEEK), ("2027-W11", WEEK)]),
        ("weeks", {"2027-W13": "yes"}, [(None, "One of these weeks is not asked for; leave it out.")]),
        ("weeks", ["2027-W10"], [(None, "Answer with yes, if-needed or no for each week.")]),
    ],
)  # fmt: skip
def test_refuse(name: str, raw: Any, faults: list[tuple[str | None, str]]) -> None:
    with pytest.raises(Unreadable) as caught:
        read(name, raw)
    assert [(fault.part, fault.message) for fault in caught.value.faults] == faults
    assert {fault.question for fault in caught.value.faults} == {name}
