"""What is owed, by when and why: pure functions over a case file. No database, web or clock."""
