"""Codes as people say them."""

from waymark import guidance


def label(codes: str, code: str) -> str:
    """Return a code's label; a word that is no code, as it is."""
    try:
        return guidance.label(codes, code)
    except LookupError:
        return plain(code)


def plain(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")
