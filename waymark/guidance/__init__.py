"""What the guidance says, as data: sources, provisions, dated settings, codes."""
