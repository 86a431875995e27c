"""Waymark on one machine: the embedded PostgreSQL, the database's roles, the server."""
