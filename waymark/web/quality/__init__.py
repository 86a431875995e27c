"""How good the work is, for whoever answers for it: what was learnt and whether the plan followed,
what was left open, what was directed and done, and what children say of the service."""
