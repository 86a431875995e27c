"""The look is built by whichever Node there is, and says what is missing."""

import json
import subprocess
from pathlib import Path

import pytest

from waymark.running import look
from waymark.running.home import CHECKOUT

LARGEST_STYLES = 80_000  # a sixth of it once packed
LARGEST_SCRIPT = 3_000


@pytest.mark.parametrize(
    ("version", "enough"), [("v18.19.0", False), ("v20.1.0", True), ("v24.0.0", True), ("", False)]
)
def test_a_node_that_is_too_old_is_not_used(
    tmp_path: Path,
    version: str,
    enough: bool,  # noqa: FBT001
):
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(0o755)
    assert look._is_new_enough(str(node)) is enough


def test_what_fails_says_what_to_do():
    with pytest.raises(look.UnableToBuild, match="mend it"):
        look._run(["false"], or_else="mend it")


def test_npm_runs_only_when_its_lock_has_changed(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_command: object, **_options: object) -> None:
        raise AssertionError("npm was called")

    monkeypatch.setattr(subprocess, "run", refuse)
    look._install(["npm"])


def test_the_lock_names_no_registry():
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_the_look_stays_light():
    assert (look.LOOK / "waymark.css").stat().st_size < LARGEST_STYLES
    assert (look.LOOK / "waymark.js").stat().st_size < LARGEST_SCRIPT
