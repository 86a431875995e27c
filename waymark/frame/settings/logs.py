"""What never reaches the log: a link that opens something, what was asked, what a fault tells.

The message of a database's fault names the values that it stumbled over, and so may any other
message: a child's name, the words of a note. The log says what broke and where, and not with what.
"""

import logging
import re
import traceback

from django.core.exceptions import ImproperlyConfigured

LINK = re.compile(r"(/sign-in/link/|/for-you/open/|/diary/feed/)[^/\s'\"]+")
ASKED = re.compile(r"\?[^\s'\"]*=[^\s'\"]*")  # of an address: a name that was looked for
TELLS_NO_DATA = (OSError, ImproperlyConfigured)  # a socket that is shut, a setting that is missing


class WithoutLinks(logging.Filter):
    """Leaves a gap in the place of a link's secret and of what an address asks."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        record.msg, record.args = ASKED.sub("?[…]", LINK.sub(r"\1[secret]", said)), ()
        return True


class WithoutDetails(logging.Filter):
    """Tells of a fault by its type, its place and the database's code for it."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_told, record.args))
        if isinstance(record.msg, BaseException):
            record.msg = _told(record.msg)
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            record.exc_text = "\n".join(map(_lines, reversed(_came_of(record.exc_info[1]))))
            record.exc_info = None
        return True


def _came_of(fault: BaseException) -> list[BaseException]:
    """Return a fault, what it came of, and so on back to the first."""
    found: list[BaseException] = []
    before: BaseException | None = fault
    while before is not None and before not in found:
        found.append(before)
        before = before.__cause__ or (None if before.__suppress_context__ else before.__context__)
    return found


def _lines(fault: BaseException) -> str:
    where = "".join(traceback.format_tb(fault.__traceback__))
    return f"Traceback (most recent call last):\n{where}{_told(fault)}"


def _told(said: object) -> object:
    """Return what may be said of a fault; anything else as it is."""
    if not isinstance(said, BaseException):
        return said
    name = f"{type(said).__module__}.{type(said).__qualname__}"
    if isinstance(said, TELLS_NO_DATA):
        return f"{name}: {said}"
    return " ".join(filter(None, [name, *_of_the_database(said)]))


def _of_the_database(fault: BaseException) -> list[str]:
    """Return the database's code, and the names out of its own tables."""
    told = getattr(fault, "diag", None)
    if told is None:
        return []
    return [fault.sqlstate or "", told.table_name or "", told.constraint_name or ""]
