"""Case files in and out: import, export, and the demonstration's children."""
