"""Sheets: what a child or a parent sees, by a link and a secret, without signing in."""
