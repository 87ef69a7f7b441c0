"""Say the steps of a draft in words, as its history and its replies tell them."""

from survey_app.programmes.drafting.breach_words import decision_words
from survey_app.programmes.drafting.steps import Step, decisions_of
from survey_app.programmes.model import Problem
from survey_app.programmes.wording import listed, said_week


def step_words(problem: Problem, step: Step) -> str:
    """Say what a step does, without a full stop: "Cork joins the exchange in Turku, 8–12 March 2027"."""
    if step.act in ("pin", "forbid"):
        return decision_words(problem, decisions_of(step)[0])
    if step.act == "take-over":
        return "The improved programme takes the place of the one before"
    names = {city.id: city.name for city in problem.cities}
    titles = {topic.id: topic.title for topic in problem.topics}

    def name(city: str | None) -> str:
        return names.get(city or "", city or "")

    host, week = name(step.host), said_week(step.week or "")
    visitors = listed(map(name, step.visitors))
    topic = titles.get(step.topic or "", step.topic or "")
    return {
        "keep": f"The exchange in {host}, {week}, stays as it is",
        "add": f"New exchange: {host} hosts {visitors}, {week}",
        "drop": f"The exchange in {host}, {week}, is dropped",
        "move": f"The exchange in {host} moves from {week} to {said_week(step.to or '')}",
        "join": f"{name(step.visitor)} joins the exchange in {host}, {week}",
        "leave": f"{name(step.visitor)} leaves the exchange in {host}, {week}",
        "teach": f"{name(step.presenter) or host} presents {topic} in {host}, {week}",
        "skip": f"No session on {topic} in {host}, {week}",
    }[step.act]
