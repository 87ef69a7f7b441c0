"""The coordinator's pages: rounds, cities, profiles, statistics, proposals, downloads."""

from survey_app.web.coordinator import (
    agendas,
    agreements,
    beforehand,
    blank_forms,
    cities,
    compare,
    deciding,
    downloads,
    draft_documents,
    drafts,
    exploring,
    profiles,
    proposals,
    rounds,
    settings,
    sheets,
    statistics,
    versions,
)
from survey_app.web.coordinator.blueprint import coordinator

# Importing a module adds its routes to the blueprint.
PARTS = (
    rounds,
    settings,
    cities,
    sheets,
    beforehand,
    profiles,
    statistics,
    proposals,
    exploring,
    drafts,
    deciding,
    draft_documents,
    compare,
    agendas,
    agreements,
    downloads,
    blank_forms,
    versions,
)

__all__ = ["PARTS", "coordinator"]
