"""The browser that the tests drive: the machine's own Chromium. Run as a program, it sees to it
that there is one."""

import os
import shutil
import subprocess
import sys

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
INSTALL = ["apt-get", "install", "--yes", "--quiet", "chromium-headless-shell"]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find() -> str | None:
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)


def main() -> int:
    if find():
        return 0
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "--quiet"], check=True)
        subprocess.run(INSTALL, check=True)
        return 0
    sys.stderr.write(f"The tests need a browser: sudo {' '.join(INSTALL)}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
