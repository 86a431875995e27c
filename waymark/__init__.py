"""Waymark: case management for youth justice services in England and Wales."""
