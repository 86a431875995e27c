"""The sealed store: people who were harmed, in a database and a process of their own.

It knows nothing of casework but what letters tell, and casework knows nothing of it but three
functions (`door`).
"""
