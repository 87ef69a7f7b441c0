"""A round's cities: adding them, their personal links, taking one out."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms import Form, StringField
from wtforms.validators import StopValidation

from survey_app.programmes.wording import listed
from survey_app.rounds.model import City
from survey_app.storage import invitations, networks, respondents
from survey_app.web import links
from survey_app.web.access import CITY_OF_ROUND, ROUND, allow, invited, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.countries import COUNTRIES
from survey_app.web.coordinator.fields import Choice, Degrees, at_most, faults, said, storable
from survey_app.web.coordinator.naming import slug_of
from survey_app.web.unit import now, session


class CityForm(Form):  # type: ignore[misc]
    """Hold a new city as it is typed."""

    name = StringField("Name", [said("Write the city’s name."), storable, at_most(80)])
    country = Choice("Country", [said("Choose the country.")], options=[("", "Choose …"), *COUNTRIES.items()])
    latitude = Degrees("Latitude")
    longitude = Degrees("Longitude")

    def validate_latitude(self, field: Any) -> None:
        """Refuse half a place."""
        if bool((field.data or "").strip()) != bool((self.longitude.data or "").strip()):
            raise StopValidation("Write both latitude and longitude, or neither.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether all is right, the degrees on earth included."""
        super().validate(extra_validators)
        for field, limit in ((self.latitude, 90), (self.longitude, 180)):
            if not field.errors and field.number is not None and not -limit <= field.number <= limit:
                field.errors = [f"Write degrees from -{limit} to {limit}."]
        return not self.errors

    @property
    def location(self) -> tuple[float, float] | None:
        """Return latitude and longitude in degrees."""
        if self.latitude.number is None or self.longitude.number is None:
            return None
        return self.latitude.number, self.longitude.number


def _known() -> list[City]:
    """Return the cities of the network that do not take part yet."""
    part = {invitation.city.id for invitation, _ in invitations.invitations(session(), this_round().id)}
    return [city for city in networks.cities(session(), this_round().network_id) if city.id not in part]


def _invite(city_ids: list[int]) -> None:
    for city_id in city_ids:
        public_id, nonce = links.new_public_id(), links.new_nonce()
        invitations.invite(session(), this_round().id, city_id, public_id=public_id, nonce=nonce, now=now())


@coordinator.get("/rounds/<int:round_id>/cities/add")
@allow(ROUND)
def add_cities(round_id: int) -> str | Response:
    """Offer the network's cities, and ask for a new one."""
    if this_round().version_id is None:
        return to("settings")
    return round_page("add_cities", "home", known=_known(), form=CityForm(), faults=[])


@coordinator.post("/rounds/<int:round_id>/cities/add")
@allow(ROUND)
def invite_cities(round_id: int) -> Response | tuple[str, int]:
    """Add the ticked cities of the network to the round."""
    ticked = set(request.form.getlist("city"))
    chosen = [city for city in _known() if str(city.id) in ticked]
    if not chosen:
        wrong = [("known", "Tick at least one city.")]
        return round_page("add_cities", "home", known=_known(), form=CityForm(), faults=wrong), 422
    _invite([city.id for city in chosen])
    names = listed(city.name for city in chosen)
    note("added cities", cities=names)
    flash(f"{names} can take part now. Their personal links stand in the table.", "good")
    return to("home")


@coordinator.post("/rounds/<int:round_id>/cities/new")
@allow(ROUND)
def invite_new_city(round_id: int) -> Response | tuple[str, int]:
    """Add a city to the network and to the round."""
    form, this = CityForm(request.form), this_round()
    if not form.validate():
        return round_page("add_cities", "home", known=_known(), form=form, faults=faults(form)), 422
    name, network_id = " ".join(form.name.data.split()), this.network_id
    slug = slug_of(name, "city", lambda text: bool(networks.city_by_slug(session(), network_id, text)))
    city_id = networks.add_city(session(), network_id, slug, name, form.country.data, form.location)
    _invite([city_id])
    note("added cities", cities=name)
    flash(f"{name} can take part now. Add the next city, or go back to the round.", "good")
    return to("add_cities")


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/edit")
@allow(CITY_OF_ROUND)
def edit_city(round_id: int, slug: str) -> str:
    """Show what is known of a city, to be corrected."""
    city = invited()[0].city
    latitude, longitude = city.location or ("", "")
    data = {"name": city.name, "country": city.country, "latitude": latitude, "longitude": longitude}
    form = CityForm(data={key: str(value) for key, value in data.items()})
    return round_page("edit_city", "home", city=city, form=form, faults=[])


@coordinator.post("/rounds/<int:round_id>/cities/<slug>/edit")
@allow(CITY_OF_ROUND)
def save_city(round_id: int, slug: str) -> Response | tuple[str, int]:
    """Correct a city's name, country and place, in all rounds of its network."""
    form, city = CityForm(request.form), invited()[0].city
    if not form.validate():
        return round_page("edit_city", "home", city=city, form=form, faults=faults(form)), 422
    name = " ".join(form.name.data.split())
    changed = replace(city, name=name, country=form.country.data, location=form.location)
    networks.update_city(session(), changed)
    note("corrected a city", city=name)
    flash(f"What is known of {name} is saved.", "good")
    return _to_city()


def _to_city() -> Response:
    slug = invited()[0].city.slug
    return redirect(url_for("coordinator.sheet", round_id=this_round().id, slug=slug, _anchor="link"), 303)


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/renew")
@allow(CITY_OF_ROUND)
def ask_renew(round_id: int, slug: str) -> str:
    """Ask before a city's link is replaced."""
    return round_page("renew", "home", invitation=invited()[0])


@coordinator.post("/rounds/<int:round_id>/cities/<slug>/renew")
@allow(CITY_OF_ROUND)
def renew(round_id: int, slug: str) -> Response:
    """Give a city a new link; the old one and all devices that used it stop working."""
    invitation = invited()[0]
    invitations.renew_link(session(), invitation.id, links.new_nonce())
    respondents.end_contributors_of(session(), invitation.id, now())
    note("replaced a link", city=invitation.city.name)
    flash(f"{invitation.city.name} has a new link. Send it; the old one works no more.", "good")
    return _to_city()


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/revoke")
@allow(CITY_OF_ROUND)
def ask_revoke(round_id: int, slug: str) -> str:
    """Ask before a city's link is withdrawn."""
    return round_page("revoke", "home", invitation=invited()[0])


@coordinator.post("/rounds/<int:round_id>/cities/<slug>/revoke")
@allow(CITY_OF_ROUND)
def revoke(round_id: int, slug: str) -> Response:
    """Withdraw a city's link; its answers stay, a new link opens them again."""
    invitation = invited()[0]
    invitations.revoke_link(session(), invitation.id)
    respondents.end_contributors_of(session(), invitation.id, now())
    note("withdrew a link", city=invitation.city.name)
    flash(f"The link of {invitation.city.name} works no more. Its answers are kept.", "good")
    return _to_city()


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/remove")
@allow(CITY_OF_ROUND)
def ask_remove(round_id: int, slug: str) -> str:
    """Ask before a city is taken out of the round."""
    return round_page("remove", "home", invitation=invited()[0], untouched=invited()[1].revision == 0)


@coordinator.post("/rounds/<int:round_id>/cities/<slug>/remove")
@allow(CITY_OF_ROUND)
def remove(round_id: int, slug: str) -> Response:
    """Take a city out of the round, as long as nobody has answered for it."""
    city = invited()[0].city
    if not invitations.uninvite(session(), invited()[0].id):
        flash(f"{city.name} has begun to answer, so it stays. You can withdraw its link instead.", "warn")
        return to("home")
    note("took a city out", city=city.name)
    flash(f"{city.name} takes part no more. You can add it again.", "good")
    return to("home")
