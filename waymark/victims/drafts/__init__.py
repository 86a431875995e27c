"""What is being typed in the victims' process: the tables of `waymark.drafts`, about a victim."""
