"""The log holds no link that opens an account, and nothing of what a fault stumbled over."""

import io
import logging

import pytest
from django.conf import settings

from waymark.frame.settings.logs import WithoutDetails, WithoutLinks

NAME = "Jamie Victimson"


def logged(fault: BaseException, message: object = "It broke: %s", **told: object) -> str:
    """Return what stands in a log of ours once somebody has logged a fault."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(WithoutDetails())
    record = logging.makeLogRecord(
        {"msg": message, "args": (fault,), "exc_info": (type(fault), fault, fault.__traceback__)}
        | told
    )
    handler.handle(record)
    return written.getvalue()


def caught(work) -> BaseException:
    with pytest.raises(Exception) as found:  # noqa: PT011 (whatever it is)
        work()
    return found.value


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/sign-in/link/abcSECRETdef/", "/sign-in/link/[secret]/"),
        ("/for-you/open/abcSECRETdef/", "/for-you/open/[secret]/"),
        ("/diary/feed/abcSECRETdef.ics", "/diary/feed/[secret]"),
    ],
)
def test_the_secret_of_a_link_is_left_out_of_the_log(path, kept):
    record = logging.makeLogRecord({"msg": "Forbidden (%s): %s", "args": ("no token", path)})
    assert WithoutLinks().filter(record)
    assert record.getMessage() == f"Forbidden (no token): {kept}"


def test_what_somebody_looked_for_is_left_out_of_the_log():
    asked = ("/find/?words=Jamie+Victimson&page=2",)
    record = logging.makeLogRecord({"msg": "Error handling request %s", "args": asked})
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "Error handling request /find/?[…]"


def test_a_fault_is_told_by_its_type_and_place_and_not_by_its_words():
    said = logged(caught(lambda: int(NAME)))
    assert NAME not in said
    assert said.startswith("It broke: builtins.ValueError\n")
    assert "test_logs.py" in said
    assert "in <lambda>" in said


def test_what_it_came_of_is_told_the_same_way():
    def work() -> None:
        try:
            int(NAME)
        except ValueError as fault:
            raise KeyError(NAME) from fault

    said = logged(caught(work))
    assert NAME not in said
    assert said.index("builtins.ValueError") < said.rindex("builtins.KeyError")


def test_a_fault_that_is_the_message_itself_is_told_so_too():
    assert logged(ValueError(NAME), ValueError(NAME), args=(), exc_info=None) == (
        "builtins.ValueError\n"
    )


def test_that_a_socket_is_shut_is_told_in_full():
    assert "connection refused" in logged(ConnectionRefusedError("connection refused"))


def test_without_the_filter_the_name_would_stand_there(monkeypatch):
    monkeypatch.setattr(WithoutDetails, "filter", lambda self, record: True)
    assert NAME in logged(caught(lambda: int(NAME)))


def test_everything_that_is_logged_passes_there():
    for handler in settings.LOGGING["handlers"].values():
        assert handler["filters"] == ["without_details", "without_links"]
    named = [logging.getLogger(), *map(logging.getLogger, ("django", "django.request"))]
    kinds = {type(each).__name__ for logger in named for each in logger.handlers}
    assert "AdminEmailHandler" not in kinds


def test_nobody_is_shown_or_mailed_a_report_of_a_fault():
    assert settings.DEBUG is False
    assert settings.ADMINS == settings.MANAGERS == []
