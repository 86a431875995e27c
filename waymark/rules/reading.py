"""Reads a case file's text from a file; what cannot be read is told in one line."""

import json
from pathlib import Path
from typing import Any, NoReturn

MOST_DIGITS = 300


class UnreadableError(Exception):
    """A file that holds no JSON document; the message says why."""


def read_document(path: Path) -> Any:
    """Return the JSON document in a file.

    :raises UnreadableError: where there is none.
    """
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"), **NUMBERS)
    except OSError as problem:
        raise UnreadableError(f"cannot be read: {problem.strerror}") from None
    except UnicodeDecodeError:
        raise UnreadableError("is not UTF-8 text") from None
    except RecursionError:
        raise UnreadableError("is nested too deeply") from None
    except ValueError as problem:
        raise UnreadableError(f"is not JSON: {problem}") from None


def _not_too_long(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"a number has more than {MOST_DIGITS} digits")
    return int(digits)


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


NUMBERS: dict[str, Any] = {"parse_constant": _not_a_number, "parse_int": _not_too_long}
