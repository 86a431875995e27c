"""Pages of visits, one file a subject."""
