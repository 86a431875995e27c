"""The pages of accounts: signing in, one's own ways of signing in, and the administrators'."""
