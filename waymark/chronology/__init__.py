"""What happened: events, only ever added to, written through one door."""
