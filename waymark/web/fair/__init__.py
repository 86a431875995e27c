"""Whether it is fair: who was warned, taken back or let go early, by who the children are."""
