"""The SQLite edge: one file per profile, through SQLAlchemy Core."""
