"""People who sign in, their services, teams and roles, and what each role may do."""
