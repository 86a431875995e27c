"""The log holds no link that opens an account."""

import logging

from django.conf import settings

from waymark.settings.logs import WithoutLinks


def test_the_secret_of_a_link_is_left_out_of_the_log():
    path = "/sign-in/link/abcSECRETdef/"
    record = logging.makeLogRecord({"msg": "Forbidden (%s): %s", "args": ("no token", path)})
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "Forbidden (no token): /sign-in/link/[secret]/"


def test_everything_that_is_logged_passes_there():
    handlers = settings.LOGGING["handlers"].values()
    assert all("without_links" in handler["filters"] for handler in handlers)
