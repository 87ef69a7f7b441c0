"""A small questionnaire with a page, questions and rules that hang on answers, and how its walks are told."""

from datetime import date
from textwrap import dedent

from survey_app.answers.walks import Outcome, WalkReading, read_walks, run_walks
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.compiling import compile_questionnaire
from survey_app.questionnaire.shape import read_shape
from survey_app.questionnaire.yaml_text import read_yaml
from tests.questionnaire.written import compiled, with_pages

TODAY = date(2027, 3, 1)
HALL = with_pages(
    """
    - name: visit
      label: Your visit
      questions:
        - {name: coming, type: yes_no, label: Are you coming?, required: true}
        - name: people
          type: integer
          label: How many?
          required: true
          relevant: ${coming} = 'yes'
          constraint: . >= 1 and . <= 9
          constraint_message: From 1 to 9 people.
        - {name: thanks, type: note, label: Thank you., relevant: "${people} > 1"}
    - name: food
      label: Food
      relevant: ${people} >= 2
      questions:
        - {name: dishes, type: select_multiple, label: Which dishes?, choices: dishes}
        - {name: why, type: text, label: Why nothing?, relevant: "selected(${dishes}, 'none')"}
    """,
    "dishes: [{name: soup, label: Soup}, {name: fish, label: Fish}, {name: none, label: Nothing}]",
)
COMPILED = compiled(HALL)


def reading(text: str) -> WalkReading:
    """Read a test file for the hall."""
    return read_walks(dedent(text).lstrip("\n").encode(), COMPILED)


def findings(text: str) -> list[str]:
    """Return what is wrong with a test file as `line:column: severity: message`."""
    return [found.line("t").removeprefix("t:") for found in reading(text).problems]


def run(text: str) -> Outcome:
    """Take the walks of a test file without errors."""
    file = reading(text).walks
    assert file is not None, findings(text)
    return run_walks(COMPILED, file, TODAY)


def steps(*some: str) -> str:
    """Return a test file with one walk of these steps, each in flow style; the first stands in line 4."""
    listed = "".join(f"      - {step}\n" for step in some)
    return f"walks:\n  - walk: Lunch\n    steps:\n{listed}"


def failures(*some: str) -> list[str]:
    """Return what a walk of these steps finds other than expected."""
    return [found.line("t").removeprefix("t:") for found in run(steps(*some)).failures]


def in_spite_of_errors(source: str) -> Compiled:
    """Return a questionnaire whose conditions can be read but are not all as they should be."""
    questionnaire, problems = read_shape(read_yaml(source.encode()))
    assert questionnaire is not None, problems
    found, bad = compile_questionnaire(questionnaire)
    assert bad == []
    return found
