"""Visits to where a child lives: assessed, authorised, and looked for whoever is out."""
