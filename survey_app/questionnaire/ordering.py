"""In which order questions are decided: each after those that it hangs on."""

from collections.abc import Callable, Iterable


def ordered(names: Iterable[str], asks: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return the names, each after what it asks for; other names that are asked for do not count."""
    known = dict.fromkeys(names)
    order: dict[str, None] = {}
    waiting = list(reversed(known))
    entered: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in order:
            continue
        asked = [other for other in asks(name) if other in known and other not in order]
        if asked and name not in entered:  # entered twice only in a circle, which the checker refuses
            entered.add(name)
            waiting += [name, *asked]
        else:
            order[name] = None
    return tuple(order)
