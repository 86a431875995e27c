"""Who saw and did what, so kept that tampering shows."""
