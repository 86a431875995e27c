"""Every write about the child and about who works with the child, one file a noun."""
