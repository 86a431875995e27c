"""The three functions that casework may call, and nothing else that it may."""
