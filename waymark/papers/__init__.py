"""Papers: forms that are data, filled in over days, each answer with its day."""
