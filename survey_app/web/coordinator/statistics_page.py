"""Each question's statistics: a drawing, the figures behind it, the cities behind each figure. Plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from survey_app.answers.statistics import Bar, Series, Summary
from survey_app.exports.charts import bar_chart_svg, stacked_rating_svg
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import (
    AllocationQuestion,
    AvailabilityQuestion,
    DateQuestion,
    QuestionBase,
)
from survey_app.web.coordinator.blueprint import short_week, spoken_day

FIGURES = ("integer", "decimal", "slider")
MOST_BARS = 40
SPEAKING = {"answered": "answered", "empty": "empty", "unasked": "not asked"}


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one question's statistics as the page shows them."""

    question: QuestionBase
    label: str
    spoken: tuple[Bar, ...]  # how many cities answered, left it empty, were not asked
    answered: int
    drawing: str | None
    series: tuple[Series, ...]
    several: bool  # a table of rows by answers; else one line for each answer
    texts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, Decimal], ...]  # (city, figure), the largest first


def label_of(compiled: Compiled, question: QuestionBase) -> str:
    """Return a question's words for all cities: what it pipes from an answer reads as "…"."""
    template = compiled.texts.get((question.name, "label"))
    return template.render(lambda name: "…") if template else question.label


def tell(compiled: Compiled, summary: Summary, names: Mapping[str, str]) -> Told:
    """Return one question's statistics, drawn."""
    question = summary.question
    series = tuple(_spoken(question, one) for one in summary.series)
    several = any(one.key for one in series)
    figures = _figures(summary, names)
    found = (speaking(summary, who) for who in SPEAKING)
    return Told(
        question=question,
        label=label_of(compiled, question),
        spoken=tuple(bar for bar in found if bar is not None),
        answered=summary.answered,
        drawing=_drawing(summary, series, several, [(names.get(city, city), one) for city, one in figures]),
        series=series,
        several=several,
        texts=summary.texts,
        figures=tuple(figures),
    )


def _drawing(
    summary: Summary, series: Sequence[Series], several: bool, figures: Sequence[tuple[str, Decimal]]
) -> str | None:
    if not summary.answered:
        return None
    n = f"n = {summary.answered}"
    if figures:
        unit = getattr(summary.question, "unit", None) or ""
        return bar_chart_svg(f"Each city’s figure ({n})", figures[:MOST_BARS], unit=unit)
    if isinstance(summary.question, AllocationQuestion):
        means = [(one.label, one.mean) for one in series if one.mean is not None]
        return bar_chart_svg(f"Shared out on average ({n})", means, unit=summary.question.unit or "points")
    if several:
        scale = [bar.label for bar in series[0].bars]
        rows = [(one.label, [bar.count for bar in one.bars]) for one in series if one.bars]
        return stacked_rating_svg(f"Cities by answer ({n})", scale, rows)
    bars = [(bar.label, bar.count) for one in series for bar in one.bars]
    return bar_chart_svg(f"Cities by answer ({n})", bars, unit="cities") if bars else None


def _figures(summary: Summary, names: Mapping[str, str]) -> list[tuple[str, Decimal]]:
    """Return each city's figure where a question asks for a number; counts of numbers would say little."""
    if getattr(summary.question, "type", "") not in FIGURES:
        return []
    pairs = [(city, Decimal(bar.key)) for one in summary.series for bar in one.bars for city in bar.cities]
    return sorted(pairs, key=lambda pair: (-pair[1], names.get(pair[0], pair[0])))


def _spoken(question: QuestionBase, series: Series) -> Series:
    """Say weeks and days as people do."""
    if isinstance(question, AvailabilityQuestion):
        return replace(series, label=short_week(series.key))
    if isinstance(question, DateQuestion):
        bars = tuple(Bar(bar.key, spoken_day(date.fromisoformat(bar.key)), bar.cities) for bar in series.bars)
        return replace(series, bars=bars)
    return series


def behind(summary: Summary, row: str, key: str) -> Bar | None:
    """Return one figure with the cities behind it, None when there is no such figure."""
    for series in summary.series:
        if series.key == row:
            return next((bar for bar in series.bars if bar.key == key), None)
    return None


def speaking(summary: Summary, who: str) -> Bar | None:
    """Return the cities that answered, left it empty or were not asked; None where there are no such."""
    cities = {"answered": summary.spoke, "empty": summary.silent, "unasked": summary.unasked}.get(who)
    if cities is None or (who == "unasked" and not cities):
        return None
    return Bar(who, SPEAKING[who], cities)
