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


def inside(words: str) -> str:
    """Return a label as it stands inside a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
