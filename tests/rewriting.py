"""Every worker reads every test; what pytest makes of its asserts is shared among them.

On a fresh clone each would make all of it for itself, which takes longer than all else of reading.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.assertion import rewrite


def share(session: pytest.Session) -> None:
    """Make this worker's part, where it is not made yet; the others make theirs meanwhile."""
    worker, workers = (os.environ.get(f"PYTEST_XDIST_WORKER{of}") for of in ("", "_COUNT"))
    if worker and workers:
        for test in sorted(_tests(session))[int(worker.removeprefix("gw")) :: int(workers)]:
            _make(test, session.config)


def _tests(session: pytest.Session) -> Iterator[Path]:
    for named in session.config.args:
        path = session.config.invocation_params.dir / named.partition("::")[0]
        yield from path.rglob("test_*.py") if path.is_dir() else [path]


def _make(test: Path, config: pytest.Config) -> None:
    folder = rewrite.get_cache_dir(test)
    made = folder / f"{test.stem}{rewrite.PYC_TAIL}"
    if rewrite.try_makedirs(folder) and rewrite._read_pyc(test, made) is None:
        stat, code = rewrite._rewrite_test(test, config)
        rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, stat, made)
