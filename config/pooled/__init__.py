"""A database engine for Django: its own for PostgreSQL, with a pool that gets over restarts."""
