"""The pages of recording, one file for each thing that is recorded."""
