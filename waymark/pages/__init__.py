"""What pages are made of, in every app: fields, words, the order drawn as a line."""
