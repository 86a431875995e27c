"""What stands around every page, in casework and on the victims' side."""
