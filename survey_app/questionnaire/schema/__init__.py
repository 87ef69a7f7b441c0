"""The JSON Schema of questionnaire files, made from the model: editors complete and check by it. Pure."""

from survey_app.questionnaire.schema.making import json_schema, schema_text

__all__ = ["json_schema", "schema_text"]
