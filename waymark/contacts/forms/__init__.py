"""The forms of recording, one file each."""
