"""Pages that gather from several apps, one file a page."""
