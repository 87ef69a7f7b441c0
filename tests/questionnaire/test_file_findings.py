"""What the checker says of files that are no plain YAML: the file stands in the test, its findings below."""

import pytest

from .written import HEAD, findings, lines

NAMED = "name: small\n"
CASES: dict[str, tuple[str | bytes, str]] = {
    "too-large": (
        NAMED + "title: " + "x" * 2**20,
        """
        1:1: error: The file has 1,048,595 bytes; at most 262,144 are read.
          Split it into several questionnaires.
        """,
    ),
    "not-text": (
        "name: small\ntitle: Tölö\n".encode("latin-1"),
        """
        2:9: error: The file is not UTF-8 text: byte 21 cannot be read.
          Save it as UTF-8.
        """,
    ),
    "not-text: UTF-16": (
        NAMED.encode("utf-16"),
        """
        1:1: error: The file is not UTF-8 text: byte 1 cannot be read.
          Save it as UTF-8.
        """,
    ),
    "unprintable": (
        "name: small\ntitle: a\0b\n",
        """
        2:9: error: Here stands the character U+0000, which cannot be shown or stored.
          Delete it; some editors hide it.
        """,
    ),
    "unprintable: escaped": (
        'name: small\ntitle: "a\\0b"\n',
        """
        2:8: error: Here stands the character U+0000, which cannot be shown or stored.
          Delete it; some editors hide it.
        """,
    ),
    "not-yaml: tab": (
        "pages:\n\t- name: p\n",
        """
        2:1: error: YAML cannot read this: found character that cannot start any token.
          Indent with spaces, not with tabs.
        """,
    ),
    "not-yaml: expression in braces": (
        "pages:\n  - {name: q, relevant: ${a} = 1}\n",
        """
        2:26: error: YAML cannot read this: did not find expected ',' or '}'.
          Put the expression in quotes: inside { } YAML reads ${…} as its own brackets.
        """,
    ),
    "not-yaml: colon": (
        "name: small\ntitle: Learn: what and where\n",
        """
        2:13: error: YAML cannot read this: mapping values are not allowed in this context.
          Put a text that holds a colon in quotes.
        """,
    ),
    "not-yaml: quote": (
        'name: "small\ntitle: T\n',
        """
        3:1: error: YAML cannot read this: found unexpected end of stream.
          Look at the line before it too: indentation, a missing quote or a colon.
        """,
    ),
    "empty-file": (
        "# nothing yet\n",
        """
        1:1: error: The file holds no questionnaire.
          Begin with name, version, title, language and pages.
        """,
    ),
    "no-mapping": (
        "- name: small\n",
        """
        1:1: error: The file holds a list, where a questionnaire is expected.
          Begin with name, version, title, language and pages.
        """,
    ),
    "no-mapping: a word": (
        "small",
        """
        1:1: error: The file holds “small”, where a questionnaire is expected.
          Begin with name, version, title, language and pages.
        """,
    ),
    "alias": (
        "one: &a [x]\ntwo: [*a, *a]\n",
        """
        1:6: error: Aliases and anchors (& and *) are not allowed.
          Write the part out where it is used.
        2:7: error: Aliases and anchors (& and *) are not allowed.
          Write the part out where it is used.
        2:11: error: Aliases and anchors (& and *) are not allowed.
          Write the part out where it is used.
        """,
    ),
    "tag": (
        "name: !!python/object:os.system small\n!!str title: !own T\n",
        """
        1:7: error: Tags such as tag:yaml.org,2002:python/object:os.system are not allowed.
          Leave the tag out; write plain text in quotes.
        2:1: error: Tags such as tag:yaml.org,2002:str are not allowed.
          Leave the tag out; write plain text in quotes.
        2:14: error: Tags such as !own are not allowed.
          Leave the tag out; write plain text in quotes.
        """,
    ),
    "too-deep": (
        "pages: " + "[" * 5_000,
        """
        1:37: error: Nested more than 30 levels deep.
          Take some levels of brackets or indentation out.
        """,
    ),
    "too-many-parts": (
        "pages: [" + "1, " * 40_000 + "]",
        """
        1:90000: error: The file has more than 30,000 keys, values and lists.
          Split it into several questionnaires.
        """,
    ),
    "duplicate-key": (
        "name: small\ntitle: T\nname: other\n",
        """
        3:1: error: The key “name” stands in line 1 already.
          Keep one of the two.
        """,
    ),
    "odd-key": (
        "? [name]\n: small\n",
        """
        1:3: error: A key must be a name, not a list or a mapping.
          Write a word before the colon.
        """,
    ),
    "several-documents": (
        HEAD + "---\nname: second\n",
        """
        7:1: error: A second document begins here.
          Keep one questionnaire in a file; take “---” out.
        """,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_finding(case: str) -> None:
    source, told = CASES[case]
    assert findings(source) == lines(told)


def test_findings_beyond_a_limit_are_told_as_one() -> None:
    found = findings("one: &a [" + "*a, " * 80 + "]")
    assert (len(found), found[50:]) == (
        51,
        lines(
            "1:202: warning: There may be more findings than the 50 told here. Mend these and check again."
        ),
    )
