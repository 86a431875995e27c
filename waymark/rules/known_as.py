"""What somebody harmed is called, in a child's record and where their own is kept: one number, the
same on both sides, since each reckons it from what both know of them.

It is short enough for the telephone, and of another child's file it is another number: whoever
knows both learns nothing.
"""

from hashlib import sha256

FIRST, MANY = 10_000, 90_000  # five digits


def number(child: int, reference: str) -> int:
    """Return the number of somebody in one child's file."""
    digest = sha256(f"{child} {reference}".encode()).digest()
    return FIRST + int.from_bytes(digest[:8]) % MANY


def known_as(child: int, reference: str) -> str:
    return called(number(child, reference))


def called(number: int) -> str:
    return f"Person {number}"
