"""Pages about the child and about who may open the child's record, one file a subject."""
