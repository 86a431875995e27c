"""Pages of the diary, one file a subject."""
