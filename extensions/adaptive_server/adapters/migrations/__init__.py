"""Alembic migrations, run by `migrate`; one file a step, written by hand, up and down."""
