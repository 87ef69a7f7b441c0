"""Named orders of objectives that a coordinator can compare side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from survey_app.programmes.model import Objective, Problem


@dataclass(frozen=True, slots=True)
class Scenario:
    """Hold a named order of objectives with what each gives way for the later ones (thousandths)."""

    name: str
    title: str
    words: str
    objectives: tuple[Objective, ...]
    slack: Mapping[str, int] = field(default_factory=dict)


SCENARIOS = (
    Scenario(
        "fair-first",
        "Fair first",
        "As many cities as possible learn something, the weakest as much as possible; then all together.",
        ("served", "fairness", "learning", "travel"),
    ),
    Scenario(
        "most-learning",
        "Most learning",
        "All cities together learn as much as possible, even where one of them gets less or nothing.",
        ("learning", "served", "fairness", "travel"),
    ),
    Scenario(
        "least-travel",
        "Least travel",
        "As many cities as possible learn something with few kilometres; a tenth of the learning gives way.",
        ("served", "learning", "travel", "fairness"),
        {"learning": 100},
    ),
    Scenario(
        "fewest-exchanges",
        "Fewest exchanges",
        "As many cities as possible learn something in few exchanges; a tenth of the learning gives way.",
        ("served", "learning", "exchanges", "fairness", "travel"),
        {"learning": 100},
    ),
)
BY_NAME: Mapping[str, Scenario] = {one.name: one for one in SCENARIOS}


def under(problem: Problem, scenario: Scenario) -> Problem:
    """Return a problem with a scenario's order of objectives; decisions and figures stay."""
    return replace(problem, objectives=scenario.objectives, slack=dict(scenario.slack))
