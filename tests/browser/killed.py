"""A browser that can be killed as a flat battery kills it: at once, and telling nobody."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.browser import chromium

SAYS_WHERE = "DevTools listening on "


@contextmanager
def killable(browser: Browser, home: Path, **options: object) -> Iterator[BrowserContext]:
    """Yield a context of a browser of its own, all of which is killed on the way out."""
    program = chromium.find()
    assert program
    process = subprocess.Popen(
        [
            program,
            *chromium.ARGUMENTS,
            *("--headless=new", "--remote-debugging-port=0", f"--user-data-dir={home}"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # to be killed with every process that it starts
    )
    try:
        assert process.stderr
        where = next(line for line in process.stderr if line.startswith(SAYS_WHERE))
        address = where.removeprefix(SAYS_WHERE).strip()
        yield browser.browser_type.connect_over_cdp(address).new_context(**options)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()
