"""Finds times for a week of contacts, and composes groups. It knows no database, web or clock.

asked       what is asked, and of what a proposal is made up
proposed    what is answered
weekly      propose_week(asked.Week)
groups      propose_groups(asked.Groups)

Only `weekly` and `groups` load the solver, which takes half a second: import them where they are
called.
"""
