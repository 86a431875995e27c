"""What casework and the victims' side tell each other: written with what it tells, applied once."""
