"""Run the migrations on the connection, and in the transaction, that schema.py hands over."""

from alembic import context

from survey_app.storage.schema import VERSION_TABLE
from survey_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
