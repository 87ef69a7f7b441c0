"""Fixtures of the coordinator's tests."""

import pytest

from tests.web.browser import Browser
from tests.web.coordinator.cast import signed_in
from tests.web.site import Site


@pytest.fixture
def carla(site: Site) -> Browser:
    """Give the browser of the network's coordinator, signed in."""
    return signed_in(site)
