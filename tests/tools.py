"""What the tests need of the machine and no wheel brings. Run as a program, it sees to it that all
of it is there."""

import os
import shutil
import subprocess
import sys

from tests.browser import chromium
from waymark.files import scans

INSTALL = ["apt-get", "install", "--yes", "--quiet"]
NEEDED = (
    (chromium.find, ["chromium-headless-shell"]),
    (scans.is_installed, list(scans.PACKAGES)),
)


def main() -> int:
    missing = [package for is_there, packages in NEEDED if not is_there() for package in packages]
    if not missing:
        return 0
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "--quiet"], check=True)
        subprocess.run([*INSTALL, *missing], check=True)
        return 0
    sys.stderr.write(f"The tests need more: sudo {' '.join(INSTALL)} {' '.join(missing)}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
