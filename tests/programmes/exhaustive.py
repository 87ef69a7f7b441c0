"""Try every programme of a tiny network: slow, plain, and written without the product's rules or solver.

It takes the parsed JSON of a problem. An exchange is (host, week, visitors, sessions), and a session is
(topic, presenter).
"""

from itertools import chain, combinations
from math import asin, cos, radians, sin, sqrt

DEFAULT = ["served", "fairness", "learning", "travel"]
LESS = {"travel", "exchanges"}


def subsets(items, low, high):
    items = list(items)
    return chain.from_iterable(combinations(items, n) for n in range(low, min(high, len(items)) + 1))


class Exhaustive:
    def __init__(self, problem):
        self.problem = problem
        self.cities = {city["id"]: city for city in problem["cities"]}
        self.decisions = problem.get("decisions", [])
        self.ideals = {name: self.ideal(city) for name, city in self.cities.items()}
        agreed = problem.get("agreed", [])
        self.agreed = {(one["host"], one["week"], name) for one in agreed for name in one["visitors"]}

    def need(self, city, topic):
        return self.cities[city]["needs"].get(topic, 0)

    def offer(self, city, topic):
        return self.cities[city]["offers"].get(topic, 0)

    def ideal(self, city):
        total = 0
        for topic, need in city["needs"].items():
            offers = [other["offers"].get(topic, 0) for other in self.cities.values() if other is not city]
            total += need * max(offers, default=0)
        return total

    def km(self, one, other):
        places = self.cities[one]["location"], self.cities[other]["location"]
        if None in places:
            return 0
        (a, b), (c, d) = [tuple(map(radians, place)) for place in places]
        return round(2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))

    def pair(self, host, visitor):
        h, v = self.cities[host], self.cities[visitor]
        if host == visitor or visitor in h.get("refuses", []) or host in v.get("refuses", []):
            return False
        if h["languages"] and v["languages"] and not set(h["languages"]) & set(v["languages"]):
            return False
        return v["visiting"]["max_km"] is None or self.km(host, visitor) <= v["visiting"]["max_km"]

    def agendas(self, host, visitors):
        """All agendas that keep the rules of one exchange."""
        present = [host, *visitors]
        possible = [
            (topic["id"], presenter)
            for topic in self.problem["topics"]
            for presenter in present
            if self.offer(presenter, topic["id"])
            and any(self.need(city, topic["id"]) for city in present if city != presenter)
        ]
        for agenda in subsets(possible, 1, self.problem["sessions_per_exchange"]):
            topics = [topic for topic, _ in agenda]
            guests = [presenter for _, presenter in agenda if presenter != host]
            hosted = [topic for topic, presenter in agenda if presenter == host]
            if (
                len(set(topics)) == len(topics)
                and len(guests) <= self.problem["guest_sessions"]
                and all(any(self.need(name, topic) for topic in hosted) for name in visitors)
            ):
                yield agenda

    def forbidden(self, exchange):
        return any(self.matches(one["forbid"], exchange) for one in self.decisions if "forbid" in one)

    @staticmethod
    def matches(named, exchange):
        host, week, visitors, agenda = exchange
        return (
            named["host"] == host
            and named.get("week", week) == week
            and ("visitor" not in named or named["visitor"] in visitors)
            and ("topic" not in named or named["topic"] in [topic for topic, _ in agenda])
        )

    def exchanges(self, week):
        """All exchanges of one week that keep every rule about one exchange."""
        for host, city in self.cities.items():
            hosting = city["hosting"]
            if week not in hosting["weeks"] or hosting["exchanges"] < 1:
                continue
            others = [
                name
                for name, other in self.cities.items()
                if self.pair(host, name) and week in other["visiting"]["weeks"] and other["visiting"]["trips"]
            ]
            for visitors in subsets(others, 1, hosting["cities"]):
                people = sum(self.cities[name]["visiting"]["people"] for name in visitors)
                if people <= hosting["people"]:
                    for agenda in self.agendas(host, visitors):
                        found = (host, week, visitors, agenda)
                        if not self.forbidden(found):
                            yield found

    def week_plans(self, week):
        """All sets of exchanges of one week in which each city is in one place."""
        plans = [((), frozenset())]
        for one in self.exchanges(week):
            there = {one[0], *one[2]}
            plans += [((*plan, one), busy | there) for plan, busy in plans if not busy & there]
        return [plan for plan, _ in plans]

    def programmes(self):
        """All programmes that keep every rule, pins too."""
        weeks = [self.week_plans(week) for week in self.problem["weeks"]]
        return (one for one in self.joined((), weeks) if self.pins_hold(one))

    def joined(self, programme, weeks):
        """All ways to go on week by week; no later week mends a count that is already too high."""
        limit = self.problem["max_exchanges"]
        if (limit is not None and len(programme) > limit) or not self.counts_hold(programme):
            return
        if not weeks:
            yield programme
            return
        for plan in weeks[0]:
            yield from self.joined((*programme, *plan), weeks[1:])

    def counts_hold(self, programme):
        pairs = [(name, one[0]) for one in programme for name in one[2]]
        if len(set(pairs)) < len(pairs):
            return False
        for name, city in self.cities.items():
            if sum(one[0] == name for one in programme) > city["hosting"]["exchanges"]:
                return False
            if sum(visitor == name for visitor, _ in pairs) > city["visiting"]["trips"]:
                return False
        return True

    def pins_hold(self, programme):
        pins = [one["pin"] for one in self.decisions if "pin" in one]
        return all(any(self.matches(pin, one) for one in programme) for pin in pins)

    def measure(self, programme):
        """The value of every objective."""
        best = {}
        for host, _, visitors, agenda in programme:
            for topic, presenter in agenda:
                for city in (host, *visitors):
                    if city != presenter:
                        points = self.need(city, topic) * self.offer(presenter, topic)
                        best[city, topic] = max(best.get((city, topic), 0), points)
        earned = dict.fromkeys(self.cities, 0)
        for (city, _), points in best.items():
            earned[city] += points
        rated = {name: points for name, points in earned.items() if points and self.ideals[name]}
        visits = [(host, week, name) for host, week, visitors, _ in programme for name in visitors]
        people = {name: city["visiting"]["people"] for name, city in self.cities.items()}
        return {
            "served": len(rated),
            "fairness": min(
                (1000 * points // self.ideals[name] for name, points in rated.items()), default=0
            ),
            "learning": sum((1000000 // self.ideals[name]) * points for name, points in rated.items()),
            "points": sum(rated.values()),
            "travel": sum(self.km(host, name) * people[name] for host, _, name in visits),
            "exchanges": len(programme),
            "wishes": sum(host in self.cities[name].get("prefers", []) for host, _, name in visits),
            "keep": sum(visit in self.agreed for visit in visits),
        }

    def bests(self):
        """The best value of each stage in order, or None where no programme holds the decisions."""
        measured = {tuple(self.measure(one).items()) for one in self.programmes()}
        left = [dict(one) for one in measured]
        if not left:
            return None
        found = []
        for name in self.problem.get("objectives", DEFAULT):
            best = (min if name in LESS else max)(one[name] for one in left)
            give = best * self.problem.get("slack", {}).get(name, 0) // 1000
            found.append(best)
            if name in LESS:
                left = [one for one in left if one[name] <= best + give]
            else:
                left = [one for one in left if one[name] >= best - give]
        return found
