"""The forms of a plan: one small page for each thing in it."""
