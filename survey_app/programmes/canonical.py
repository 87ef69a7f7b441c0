"""Put a programme into its one written order, with who learns what in every session."""

from collections.abc import Iterable

from survey_app.programmes.model import Exchange, Session
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import learners


def canonical(network: Network, exchanges: Iterable[Exchange]) -> tuple[Exchange, ...]:
    """Return exchanges by week and host; the host's sessions first, those that give most before others."""
    ordered = sorted(exchanges, key=lambda one: (network.weeks[one.week], one.host))
    return tuple(_exchange(network, one) for one in ordered)


def _exchange(network: Network, one: Exchange) -> Exchange:
    visitors = tuple(sorted(one.visitors))
    sessions = [_session(network, session, (one.host, *visitors)) for session in one.sessions]
    sessions.sort(
        key=lambda session: (session.presenter != one.host, -sum(session.learners.values()), session.topic)
    )
    return Exchange(one.host, one.week, visitors, tuple(sessions))


def _session(network: Network, session: Session, present: Iterable[str]) -> Session:
    found = learners(network, session.topic, session.presenter, present)
    ordered = dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
    return Session(session.topic, session.presenter, ordered)
