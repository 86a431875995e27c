"""The pages about who a child is to the service, one file a page or two."""
