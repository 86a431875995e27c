"""Offences, orders and their requirements."""
