"""The stored duties: what is owed, to whom, by when."""
