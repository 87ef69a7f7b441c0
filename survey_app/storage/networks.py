"""Networks and their cities."""

from sqlalchemy import bindparam, insert, select, update

from survey_app.rounds.model import City, Network
from survey_app.storage.columns import is_storable
from survey_app.storage.database import Found, Session
from survey_app.storage.tables import city, network

CITY = (
    city.c.id,
    city.c.network_id,
    city.c.slug,
    city.c.name,
    city.c.country,
    city.c.latitude,
    city.c.longitude,
)

_ADD_NETWORK = insert(network)
_NETWORKS = select(network.c.id, network.c.name)
_RENAME = update(network).where(network.c.id == bindparam("number")).values(name=bindparam("new_name"))
_ADD_CITY = insert(city)
_CITIES = select(*CITY).where(city.c.network_id == bindparam("network_id"))
_CITY_BY_ID = select(*CITY).where(city.c.id == bindparam("id"))
_CITY_BY_SLUG = _CITIES.where(city.c.slug == bindparam("slug"))


def add_network(session: Session, name: str) -> int:
    """Add a network and return its id; raise AlreadyThere for a known name."""
    return session.add(_ADD_NETWORK, {"name": name})


def rename_network(session: Session, network_id: int, name: str) -> None:
    """Give a network another name; raise AlreadyThere for a known one."""
    session.change(_RENAME, {"number": network_id, "new_name": name})


def networks(session: Session) -> list[Network]:
    """Return all networks by name."""
    found = [Network(number, name) for number, name in session.rows(_NETWORKS)]
    return sorted(found, key=lambda one: one.name.casefold())


def network_by_id(session: Session, network_id: int) -> Network | None:
    """Return a network, or None."""
    row = session.row(_NETWORKS.where(network.c.id == network_id))
    return None if row is None else Network(row[0], row[1])


def add_city(  # noqa: PLR0913, PLR0917 - one argument for each column
    session: Session,
    network_id: int,
    slug: str,
    name: str,
    country: str,
    location: tuple[float, float] | None = None,
) -> int:
    """Add a city to a network and return its id; location in degrees; raise AlreadyThere for a known slug."""
    values = {"network_id": network_id, "slug": slug, "name": name, "country": country, **_degrees(location)}
    return session.add(_ADD_CITY, values)


def update_city(session: Session, changed: City) -> None:
    """Store a city's slug, name, country and location; its network stays."""
    values = {"slug": changed.slug, "name": changed.name, "country": changed.country}
    statement = update(city).where(city.c.id == changed.id)
    session.change(statement.values(**values, **_degrees(changed.location)))


def cities(session: Session, network_id: int) -> list[City]:
    """Return a network's cities by name."""
    found = [city_of(row) for row in session.rows(_CITIES, {"network_id": network_id})]
    return sorted(found, key=lambda one: one.name.casefold())


def city_by_id(session: Session, city_id: int) -> City | None:
    """Return a city, or None."""
    row = session.row(_CITY_BY_ID, {"id": city_id})
    return None if row is None else city_of(row)


def city_by_slug(session: Session, network_id: int, slug: str) -> City | None:
    """Return a network's city by its stable name, or None."""
    if not is_storable(slug):
        return None
    row = session.row(_CITY_BY_SLUG, {"network_id": network_id, "slug": slug})
    return None if row is None else city_of(row)


def city_of(row: Found) -> City:
    """Return the city that stands in the columns CITY."""
    number, network_id, slug, name, country, latitude, longitude = row
    location = None if latitude is None else (latitude, longitude)
    return City(number, network_id, slug, name, country, location)


def _degrees(location: tuple[float, float] | None) -> dict[str, float | None]:
    latitude, longitude = location or (None, None)
    return {"latitude": latitude, "longitude": longitude}
