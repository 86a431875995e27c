"""What tests of the walls need: a database of their own with the demonstration in it."""

import os
import subprocess
import sys

import pytest


@pytest.fixture
def demonstrated(application_url: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "waymark", "demonstrate", "--verbosity=0"],
        env={**os.environ, "DATABASE_URL": application_url},
        stdout=subprocess.DEVNULL,
        check=True,
    )
