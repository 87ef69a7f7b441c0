"""The only room that speaks SQLAlchemy: tables, sessions, migrations, load and save."""
