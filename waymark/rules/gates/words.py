"""What was written, as a gate asks for it; and where what it asks for is answered."""


class At(str):
    """A reason that is mended by one answer: it stands beside the first of these fields that a form
    has."""

    __slots__ = ("fields",)
    fields: tuple[str, ...]

    def __new__(cls, reason: str, *fields: str) -> "At":
        made = super().__new__(cls, reason)
        made.fields = fields
        return made


def is_said(words: str | None) -> bool:
    return bool((words or "").strip())
