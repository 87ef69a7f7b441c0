"""Which rules some exchanges break, written without the product's rules, to see whether a conflict is one.

A rule is named with its cities as in a conflict: ("host-count", ("cork",)). Sessions are (topic, presenter).
"""

from itertools import combinations, product

from tests.programmes.exhaustive import Exhaustive, subsets


class Relaxed(Exhaustive):
    """Try every exchange for every pin, whatever the rules say, and look which rules it breaks."""

    def holds(self, numbers, rules):
        """Say whether the decisions hold together under these rules alone."""
        self.rules = set(rules)
        decisions = [self.decisions[number] for number in numbers]
        forbids = [one["forbid"] for one in decisions if "forbid" in one]
        ways = [
            [
                one
                for one in self.any_exchange(pin["pin"])
                if not any(self.matches(named, one) for named in forbids)
                and not self.rules & set(self.broken_alone(one))
            ]
            for pin in decisions
            if "pin" in pin
        ]
        for found in product(*ways):
            programme = list(dict.fromkeys(found))
            # Two pins may be met by one exchange, or by two that look the same.
            if not self.rules & set(self.broken_together(programme)):
                return True
            if not self.rules & set(self.broken_together(found)):
                return True
        return False

    def any_exchange(self, pin):
        sessions = [(topic["id"], name) for topic in self.problem["topics"] for name in self.cities]
        for week, visitors, agenda in product(
            self.problem["weeks"],
            subsets(self.cities, 0, len(self.cities)),
            subsets(sessions, 0, len(sessions)),
        ):
            one = (pin["host"], week, visitors, agenda)
            if self.matches(pin, one):
                yield one

    def broken_alone(self, one):
        host, week, visitors, agenda = one
        hosting, cities = self.cities[host]["hosting"], self.cities
        if week not in hosting["weeks"]:
            yield "host-week", (host,)
        people = sum(cities[name]["visiting"]["people"] for name in visitors)
        if not 1 <= len(visitors) <= hosting["cities"] or people > hosting["people"] or host in visitors:
            yield "host-room", (host,)
        for name in visitors:
            yield from self.broken_visit(one, name)
        present = {host, *visitors}
        topics = [topic for topic, _ in agenda]
        if (
            not 1 <= len(agenda) <= self.problem["sessions_per_exchange"]
            or len(set(topics)) < len(topics)
            or not all(self.session_holds(present, topic, presenter) for topic, presenter in agenda)
        ):
            yield "agenda", (host,)
        if sum(presenter != host for _, presenter in agenda) > self.problem["guest_sessions"]:
            yield "guest-sessions", (host,)

    def session_holds(self, present, topic, presenter):
        learners = [name for name in present if name != presenter and self.need(name, topic)]
        return presenter in present and self.offer(presenter, topic) > 0 and bool(learners)

    def broken_visit(self, one, name):
        host, week, _, agenda = one
        h, v = self.cities[host], self.cities[name]
        if week not in v["visiting"]["weeks"]:
            yield "visitor-week", (name,)
        if h["languages"] and v["languages"] and not set(h["languages"]) & set(v["languages"]):
            yield "language", (host, name)
        if v["visiting"]["max_km"] is not None and self.km(host, name) > v["visiting"]["max_km"]:
            yield "distance", (host, name)
        if name in h["refuses"] or host in v["refuses"]:
            yield "refusal", (host, name)
        useful = [self.need(name, topic) * self.offer(host, topic) for topic, by in agenda if by == host]
        if not any(useful):
            yield "worthwhile", (host, name)

    def broken_together(self, programme):
        limit = self.problem["max_exchanges"]
        if limit is not None and len(programme) > limit:
            yield "network-limit", ()
        for name, city in self.cities.items():
            if sum(one[0] == name for one in programme) > city["hosting"]["exchanges"]:
                yield "host-count", (name,)
            if sum(name in one[2] for one in programme) > city["visiting"]["trips"]:
                yield "visitor-trips", (name,)
            for week in self.problem["weeks"]:
                places = sum((one[0] == name) + (name in one[2]) for one in programme if one[1] == week)
                if places > 1:
                    yield "one-place", (name,)
        for one, other in combinations(programme, 2):
            if one[0] == other[0]:
                if one[1] == other[1]:
                    yield "host-week", (one[0],)
                yield from (("visitor-trips", (name,)) for name in one[2] if name in other[2])
