"""Draw the demonstration round of 24 real cities with invented answers.

Run `python -m benchmarks.draw_network > questionnaires/rounds/network.yaml`. The order in which random
numbers are drawn is part of the seed's meaning: a change of it changes every answer.
"""

import random
from collections.abc import Sequence
from typing import Any

import yaml

from benchmarks.network_texts import (
    CHALLENGES,
    CITIES,
    LESSONS,
    PRACTICES,
    PURCHASES,
    REMARKS,
    TRAVEL_NOTES,
    CityRow,
)
from survey_app.rounds.weeks import weeks_between

SEED = 2027
WEEKS = weeks_between("2027-W10", "2027-W25")
QUIET = {"2027-W12", "2027-W13", "2027-W18", "2027-W25"}  # Easter, the first of May, midsummer
TOPICS = list(CHALLENGES)

CANNOT_HOST, CANNOT_TRAVEL, FEW_WEEKS, WITHOUT_ENGLISH = "freiburg", "cork", "varna", "nantes"
DRAFTS = {"kosice": 9, "valencia": 4}  # still filling in: how many answers there are so far


class _Deck:
    """Deal texts, each once before any comes again."""

    def __init__(self, draw: random.Random, texts: Sequence[str]) -> None:
        self.draw, self.texts, self.left = draw, texts, list[str]()

    def deal(self) -> str:
        """Return the next text."""
        if not self.left:
            self.left = self.draw.sample(self.texts, len(self.texts))
        return self.left.pop()


class _Maker:
    """Draw one sheet after the other from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        order = self.draw.sample(TOPICS, len(TOPICS))
        self.wanted = {topic: 1 / (place + 1) ** 0.5 for place, topic in enumerate(order)}
        self.known = {topic: 1 / (len(TOPICS) - place) ** 0.4 for place, topic in enumerate(order)}
        self.challenges = {topic: self.draw.sample(texts, len(texts)) for topic, texts in CHALLENGES.items()}
        self.practices = {topic: self.draw.sample(texts, len(texts)) for topic, texts in PRACTICES.items()}
        self.lessons, self.purchases = _Deck(self.draw, LESSONS), _Deck(self.draw, PURCHASES)
        self.notes, self.remarks = _Deck(self.draw, TRAVEL_NOTES), _Deck(self.draw, REMARKS)

    def grid(
        self, weights: dict[str, float], figures: list[int], without: Sequence[str] = ()
    ) -> dict[str, int]:
        """Give these figures to topics, the popular ones more often; 0 to all others."""
        pool, rated = [topic for topic in TOPICS if topic not in without], dict.fromkeys(TOPICS, 0)
        for figure in figures:
            topic = self.draw.choices(pool, [weights[one] for one in pool])[0]
            pool.remove(topic)
            rated[topic] = figure
        return rated

    def weeks(self, sure: float, spare: float) -> dict[str, str]:
        """Mark each week, quiet ones with a fifth of the chance; at least one week is free."""
        marks = {}
        for week in WEEKS:
            chance, lot = (0.2 if week in QUIET else 1.0), self.draw.random()
            marks[week] = (
                "yes" if lot < sure * chance else "if-needed" if lot < (sure + spare) * chance else "no"
            )
        if set(marks.values()) == {"no"}:
            marks["2027-W16"] = "yes"
        return marks

    def some(self, names: Sequence[str], least: int, most: int) -> list[str]:
        """Pick some of these, in their order."""
        chosen = self.draw.sample(names, self.draw.randint(least, most))
        return [name for name in names if name in chosen]

    def told(self, texts: dict[str, list[str]], rated: dict[str, int], count: int) -> list[str]:
        """Take texts that nobody has yet about the topics rated highest."""
        topics = [topic for topic in sorted(rated, key=lambda topic: -rated[topic]) if texts[topic]]
        return [texts[topic].pop() for topic in topics[:count]]

    def about(self, slug: str, name: str, inhabitants: int) -> dict[str, Any]:
        """Draw the page about the city."""
        procedures = ["market-dialogue", "functional", "dialogue", "negotiation", "partnership", "pilot"]
        experience = self.draw.choice([0, 1, 2, 2, 3, 3, 4])
        form = self.draw.choice(
            ["central", "central", "departments", "mixed", "mixed", "mixed", "joint", "other"]
        )
        has_strategy = self.draw.random() < 0.45
        answers: dict[str, Any] = {
            "city": name,
            "inhabitants": inhabitants,
            "organisation": {
                "chosen": form,
                **({"other": "A company of the city buys"} if form == "other" else {}),
            },
            "procedures": self.some(procedures, 1, experience + 1) if experience else ["none"],
            "experience": experience,
            "strategy": "yes" if has_strategy else "no",
        }
        if has_strategy and self.draw.random() < 0.6:
            answers["strategy_link"] = f"https://example.org/{slug}/procurement-strategy"
        return answers

    def learning(self) -> dict[str, Any]:
        """Draw the page about what the city wants to learn."""
        figures = [
            self.draw.choice([4, 5, 5]),
            *(self.draw.randint(1, 5) for _ in range(self.draw.randint(4, 7))),
        ]
        rated = self.grid(self.wanted, figures)
        told = self.told(self.challenges, rated, self.draw.choice([1, 1, 2]))
        answers: dict[str, Any] = {
            "learn": rated,
            "challenge": " ".join(told),
        }
        if self.draw.random() < 0.75:
            answers["next_purchase"] = self.purchases.deal()
            answers["next_purchase_start"] = (
                f"{self.draw.choice([2027, 2028])}-{self.draw.randint(1, 12):02d}-01"
            )
        ways = ["site-visit", "case-talk", "own-case", "shadowing", "documents"]
        answers["ways"] = {"chosen": self.some(ways, 1, 3)}
        return answers

    def showing(self, slug: str, learn: dict[str, int]) -> dict[str, Any]:
        """Draw the page about what the city can show: seldom what it wants to learn most."""
        wanted = [topic for topic, figure in learn.items() if figure >= 3]
        figures = [
            self.draw.randint(3, 5),
            *(self.draw.randint(1, 5) for _ in range(self.draw.randint(2, 5))),
        ]
        rated = self.grid(self.known, figures, wanted)
        best = max(rated, key=lambda topic: rated[topic])
        answers: dict[str, Any] = {"show": rated, "practice": " ".join(self.told(self.practices, rated, 1))}
        if self.draw.random() < 0.7:
            answers["lesson"] = self.lessons.deal()
        answers["has_documents"] = self.draw.choice(["yes", "yes", "no"])
        if answers["has_documents"] == "yes":
            openness = self.draw.choice(["public", "network", "network", "visitors", "spoken"])
            answers["openness"] = {"chosen": openness}
            if openness == "public":
                answers["document"] = f"https://example.org/{slug}/{best}"
        return answers

    def hosting(self, slug: str) -> dict[str, Any]:
        """Draw the page about hosting."""
        if slug == CANNOT_HOST:
            why = "The town hall is being renovated until 2028. A partner who has a room would help."
            return {"can_host": "no", "why_not": why}
        cities = self.draw.choice([1, 2, 2, 3, 3, 4])
        services = [
            "room",
            "site-visits",
            "suppliers",
            "politicians",
            "interpreting",
            "catering",
            "local-travel",
        ]
        return {
            "can_host": "yes",
            "host_exchanges": self.draw.choice([1, 1, 1, 2]),
            "host_cities": cities,
            "host_people": cities * self.draw.choice([2, 3, 4]),
            "host_weeks": self.weeks(0.25, 0.1),
            "host_services": {"chosen": self.some(services, 2, 5)},
        }

    def travelling(self, slug: str) -> dict[str, Any]:
        """Draw the page about travelling."""
        if slug == CANNOT_TRAVEL:
            return {"can_travel": "no"}
        few = {week: "yes" if week in ("2027-W15", "2027-W21") else "no" for week in WEEKS}
        limit = self.draw.choice([None, None, None, 1200, 1800, 2500])
        answers: dict[str, Any] = {
            "can_travel": "yes",
            "trips": self.draw.choice([1, 1, 2, 2, 3]),
            "travellers": self.draw.choice([1, 2, 2, 3, 3, 4]),
            "travel_weeks": few if slug == FEW_WEEKS else self.weeks(0.4, 0.15),
            "distance_limited": "no" if limit is None else "yes",
        }
        if limit is not None:
            answers["max_km"] = limit
        if self.draw.random() < 0.4:
            answers["travel_notes"] = self.notes.deal()
        return answers

    def people(self, slug: str, own: list[str]) -> dict[str, Any]:
        """Draw the page about people and languages."""
        languages = own if slug == WITHOUT_ENGLISH else ["en", *own]
        role = self.draw.choice(
            ["Head of procurement", "Innovation buyer", "Adviser on procurement", "Project manager"]
        )
        answers: dict[str, Any] = {"languages": languages}
        if len(languages) == 1:
            answers["interpreter"] = "yes"
        answers |= {"contact_name": f"{role} (invented)", "contact_email": f"{slug}@example.org"}
        if self.draw.random() < 0.3:
            answers["remarks"] = self.remarks.deal()
        return answers | {"consent": "yes"}

    def city(self, row: CityRow) -> dict[str, Any]:
        """Draw one city with its sheet."""
        slug, name, country, latitude, longitude, inhabitants, own = row
        answers = self.about(slug, name, inhabitants) | self.learning()
        answers |= self.showing(slug, answers["learn"]) | self.hosting(slug) | self.travelling(slug)
        answers |= self.people(slug, own)
        if slug in DRAFTS:
            answers = dict(list(answers.items())[: DRAFTS[slug]])
            if "learn" in answers:  # stopped in the middle of the grid
                answers["learn"] = dict(list(answers["learn"].items())[:11])
        return {
            "slug": slug,
            "name": name,
            "country": country,
            "location": [latitude, longitude],
            "contributor": f"Procurement office of {name}",
            "submitted": slug not in DRAFTS,
            "answers": answers,
        }


def network_round() -> dict[str, Any]:
    """Return the round as a file's plain data; always the same."""
    maker = _Maker(SEED)
    return {
        "slug": "network",
        "network": "Cities that buy new (demonstration)",
        "title": "Staff exchanges of a network of 24 cities, spring 2027",
        "description": (
            "Twenty-four cities say what they want to learn about innovation procurement, what they can show "
            "and when they can meet. Two of them are still filling in."
        ),
        "remark": (
            "All answers are invented. The cities are real, with their countries, places and rounded numbers "
            "of inhabitants; figures, texts, weeks and contact persons were drawn at random once, and say "
            "nothing about these cities."
        ),
        "questionnaire": "city-needs.yaml",
        "status": "open",
        "deadline": "2027-02-12",
        "programme": {
            "weeks": {"from": WEEKS[0], "to": WEEKS[-1]},
            "sessions_per_exchange": 6,
            "guest_sessions": 2,
            "max_exchanges": 12,
            "objectives": ["served", "fairness", "learning", "travel"],
        },
        "cities": [maker.city(row) for row in CITIES],
    }


class _Plain(yaml.SafeDumper):
    """Write what stands twice twice: round files know no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def network_file() -> str:
    """Return the round file's text."""
    data = yaml.dump(
        network_round(),
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=108,
        default_flow_style=None,
    )
    return "# Drawn by `python -m benchmarks.draw_network`; change that instead of this.\n" + data


if __name__ == "__main__":
    print(network_file(), end="")
