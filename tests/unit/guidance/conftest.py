"""What the tests of the guidance may ask for."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from waymark.guidance import forms
from waymark.guidance.folder import guidance_folder


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A guidance folder of the service's own, as WAYMARK_GUIDANCE names it."""
    folder = shutil.copytree(guidance_folder(), tmp_path / "guidance")
    monkeypatch.setenv("WAYMARK_GUIDANCE", str(folder))
    forms.forget()
    yield folder
    forms.forget()
