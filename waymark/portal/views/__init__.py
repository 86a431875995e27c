"""The worker's pages of sheets, and the pages of whoever holds one."""
