"""The shell: page frame, components, errors, home."""
