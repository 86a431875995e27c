"""What somebody is typing about a child, kept until it is saved."""
