"""What is asked about a child, one file a subject."""
