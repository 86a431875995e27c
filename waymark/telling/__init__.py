"""What casework tells the victims' side, and what it takes in of what was done there."""
