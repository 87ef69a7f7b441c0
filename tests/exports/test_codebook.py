"""The codebook: every column of the export, as the standard orders its parts."""

from datetime import date
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml.ElementTree import fromstring

from survey_app.exports.answers import answers_table, entries_tables
from survey_app.exports.codebook.formats import codebook_format
from survey_app.questionnaire.formats import Form, Target
from survey_app.questionnaire.yaml_text import read_yaml
from survey_app.web.languages.tongue import tongue_of
from tests.questionnaire import every_type
from tests.questionnaire.written import with_pages

DAY = date(2027, 1, 1)
# the parts of each element in the order of DDI Codebook 2.5, as far as they are written
ORDER = {
    "codeBook": "docDscr stdyDscr fileDscr dataDscr",
    "docDscr": "citation",
    "stdyDscr": "citation stdyInfo method dataAccs",
    "citation": "titlStmt prodStmt verStmt",
    "titlStmt": "titl parTitl IDNo",
    "prodStmt": "prodDate software",
    "stdyInfo": "abstract sumDscr",
    "sumDscr": "anlyUnit universe dataKind",
    "method": "dataColl",
    "dataColl": "collMode",
    "dataAccs": "useStmt",
    "useStmt": "contact conditions",
    "fileDscr": "fileTxt",
    "fileTxt": "fileName fileCont dimensns fileType",
    "dimensns": "varQnty",
    "dataDscr": "varGrp var",
    "varGrp": "labl txt universe",
    "var": "labl security qstn valrng universe catgry concept derivation varFormat",
    "qstn": "qstnLit ivuInstr",
    "valrng": "range",
    "catgry": "catValu labl txt",
    "derivation": "drvdesc drvcmd",
    "verStmt": "version",
}
ONCE = {"titl", "IDNo", "universe of varGrp", "derivation", "varFormat", "catValu", "titlStmt"}
SOURCE = with_pages(
    """
    - name: first
      label: Your city
      questions:
        - {name: city, type: text, label: Its name, personal: true, required: true, hint: In full}
        - {name: hosts, type: yes_no, label: Hosts?}
    - name: second
      label: Hosting
      relevant: ${hosts}
      questions:
        - {name: people, type: integer, label: How many?, unit: people, constraint: . >= 1 and . < 13,
           feeds: hosting.people}
        - {name: way, type: select_one, label: Which way?, choices: ways,
           relevant: "${people} > 3 or ${people} = 1", choice_filter: "kind = '' or ${people} > 5"}
        - {name: twice, type: calculate, label: Twice, calculation: "${people} * 2"}
    """,
    """
    ways: [{name: visit, label: A visit, kind: ''}, {name: call, label: A call, kind: far}]
    """,
)
FINNISH = {
    ("title",): "Pieni",
    ("pages", "first", "label"): "Kaupunki",
    ("pages", "second", "label"): "Isännöinti",
    ("questions", "way", "label"): "Miten?",
    ("lists", "ways", "call"): "Puhelu",
}


def codebook(
    source: str, translations: dict[str, dict[tuple[str, ...], str]] | None = None
) -> tuple[Element, list[str]]:
    """Return the codebook of a questionnaire, without its namespace, and what it leaves out."""
    write = codebook_format(tongue_of, DAY).write
    assert write is not None
    done = write(Form(read_yaml(source.encode()).data, translations or {}), Target("form.ddi.xml"))
    root: Element = fromstring(done.content.replace(b'xmlns="ddi:codebook:2_5"', b""))
    return root, [f"{loss.place}: {loss.message}" if loss.place else loss.message for loss in done.losses]


@pytest.fixture(scope="module")
def every() -> Element:
    return codebook(every_type.SOURCE)[0]


def test_every_column_of_the_export_is_a_variable_in_its_file(every: Element) -> None:
    asked = every_type.COMPILED
    tables = [answers_table(asked, [], DAY), *entries_tables(asked, list, DAY)]
    files = {one.get("ID"): one.findtext("fileTxt/fileName") for one in every.iterfind("fileDscr")}
    assert list(files.values()) == ["answers.csv", "answers.repeat.csv", "answers.rooms.csv"]
    found = [(files[one.get("files")], one.get("name")) for one in every.iter("var")]
    assert found == [
        (file, column.title)
        for file, table in zip(files.values(), tables, strict=True)
        for column in table.columns
    ]
    sizes = [int(one.findtext("fileTxt/dimensns/varQnty") or 0) for one in every.iterfind("fileDscr")]
    assert sizes == [len(table.columns) for table in tables]


@pytest.mark.parametrize("which", ["every", "spoken"])
def test_parts_stand_in_the_order_of_the_standard(which: str, every: Element) -> None:
    root = every if which == "every" else codebook(SOURCE, {"fi": FINNISH})[0]
    for parent in root.iter():
        inside, order = [child.tag for child in parent], ORDER.get(parent.tag, "").split()
        assert inside == sorted(inside, key=order.index), parent.tag
        for tag in ONCE & ({f"{one} of {parent.tag}" for one in inside} | set(inside)):
            assert inside.count(tag.split()[0]) == 1, (parent.tag, tag)
    ids = [one.get("ID") for one in root.iter() if one.get("ID")]
    pointed = {
        one for part in root.iter() for key in ("var", "files") for one in (part.get(key) or "").split()
    }
    assert len(ids) == len(set(ids))
    assert pointed <= set(ids)


def both(tag: str, english: str, finnish: str = "") -> str:
    """Return an element in both languages."""
    said = {"en": english, "fi": finnish or english}
    return "".join(f'<{tag} xml:lang="{language}">{text}</{tag}>' for language, text in said.items())


def test_a_variable_says_its_question_codes_range_and_universe_in_each_language() -> None:
    root, losses = codebook(SOURCE, {"fi": FINNISH})
    told = {one.get("name"): " ".join(tostring(one, "unicode").split()) for one in root.iter("var")}
    texts = {name: text.replace("> <", "><") for name, text in told.items()}
    rules = [
        ("en", "Write a whole number in digits, such as 12."),
        ("en", "An answer fits if this answer is at least 1 and this answer is less than 13."),
        ("fi", "Kirjoittakaa kokonaisluku numeroin, esimerkiksi 12."),
        ("fi", "Vastaus sopii, jos tämä vastaus on vähintään 1 ja tämä vastaus on pienempi kuin 13."),
    ]
    about = 'files="F1" measUnit="people" intrvl="contin" representationType="numeric"'
    assert texts["people"] == "".join(
        (
            f'<var ID="V9" name="people" {about}>',
            both("labl", "How many?"),
            '<qstn ID="Q9_people">',
            both("qstnLit", "How many?"),
            *(f'<ivuInstr xml:lang="{language}">{rule}</ivuInstr>' for language, rule in rules),
            '</qstn><valrng><range UNITS="INT" min="1" maxExclusive="13" /></valrng>',
            both("universe", "“Hosts?” is “Yes”", "“Hosts?” on “Kyllä”"),
            '<concept vocab="feeds">hosting.people</concept><varFormat type="numeric" schema="ISO" /></var>',
        )
    )
    assert texts["way"].partition("</qstn>")[2] == "".join(
        (
            both(
                "universe",
                "(“Hosts?” is “Yes”) and (“How many?” is more than 3 or “How many?” is 1)",
                "(“Hosts?” on “Kyllä”) ja (“How many?” on suurempi kuin 3 tai “How many?” on 1)",
            ),
            f"<catgry><catValu>visit</catValu>{both('labl', 'A visit')}</catgry>",
            f"<catgry><catValu>call</catValu>{both('labl', 'A call', 'Puhelu')}",
            both("txt", "Only if “How many?” is more than 5:", "Vain jos “How many?” on suurempi kuin 5:"),
            '</catgry><varFormat type="character" schema="ISO" /></var>',
        )
    )
    assert texts["twice"].partition("</universe><derivation>")[2] == (
        '<drvdesc xml:lang="en">“How many?” × 2</drvdesc><drvcmd syntax="XLSForm">${people} * 2</drvcmd>'
        '</derivation><varFormat type="numeric" schema="ISO" /></var>'
    )
    assert (root.findtext(".//security"), root.findtext(".//parTitl")) == (
        "The answer names or describes a person.", "Pieni",
    )  # fmt: skip
    assert losses == ["9 texts are not translated into “fi”; they stay as they are."]


def test_what_cannot_be_told_is_listed() -> None:
    page = """
    - name: only
      label: Only
      questions:
        - {name: city, type: city, label: City, required_message: Say it.}
        - {name: weeks, type: availability, label: Weeks}
        - {name: long, type: text, label: Long, appearance: multiline, renamed_from: short}
        - {name: bye, type: note, label: Goodbye}
    """
    assert codebook(with_pages(page))[1] == [
        "“appearance” of long.",
        "“renamed_from” of long.",
        "“required_message” of city.",
        "city: The codes of the shipped list of cities.",
        "weeks: It asks for the weeks of a round, which are its columns; no round is known here.",
        "bye: A note has no column.",
    ]
