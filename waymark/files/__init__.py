"""Files that somebody attaches: which are taken, what can be read in them, and which are kept."""
