"""What the checker says of files that are no questionnaire: keys, types and values that do not fit."""

import pytest

from .written import HEAD, findings, lines, with_pages, with_questions

PAGES = "pages: [{name: p, label: P, questions: [{name: q, type: note, label: Q}]}]\n"
CASES: dict[str, tuple[str, str]] = {
    "unknown-key: question": (
        with_questions("- {name: q, type: text, label: Q, requierd: true}"),
        """
        11:41: error: “requierd” is not a key of a question of type text.
          Did you mean “required”?
        """,
    ),
    "unknown-key: named as the type": (
        with_questions("- {name: q, type: text, text: Q}"),
        """
        11:9: error: A question of type text lacks “label”.
          Add “label: …”.
        11:31: error: “text” is not a key of a question of type text.
          Its keys: “appearance”, “constraint”, “constraint_message”, “default”, “feeds”, “format”,
          “guidance_hint”, “hint”, “label”, “max_length”, “name”, “personal”, “read_only”, “relevant”,
          “renamed_from”, “required”, “required_message”, “type”.
        """,
    ),
    "unknown-key: page": (
        with_pages("- {name: p, label: P, relevent: 1 = 1, questions: [{name: q, type: note, label: Q}]}"),
        """
        8:25: error: “relevent” is not a key of a page.
          Did you mean “relevant”?
        """,
    ),
    "unknown-key: file": (
        HEAD + "titel: T\n" + PAGES,
        """
        7:1: error: “titel” is not a key of a questionnaire.
          Did you mean “title”?
        """,
    ),
    "unknown-key: choice": (
        with_questions(
            "- {name: q, type: rank, label: Q, choices: l}", "l: [{name: a, label: A, labels: red}]"
        ),
        """
        8:27: error: “labels” is not a key of a choice. Did you mean “label”?
        """,
    ),
    "unknown-key: scale and weeks": (
        with_questions(
            """
            - {name: q, type: rating, label: Q, scale: {from: 0, to: 5, lowest: bad}}
            - {name: w, type: availability, label: W, weeks: {form: 2027-W10, to: 2027-W11}}
            """
        ),
        """
        11:67: error: “lowest” is not a key of a scale.
          Did you mean “low”?
        12:56: error: A span of weeks lacks “from”.
          Add “from: …”.
        12:57: error: “form” is not a key of a span of weeks.
          Did you mean “from”?
        """,
    ),
    "missing-key": (
        HEAD.replace("language: en\n", "") + "pages: [{name: p, label: P, questions: [{type: rating}]}]\n",
        """
        1:1: error: A questionnaire lacks “language”.
          Add “language: …”.
        6:41: error: A question of type rating lacks “name”.
          Add “name: …”.
        6:41: error: A question of type rating lacks “label”.
          Add “label: …”.
        6:41: error: A question of type rating lacks “scale”.
          Add “scale: …”.
        """,
    ),
    "wrong-shape: version": (
        HEAD.replace('version: "1"', "version: 2027.1") + "pages: []\n",
        """
        2:10: error: “version” must be text, not the number 2027.1.
          Put it in quotes.
        7:8: error: “pages” has no entry.
          Add one, each on a line of its own that begins with “- ”.
        """,
    ),
    "wrong-shape": (
        HEAD + "minutes: ten\npages:\n  - {name: p, label: 5, questions: {name: q}}\n  - p\n",
        """
        7:10: error: “minutes” must be a whole number, not “ten”.
          Write it in digits, without quotes or a point.
        9:22: error: “label” must be text, not the number 5.
          Put it in quotes.
        9:36: error: “questions” must be a list, not a mapping.
          Begin each entry with “- ” on a line of its own.
        10:5: error: “pages, entry 2” must be a mapping of keys to values, not “p”.
          Write “key: value” lines below it.
        """,
    ),
    "wrong-shape: question": (
        with_questions(
            """
            - {name: a, type: text, label: A, required: yes}
            - {name: b, type: date, label: B, default: 2027-02-30}
            - {name: c, type: integer, label: C, default: 1.5}
            - {name: d, type: select_one, label: D, choices: l, other: 5}
            - {name: e, type: select_one, label: E, choices: l, other: ""}
            - {name: f, type: text, label: }
            - {name: g, type: date, label: G, default: 2027-03-08T12:30}
            - {name: h, type: date, label: H, default: soon}
            - q
            """
        ),
        """
        11:51: error: “required” must be true or false, not “yes”.
          Write true or false, without quotes.
        12:50: error: “default” must be a date, not “2027-02-30”.
          Write a real one, such as 2027-03-08.
        13:53: error: “default” must be a whole number, not the number 1.5.
          Write it in digits, without quotes or a point.
        14:66: error: “other” must be true, false or a text, not the number 5.
          Write true, or your own words for this choice.
        15:66: error: “other” must be true, false or a text, not “”.
          Write true, or your own words for this choice.
        16:38: error: “label” must be text, not empty.
          Write it after the colon.
        17:50: error: “default” must be a date, not “2027-03-08T12:30”.
          Write a real one, such as 2027-03-08.
        18:50: error: “default” must be a date, not “soon”.
          Write a real one, such as 2027-03-08.
        19:9: error: “questions, entry 9” must be a mapping of keys to values, not “q”.
          Write “key: value” lines below it.
        """,
    ),
    "unknown-type": (
        with_questions("- {name: q, type: rating_gird, label: Q}\n- {name: r, type: [text], label: R}"),
        """
        11:25: error: There is no question type “rating_gird”.
          Did you mean “rating_grid”?
        12:25: error: There is no question type “["text"]”.
          The types: “allocation”, “availability”, “calculate”, “city”, “consent”, “date”, “date_range”,
          “datetime”, “decimal”, “file”, “group”, “hidden”, “integer”, “location”, “note”, “rank”, “rating”,
          “rating_grid”, “repeat”, “select_grid” and 7 more.
        """,
    ),
    "no-type": (
        with_questions("- {name: q, label: Q}"),
        """
        11:9: error: A question lacks “type”.
          Add “type: text” or another question type.
        """,
    ),
    "unknown-word": (
        with_questions(
            """
            - {name: q, type: text, label: Q, appearance: multilne}
            - {name: r, type: integer, label: R, feeds: hosting.citys}
            - {name: s, type: text, label: S, format: [email]}
            """
        ),
        """
        11:53: error: “multilne” is not a value of “appearance”.
          Did you mean “multiline”?
        12:51: error: “hosting.citys” is not a value of “feeds”.
          Did you mean “hosting.cities”?
        13:49: error: “["email"]” is not a value of “format”.
          One of: “email”, “telephone”, “url”.
        """,
    ),
    "bad-choice-name": (
        with_questions(
            "- {name: one, type: rank, label: Q, choices: l}",
            'l: [{name: 0777, label: A}, {name: "1", label: B}, {name: _c, label: C}, {name: a.b, label: D}]',
        ),
        """
        8:83: error: “a.b” cannot be the name of a choice.
          Use letters, digits, - and _ only, 64 characters at most.
        """,
    ),
    "bad-name": (
        with_questions(
            "- {name: 1st, type: rank, label: Q, choices: the list}", "the list: [{name: a, label: A}]"
        ),
        """
        8:3: error: “the list” cannot be a name.
          Use letters, digits, - and _ only, a letter first, 64 characters at most.
        13:16: error: “1st” cannot be a name.
          Use letters, digits, - and _ only, a letter first, 64 characters at most.
        13:52: error: “the list” cannot be a name.
          Use letters, digits, - and _ only, a letter first, 64 characters at most.
        """,
    ),
    "bad-value": (
        with_questions(
            """
            - {name: q, type: rating, label: Q, scale: {from: 5, to: 0}}
            - {name: r, type: select_multiple, label: R, choices: l, least: 3, most: 2}
            - {name: s, type: availability, label: S, weeks: {from: 2027-W12, to: 2027-W10}}
            - {name: t, type: availability, label: T, weeks: {from: 2026-W53, to: 2027-W53}}
            - {name: u, type: availability, label: U, weeks: {from: 2027-W01, to: 2037-W01}}
            """
        ),
        """
        11:50: error: A scale goes up from “from” to “to” in 1 to 20 steps, such as {from: 0, to:
          5}.
        12:9: error: “least” (3) is more than “most” (2); swap them.
        13:56: error: Week 2027-W10 is before 2027-W12; swap them.
        14:56: error: The year 2027 has no week 53; choose another.
        15:56: error: 522 weeks are more than 106; choose a shorter span.
        """,
    ),
    "too-few": (
        HEAD + "lists:\n  l: []\npages:\n  - {name: p, label: P, questions: []}\n",
        """
        8:6: error: “l” has no entry.
          Add one, each on a line of its own that begins with “- ”.
        10:36: error: “questions” has no entry.
          Add one, each on a line of its own that begins with “- ”.
        """,
    ),
    "too-many": (
        with_questions(
            "- {name: q, type: rank, label: Q, choices: l}",
            "l:\n" + "".join(f"  - {{name: c{number}, label: C}}\n" for number in range(1_001)),
        ),
        """
        9:5: error: “l” has 1,001 entries; at most 1,000 fit.
          Take some out, or split it.
        """,
    ),
    "too-short": (
        with_questions('- {name: q, type: text, label: "", relevant: ""}'),
        """
        11:38: error: “label” holds no text.
          Write something, or leave the key out.
        11:52: error: “relevant” holds no text.
          Write something, or leave the key out.
        """,
    ),
    "too-long": (
        with_questions(f"- {{name: {'q' * 65}, type: text, label: {'L' * 2_001}}}"),
        """
        11:16: error: “name” has 65 characters; at most 64 fit.
          Shorten it.
        11:102: error: “label” has 2,001 characters; at most 2,000 fit.
          Shorten it.
        """,
    ),
    "out-of-range": (
        with_questions(
            "- {name: q, type: text, label: Q, max_length: 0}\n"
            "- {name: r, type: text, label: R, max_length: 200000}"
        ),
        """
        11:53: error: “max_length: 0” is below 1.
          Write 1 or more.
        12:53: error: “max_length: 200000” is above 100000.
          Write 100000 or less.
        """,
    ),
    "bad-language": (
        HEAD.replace("language: en", "language: English") + PAGES,
        """
        4:11: error: “English” is no language code.
          Write one such as en, fi or pt-BR.
        """,
    ),
    "bad-week": (
        with_questions("- {name: q, type: availability, label: Q, weeks: {from: 2027-10, to: ２０２７-W11}}"),
        """
        11:63: error: “2027-10” is no week.
          Write the year and the week’s number: 2027-W10.
        11:76: error: “２０２７-W11” is no week.
          Write the year and the week’s number: 2027-W10.
        """,
    ),
    "too-many-conditions": (
        with_questions(
            "".join(
                f"- {{name: q{at}, type: integer, label: Q, constraint: {'. > 0 and ' * 199 + '. > 0'}}}\n"
                for at in range(51)
            )
        ),
        """
        61:58: error: The conditions have more than 100,000 characters together.
          Shorten them, or split the questionnaire.
        """,
    ),
    "too-many-questions": (
        with_pages(
            "".join(
                f"- name: p{page}\n  label: P\n  questions:\n"
                + "".join(f"  - {{name: q{page}_{at}, type: note, label: Q}}\n" for at in range(300))
                for page in range(2)
            )
        ),
        """
        514:7: error: 600 questions are more than 500.
          Split the questionnaire.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_finding(case: str) -> None:
    source, told = CASES[case]
    assert findings(source) == lines(told)
