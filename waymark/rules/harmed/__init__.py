"""People who were harmed: what is held of them, what they are owed, and how long it is kept."""
