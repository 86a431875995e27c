"""What was written, as a gate asks for it."""


def is_said(words: str | None) -> bool:
    return bool((words or "").strip())
