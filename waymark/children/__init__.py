"""The child, family and network, care, education, health, addresses, identity; who works with
the child and who may see the record."""
